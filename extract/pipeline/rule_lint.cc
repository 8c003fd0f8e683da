#include "extract/pipeline/rule_lint.h"

#include <map>
#include <set>
#include <utility>

#include "extract/lexicon/lexicon.h"
#include "extract/lexicon/ontology.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using Op = Instruction::Op;

// Made by code from any text.
constexpr std::string_view kGrammarTypes[] = {
    "Date",     "Number", "Ordinal",   "Quantity",    "Money",       "Percent",
    "Duration", "Quote",  "TitleMark", "ChineseName", "ForeignName",
};

class Linter {
 public:
  Linter(const Pipeline& pipeline, const RuleProfile* profile)
      : pipeline_(pipeline), lexicon_(pipeline.lexicon()), profile_(profile) {
    for (std::string_view type : kGrammarTypes) Produce(type);
    for (const EntityInfo& entity : lexicon_.entities()) {
      Produce(entity.class_name);
      for (const EntityName& name : entity.names) {
        names_.insert({name.text, entity.id});
      }
    }
    for (const std::string& list : lexicon_.ListNames()) {
      if (!lexicon_.ListPhrases(list).empty()) Produce("@" + list);
    }
    // Cues and suffixes are interned only where a file has them.
    for (size_t i = 1; i < pipeline.types().size(); ++i) {
      const auto type = static_cast<TypeId>(i);
      const std::string& name = pipeline.types().name(type);
      if (name.rfind("Cue:", 0) == 0 || name.rfind("Suffix:", 0) == 0) {
        producible_.Add(type);
      }
    }
  }

  std::vector<LintFinding> Run() {
    const auto& packs = pipeline_.rules().packs();
    for (const RulePack& pack : packs) {
      for (const Rule& rule : pack.rules) NoteUses(rule);
    }
    for (size_t first = 0; first < packs.size();) {
      // What a phase annotates shows when it ends.
      size_t last = first;
      while (last < packs.size() && packs[last].phase == packs[first].phase) {
        for (const Rule& rule : packs[last].rules) CheckRule(rule);
        ++last;
      }
      for (; first < last; ++first) {
        for (const Rule& rule : packs[first].rules) {
          for (const AnnotateClause& clause : rule.annotates) {
            producible_.Add(clause.type);
          }
        }
      }
    }
    return std::move(findings_);
  }

 private:
  void Produce(std::string_view name) {
    const TypeId type = pipeline_.types().Find(name);
    if (type != TypeRegistry::kNone) producible_.Add(type);
  }

  bool Producible(const TypeSet& types) const {
    for (size_t i = 1; i < pipeline_.types().size(); ++i) {
      const auto type = static_cast<TypeId>(i);
      if (types.Has(type) && producible_.Has(type)) return true;
    }
    return false;
  }

  void Add(LintFinding::Kind kind, const Rule& rule, std::string detail) {
    findings_.push_back({kind, rule.id, rule.file, std::move(detail)});
  }

  void NoteUses(const Rule& rule) {
    used_.AddAll(rule.trigger_types);
    for (const TypeSet& types : rule.match.type_sets) used_.AddAll(types);
    for (const Program& unless : rule.unless) {
      for (const TypeSet& types : unless.type_sets) used_.AddAll(types);
    }
    for (const Condition& condition : rule.where) {
      for (const std::vector<Check>& checks : condition.alternatives) {
        for (const Check& check : checks) {
          if (check.list_type != TypeRegistry::kNone)
            used_.Add(check.list_type);
        }
      }
    }
    for (const LetClause& let : rule.lets) {
      for (const ExpressionTerm& term : let.expression.terms) {
        for (const Argument& argument : term.arguments) {
          used_.AddAll(argument.type_set);
        }
      }
    }
  }

  // What names no entity is there for patterns; a cue for what it governs.
  void CheckTags(const Rule& rule) {
    for (const AnnotateClause& clause : rule.annotates) {
      if (clause.is_class || clause.is_abstract || used_.Has(clause.type) ||
          clause.type_name.starts_with("Cue:")) {
        continue;
      }
      Add(LintFinding::Kind::kUnusedTag, rule,
          "no pattern asks for [" + clause.type_name +
              "], which is no class of the ontology");
    }
  }

  void CheckRule(const Rule& rule) {
    CheckReach(rule);
    CheckTests(rule);
    CheckNames(rule);
    CheckTags(rule);
    if (profile_ != nullptr && profile_->MatchesOf(rule) == 0) {
      Add(LintFinding::Kind::kNeverFired, rule, "on the corpus");
    }
  }

  void CheckReach(const Rule& rule) {
    const bool types_only =
        rule.trigger_literals.empty() && !rule.trigger_types.empty();
    if (types_only && !Producible(rule.trigger_types)) {
      Add(LintFinding::Kind::kUnreachable, rule,
          "nothing makes an arc of its trigger");
      return;
    }
    const std::string missing = MissingElement(rule.match);
    if (missing.empty()) return;
    Add(LintFinding::Kind::kUnreachable, rule,
        "nothing makes " + missing + " in or before its phase");
  }

  // An element that every way through the pattern needs and nothing makes;
  // empty when there is a way.
  std::string MissingElement(const Program& program) const {
    std::vector<bool> seen(program.code.size(), false);
    std::vector<uint32_t> todo = {0};
    std::string missing;
    while (!todo.empty()) {
      const uint32_t pc = todo.back();
      todo.pop_back();
      if (seen[pc]) continue;
      seen[pc] = true;
      const Instruction& in = program.code[pc];
      switch (in.op) {
        case Op::kMatch:
          return "";
        case Op::kSplit:
          todo.push_back(in.x);
          todo.push_back(in.y);
          break;
        case Op::kJump:
          todo.push_back(in.x);
          break;
        case Op::kArc:
          if (!Producible(program.type_sets[in.x])) {
            missing = ElementName(program, pc);
            break;
          }
          todo.push_back(pc + 1);
          break;
        default:
          todo.push_back(pc + 1);
      }
    }
    return missing;
  }

  void CheckTests(const Rule& rule) {
    bool positive = false;
    bool negative = false;
    for (const RuleTest& test : rule.tests) {
      positive = positive || !test.expect.empty();
      negative = negative || !test.reject.empty();
    }
    if (positive && negative) return;
    Add(LintFinding::Kind::kUntested, rule,
        rule.tests.empty() ? "has no test"
        : positive         ? "no test rejects anything"
                           : "no test expects anything");
  }

  // A literal that is a name belongs into a gazetteer.
  void CheckNames(const Rule& rule) {
    std::set<std::string> literals(rule.match.literals.begin(),
                                   rule.match.literals.end());
    for (const Program& unless : rule.unless) {
      literals.insert(unless.literals.begin(), unless.literals.end());
    }
    for (const std::string& literal : literals) {
      const auto name = names_.find(literal);
      if (name == names_.end() || CountCodePoints(literal) < 2) continue;
      Add(LintFinding::Kind::kNamesEntity, rule,
          "its pattern names " + literal + " (" + name->second + ")");
    }
  }

  const Pipeline& pipeline_;
  const Lexicon& lexicon_;
  const RuleProfile* profile_;
  TypeSet producible_;
  TypeSet used_;                              // by patterns and resolvers
  std::map<std::string, std::string> names_;  // -> id
  std::vector<LintFinding> findings_;
};

}  // namespace

std::string_view LintName(LintFinding::Kind kind) {
  switch (kind) {
    case LintFinding::Kind::kUnreachable:
      return "unreachable";
    case LintFinding::Kind::kUntested:
      return "untested";
    case LintFinding::Kind::kNamesEntity:
      return "names an entity";
    case LintFinding::Kind::kUnusedTag:
      return "unused tag";
    case LintFinding::Kind::kNeverFired:
      return "never fired";
  }
  return "";
}

std::vector<LintFinding> LintRules(const Pipeline& pipeline,
                                   const RuleProfile* profile) {
  return Linter(pipeline, profile).Run();
}

}  // namespace zhimai
