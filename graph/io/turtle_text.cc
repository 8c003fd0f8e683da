#include "graph/io/turtle_text.h"

#include "graph/base/utf8.h"
#include "graph/io/name_chars.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

// Whether `local` may stand after "prefix:" without an escape. Less than the
// grammar allows: what needs '\' or '%' is written as a full IRI.
bool IsPlainLocal(std::string_view local) {
  bool first = true;
  char32_t last = 0;
  for (size_t at = 0; at < local.size();) {
    const char32_t c = DecodeUtf8(local, &at);
    const bool good = IsNameStartOrUnderscore(c) || IsAsciiDigit(c) ||
                      (!first && (IsNameChar(c) || c == '.'));
    if (!good) return false;
    first = false;
    last = c;
  }
  return last != '.';
}

bool IsDigits(std::string_view text) {
  for (char c : text) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return false;
  }
  return !text.empty();
}

std::string_view WithoutSign(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    text.remove_prefix(1);
  }
  return text;
}

// Numbers and booleans whose bare form reads back as the same literal.
bool IsBareLiteral(const Term& term) {
  const std::string_view type = term.datatype();
  if (type.substr(0, kXsd.size()) != kXsd) return false;
  const std::string_view name = type.substr(kXsd.size());
  const std::string_view text = term.value();
  if (name == "boolean") return text == "true" || text == "false";
  const std::string_view number = WithoutSign(text);
  if (name == "integer") return IsDigits(number);
  const size_t point = number.find('.');
  if (point == std::string_view::npos) return false;
  const bool whole_ok = point == 0 || IsDigits(number.substr(0, point));
  if (name == "decimal") return whole_ok && IsDigits(number.substr(point + 1));
  if (name != "double") return false;
  const size_t exponent = number.find_first_of("eE", point);
  return exponent != std::string_view::npos && whole_ok &&
         IsDigits(number.substr(point + 1, exponent - point - 1)) &&
         IsDigits(WithoutSign(number.substr(exponent + 1)));
}

}  // namespace

TurtleText::TurtleText(
    const std::vector<std::pair<std::string, std::string>>& prefixes) {
  std::map<std::string, std::string> by_name;
  for (const auto& [prefix, iri] : prefixes) by_name[prefix] = iri;
  for (const auto& [prefix, iri] : by_name) {
    if (!iri.empty()) prefixes_.emplace(iri, Prefix{prefix});
  }
}

void TurtleText::AppendHeader(bool only_used, std::string* out) const {
  std::map<std::string_view, std::string_view> by_name;
  for (const auto& [iri, prefix] : prefixes_) {
    if (prefix.used || !only_used) by_name[prefix.name] = iri;
  }
  for (const auto& [prefix, iri] : by_name) {
    *out += "PREFIX ";
    *out += prefix;
    *out += ": ";
    zhimai::AppendTerm(Term::Iri(iri), out);
    *out += '\n';
  }
  if (!by_name.empty()) *out += '\n';
}

bool TurtleText::AppendPrefixed(std::string_view iri, std::string* out) {
  // The longest namespace that leaves a plain local name. Namespaces end at
  // one of a few characters; looking behind each letter is not worth it.
  for (size_t cut = iri.size(); cut > 0; --cut) {
    const char before = iri[cut - 1];
    if (cut != iri.size() && before != '/' && before != '#' && before != ':' &&
        before != '_' && before != '=' && before != '?') {
      continue;
    }
    const auto found = prefixes_.find(iri.substr(0, cut));
    if (found == prefixes_.end() || !IsPlainLocal(iri.substr(cut))) continue;
    found->second.used = true;
    *out += found->second.name;
    *out += ':';
    *out += iri.substr(cut);
    return true;
  }
  return false;
}

void TurtleText::AppendIri(const Term& iri, std::string* out) {
  if (prefixes_.empty() || !AppendPrefixed(iri.value(), out)) {
    zhimai::AppendTerm(iri, out);
  }
}

void TurtleText::AppendPredicate(const Term& predicate, std::string* out) {
  if (predicate.value() == kRdfType) {
    *out += 'a';
  } else {
    AppendIri(predicate, out);
  }
}

void TurtleText::AppendTerm(const Term& term, std::string* out) {
  if (term.is_iri()) {
    AppendIri(term, out);
  } else if (term.is_triple()) {
    *out += "<<( ";
    AppendTerm(term.triple().subject, out);
    *out += ' ';
    AppendPredicate(term.triple().predicate, out);
    *out += ' ';
    AppendTerm(term.triple().object, out);
    *out += " )>>";
  } else if (term.is_literal() && IsBareLiteral(term)) {
    *out += term.value();
  } else if (term.is_literal() && term.language().empty() &&
             term.datatype() != kXsdString) {
    zhimai::AppendTerm(Term::String(term.value()), out);
    *out += "^^";
    AppendIri(Term::Iri(term.datatype()), out);
  } else {
    zhimai::AppendTerm(term, out);
  }
}

}  // namespace zhimai
