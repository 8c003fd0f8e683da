// Rules after loading: what the machine runs. Built by LoadRules(), then
// immutable and thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/lexicon/double_array.h"
#include "extract/rules/expression.h"
#include "extract/rules/program.h"
#include "extract/rules/type_set.h"

namespace zhimai {

enum class RuleMode { kLongest, kAll, kFirst, kOnce };
enum class RuleScope { kClause, kSentence, kParagraph, kArticle };
inline constexpr size_t kRuleScopes = 4;

// As RuleStatus of proto/rule.proto.
enum class RuleModality {
  kAsserted,
  kPlanned,
  kProposed,
  kDemanded,
  kNegated,
  kReported,
  kInherit,
};

struct LetClause {
  std::string variable;
  Expression expression;
  bool required = false;
  std::string source;  // as written
};

struct FeatureClause {
  std::string key;
  Expression value;   // or, when there is one,
  NameTemplate name;  // the name of an entity
};

struct AnnotateClause {
  std::string capture;  // "0" for the whole match
  TypeId type = TypeRegistry::kNone;
  std::string type_name;
  bool is_class = false;  // of the ontology: the arc names an entity
  // An abstract class: adds the features to the entity that is there.
  bool is_abstract = false;
  NameTemplate name;
  std::vector<FeatureClause> features;  // sorted by key
};

struct QualifierClause {
  std::string key;
  Expression value;
  bool required = false;
};

struct EmitClause {
  Expression for_each;  // empty for none
  Expression subject;   // empty: the new event
  std::string relation;
  Expression object;
  std::vector<QualifierClause> qualifiers;
  std::optional<EventSpec> new_event;
  NameTemplate event_name;
  std::optional<RuleModality> status;
  std::vector<std::string> evidence;  // capture names
  std::optional<Condition> when;
};

struct RuleTest {
  std::string text;
  std::vector<std::string> expect;
  std::vector<std::string> reject;
  std::string doc_date;
  std::string topic;
};

struct Rule {
  std::string id;
  std::string version;  // hash of its definition
  std::string file;
  int priority = 0;
  RuleScope scope = RuleScope::kClause;
  RuleModality status = RuleModality::kAsserted;
  double prior = 1;
  // The rule is tried only where one of these stands; none at all: wherever
  // its first atom can match.
  std::vector<uint32_t> trigger_literals;  // indices into RuleSet::literals()
  TypeSet trigger_types;
  std::vector<uint32_t> first_literals;  // of `match`, as above
  Program match;
  std::vector<Program> unless;
  std::vector<Condition> where;
  std::vector<LetClause> lets;
  std::vector<AnnotateClause> annotates;
  std::vector<EmitClause> emits;
  std::vector<RuleTest> tests;
};

struct RulePack {
  std::string module;
  std::string lang;  // "zh", "en"; empty for every language
  int phase = 0;
  RuleMode mode = RuleMode::kLongest;
  std::vector<Rule> rules;
  // Rules to try where an arc of a type stands, and those to try everywhere:
  // indices into `rules`.
  struct TypeRules {
    TypeId type = TypeRegistry::kNone;
    std::vector<uint32_t> rules;
  };
  std::vector<TypeRules> by_type;
  std::vector<uint32_t> always;
};

// A rule of a RuleSet.
struct RuleRef {
  uint32_t pack = 0;
  uint32_t rule = 0;
};

class RuleSet {
 public:
  // In running order: phase, then module, then file.
  const std::vector<RulePack>& packs() const { return packs_; }
  size_t rule_count() const {
    size_t count = 0;
    for (const RulePack& pack : packs_) count += pack.rules.size();
    return count;
  }

  // Rules to try where a literal stands, by its number.
  const std::vector<std::vector<RuleRef>>& by_literal() const {
    return by_literal_;
  }

  // Finds every trigger and first literal of all packs at once. Exact
  // literals are looked up in the text, those of English packs in its ASCII
  // lower case.
  const DoubleArray& literal_index(bool words) const {
    return index_[words ? 1 : 0];
  }

 private:
  friend class RuleLoader;
  std::vector<RulePack> packs_;
  std::vector<std::vector<RuleRef>> by_literal_;
  std::array<DoubleArray, 2> index_;
};

}  // namespace zhimai
