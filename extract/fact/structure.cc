#include "extract/fact/structure.h"

#include <string>
#include <utility>

namespace zhimai {
namespace {

constexpr double kDatelinePrior = 0.97;
constexpr double kChainPrior = 0.95;

Item EntityItem(int32_t entity) {
  Item item;
  item.kind = Item::Kind::kEntity;
  item.entity = entity;
  return item;
}

Candidate NewFact(const char* rule, int32_t subject, const char* relation,
                  Item object, Span evidence) {
  Candidate out;
  out.subject = EntityItem(subject);
  out.relation = relation;
  out.object = std::move(object);
  out.rule = rule;
  out.rule_version = "1";
  out.match = evidence;
  out.anchor = {evidence.begin, evidence.begin};
  out.evidence = {evidence};
  return out;
}

void ReadDateline(ArticleState* state, std::vector<Candidate>* out) {
  const Article& article = state->article;
  if (article.dateline.empty()) return;
  // A dateline without a figure has its date from elsewhere: no evidence.
  const std::string_view printed = state->Text(article.dateline);
  const bool dated =
      printed.find_first_of("0123456789") != std::string_view::npos;
  if (dated && !article.published.empty()) {
    Item date;
    date.kind = Item::Kind::kLiteral;
    date.literal.type = LiteralValue::Type::kDate;
    date.literal.value = article.published;
    Candidate fact =
        NewFact("structure.dateline_date", state->DocumentEntity(),
                "publication_date", std::move(date), article.dateline);
    fact.confidence = kDatelinePrior;
    out->push_back(std::move(fact));
  }
  if (article.published_place.empty()) return;
  for (const char* type : {"City", "Country", "Region"}) {
    const int32_t place =
        state->document.FindByName(type, article.published_place);
    if (place < 0) continue;
    Candidate fact =
        NewFact("structure.dateline_place", state->DocumentEntity(), "location",
                EntityItem(place), article.dateline);
    fact.confidence = kDatelinePrior;
    out->push_back(std::move(fact));
    return;
  }
}

void ReadParts(const ArticleState& state, std::vector<Candidate>* out) {
  for (const PaperPart& part : state.parts) {
    Candidate fact = NewFact("structure.part_of", part.entity, "part_of",
                             EntityItem(part.whole), part.title);
    fact.confidence = kChainPrior;
    Item ordinal;
    ordinal.kind = Item::Kind::kLiteral;
    ordinal.literal.type = LiteralValue::Type::kInteger;
    ordinal.literal.value = std::to_string(part.ordinal);
    ordinal.literal.number = ordinal.literal.value;
    fact.qualifiers.emplace_back("ordinal", std::move(ordinal));
    out->push_back(std::move(fact));
  }
}

}  // namespace

void ReadStructure(ArticleState* state, std::vector<Candidate>* out) {
  const Ontology& ontology = state->document.knowledge.ontology;
  if (ontology.FindClass("Document") == nullptr) return;
  ReadDateline(state, out);
  ReadParts(*state, out);
}

}  // namespace zhimai
