#include "extract/rules/rule_compiler.h"

#include <algorithm>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>
#include <utility>

#include "graph/base/hash.h"
#include "graph/base/suggest.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// A rule that does not say how often it is right.
constexpr double kDefaultPrior = 0.9;

// `field` of the message whose descriptor is `type`, line and column from 1.
Location Locate(const FieldLines* tree,
                const google::protobuf::Descriptor* type,
                const std::string& field, int index) {
  Location out;
  const auto* descriptor = type->FindFieldByName(field);
  if (tree == nullptr || descriptor == nullptr) return out;
  const auto at =
      tree->GetLocation(descriptor, descriptor->is_repeated() ? index : -1);
  if (at.line < 0) return out;
  out.line = static_cast<uint32_t>(at.line) + 1;
  out.column = static_cast<uint32_t>(at.column) + 1;
  return out;
}

const FieldLines* Nested(const FieldLines* tree,
                         const google::protobuf::Descriptor* type,
                         const char* field, int index) {
  if (tree == nullptr) return nullptr;
  return tree->GetTreeForNested(type->FindFieldByName(field), index);
}

bool IsCaptureName(const std::string& text) {
  return text.size() > 1 && text[0] == '$' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) {
           return c == '_' || (c >= '0' && c <= '9') ||
                  (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

bool Lists(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string LowerAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

const std::string* RuleNames::Macro(const std::string& lang,
                                    const std::string& name) const {
  const auto local = local_.find(name);
  if (local != local_.end()) return &local->second;
  for (const std::string& of : {lang, std::string()}) {
    const auto it = macros_.find({of, name});
    if (it != macros_.end()) return &it->second;
  }
  return nullptr;
}

const TypeSet* RuleNames::TypesOf(const std::string& name) {
  const auto known = sets_.find(name);
  if (known != sets_.end()) return &known->second;
  TypeSet set;
  const std::vector<std::string> classes = ontology_.Descendants(name);
  for (const std::string& c : classes) set.Add(types_->Intern(c));
  if (classes.empty()) {
    const TypeId type = types_->Find(name);
    if (type == TypeRegistry::kNone) return nullptr;
    set.Add(type);
  }
  return &sets_.emplace(name, std::move(set)).first->second;
}

std::string RuleNames::Advice(const std::string& name) const {
  if (name[0] == '@') {
    return "; a list is made in a file below cues/: list { name: \"" +
           name.substr(1) + "\" phrase: [ … ] }";
  }
  std::vector<std::string> known;
  for (size_t i = 1; i < types_->size(); ++i) {
    known.push_back(types_->name(static_cast<TypeId>(i)));
  }
  return DidYouMean(name, known);
}

uint32_t LiteralNumbers::Number(const std::string& text, bool words) {
  const auto [it, added] = numbers_[words ? 1 : 0].try_emplace(text, next_);
  if (added) ++next_;
  return it->second;
}

std::vector<DoubleArray::Phrase> LiteralNumbers::Phrases(bool words) const {
  std::vector<DoubleArray::Phrase> out;
  for (const auto& [text, number] : numbers_[words ? 1 : 0]) {
    out.push_back({text, number});
  }
  return out;
}

Status RuleCompiler::Fail(const Place& place, const Status& status) const {
  std::string message = status.message();
  if (status.location().column > 0) {
    message =
        "column " + std::to_string(status.location().column) + ": " + message;
  }
  return Fail(place, message);
}

Status RuleCompiler::Fail(const Place& place,
                          const std::string& message) const {
  // The innermost message that has the field.
  const google::protobuf::Descriptor* type = v1::Rule::descriptor();
  for (const auto* candidate :
       {v1::Emit::descriptor(), v1::EmitQualifier::descriptor(),
        v1::Let::descriptor(), v1::Annotate::descriptor()}) {
    if (place.tree != lines_ && place.tree != nullptr &&
        Locate(place.tree, candidate, place.field, place.index).line > 0) {
      type = candidate;
    }
  }
  const Location at = Locate(place.tree, type, place.field, place.index);
  return Status::InvalidInput("rule " + in_.id() + ": " + place.field + ": " +
                              message)
      .At(at.line, at.column);
}

Result<Rule> RuleCompiler::Compile() {
  out_.id = in_.id();
  out_.priority = in_.priority();
  out_.scope = static_cast<RuleScope>(in_.scope());
  out_.status = static_cast<RuleModality>(in_.status());
  out_.prior = in_.prior() == 0 ? kDefaultPrior : in_.prior();
  std::string printed;
  google::protobuf::TextFormat::PrintToString(in_, &printed);
  out_.version = HashText(printed).substr(0, 8);
  if (out_.prior < 0 || out_.prior > 1) {
    return Fail({lines_, "prior", 0}, "a probability lies between 0 and 1");
  }
  ZM_TRY(CompilePatterns());
  ZM_TRY(CompileTriggers());
  variables_.insert("0");
  variables_.insert(out_.match.captures.begin(), out_.match.captures.end());
  ZM_TRY(CompileLets());
  ZM_TRY(CompileWhere());
  ZM_TRY(CompileAnnotates());
  in_emit_ = true;
  ZM_TRY(CompileEmits());
  CopyTests();
  return std::move(out_);
}

Result<Program> RuleCompiler::CompileText(const std::string& text,
                                          const Place& place, bool in_unless) {
  PatternContext context;
  context.macro = [this](const std::string& name) {
    return names_.Macro(lang_, name);
  };
  if (in_unless) {
    context.is_capture = [this](const std::string& name) {
      const auto& captures = out_.match.captures;
      return std::find(captures.begin(), captures.end(), name) !=
             captures.end();
    };
  }
  Result<PatternPtr> pattern = ParsePattern(text, context);
  if (!pattern.ok()) return Fail(place, pattern.status());
  std::string advice;
  Result<Program> program =
      CompilePattern(**pattern, words_, [&](const std::string& name) {
        const TypeSet* types = names_.TypesOf(name);
        if (types == nullptr) advice = names_.Advice(name);
        return types;
      });
  if (!program.ok()) {
    return Fail(place, Status::InvalidInput(program.status().message() + advice)
                           .At(1, program.status().location().column));
  }
  program->source = text;
  return program;
}

Status RuleCompiler::CompilePatterns() {
  if (in_.match().empty()) {
    return Fail({lines_, "id", -1}, "a rule without a match pattern");
  }
  ZM_TRY_ASSIGN(out_.match,
                CompileText(in_.match(), {lines_, "match", 0}, false));
  for (int i = 0; i < in_.unless_size(); ++i) {
    ZM_TRY_ASSIGN(Program program,
                  CompileText(in_.unless(i), {lines_, "unless", i}, true));
    out_.unless.push_back(std::move(program));
  }
  return {};
}

Status RuleCompiler::CompileTriggers() {
  for (int i = 0; i < in_.trigger_size(); ++i) {
    const std::string& text = in_.trigger(i);
    const Place place{lines_, "trigger", i};
    const bool is_type =
        text.size() > 2 && text[0] == '[' && text.back() == ']';
    if (text.empty()) return Fail(place, "an empty trigger; leave it out");
    if (FindInvalidUtf8(text) != std::string::npos) {
      return Fail(place, "not valid UTF-8");
    }
    if (text[0] != '@' && !is_type) {
      out_.trigger_literals.push_back(
          literals_.Number(words_ ? LowerAscii(text) : text, words_));
      continue;
    }
    const std::string name = is_type ? text.substr(1, text.size() - 2) : text;
    const TypeSet* types = names_.TypesOf(name);
    if (types == nullptr) {
      return Fail(place, "unknown type or list " + name + names_.Advice(name));
    }
    out_.trigger_types.AddAll(*types);
  }
  if (out_.match.starts_anywhere) return {};
  for (const std::string& text : out_.match.first_literals) {
    if (FindInvalidUtf8(text) != std::string::npos) {
      return Fail({lines_, "match", 0}, "not valid UTF-8");
    }
    out_.first_literals.push_back(literals_.Number(text, words_));
  }
  return {};
}

Status RuleCompiler::CheckVariable(const std::string& name, uint32_t column,
                                   const Place& place) const {
  const bool known = variables_.count(name) > 0 ||
                     (name == "each" && in_loop_) ||
                     (name == "event" && in_emit_);
  if (known) return {};
  const std::string what = name == "each"
                               ? "$each stands only in an emit with for_each"
                               : "unknown capture or variable $" + name;
  return Fail(place, Status::InvalidInput(what).At(1, column));
}

Status RuleCompiler::CheckExpression(const Place& place, Expression* expression,
                                     int depth) {
  if (depth > kMaxExpressionDepth) return Fail(place, "nested too deep");
  for (ExpressionTerm& term : expression->terms) {
    if (term.kind == ExpressionTerm::Kind::kVariable) {
      ZM_TRY(CheckVariable(term.name, term.column, place));
      if (term.parallel && !in_loop_) {
        return Fail(place, "[i] stands only in an emit with for_each");
      }
    }
    for (Argument& argument : term.arguments) {
      ZM_TRY(CheckArgument(term, place, &argument, depth));
    }
  }
  return {};
}

// Resolves the names of types, too.
Status RuleCompiler::CheckArgument(const ExpressionTerm& term,
                                   const Place& place, Argument* argument,
                                   int depth) {
  if (argument->expression != nullptr) {
    return CheckExpression(place, argument->expression.get(), depth + 1);
  }
  std::vector<std::string> types = argument->types;
  if (term.name == "name_part") types.push_back(argument->word);
  for (const std::string& type : types) {
    const TypeSet* set = names_.TypesOf(type);
    if (set == nullptr) {
      return Fail(place, "unknown type " + type + names_.Advice(type));
    }
    argument->type_set.AddAll(*set);
  }
  return {};
}

Status RuleCompiler::CompileExpression(const std::string& text,
                                       const Place& place, Expression* out) {
  Result<Expression> parsed = ParseExpression(text);
  if (!parsed.ok()) return Fail(place, parsed.status());
  *out = std::move(parsed).value();
  return CheckExpression(place, out);
}

Status RuleCompiler::CompileCondition(const std::string& text,
                                      const Place& place, Condition* out) {
  Result<Condition> parsed = ParseCondition(text);
  if (!parsed.ok()) return Fail(place, parsed.status());
  *out = std::move(parsed).value();
  for (std::vector<Check>& checks : out->alternatives) {
    for (Check& check : checks) ZM_TRY(CheckCondition(place, &check));
  }
  return {};
}

Status RuleCompiler::CheckCondition(const Place& place, Check* check) {
  if (!check->list.empty()) {
    check->list_type = names_.types().Find(check->list);
    if (check->list_type == TypeRegistry::kNone) {
      return Fail(place, "unknown list " + check->list);
    }
  }
  ZM_TRY(CheckExpression(place, &check->left));
  return CheckExpression(place, &check->right);
}

Status RuleCompiler::CompileTemplate(const std::string& text,
                                     const Place& place, NameTemplate* out) {
  Result<NameTemplate> parsed = ParseNameTemplate(text);
  if (!parsed.ok()) return Fail(place, parsed.status());
  *out = std::move(parsed).value();
  for (const TemplatePart& part : *out) {
    if (part.variable.empty()) continue;
    ZM_TRY(CheckVariable(part.variable, 0, place));
  }
  return {};
}

Status RuleCompiler::CompileLets() {
  for (int i = 0; i < in_.let_size(); ++i) {
    const v1::Let& let = in_.let(i);
    const FieldLines* tree = Nested(lines_, v1::Rule::descriptor(), "let", i);
    LetClause out;
    out.variable = let.var();
    out.required = let.required();
    out.source = let.resolve();
    if (!IsCaptureName("$" + out.variable) || out.variable == "each" ||
        out.variable == "event" || out.variable == "0") {
      return Fail({tree, "var", -1}, "expected the name of a variable");
    }
    ZM_TRY(CompileExpression(let.resolve(), {tree, "resolve", -1},
                             &out.expression));
    variables_.insert(out.variable);
    out_.lets.push_back(std::move(out));
  }
  return {};
}

Status RuleCompiler::CompileWhere() {
  for (int i = 0; i < in_.where_size(); ++i) {
    Condition condition;
    ZM_TRY(CompileCondition(in_.where(i), {lines_, "where", i}, &condition));
    out_.where.push_back(std::move(condition));
  }
  return {};
}

Status RuleCompiler::CompileFeatures(const v1::Annotate& in, const Place& place,
                                     AnnotateClause* out) {
  std::map<std::string, std::string> sorted;
  for (const v1::AnnotateFeature& feature : in.feature()) {
    sorted[feature.key()] = feature.value();
  }
  for (const auto& [key, value] : sorted) {
    FeatureClause feature;
    feature.key = key;
    if (value.find("${") != std::string::npos) {
      ZM_TRY(CompileTemplate(value, place, &feature.name));
    } else {
      ZM_TRY(CompileExpression(value, place, &feature.value));
    }
    out->features.push_back(std::move(feature));
  }
  return {};
}

Status RuleCompiler::CompileAnnotates() {
  for (int i = 0; i < in_.annotate_size(); ++i) {
    const v1::Annotate& in = in_.annotate(i);
    const FieldLines* tree =
        Nested(lines_, v1::Rule::descriptor(), "annotate", i);
    AnnotateClause out;
    const auto& captures = out_.match.captures;
    out.capture = IsCaptureName(in.span()) ? in.span().substr(1) : "";
    if (out.capture != "0" && std::find(captures.begin(), captures.end(),
                                        out.capture) == captures.end()) {
      return Fail({tree, "span", -1}, "expected $0 or a capture of the match");
    }
    const ClassInfo* info = names_.ontology().FindClass(in.type());
    if (in.type().empty()) {
      return Fail({tree, "type", -1}, "expected a class or a tag");
    }
    out.type_name = in.type();
    out.type = names_.types().Intern(in.type());
    out.is_class = info != nullptr && !info->abstract;
    out.is_abstract = info != nullptr && info->abstract;
    ZM_TRY(CompileTemplate(in.name(), {tree, "name", -1}, &out.name));
    ZM_TRY(CompileFeatures(in, {tree, "feature", 0}, &out));
    out_.annotates.push_back(std::move(out));
  }
  return {};
}

Status RuleCompiler::CompileEmits() {
  for (int i = 0; i < in_.emit_size(); ++i) {
    const FieldLines* tree = Nested(lines_, v1::Rule::descriptor(), "emit", i);
    EmitClause out;
    ZM_TRY(CompileEmit(in_.emit(i), tree, &out));
    out_.emits.push_back(std::move(out));
  }
  return {};
}

Status RuleCompiler::CompileEmit(const v1::Emit& in, const FieldLines* tree,
                                 EmitClause* out) {
  in_loop_ = false;
  if (!in.for_each().empty()) {
    ZM_TRY(CompileExpression(in.for_each(), {tree, "for_each", -1},
                             &out->for_each));
    in_loop_ = true;
  }
  ZM_TRY(CompileEvent(in, tree, out));
  if (!in.subject().empty()) {
    ZM_TRY(
        CompileExpression(in.subject(), {tree, "subject", -1}, &out->subject));
  } else if (!out->new_event) {
    return Fail({tree, "relation", -1}, "an emit needs a subject or new_event");
  }
  out->relation = in.relation();
  if (names_.ontology().FindRelation(in.relation()) == nullptr) {
    std::vector<std::string> known;
    for (const RelationInfo& relation : names_.ontology().relations()) {
      known.push_back(relation.name);
    }
    return Fail({tree, "relation", -1}, "unknown relation '" + in.relation() +
                                            "'" +
                                            DidYouMean(in.relation(), known));
  }
  ZM_TRY(CompileExpression(in.object(), {tree, "object", -1}, &out->object));
  ZM_TRY(CompileQualifiers(in, tree, out));
  if (in.has_status()) out->status = static_cast<RuleModality>(in.status());
  for (int i = 0; i < in.evidence_size(); ++i) {
    const Place place{tree, "evidence", i};
    if (!IsCaptureName(in.evidence(i))) {
      return Fail(place, "expected a capture: $name");
    }
    out->evidence.push_back(in.evidence(i).substr(1));
    ZM_TRY(CheckVariable(out->evidence.back(), 0, place));
  }
  if (!in.when().empty()) {
    ZM_TRY(
        CompileCondition(in.when(), {tree, "when", -1}, &out->when.emplace()));
  }
  return {};
}

Status RuleCompiler::CompileEvent(const v1::Emit& in, const FieldLines* tree,
                                  EmitClause* out) {
  if (in.new_event().empty()) {
    if (in.event_name().empty()) return {};
    return Fail({tree, "event_name", -1}, "a name without new_event");
  }
  const Place place{tree, "new_event", -1};
  Result<EventSpec> event = ParseEventSpec(in.new_event());
  if (!event.ok()) return Fail(place, event.status());
  const ClassInfo* info = names_.ontology().FindClass(event->class_name);
  if (info == nullptr || info->abstract) {
    return Fail(place, "'" + event->class_name + "' is no class of entities");
  }
  for (Expression& argument : event->arguments) {
    ZM_TRY(CheckExpression(place, &argument));
  }
  out->new_event = std::move(event).value();
  return CompileTemplate(in.event_name(), {tree, "event_name", -1},
                         &out->event_name);
}

Status RuleCompiler::CompileQualifiers(const v1::Emit& in,
                                       const FieldLines* tree,
                                       EmitClause* out) {
  const RelationInfo& relation = *names_.ontology().FindRelation(in.relation());
  for (int i = 0; i < in.qualifier_size(); ++i) {
    const v1::EmitQualifier& qualifier = in.qualifier(i);
    const FieldLines* inner =
        Nested(tree, v1::Emit::descriptor(), "qualifier", i);
    QualifierClause& clause = out->qualifiers.emplace_back();
    clause.key = qualifier.key();
    clause.required = qualifier.required();
    if (names_.ontology().FindQualifier(clause.key) == nullptr) {
      return Fail({inner, "key", -1}, "unknown qualifier '" + clause.key + "'");
    }
    if (!Lists(relation.qualifiers, clause.key) &&
        !Lists(relation.identity_qualifiers, clause.key)) {
      return Fail({inner, "key", -1},
                  relation.name + " does not list the qualifier '" +
                      clause.key + "'; add it to the relation's definition");
    }
    ZM_TRY(CompileExpression(qualifier.value(), {inner, "value", -1},
                             &clause.value));
  }
  return {};
}

void RuleCompiler::CopyTests() {
  for (const v1::Test& in : in_.test()) {
    RuleTest& out = out_.tests.emplace_back();
    out.text = in.text();
    out.expect.assign(in.expect().begin(), in.expect().end());
    out.reject.assign(in.reject().begin(), in.reject().end());
    out.doc_date = in.doc_date();
    out.topic = in.topic();
  }
}

}  // namespace zhimai
