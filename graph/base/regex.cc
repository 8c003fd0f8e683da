#include "graph/base/regex.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>
#include <vector>

#include "graph/base/regex_syntax.h"

namespace zhimai {
namespace {

// ICU counts UTF-16 units in 32 bits; far below that, matching would take
// longer than anyone waits.
constexpr size_t kMaxText = size_t{1} << 29;

icu::UnicodeString FromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// ICU asks now and then during a match whether to go on.
UBool GoOn(const void* context, int32_t /*steps*/) {
  const auto& cancelled = *static_cast<const std::function<bool()>*>(context);
  return static_cast<UBool>(!cancelled());
}

Status MatchError(UErrorCode error) {
  if (error == U_REGEX_STOPPED_BY_CALLER) {
    return {Code::kCancelled, "cancelled while matching a regular expression"};
  }
  return {Code::kUnsupported,
          std::string("matching a regular expression takes too much: ") +
              u_errorName(error)};
}

// A piece of a replacement: text, then a group if there is one.
struct Piece {
  icu::UnicodeString text;
  int32_t group = -1;
};

class IcuRegex final : public Regex {
 public:
  IcuRegex(std::unique_ptr<icu::RegexMatcher> matcher, bool literal)
      : matcher_(std::move(matcher)), literal_(literal) {}

  Result<bool> Matches(std::string_view text,
                       const std::function<bool()>& cancelled) override;
  Result<std::optional<std::string>> Replace(
      std::string_view text, std::string_view replacement,
      const std::function<bool()>& cancelled) override;

 private:
  Status Start(std::string_view text, const std::function<bool()>& cancelled);
  std::optional<std::vector<Piece>> ParseReplacement(
      std::string_view replacement) const;
  Status AppendMatch(const std::vector<Piece>& pieces,
                     icu::UnicodeString* out) const;

  std::unique_ptr<icu::RegexMatcher> matcher_;
  bool literal_;
  icu::UnicodeString text_;  // the matcher borrows it
};

Status IcuRegex::Start(std::string_view text,
                       const std::function<bool()>& cancelled) {
  if (text.size() > kMaxText) {
    return {Code::kUnsupported, "a text too long for regular expressions"};
  }
  UErrorCode error = U_ZERO_ERROR;
  if (cancelled) {
    matcher_->setMatchCallback(&GoOn, &cancelled, error);
  } else {
    matcher_->setMatchCallback(nullptr, nullptr, error);
  }
  ZM_CHECK(U_SUCCESS(error));
  text_ = FromUtf8(text);
  matcher_->reset(text_);
  return {};
}

Result<bool> IcuRegex::Matches(std::string_view text,
                               const std::function<bool()>& cancelled) {
  ZM_TRY(Start(text, cancelled));
  UErrorCode error = U_ZERO_ERROR;
  const bool found = matcher_->find(error) != 0;
  if (U_FAILURE(error)) return MatchError(error);
  return found;
}

std::optional<std::vector<Piece>> IcuRegex::ParseReplacement(
    std::string_view replacement) const {
  std::vector<Piece> pieces(1);
  if (literal_) {
    pieces[0].text = FromUtf8(replacement);
    return pieces;
  }
  std::string text;
  const auto digit_at = [&](size_t at) {
    return at < replacement.size() && replacement[at] >= '0' &&
                   replacement[at] <= '9'
               ? replacement[at] - '0'
               : -1;
  };
  for (size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    if (c == '\\') {
      if (++i == replacement.size()) return std::nullopt;
      if (replacement[i] != '\\' && replacement[i] != '$') return std::nullopt;
      text += replacement[i];
    } else if (c == '$') {
      int32_t group = digit_at(++i);
      if (group < 0) return std::nullopt;
      // As many digits as there are groups for; one digit at least.
      for (int next = digit_at(i + 1);
           next >= 0 && group * 10 + next <= matcher_->groupCount();
           next = digit_at(i + 1)) {
        group = group * 10 + next;
        ++i;
      }
      pieces.back().text = FromUtf8(text);
      pieces.back().group = group;
      pieces.emplace_back();
      text.clear();
    } else {
      text += c;
    }
  }
  pieces.back().text = FromUtf8(text);
  return pieces;
}

Status IcuRegex::AppendMatch(const std::vector<Piece>& pieces,
                             icu::UnicodeString* out) const {
  UErrorCode error = U_ZERO_ERROR;
  for (const Piece& piece : pieces) {
    out->append(piece.text);
    // A group that does not exist or took no part is the empty string.
    if (piece.group < 0 || piece.group > matcher_->groupCount()) continue;
    const int32_t begin = matcher_->start(piece.group, error);
    const int32_t end = matcher_->end(piece.group, error);
    if (U_FAILURE(error)) return MatchError(error);
    if (begin >= 0) out->append(text_, begin, end - begin);
  }
  if (static_cast<size_t>(out->length()) > kMaxText) {
    return {Code::kUnsupported, "a replacement gives too long a text"};
  }
  return {};
}

Result<std::optional<std::string>> IcuRegex::Replace(
    std::string_view text, std::string_view replacement,
    const std::function<bool()>& cancelled) {
  const auto pieces = ParseReplacement(replacement);
  if (!pieces) return std::optional<std::string>();
  ZM_TRY_ASSIGN(const bool matches_empty, Matches("", cancelled));
  if (matches_empty) return std::optional<std::string>();
  ZM_TRY(Start(text, cancelled));
  icu::UnicodeString out;
  int32_t copied = 0;
  UErrorCode error = U_ZERO_ERROR;
  while (matcher_->find(error) != 0) {
    const int32_t begin = matcher_->start(error);
    out.append(text_, copied, begin - copied);
    ZM_TRY(AppendMatch(*pieces, &out));
    copied = matcher_->end(error);
  }
  if (U_FAILURE(error)) return MatchError(error);
  out.append(text_, copied, text_.length() - copied);
  std::string utf8;
  out.toUTF8String(utf8);
  return std::optional<std::string>(std::move(utf8));
}

}  // namespace

Result<std::unique_ptr<Regex>> Regex::Compile(std::string_view pattern,
                                              std::string_view flags) {
  ZM_TRY_ASSIGN(const RegexFlags parsed, ParseRegexFlags(flags));
  ZM_TRY_ASSIGN(const std::string translated, RegexToIcu(pattern, parsed));
  if (translated.size() > kMaxText) {
    return Status::InvalidInput("too long a regular expression");
  }
  UErrorCode error = U_ZERO_ERROR;
  auto matcher = std::make_unique<icu::RegexMatcher>(
      FromUtf8(translated),
      parsed.ignore_case ? uint32_t{UREGEX_CASE_INSENSITIVE} : 0U, error);
  if (U_FAILURE(error)) {
    return Status::InvalidInput(std::string("ill-formed regular expression: ") +
                                u_errorName(error));
  }
  return std::unique_ptr<Regex>(
      std::make_unique<IcuRegex>(std::move(matcher), parsed.literal));
}

}  // namespace zhimai
