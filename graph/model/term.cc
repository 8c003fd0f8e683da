#include "graph/model/term.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "graph/base/status.h"

namespace zhimai {

Term Term::Iri(std::string_view iri) {
  Term term;
  term.value_ = iri;
  return term;
}

Term Term::Blank(std::string_view label) {
  Term term;
  term.type_ = TermType::kBlank;
  term.value_ = label;
  return term;
}

Term Term::String(std::string_view text) { return Literal(text, kXsdString); }

Term Term::Literal(std::string_view lexical, std::string_view datatype) {
  Term term;
  term.type_ = TermType::kLiteral;
  term.value_ = lexical;
  if (datatype != kXsdString) term.datatype_ = datatype;
  return term;
}

Term Term::LangString(std::string_view text, std::string_view tag,
                      zhimai::Direction direction) {
  ZM_CHECK(!tag.empty());
  Term term;
  term.type_ = TermType::kLiteral;
  term.value_ = text;
  term.language_ = tag;
  term.direction_ = direction;
  return term;
}

Term Term::OfTriple(Triple triple) {
  Term term;
  term.type_ = TermType::kTriple;
  term.depth_ = 1 + std::max({triple.subject.depth(), triple.predicate.depth(),
                              triple.object.depth()});
  ZM_CHECK(term.depth_ <= kMaxTripleTermDepth);
  term.triple_ = std::make_shared<const Triple>(std::move(triple));
  return term;
}

void Term::SetPlain(TermType type, std::string_view value) {
  type_ = type;
  direction_ = zhimai::Direction::kNone;
  depth_ = 0;
  value_ = value;
  datatype_.clear();
  language_.clear();
  if (triple_) triple_.reset();
}

void Term::SetIri(std::string_view iri) { SetPlain(TermType::kIri, iri); }

void Term::SetLiteral(std::string_view lexical, std::string_view datatype) {
  SetPlain(TermType::kLiteral, lexical);
  if (datatype != kXsdString) datatype_ = datatype;
}

void Term::SetLangString(std::string_view text, std::string_view tag,
                         zhimai::Direction direction) {
  ZM_CHECK(!tag.empty());
  SetPlain(TermType::kLiteral, text);
  language_ = tag;
  direction_ = direction;
}

std::string_view Term::datatype() const {
  if (!language_.empty()) {
    return direction_ == Direction::kNone ? kRdfLangString : kRdfDirLangString;
  }
  return datatype_.empty() ? kXsdString : std::string_view(datatype_);
}

bool operator==(const Term& a, const Term& b) { return (a <=> b) == 0; }

std::strong_ordering operator<=>(const Term& a, const Term& b) {
  const auto flat =
      std::tie(a.type_, a.value_, a.datatype_, a.language_, a.direction_) <=>
      std::tie(b.type_, b.value_, b.datatype_, b.language_, b.direction_);
  if (flat != 0 || !a.is_triple() || a.triple_ == b.triple_) return flat;
  return *a.triple_ <=> *b.triple_;
}

}  // namespace zhimai
