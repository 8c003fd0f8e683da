#include "extract/fact/rule_runner.h"

#include <algorithm>

namespace zhimai {
namespace {

// Phases below this one name things; from it on, rules relate them.
constexpr int kFirstRelationPhase = 40;

std::string WithoutMarks(std::string text) {
  for (std::string_view mark : {"《", "》", "“", "”", "‘", "’"}) {
    for (size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

class Runner {
 public:
  Runner(const RuleSet& rules, ArticleState* state,
         std::vector<std::string>* warnings)
      : rules_(rules), state_(state), warnings_(warnings), scanner_(rules) {}

  std::vector<Candidate> Run() {
    scanner_.BeginArticle(state_->article->text);
    state_->hidden = HiddenArcs(state_->lattice);
    const auto& packs = rules_.packs();
    const bool english = state_->article->language == "en";
    for (size_t i = 0; i < packs.size(); ++i) {
      const RulePack& pack = packs[i];
      if (i > 0 && packs[i - 1].phase != pack.phase) EndPhase(pack.phase);
      if (!pack.lang.empty() && (pack.lang == "en") != english) continue;
      RunPack(pack);
    }
    return std::move(candidates_);
  }

 private:
  void EndPhase(int next_phase) {
    if (next_phase >= kFirstRelationPhase) state_->world->MergeShortNames();
    if (pending_.empty()) return;
    for (const Annotation& arc : pending_) state_->lattice.Add(arc);
    pending_.clear();
    state_->lattice.Finish(static_cast<uint32_t>(state_->article->text.size()));
    state_->hidden = HiddenArcs(state_->lattice);
  }

  void RunPack(const RulePack& pack) {
    const ScanInput input{state_->article->text, &state_->scopes,
                          &state_->lattice, state_->hidden};
    const auto accept = [&](RuleMatch* match) {
      Evaluator evaluator(state_, *match);
      return evaluator.Accept(*match->rule);
    };
    for (const RuleMatch& match :
         scanner_.Scan(pack, input, accept, warnings_)) {
      Evaluator evaluator(state_, match);
      evaluator.Accept(*match.rule);
      for (const AnnotateClause& clause : match.rule->annotates) {
        Annotate(*match.rule, clause, &evaluator);
      }
      for (const EmitClause& clause : match.rule->emits) {
        Emit(match, clause, &evaluator);
      }
    }
  }

  // An entity arc of that span and class, or -1.
  int32_t KnownAt(Span span, const std::string& type) const {
    for (const Annotation& arc : state_->lattice.StartingAt(span.begin)) {
      if (arc.span == span && arc.entity >= 0 &&
          state_->TypeIs(arc.type, type)) {
        return state_->world->Resolve(arc.entity);
      }
    }
    return -1;
  }

  void Annotate(const Rule& rule, const AnnotateClause& clause,
                Evaluator* evaluator) {
    const std::optional<Span> span = evaluator->CaptureSpan(clause.capture);
    if (!span || span->empty()) return;
    Annotation arc;
    arc.span = *span;
    arc.type = clause.type;
    if (clause.is_class) {
      arc.entity = KnownAt(*span, clause.type_name);
      if (arc.entity < 0)
        arc.entity = NameEntity(rule, clause, *span, *evaluator);
      if (arc.entity < 0) return;
      arc.type =
          state_->types->Find(state_->world->table.at(arc.entity).class_name);
      LinkedValue bound;
      bound.kind = LinkedValue::Kind::kEntity;
      bound.entity = arc.entity;
      bound.span = *span;
      evaluator->Bind(clause.capture, {bound});
      for (const FeatureClause& feature : clause.features) {
        AddFeature(rule, feature, arc.entity, *evaluator);
      }
    }
    pending_.push_back(arc);
  }

  // The value of a feature is an expression, or the name of an entity of the
  // same class: the series that a summit is part of.
  void AddFeature(const Rule& rule, const FeatureClause& feature,
                  int32_t entity, const Evaluator& evaluator) {
    LinkedValues values = evaluator.Evaluate(feature.value);
    if (!feature.name.empty()) {
      const std::string class_name = state_->world->table.at(entity).class_name;
      const std::string name = evaluator.Name(feature.name);
      if (name.empty()) return;
      LinkedValue named;
      named.kind = LinkedValue::Kind::kEntity;
      named.entity = state_->world->FindNamed(
          *state_->lexicon, *state_->ontology, name, class_name);
      if (named.entity < 0) {
        named.entity = state_->world->Mint(name, class_name, rule.id);
      }
      values = {named};
    }
    if (values.empty()) return;
    state_->world->features[entity].emplace(feature.key, values.front());
  }

  int32_t NameEntity(const Rule& rule, const AnnotateClause& clause, Span span,
                     const Evaluator& evaluator) {
    const ClassInfo* info = state_->ontology->FindClass(clause.type_name);
    std::string name =
        clause.name.empty()
            ? WithoutMarks(std::string(span.In(state_->article->text)))
            : evaluator.Name(clause.name);
    if (name.empty()) return -1;
    const int32_t known = state_->world->FindNamed(
        *state_->lexicon, *state_->ontology, name, clause.type_name);
    if (known >= 0) return known;
    if (info == nullptr || info->abstract) return -1;
    return state_->world->Mint(name, clause.type_name, rule.id);
  }

  int32_t EventOf(const RuleMatch& match, const EmitClause& clause,
                  const Evaluator& evaluator) {
    std::string key = clause.new_event->class_name;
    for (const Expression& argument : clause.new_event->arguments) {
      key += "|";
      for (const LinkedValue& value : evaluator.Evaluate(argument)) {
        key += value.kind == LinkedValue::Kind::kEntity
                   ? state_->world->table.at(value.entity).id
                   : value.literal.value;
        key += ",";
      }
    }
    const auto known = events_.find(key);
    if (known != events_.end()) return known->second;
    std::string name = evaluator.Name(clause.event_name);
    if (name.empty()) name = clause.new_event->class_name;
    const std::string label = name;
    std::string number = std::to_string(state_->article->number) + "." +
                         std::to_string(events_.size() + 1);
    name += "~" + number;
    const int32_t event =
        state_->world->Mint(name, clause.new_event->class_name, match.rule->id);
    if (!state_->world->table.is_base(event)) {
      EntityInfo& info = state_->world->table.mutable_at(event);
      info.label = label;
      info.names = {{label, "zh", false}};
    }
    events_[key] = event;
    return event;
  }

  void Emit(const RuleMatch& match, const EmitClause& clause,
            Evaluator* evaluator) {
    if (clause.new_event) {
      LinkedValue event;
      event.kind = LinkedValue::Kind::kEntity;
      event.entity = EventOf(match, clause, *evaluator);
      evaluator->Bind("event", {event});
    }
    if (clause.for_each.empty()) {
      EmitOne(match, clause, *evaluator);
      return;
    }
    const LinkedValues each = evaluator->Evaluate(clause.for_each);
    for (size_t i = 0; i < each.size(); ++i) {
      evaluator->BindEach(each[i], i);
      EmitOne(match, clause, *evaluator);
    }
  }

  void EmitOne(const RuleMatch& match, const EmitClause& clause,
               const Evaluator& evaluator) {
    static const Expression kEvent = *ParseExpression("$event");
    if (clause.when && !evaluator.Holds(*clause.when)) return;
    const LinkedValues subjects =
        evaluator.Evaluate(clause.subject.empty() ? kEvent : clause.subject);
    const LinkedValues objects = evaluator.Evaluate(clause.object);
    if (subjects.empty() || objects.empty()) return;
    if (subjects.front().kind != LinkedValue::Kind::kEntity) return;
    for (const LinkedValue& object : objects) {
      Candidate candidate;
      candidate.subject = subjects.front().entity;
      candidate.relation = clause.relation;
      candidate.object = object;
      candidate.rule = match.rule->id;
      candidate.rule_version = match.rule->version;
      float factor = subjects.front().factor * object.factor;
      candidate.evidence = {match.match.span};
      AddOutside(match, subjects.front(), &candidate);
      AddOutside(match, object, &candidate);
      for (const QualifierClause& qualifier : clause.qualifiers) {
        const LinkedValues values = evaluator.Evaluate(qualifier.value);
        if (values.empty() && qualifier.required) return;
        if (values.empty() ||
            (values.front().kind == LinkedValue::Kind::kLiteral &&
             values.front().literal.value.empty())) {
          continue;
        }
        candidate.qualifiers.emplace_back(qualifier.key, values.front());
      }
      candidate.confidence = match.rule->prior * static_cast<double>(factor);
      candidate.modality =
          FindModality(*state_, evaluator.VerbSpan(),
                       clause.status.value_or(match.rule->status));
      AddCaptures(match, &candidate);
      candidates_.push_back(std::move(candidate));
    }
  }

  static void AddOutside(const RuleMatch& match, const LinkedValue& value,
                         Candidate* candidate) {
    if (!value.span.empty() && !match.match.span.Contains(value.span)) {
      candidate->evidence.push_back(value.span);
    }
  }

  static void AddCaptures(const RuleMatch& match, Candidate* candidate) {
    for (const CapturedSpan& capture : match.match.captures) {
      candidate->captures.emplace_back(match.rule->match.captures[capture.name],
                                       capture.span);
    }
  }

  const RuleSet& rules_;
  ArticleState* state_;
  std::vector<std::string>* warnings_;
  Scanner scanner_;
  std::vector<Annotation> pending_;
  std::vector<Candidate> candidates_;
  std::map<std::string, int32_t> events_;
};

}  // namespace

std::vector<Candidate> RunRules(const RuleSet& rules, ArticleState* state,
                                std::vector<std::string>* warnings) {
  return Runner(rules, state, warnings).Run();
}

}  // namespace zhimai
