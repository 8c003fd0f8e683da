#include "graph/model/text_form.h"

#include <array>

namespace zhimai {
namespace {

void AppendHex(char32_t value, int digits, std::string* out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    *out += kHex[(value >> shift) & 15];
  }
}

// Canonical N-Quads: \b \t \n \f \r \" \\ in short, other controls and DEL as
// \u00XX, all else as it is.
void AppendString(std::string_view text, std::string* out) {
  *out += '"';
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '\b':
        *out += "\\b";
        break;
      case '\t':
        *out += "\\t";
        break;
      case '\n':
        *out += "\\n";
        break;
      case '\f':
        *out += "\\f";
        break;
      case '\r':
        *out += "\\r";
        break;
      case '"':
        *out += "\\\"";
        break;
      case '\\':
        *out += "\\\\";
        break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          *out += "\\u";
          AppendHex(byte, 4, out);
        } else {
          *out += c;
        }
    }
  }
  *out += '"';
}

// What the grammar keeps out of an IRI comes from a caller that did not check;
// escaped, it stays one term on one line.
void AppendIri(std::string_view iri, std::string* out) {
  *out += '<';
  for (char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 ||
        std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos) {
      *out += "\\u";
      AppendHex(byte, 4, out);
    } else {
      *out += c;
    }
  }
  *out += '>';
}

void AppendLiteral(const Term& term, std::string* out) {
  AppendString(term.value(), out);
  if (!term.language().empty()) {
    *out += '@';
    *out += term.language();
    if (term.direction() == Direction::kLtr) *out += "--ltr";
    if (term.direction() == Direction::kRtl) *out += "--rtl";
  } else if (term.datatype() != kXsdString) {
    *out += "^^";
    AppendIri(term.datatype(), out);
  }
}

void AppendParts(const Term& subject, const Term& predicate, const Term& object,
                 std::string* out) {
  AppendTerm(subject, out);
  *out += ' ';
  AppendTerm(predicate, out);
  *out += ' ';
  AppendTerm(object, out);
}

}  // namespace

void AppendTerm(const Term& term, std::string* out) {
  switch (term.type()) {
    case TermType::kIri:
      AppendIri(term.value(), out);
      break;
    case TermType::kBlank:
      *out += "_:";
      *out += term.value();
      break;
    case TermType::kLiteral:
      AppendLiteral(term, out);
      break;
    case TermType::kTriple:
      *out += "<<( ";
      AppendParts(term.triple().subject, term.triple().predicate,
                  term.triple().object, out);
      *out += " )>>";
      break;
  }
}

std::string FormatTerm(const Term& term) {
  std::string out;
  AppendTerm(term, &out);
  return out;
}

std::string FormatTriple(const Triple& triple) {
  std::string out;
  AppendParts(triple.subject, triple.predicate, triple.object, &out);
  out += " .";
  return out;
}

std::string FormatQuad(const Quad& quad) {
  std::string out;
  AppendParts(quad.subject, quad.predicate, quad.object, &out);
  if (!quad.in_default_graph()) {
    out += ' ';
    AppendTerm(quad.graph, &out);
  }
  out += " .";
  return out;
}

}  // namespace zhimai
