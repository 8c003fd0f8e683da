// Functions on strings [17.4.3] and hash functions [17.4.4].
#include <array>
#include <cmath>

#include "graph/base/digest.h"
#include "graph/base/regex.h"
#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "graph/exec/functions.h"

namespace zhimai::sparql {
namespace {

bool SameTag(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

bool SameLanguage(const Value& a, const Value& b) {
  return a.kind() == b.kind() &&
         SameTag(a.term()->language(), b.term()->language()) &&
         a.term()->direction() == b.term()->direction();
}

// Argument compatibility [17.4.3.1.2].
bool Compatible(const Value& a, const Value& b) {
  return a.is_string_like() && b.is_string_like() &&
         (b.kind() == ValueKind::kString || SameLanguage(a, b));
}

// A string of the type of `like`: with its language tag and direction.
std::optional<Value> MakeLike(const Value& like, std::string_view text,
                              EvalContext& context) {
  if (like.kind() == ValueKind::kString) return MakeString(text, context);
  if (!MakeString(text, context)) return std::nullopt;
  return Value::Owning(Term::LangString(text, like.term()->language(),
                                        like.term()->direction()));
}

std::optional<Value> StrLen(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_string_like()) return std::nullopt;
  return Value::Integer(static_cast<int64_t>(CountCodePoints(value.text())));
}

// fn:substring: characters from round(start) to below round(start) +
// round(length), by the rules of doubles, so that NaN gives nothing.
std::optional<Value> Substr(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_string_like() || !call.arguments[1].is_numeric()) {
    return std::nullopt;
  }
  const auto round = [](double x) { return std::floor(x + 0.5); };
  const double begin = round(call.arguments[1].ToDouble());
  double end = HUGE_VAL;
  if (call.arguments.size() > 2) {
    if (!call.arguments[2].is_numeric()) return std::nullopt;
    end = begin + round(call.arguments[2].ToDouble());
  }
  const std::string& text = value.text();
  std::string out;
  double place = 1;
  for (size_t pos = 0; pos < text.size() && place < end; ++place) {
    const size_t start = pos;
    DecodeUtf8(text, &pos);
    if (place >= begin && place < end) out.append(text, start, pos - start);
  }
  return MakeLike(value, out, call.context);
}

std::optional<Value> UpperCase(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_string_like()) return std::nullopt;
  return MakeLike(value, ToUpper(value.text()), call.context);
}

std::optional<Value> LowerCase(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_string_like()) return std::nullopt;
  return MakeLike(value, ToLower(value.text()), call.context);
}

std::optional<Value> StrStarts(const FunctionCall& call) {
  if (!Compatible(call.arguments[0], call.arguments[1])) return std::nullopt;
  return Value::Boolean(
      call.arguments[0].text().starts_with(call.arguments[1].text()));
}

std::optional<Value> StrEnds(const FunctionCall& call) {
  if (!Compatible(call.arguments[0], call.arguments[1])) return std::nullopt;
  return Value::Boolean(
      call.arguments[0].text().ends_with(call.arguments[1].text()));
}

std::optional<Value> Contains(const FunctionCall& call) {
  if (!Compatible(call.arguments[0], call.arguments[1])) return std::nullopt;
  return Value::Boolean(call.arguments[0].text().find(
                            call.arguments[1].text()) != std::string::npos);
}

std::optional<Value> StrBefore(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!Compatible(value, call.arguments[1])) return std::nullopt;
  const size_t at = value.text().find(call.arguments[1].text());
  if (at == std::string::npos) return Value::String("");
  return MakeLike(value, value.text().substr(0, at), call.context);
}

std::optional<Value> StrAfter(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!Compatible(value, call.arguments[1])) return std::nullopt;
  const std::string& what = call.arguments[1].text();
  const size_t at = value.text().find(what);
  if (at == std::string::npos) return Value::String("");
  return MakeLike(value, value.text().substr(at + what.size()), call.context);
}

std::optional<Value> EncodeForUri(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_string_like()) return std::nullopt;
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : value.text()) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                            c == '.' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return MakeString(out, call.context);
}

std::optional<Value> Concat(const FunctionCall& call) {
  std::string out;
  bool same = true;
  for (const Value& value : call.arguments) {
    if (!value.is_string_like()) return std::nullopt;
    out += value.text();
    same = same && SameLanguage(call.arguments[0], value);
  }
  if (same && !call.arguments.empty()) {
    return MakeLike(call.arguments[0], out, call.context);
  }
  return MakeString(out, call.context);
}

// RFC 4647 basic filtering.
std::optional<Value> LangMatches(const FunctionCall& call) {
  const Value& tag = call.arguments[0];
  const Value& range = call.arguments[1];
  if (tag.kind() != ValueKind::kString || range.kind() != ValueKind::kString) {
    return std::nullopt;
  }
  const std::string& text = tag.text();
  const std::string& prefix = range.text();
  if (prefix == "*") return Value::Boolean(!text.empty());
  const bool starts =
      text.size() >= prefix.size() &&
      SameTag(std::string_view(text).substr(0, prefix.size()), prefix);
  return Value::Boolean(
      starts && (text.size() == prefix.size() || text[prefix.size()] == '-'));
}

// The regular expression of arguments `at` and, for the flags, `flags_at`.
Regex* RegexOf(const FunctionCall& call, size_t at, size_t flags_at) {
  const Value& pattern = call.arguments[at];
  if (pattern.kind() != ValueKind::kString) return nullptr;
  if (call.arguments.size() <= flags_at) {
    return call.context.FindRegex(pattern.text(), "");
  }
  const Value& flags = call.arguments[flags_at];
  if (flags.kind() != ValueKind::kString) return nullptr;
  return call.context.FindRegex(pattern.text(), flags.text());
}

std::optional<Value> Matches(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_string_like()) return std::nullopt;
  Regex* regex = RegexOf(call, 1, 2);
  if (regex == nullptr) return std::nullopt;
  const Result<bool> found =
      regex->Matches(value.text(), call.context.options().cancelled);
  if (found.ok()) return Value::Boolean(*found);
  call.context.Fail(found.status());
  return std::nullopt;
}

std::optional<Value> Replace(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  const Value& replacement = call.arguments[2];
  if (!value.is_string_like() || replacement.kind() != ValueKind::kString) {
    return std::nullopt;
  }
  Regex* regex = RegexOf(call, 1, 3);
  if (regex == nullptr) return std::nullopt;
  const Result<std::optional<std::string>> out = regex->Replace(
      value.text(), replacement.text(), call.context.options().cancelled);
  if (!out.ok()) {
    call.context.Fail(out.status());
    return std::nullopt;
  }
  if (!*out) return std::nullopt;
  return MakeLike(value, **out, call.context);
}

template <DigestKind kKind>
std::optional<Value> Digest(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.kind() != ValueKind::kString) return std::nullopt;
  const std::string digest = HexDigest(kKind, value.text());
  if (digest.empty()) return std::nullopt;
  return Value::String(digest);
}

constexpr std::array<NamedFunction, 19> kFunctions = {{
    {"STRLEN", StrLen},
    {"SUBSTR", Substr},
    {"UCASE", UpperCase},
    {"LCASE", LowerCase},
    {"STRSTARTS", StrStarts},
    {"STRENDS", StrEnds},
    {"CONTAINS", Contains},
    {"STRBEFORE", StrBefore},
    {"STRAFTER", StrAfter},
    {"ENCODE_FOR_URI", EncodeForUri},
    {"CONCAT", Concat},
    {"LANGMATCHES", LangMatches},
    {"REGEX", Matches, true, false},
    {"REPLACE", Replace, true, false},
    {"MD5", Digest<DigestKind::kMd5>},
    {"SHA1", Digest<DigestKind::kSha1>},
    {"SHA256", Digest<DigestKind::kSha256>},
    {"SHA384", Digest<DigestKind::kSha384>},
    {"SHA512", Digest<DigestKind::kSha512>},
}};

}  // namespace

std::span<const NamedFunction> StringFunctions() { return kFunctions; }

std::optional<Value> MakeString(std::string_view text, EvalContext& context) {
  if (text.size() > context.options().max_string_bytes) {
    context.Fail({Code::kUnsupported,
                  "the query makes a string of more than " +
                      std::to_string(context.options().max_string_bytes) +
                      " bytes"});
    return std::nullopt;
  }
  return Value::String(text);
}

}  // namespace zhimai::sparql
