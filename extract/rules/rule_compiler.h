// One rule of a pack: protobuf message -> Rule. Internal to the loader.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "extract/lexicon/data_files.h"
#include "extract/lexicon/ontology.h"
#include "extract/rules/rule_set.h"
#include "graph/base/result.h"
#include "proto/rule.pb.h"

namespace zhimai {

// What rules may refer to. Filled by the loader before any rule compiles.
class RuleNames {
 public:
  RuleNames(const Ontology& ontology, TypeRegistry* types)
      : ontology_(ontology), types_(types) {}

  const Ontology& ontology() const { return ontology_; }
  TypeRegistry& types() { return *types_; }

  // For packs of one language; for all when it is empty.
  void AddMacro(const std::string& lang, const std::string& name,
                const std::string& pattern) {
    macros_[{lang, name}] = pattern;
  }
  void RemoveLocalMacros() { local_.clear(); }
  void AddLocalMacro(const std::string& name, const std::string& pattern) {
    local_[name] = pattern;
  }
  const std::string* Macro(const std::string& lang,
                           const std::string& name) const;

  // Types that a name in a pattern stands for: of a class, its descendants
  // too. Null when the name is unknown.
  const TypeSet* TypesOf(const std::string& name);
  // What to do about a name that TypesOf() does not know, to end an error
  // message with; may be empty.
  std::string Advice(const std::string& name) const;

 private:
  const Ontology& ontology_;
  TypeRegistry* types_;
  std::map<std::pair<std::string, std::string>, std::string> macros_;
  std::map<std::string, std::string> local_;
  std::map<std::string, TypeSet> sets_;
};

// Numbers the literals that start a search, for both kinds of text.
class LiteralNumbers {
 public:
  uint32_t Number(const std::string& text, bool words);
  std::vector<DoubleArray::Phrase> Phrases(bool words) const;
  size_t size() const { return next_; }

 private:
  std::map<std::string, uint32_t> numbers_[2];
  uint32_t next_ = 0;
};

class RuleCompiler {
 public:
  // `lines` may be null; borrows all.
  RuleCompiler(const v1::Rule& rule, const std::string& lang, RuleNames* names,
               LiteralNumbers* literals, const FieldLines* lines)
      : in_(rule),
        lang_(lang),
        words_(lang == "en"),
        names_(*names),
        literals_(*literals),
        lines_(lines) {}

  // Errors carry line and column of the field in the file, the rule's id, and
  // the column inside the field's text.
  Result<Rule> Compile();

 private:
  // The place of a field inside the rule, for errors.
  struct Place {
    const FieldLines* tree;
    std::string field;
    int index;
  };
  Status Fail(const Place& place, const Status& status) const;
  Status Fail(const Place& place, const std::string& message) const;

  Status CompilePatterns();
  Result<Program> CompileText(const std::string& text, const Place& place,
                              bool in_unless);
  Status CompileTriggers();
  Status CompileLets();
  Status CompileWhere();
  Status CompileAnnotates();
  Status CompileFeatures(const v1::Annotate& in, const Place& place,
                         AnnotateClause* out);
  Status CompileEmits();
  Status CompileEmit(const v1::Emit& in, const FieldLines* tree,
                     EmitClause* out);
  Status CompileEvent(const v1::Emit& in, const FieldLines* tree,
                      EmitClause* out);
  Status CompileQualifiers(const v1::Emit& in, const FieldLines* tree,
                           EmitClause* out);
  Status CompileExpression(const std::string& text, const Place& place,
                           Expression* out);
  Status CompileCondition(const std::string& text, const Place& place,
                          Condition* out);
  Status CheckCondition(const Place& place, Check* check);
  Status CompileTemplate(const std::string& text, const Place& place,
                         NameTemplate* out);
  Status CheckExpression(const Place& place, Expression* expression,
                         int depth = 0);
  Status CheckArgument(const ExpressionTerm& term, const Place& place,
                       Argument* argument, int depth);
  Status CheckVariable(const std::string& name, uint32_t column,
                       const Place& place) const;
  void CopyTests();

  const v1::Rule& in_;
  const std::string& lang_;
  bool words_;
  RuleNames& names_;
  LiteralNumbers& literals_;
  const FieldLines* lines_;
  Rule out_;
  std::set<std::string> variables_;
  bool in_emit_ = false;
  bool in_loop_ = false;
};

}  // namespace zhimai
