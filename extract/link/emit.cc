// The `emit` clauses of rules.
#include <algorithm>
#include <utility>

#include "extract/link/evaluator.h"
#include "extract/link/runner.h"
#include "graph/base/hash.h"

namespace zhimai {
namespace {

// Of a list in subject or object without for_each: enough for every real
// sentence.
constexpr size_t kMaxElements = 40;

class Emitter {
 public:
  Emitter(const RuleMatch& match, ArticleState* state, Bindings* bindings,
          std::vector<Candidate>* out)
      : match_(match),
        state_(*state),
        bindings_(*bindings),
        evaluator_(state, bindings, match.match.span),
        out_(*out) {}

  void Apply() {
    for (const EmitClause& clause : match_.rule->emits) {
      if (clause.for_each.empty()) {
        EmitOne(clause);
        continue;
      }
      const Value list = evaluator_.Evaluate(clause.for_each);
      bindings_.each_count = list.items.size();
      for (size_t i = 0; i < list.items.size(); ++i) {
        bindings_.each = &list.items[i];
        bindings_.each_index = i;
        EmitOne(clause);
      }
      bindings_.each = nullptr;
    }
  }

 private:
  void EmitOne(const EmitClause& clause);
  bool AddQualifiers(const EmitClause& clause, Candidate* out) const;
  void AddEvidence(const EmitClause& clause, Candidate* out) const;
  void AddTrace(Candidate* out) const;
  int32_t EventOf(const EmitClause& clause);
  int32_t MintEvent(const EmitClause& clause, EventRecord* record);
  bool FillEvent(const EmitClause& clause, EventRecord* record) const;
  Span Anchor() const;
  Item HolderFor(const Item& item, const std::vector<std::string>& classes,
                 Candidate* out) const;

  const RuleMatch& match_;
  ArticleState& state_;
  Bindings& bindings_;
  Evaluator evaluator_;
  std::vector<Candidate>& out_;
};

// Whether both can be the same detail: equal, one of them unknown, or one
// date inside the other.
bool Agree(const std::string& a, const std::string& b) {
  const size_t length = std::min(a.size(), b.size());
  return a.compare(0, length, b, 0, length) == 0;
}

bool SameEvent(const EventRecord& a, const EventRecord& b) {
  if (a.class_name != b.class_name || a.participants != b.participants ||
      a.details.size() != b.details.size()) {
    return false;
  }
  for (size_t i = 0; i < a.details.size(); ++i) {
    if (!Agree(a.details[i], b.details[i])) return false;
  }
  return true;
}

// False when no argument has a value: nothing would tell the event apart.
bool Emitter::FillEvent(const EmitClause& clause, EventRecord* record) const {
  const LinkKnowledge& knowledge = state_.document.knowledge;
  const std::vector<std::string> people = {"Person", "Position"};
  record->class_name = clause.new_event->class_name;
  bool any = false;
  for (const Expression& argument : clause.new_event->arguments) {
    const Value value = evaluator_.Evaluate(argument);
    std::string& detail = record->details.emplace_back();
    for (const Item& found : value.items) {
      any = true;
      const Item item = HolderFor(found, people, nullptr);
      if (item.kind != Item::Kind::kEntity) {
        detail += evaluator_.TextOf(item);
        continue;
      }
      const EntityInfo& info = state_.document.info(item.entity);
      const TypeId type = knowledge.types.Find(info.class_name);
      const bool is_place = !knowledge.agents.Has(type) ||
                            knowledge.ontology.IsA(info.class_name, "Place");
      if (knowledge.speakers.Has(type) && !is_place) {
        record->participants.push_back(item.entity);
      } else if (info.class_name == "Position") {
        record->participants.push_back(item.entity);
      } else {
        detail += info.id;
      }
    }
  }
  auto& list = record->participants;
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return any;
}

int32_t Emitter::EventOf(const EmitClause& clause) {
  EventRecord record;
  if (!FillEvent(clause, &record)) return -1;
  for (EventRecord& known : state_.events) {
    if (!SameEvent(known, record)) continue;
    for (size_t i = 0; i < known.details.size(); ++i) {
      if (known.details[i].size() < record.details[i].size()) {
        known.details[i] = record.details[i];
      }
    }
    return known.entity;
  }
  record.entity = MintEvent(clause, &record);
  state_.events.push_back(record);
  return record.entity;
}

int32_t Emitter::MintEvent(const EmitClause& clause, EventRecord* record) {
  LinkedDocument& document = state_.document;
  const ClassInfo* info =
      document.knowledge.ontology.FindClass(record->class_name);
  EntityInfo made;
  made.class_name = record->class_name;
  made.label = evaluator_.Expand(clause.event_name);
  std::string key = document.document.path + "\n" +
                    std::to_string(state_.article.number) + "\n" +
                    record->class_name;
  std::string names;
  for (int32_t participant : record->participants) {
    const EntityInfo& who = document.info(participant);
    key += "\n" + who.id;
    names += (names.empty() ? "" : "、") + who.label;
  }
  for (const std::string& detail : record->details) key += "\n=" + detail;
  if (made.label.empty()) {
    made.label = names + (info == nullptr ? "" : info->label_zh);
  }
  made.id = MintEntityId(made.class_name, made.label) + "~" +
            HashText(key).substr(0, 6);
  made.names.push_back({made.label, state_.article.language, false});
  made.origin = match_.rule->id;
  return document.entities.Add(std::move(made));
}

// The person for an office that stands for its holder, where the relation
// takes persons as well as offices.
Item Emitter::HolderFor(const Item& item,
                        const std::vector<std::string>& classes,
                        Candidate* out) const {
  if (item.kind != Item::Kind::kEntity || !item.span) return item;
  const LinkedDocument& document = state_.document;
  const std::string& name = document.info(item.entity).class_name;
  const auto& ontology = document.knowledge.ontology;
  if (name != "Position" || classes.empty() ||
      !ontology.IsAnyOf("Position", classes) ||
      !ontology.IsAnyOf("Person", classes)) {
    return item;
  }
  const int32_t holder = state_.HolderOf(item.entity, *item.span);
  if (holder < 0) return item;
  Item person = item;
  person.entity = holder;
  if (out != nullptr)
    out->trace.push_back("holder of " + document.info(item.entity).label);
  return person;
}

// The verb when the rule names it, else the word that triggered the rule.
Span Emitter::Anchor() const {
  const Value* verb = bindings_.Find("v");
  if (verb != nullptr && !verb->empty() && verb->items[0].span) {
    return *verb->items[0].span;
  }
  if (!match_.triggers.empty()) return match_.triggers[0];
  return {match_.match.span.begin, match_.match.span.begin};
}

bool Emitter::AddQualifiers(const EmitClause& clause, Candidate* out) const {
  for (const QualifierClause& qualifier : clause.qualifiers) {
    const Value value = evaluator_.Evaluate(qualifier.value);
    if (value.empty() && qualifier.required) return false;
    for (const Item& item : value.items) {
      out->qualifiers.emplace_back(qualifier.key, item);
    }
  }
  return true;
}

void Emitter::AddEvidence(const EmitClause& clause, Candidate* out) const {
  std::vector<Span>& spans = out->evidence;
  for (const std::string& name : clause.evidence) {
    const Value* value = bindings_.Find(name);
    if (value == nullptr) continue;
    for (const Item& item : value->items) {
      if (item.span) spans.push_back(*item.span);
    }
  }
  if (spans.empty()) spans.push_back(match_.match.span);
  const auto add = [&](const Item& item) {
    if (!item.span || item.span->empty()) return;
    const bool shown = std::any_of(spans.begin(), spans.end(), [&](Span s) {
      return s.Contains(*item.span);
    });
    if (!shown) spans.push_back(*item.span);
  };
  add(out->subject);
  add(out->object);
  for (const auto& [key, item] : out->qualifiers) add(item);
}

void Emitter::AddTrace(Candidate* out) const {
  for (const LetClause& let : match_.rule->lets) {
    const Value* value = bindings_.Find(let.variable);
    if (value != nullptr && !value->empty() && !value->trace.empty()) {
      out->trace.push_back(let.variable + "=" + let.expression.source);
    }
  }
  for (const CapturedSpan& c : match_.match.captures) {
    out->captures.emplace_back(match_.rule->match.captures[c.name], c.span);
  }
}

void Emitter::EmitOne(const EmitClause& clause) {
  if (clause.when && !evaluator_.Holds(*clause.when)) return;
  Value object = evaluator_.Evaluate(clause.object);
  Value subject = evaluator_.Evaluate(clause.subject);
  // The event itself may be what the object names.
  const bool made = clause.new_event.has_value();
  if (object.empty() && !made) return;
  if (made) {
    if (object.empty() && clause.object.terms[0].name != "event") return;
    Item event;
    event.kind = Item::Kind::kEntity;
    event.entity = EventOf(clause);
    if (event.entity < 0) return;
    Value value;
    value.items.push_back(event);
    bindings_.Set("event", value);
    if (clause.subject.empty()) subject = value;
    if (object.empty()) object = evaluator_.Evaluate(clause.object);
  }
  const size_t subjects = std::min(subject.items.size(), kMaxElements);
  const size_t objects = std::min(object.items.size(), kMaxElements);
  for (size_t i = 0; i < subjects; ++i) {
    for (size_t j = 0; j < objects; ++j) {
      Candidate c;
      c.subject = subject.items[i];
      c.object = object.items[j];
      c.relation = clause.relation;
      const RelationInfo* relation =
          state_.document.knowledge.ontology.FindRelation(c.relation);
      c.subject = HolderFor(c.subject, relation->domain, &c);
      c.object = HolderFor(c.object, relation->range, &c);
      if (!AddQualifiers(clause, &c)) return;
      c.status = clause.status.value_or(match_.rule->status);
      c.rule = match_.rule->id;
      c.rule_version = match_.rule->version;
      const double score = std::min({ScoreOf(match_, state_),
                                     static_cast<double>(c.subject.score),
                                     static_cast<double>(c.object.score)});
      c.confidence =
          match_.rule->prior * score * subject.factor * object.factor;
      c.match = match_.match.span;
      c.anchor = Anchor();
      AddEvidence(clause, &c);
      AddTrace(&c);
      out_.push_back(std::move(c));
    }
  }
}

}  // namespace

void ApplyEmits(const RuleMatch& match, ArticleState* state, Bindings* bindings,
                std::vector<Candidate>* out) {
  if (match.rule->emits.empty()) return;
  Emitter(match, state, bindings, out).Apply();
}

}  // namespace zhimai
