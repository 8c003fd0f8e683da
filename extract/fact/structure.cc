#include "extract/fact/structure.h"

#include <string>
#include <utility>

#include "graph/base/hash.h"

namespace zhimai {
namespace {

constexpr double kDatelinePrior = 0.97;
constexpr double kChainPrior = 0.95;
// Two numbers in a row can be chance; a paper has more.
constexpr int kMinChain = 3;
// A chain with parts lost needs more of them to be believed.
constexpr int kMinTornChain = 6;
constexpr size_t kMaxTitleBytes = 300;
constexpr int kSectionLevel = 2;
constexpr int kMeasureLevel = 3;

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

struct Part {
  Span title;
  int level = 0;
  int ordinal = 0;
};

// A title on a line of its own may end with the stop of a run-in one.
Span WithoutStop(std::string_view text, Span title) {
  constexpr std::string_view kStop = "。";
  const std::string_view words = title.In(text);
  if (words.size() > kStop.size() &&
      words.substr(words.size() - kStop.size()) == kStop) {
    title.end -= static_cast<uint32_t>(kStop.size());
  }
  return title;
}

std::vector<Part> NumberedParts(const Article& article) {
  std::vector<Part> out;
  for (const Block& block : article.blocks) {
    if (block.ordinal <= 0) continue;
    Part part;
    part.ordinal = block.ordinal;
    part.level = block.level;
    part.title = block.span;
    if (!block.run_in_title.empty()) {
      part.level = part.level == 0 ? kMeasureLevel : part.level;
      part.title.end = block.run_in_title.end;
    } else if (block.kind != BlockKind::kHeading) {
      continue;
    }
    part.title = WithoutStop(article.text, part.title);
    if (part.title.size() <= kMaxTitleBytes) out.push_back(part);
  }
  return out;
}

// Whether the numbers of a level rise through the article, or inside each
// part of the level above. A page may hold a piece of a paper: it begins
// anywhere, and parts may be lost, but not most of them.
bool IsChain(const std::vector<Part>& parts, int level) {
  int length = 0;
  int lost = 0;
  int last = 0;
  bool restart = true;
  for (const Part& part : parts) {
    if (part.level < level) restart = true;
    if (part.level != level) continue;
    const bool rises = part.ordinal > last;
    if (!rises && !(restart && part.ordinal == 1)) return false;
    if (rises && last > 0) lost += part.ordinal - last - 1;
    last = part.ordinal;
    restart = false;
    ++length;
  }
  if (lost == 0) return length >= kMinChain;
  return length >= kMinTornChain && 3 * lost <= length;
}

int32_t MintPart(ArticleState* state, const char* class_name, Span title) {
  EntityInfo made;
  made.class_name = class_name;
  made.label = state->Text(title);
  const std::string context =
      state->document.info(state->DocumentEntity()).id + "\n" + made.label;
  made.id = MintEntityId(class_name, made.label) + "~" +
            HashText(context).substr(0, 6);
  made.names.push_back({made.label, state->article.language, false});
  made.origin = "structure.part";
  return state->document.entities.Add(std::move(made));
}

void AddPart(int32_t part, int32_t whole, const Part& source,
             std::vector<Candidate>* out) {
  Candidate fact = NewFact("structure.part_of", part, "part_of",
                           EntityItem(whole), source.title);
  fact.confidence = kChainPrior;
  Item ordinal;
  ordinal.kind = Item::Kind::kLiteral;
  ordinal.literal.type = LiteralValue::Type::kInteger;
  ordinal.literal.value = std::to_string(source.ordinal);
  ordinal.literal.number = ordinal.literal.value;
  fact.qualifiers.emplace_back("ordinal", std::move(ordinal));
  out->push_back(std::move(fact));
}

void ReadParts(ArticleState* state, std::vector<Candidate>* out) {
  const std::vector<Part> parts = NumberedParts(state->article);
  if (!IsChain(parts, kSectionLevel)) return;
  const bool measures = IsChain(parts, kMeasureLevel);
  int32_t section = -1;
  for (const Part& part : parts) {
    if (part.level == kSectionLevel) {
      section = MintPart(state, "Section", part.title);
      AddPart(section, state->DocumentEntity(), part, out);
    } else if (part.level == kMeasureLevel && measures && section >= 0) {
      AddPart(MintPart(state, "Measure", part.title), section, part, out);
    }
  }
}

}  // namespace

void ReadStructure(ArticleState* state, std::vector<Candidate>* out) {
  const Ontology& ontology = state->document.knowledge.ontology;
  if (ontology.FindClass("Document") == nullptr) return;
  ReadDateline(state, out);
  ReadParts(state, out);
}

}  // namespace zhimai
