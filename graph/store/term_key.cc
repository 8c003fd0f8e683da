#include "graph/store/term_key.h"

#include "graph/base/status.h"
#include "graph/store/coding.h"

namespace zhimai {
namespace {

char Byte(TermKind kind) { return static_cast<char>(kind); }

bool HasNul(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

void AppendLangKey(const Term& term, std::string* key) {
  *key += Byte(TermKind::kLangString);
  // The text first: sorted as text, whatever the language.
  AppendEscaped(term.value(), key);
  *key += term.language();
  if (term.direction() == Direction::kLtr) *key += "--ltr";
  if (term.direction() == Direction::kRtl) *key += "--rtl";
}

std::optional<Term> LangTerm(std::string_view rest) {
  const std::optional<std::string> text = TakeEscaped(&rest);
  if (!text) return std::nullopt;
  Direction direction = Direction::kNone;
  // A tag has no "--" of its own.
  if (rest.ends_with("--ltr")) direction = Direction::kLtr;
  if (rest.ends_with("--rtl")) direction = Direction::kRtl;
  if (direction != Direction::kNone) rest.remove_suffix(5);
  if (rest.empty() || HasNul(rest)) return std::nullopt;
  return Term::LangString(*text, rest, direction);
}

std::optional<Term> TypedTerm(std::string_view rest) {
  const size_t end = rest.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view datatype = rest.substr(0, end);
  // Plain strings have a kind of their own.
  if (datatype == kXsdString || datatype.empty()) return std::nullopt;
  return Term::Literal(rest.substr(end + 1), datatype);
}

}  // namespace

Result<std::string> TermKey(const Term& term) {
  std::string key;
  ZM_TRY(AppendTermKey(term, &key));
  return key;
}

Status AppendTermKey(const Term& term, std::string* key) {
  ZM_CHECK(!term.is_triple());
  if (HasNul(term.language()) ||
      (term.is_literal() ? HasNul(term.datatype()) : HasNul(term.value()))) {
    return Status::InvalidInput("a name contains the character U+0000");
  }
  if (!term.is_literal()) {
    *key += Byte(term.is_iri() ? TermKind::kIri : TermKind::kBlank);
  } else if (!term.language().empty()) {
    AppendLangKey(term, key);
    return {};
  } else if (term.datatype() == kXsdString) {
    *key += Byte(TermKind::kString);
  } else {
    *key += Byte(TermKind::kTyped);
    *key += term.datatype();
    *key += '\0';
  }
  *key += term.value();
  return {};
}

std::string TripleKey(int depth, const std::array<TermId, 3>& parts) {
  std::string key(1, Byte(TermKind::kTriple));
  key += static_cast<char>(depth);
  for (TermId part : parts) AppendBig64(part.bits, &key);
  return key;
}

TermKind KindOfKey(std::string_view key) {
  if (key.empty()) return TermKind::kNone;
  const auto kind = static_cast<TermKind>(key.front());
  switch (kind) {
    case TermKind::kBlank:
    case TermKind::kIri:
    case TermKind::kString:
    case TermKind::kLangString:
    case TermKind::kTyped:
    case TermKind::kTriple:
      return kind;
    default:
      return TermKind::kNone;
  }
}

std::optional<Term> TermOfKey(std::string_view key) {
  const TermKind kind = KindOfKey(key);
  if (kind == TermKind::kNone) return std::nullopt;
  const std::string_view rest = key.substr(1);
  switch (kind) {
    case TermKind::kIri:
      return HasNul(rest) ? std::nullopt : std::optional(Term::Iri(rest));
    case TermKind::kBlank:
      return HasNul(rest) ? std::nullopt : std::optional(Term::Blank(rest));
    case TermKind::kString:
      return Term::String(rest);
    case TermKind::kLangString:
      return LangTerm(rest);
    case TermKind::kTyped:
      return TypedTerm(rest);
    default:
      return std::nullopt;
  }
}

std::optional<TripleParts> TripleOfKey(std::string_view key) {
  if (KindOfKey(key) != TermKind::kTriple || key.size() != 2 + 24) {
    return std::nullopt;
  }
  TripleParts parts;
  parts.depth = static_cast<unsigned char>(key[1]);
  if (parts.depth < 1 || parts.depth > kMaxTripleTermDepth) {
    return std::nullopt;
  }
  for (size_t i = 0; i < 3; ++i) {
    parts.ids[i] = TermId{ReadBig64(key.data() + 2 + 8 * i)};
  }
  return parts;
}

}  // namespace zhimai
