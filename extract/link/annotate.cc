// The `annotate` clauses of rules.
#include <algorithm>
#include <utility>

#include "extract/link/evaluator.h"
#include "extract/link/runner.h"

namespace zhimai {
namespace {

// Longer names are sentences in quotation marks.
constexpr size_t kMaxNameBytes = 400;

class Annotator {
 public:
  Annotator(const RuleMatch& match, ArticleState* state, Bindings* bindings)
      : match_(match),
        state_(*state),
        bindings_(*bindings),
        evaluator_(state, bindings, match.match.span) {}

  void Apply() {
    for (const AnnotateClause& clause : match_.rule->annotates) {
      if (clause.is_abstract) {
        AddFeatures(clause);
      } else if (clause.is_class) {
        Name(clause);
      } else {
        Tag(clause);
      }
    }
  }

 private:
  std::vector<Span> SpansOf(const AnnotateClause& clause) const;
  int32_t EntityAt(Span span, const std::string& class_name) const;
  Value FeatureValue(const AnnotateClause& clause,
                     const FeatureClause& feature);
  int32_t EntityFeature(const AnnotateClause& clause, const char* key);
  void SetFeatures(const AnnotateClause& clause, int32_t entity);
  void SetFeature(int32_t entity, const std::string& key, const Item& item);
  void Name(const AnnotateClause& clause);
  void Tag(const AnnotateClause& clause);
  void AddFeatures(const AnnotateClause& clause);
  Annotation NewArc(const AnnotateClause& clause, Span span) const;

  const RuleMatch& match_;
  ArticleState& state_;
  Bindings& bindings_;
  Evaluator evaluator_;
};

std::vector<Span> Annotator::SpansOf(const AnnotateClause& clause) const {
  if (clause.capture == "0") return {match_.match.span};
  std::vector<Span> out;
  for (const CapturedSpan& c : match_.match.captures) {
    if (match_.rule->match.captures[c.name] == clause.capture) {
      out.push_back(c.span);
    }
  }
  return out;
}

// What a gazetteer or an earlier phase says of just this span.
int32_t Annotator::EntityAt(Span span, const std::string& class_name) const {
  const Ontology& ontology = state_.document.knowledge.ontology;
  for (const Annotation& arc : state_.lattice.StartingAt(span.begin)) {
    if (arc.span != span || arc.entity < 0) continue;
    const std::string& name = state_.document.info(arc.entity).class_name;
    if (ontology.IsA(name, class_name) || ontology.IsA(class_name, name)) {
      return state_.document.Canonical(arc.entity);
    }
  }
  return -1;
}

Value Annotator::FeatureValue(const AnnotateClause& clause,
                              const FeatureClause& feature) {
  if (feature.name.empty()) return evaluator_.Evaluate(feature.value);
  const std::string text = evaluator_.Expand(feature.name);
  if (text.empty() || text.size() > kMaxNameBytes) return {};
  Item item;
  item.entity = state_.document.FindByName("", text);
  // A whole that no list knows is of the kind of its part: a series.
  if (item.entity < 0 && feature.key == "part_of") {
    item.entity = state_.document.FindOrMint({clause.type_name, text, text,
                                              state_.article.language, -1,
                                              match_.rule->id});
  }
  item.kind = item.entity >= 0 ? Item::Kind::kEntity : Item::Kind::kText;
  item.text = text;
  Value value;
  value.items.push_back(std::move(item));
  return value;
}

int32_t Annotator::EntityFeature(const AnnotateClause& clause,
                                 const char* key) {
  for (const FeatureClause& feature : clause.features) {
    if (feature.key != key) continue;
    const Value value = FeatureValue(clause, feature);
    if (!value.empty() && value.items[0].kind == Item::Kind::kEntity) {
      return value.items[0].entity;
    }
  }
  return -1;
}

void Annotator::SetFeature(int32_t entity, const std::string& key,
                           const Item& item) {
  LinkedDocument& document = state_.document;
  const bool is_entity = item.kind == Item::Kind::kEntity;
  if (is_entity && item.entity == entity) return;
  if (is_entity && (key == "country" || key == "part_of")) {
    if (document.entities.is_base(entity)) return;
    EntityInfo& info = document.entities.mutable_at(entity);
    int32_t& field = key == "country" ? info.country : info.part_of;
    if (field < 0) field = item.entity;
    return;
  }
  const std::string value =
      is_entity ? document.info(item.entity).id : evaluator_.TextOf(item);
  state_.features[entity].emplace(key, value);
}

void Annotator::SetFeatures(const AnnotateClause& clause, int32_t entity) {
  for (const FeatureClause& feature : clause.features) {
    const Value value = FeatureValue(clause, feature);
    if (!value.empty()) SetFeature(entity, feature.key, value.items[0]);
  }
}

Annotation Annotator::NewArc(const AnnotateClause& clause, Span span) const {
  Annotation arc;
  arc.span = span;
  arc.type = clause.type;
  arc.score = static_cast<float>(match_.rule->prior * ScoreOf(match_, state_));
  return arc;
}

void Annotator::Name(const AnnotateClause& clause) {
  Value made;
  for (Span span : SpansOf(clause)) {
    const std::string printed(WithoutMarks(state_.Text(span)));
    std::string label = evaluator_.Expand(clause.name);
    if (label.empty()) label = printed;
    if (label.size() > kMaxNameBytes) continue;
    Annotation arc = NewArc(clause, span);
    arc.entity = EntityAt(span, clause.type_name);
    const bool known = arc.entity >= 0;
    if (!known) {
      arc.entity = state_.document.FindOrMint(
          {clause.type_name, label, printed, state_.article.language,
           EntityFeature(clause, "country"), match_.rule->id});
    }
    SetFeatures(clause, arc.entity);
    // An entity keeps its own class: 《…》 that the gazetteer has as an
    // Initiative is no second thing.
    const std::string& name = state_.document.info(arc.entity).class_name;
    arc.type = state_.document.knowledge.types.Find(name);
    if (!known) state_.AddArc(arc, "rule:" + match_.rule->id);
    Item item;
    item.kind = Item::Kind::kEntity;
    item.entity = arc.entity;
    item.span = span;
    item.score = known ? 1.0F : arc.score;
    made.items.push_back(std::move(item));
  }
  if (!made.empty()) bindings_.Set(clause.capture, std::move(made));
}

void Annotator::Tag(const AnnotateClause& clause) {
  const Value* value = bindings_.Find(clause.capture);
  for (Span span : SpansOf(clause)) {
    Annotation arc = NewArc(clause, span);
    // A tag over a name is that name, too.
    if (value != nullptr && value->items.size() == 1 &&
        value->items[0].kind == Item::Kind::kEntity) {
      arc.entity = value->items[0].entity;
    }
    state_.AddArc(arc, "rule:" + match_.rule->id);
  }
}

void Annotator::AddFeatures(const AnnotateClause& clause) {
  const Value* value = bindings_.Find(clause.capture);
  if (value == nullptr) return;
  for (const Item& item : value->items) {
    if (item.kind == Item::Kind::kEntity) SetFeatures(clause, item.entity);
  }
}

}  // namespace

void ApplyAnnotates(const RuleMatch& match, ArticleState* state,
                    Bindings* bindings) {
  if (match.rule->annotates.empty()) return;
  Annotator(match, state, bindings).Apply();
}

}  // namespace zhimai
