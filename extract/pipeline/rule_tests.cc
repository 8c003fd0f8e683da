#include "extract/pipeline/rule_tests.h"

#include <algorithm>
#include <map>
#include <set>

#include "extract/rules/rule_set.h"
#include "graph/base/unicode.h"

namespace zhimai {
namespace {

std::vector<std::string> SplitAt(const std::string& text, char mark) {
  std::vector<std::string> out(1);
  for (char c : text) {
    if (c == mark) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

// What an extraction says, in the words of rule tests.
class Found {
 public:
  explicit Found(const v1::Extraction& extraction) : extraction_(extraction) {
    for (const v1::Entity& entity : extraction.entity()) {
      entities_[entity.id()] = &entity;
    }
  }

  bool Has(const std::string& wanted) const {
    std::vector<std::string> parts = SplitAt(wanted, '|');
    parts.resize(std::max<size_t>(parts.size(), 4));
    if (parts[1] == "instance_of") {
      return std::any_of(extraction_.entity().begin(),
                         extraction_.entity().end(), [&](const auto& entity) {
                           return entity.class_() == parts[2] &&
                                  Named(entity.id(), parts[0]);
                         });
    }
    return std::any_of(
        extraction_.statement().begin(), extraction_.statement().end(),
        [&](const v1::Statement& statement) {
          return (parts[1] == "*" || statement.predicate() == parts[1]) &&
                 Named(statement.subject(), parts[0]) &&
                 Is(statement.object(), parts[2]) &&
                 Qualified(statement, parts[3]);
        });
  }

  std::vector<std::string> Lines(const std::string& wanted) const {
    std::vector<std::string> all;
    std::vector<std::string> same;
    const std::string relation = SplitAt(wanted + "||", '|')[1];
    for (const v1::Statement& statement : extraction_.statement()) {
      std::string line = Label(statement.subject()) + "|" +
                         statement.predicate() + "|" +
                         Text(statement.object()) +
                         "|status=" + v1::Modality_Name(statement.modality());
      for (const v1::Qualifier& qualifier : statement.qualifier()) {
        line += ";" + qualifier.key() + "=" + Text(qualifier.value());
      }
      if (statement.predicate() == relation) same.push_back(line);
      all.push_back(std::move(line));
    }
    return same.empty() ? all : same;
  }

 private:
  std::string Label(const std::string& id) const {
    const auto found = entities_.find(id);
    return found == entities_.end() ? id : found->second->label();
  }
  std::string Text(const v1::Value& value) const {
    return value.has_entity() ? Label(value.entity()) : value.literal().value();
  }
  bool Named(const std::string& id, const std::string& wanted) const {
    if (wanted == "*") return true;
    const auto found = entities_.find(id);
    if (found == entities_.end()) return false;
    const v1::Entity& entity = *found->second;
    const std::string key = NameKey(wanted);
    if (entity.class_() == wanted || NameKey(entity.label()) == key)
      return true;
    return std::any_of(
        entity.names().begin(), entity.names().end(),
        [&](const v1::Name& name) { return NameKey(name.text()) == key; });
  }
  bool Is(const v1::Value& value, const std::string& wanted) const {
    if (wanted == "*") return true;
    if (value.has_entity()) return Named(value.entity(), wanted);
    return value.literal().value() == wanted ||
           value.literal().number() == wanted;
  }
  bool Qualified(const v1::Statement& statement,
                 const std::string& wanted) const {
    if (wanted.empty() || wanted == "*") return true;
    for (const std::string& pair : SplitAt(wanted, ';')) {
      const size_t equal = pair.find('=');
      if (equal == std::string::npos) continue;
      const std::string key = pair.substr(0, equal);
      const std::string value = pair.substr(equal + 1);
      if (key == "status") {
        if (v1::Modality_Name(statement.modality()) != value) return false;
        continue;
      }
      const bool found = std::any_of(
          statement.qualifier().begin(), statement.qualifier().end(),
          [&](const v1::Qualifier& qualifier) {
            return qualifier.key() == key && Is(qualifier.value(), value);
          });
      if (!found) return false;
    }
    return true;
  }

  const v1::Extraction& extraction_;
  std::map<std::string, const v1::Entity*> entities_;
};

void RunOne(const Pipeline& pipeline, const Rule& rule, size_t index,
            RuleTestReport* report) {
  const RuleTest& test = rule.tests[index];
  ExtractContext context;
  context.document_date = test.doc_date;
  context.topic = test.topic;
  const Result<v1::Extraction> extraction =
      pipeline.Extract({"test.txt", test.text}, &context);
  ++report->tests;
  const auto fail = [&](std::string wanted, std::vector<std::string> found) {
    report->failures.push_back({rule.id, rule.file, static_cast<int>(index) + 1,
                                test.text, std::move(wanted),
                                std::move(found)});
  };
  if (!extraction.ok()) {
    fail("a text that can be read", {extraction.status().ToString()});
    return;
  }
  const Found found(*extraction);
  for (const std::string& wanted : test.expect) {
    if (!found.Has(wanted)) fail("expect " + wanted, found.Lines(wanted));
  }
  for (const std::string& wanted : test.reject) {
    if (found.Has(wanted)) fail("reject " + wanted, found.Lines(wanted));
  }
}

}  // namespace

RuleTestReport RunRuleTests(const Pipeline& pipeline, std::string_view filter) {
  RuleTestReport report;
  for (const RulePack& pack : pipeline.rules().packs()) {
    for (const Rule& rule : pack.rules) {
      if (rule.id.find(filter) == std::string::npos) continue;
      ++report.rules;
      bool positive = false;
      bool negative = false;
      for (size_t i = 0; i < rule.tests.size(); ++i) {
        positive |= !rule.tests[i].expect.empty();
        negative |= !rule.tests[i].reject.empty();
        RunOne(pipeline, rule, i, &report);
      }
      if (!positive || !negative) report.untested.push_back(rule.id);
    }
  }
  return report;
}

std::vector<RuleListing> ListRules(const Pipeline& pipeline) {
  std::vector<RuleListing> out;
  for (const RulePack& pack : pipeline.rules().packs()) {
    for (const Rule& rule : pack.rules) {
      RuleListing item;
      item.id = rule.id;
      item.module = pack.module;
      item.file = rule.file;
      item.version = rule.version;
      item.phase = pack.phase;
      item.priority = rule.priority;
      item.prior = rule.prior;
      item.tests = static_cast<int>(rule.tests.size());
      std::set<std::string> relations;
      for (const EmitClause& emit : rule.emits) relations.insert(emit.relation);
      item.relations.assign(relations.begin(), relations.end());
      out.push_back(std::move(item));
    }
  }
  return out;
}

}  // namespace zhimai
