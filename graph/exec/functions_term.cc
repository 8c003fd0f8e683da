// Functions on RDF terms [17.4.2] and on triple terms [17.4.6].
#include <array>

#include "graph/exec/functions.h"
#include "graph/io/iri.h"
#include "graph/model/language_tag.h"

namespace zhimai::sparql {
namespace {

std::optional<Value> Str(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.kind() == ValueKind::kIri) {
    return Value::String(value.term()->value());
  }
  if (!value.is_literal()) return std::nullopt;
  if (value.kind() == ValueKind::kString) return value;
  if (value.term() != nullptr) return Value::String(value.term()->value());
  return Value::String(value.ToTerm().value());
}

std::optional<Value> Lang(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_literal()) return std::nullopt;
  const bool tagged = value.kind() == ValueKind::kLangString;
  return Value::String(tagged ? value.term()->language() : "");
}

std::optional<Value> LangDir(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_literal()) return std::nullopt;
  if (value.kind() != ValueKind::kLangString) return Value::String("");
  switch (value.term()->direction()) {
    case Direction::kLtr:
      return Value::String("ltr");
    case Direction::kRtl:
      return Value::String("rtl");
    case Direction::kNone:
      break;
  }
  return Value::String("");
}

std::optional<Value> HasLang(const FunctionCall& call) {
  return Value::Boolean(call.arguments[0].kind() == ValueKind::kLangString);
}

std::optional<Value> HasLangDir(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  return Value::Boolean(value.kind() == ValueKind::kLangString &&
                        value.term()->direction() != Direction::kNone);
}

std::optional<Value> Datatype(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (!value.is_literal()) return std::nullopt;
  const Term term = value.ToTerm();
  return Value::Owning(Term::Iri(term.datatype()));
}

std::optional<Value> ToIri(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.kind() == ValueKind::kIri) return value;
  if (value.kind() != ValueKind::kString) return std::nullopt;
  Result<std::string> iri = ResolveIriReference(value.text(), call.base);
  if (!iri.ok()) return std::nullopt;
  return Value::Owning(Term::Iri(*iri));
}

std::optional<Value> BlankNode(const FunctionCall& call) {
  if (call.arguments.empty()) {
    return Value::Owning(call.context.FreshBlank());
  }
  const Value& label = call.arguments[0];
  if (label.kind() != ValueKind::kString) return std::nullopt;
  return Value::Owning(call.context.BlankFor(label.text()));
}

std::optional<Value> StrDt(const FunctionCall& call) {
  const Value& text = call.arguments[0];
  const Value& type = call.arguments[1];
  if (text.kind() != ValueKind::kString || type.kind() != ValueKind::kIri) {
    return std::nullopt;
  }
  const std::string& iri = type.term()->value();
  // These have no literals without a tag.
  if (iri == kRdfLangString || iri == kRdfDirLangString) return std::nullopt;
  return Value::Owning(Term::Literal(text.text(), iri));
}

std::optional<Value> StrLang(const FunctionCall& call) {
  const Value& text = call.arguments[0];
  const Value& tag = call.arguments[1];
  if (text.kind() != ValueKind::kString || tag.kind() != ValueKind::kString ||
      !IsLanguageTag(tag.text())) {
    return std::nullopt;
  }
  return Value::Owning(Term::LangString(text.text(), tag.text()));
}

std::optional<Value> StrLangDir(const FunctionCall& call) {
  const Value& text = call.arguments[0];
  const Value& tag = call.arguments[1];
  const Value& direction = call.arguments[2];
  if (text.kind() != ValueKind::kString || tag.kind() != ValueKind::kString ||
      direction.kind() != ValueKind::kString || !IsLanguageTag(tag.text())) {
    return std::nullopt;
  }
  const bool rtl = direction.text() == "rtl";
  if (!rtl && direction.text() != "ltr") return std::nullopt;
  return Value::Owning(Term::LangString(
      text.text(), tag.text(), rtl ? Direction::kRtl : Direction::kLtr));
}

std::optional<Value> SameTerm(const FunctionCall& call) {
  const Value& a = call.arguments[0];
  const Value& b = call.arguments[1];
  if (a.term() != nullptr && b.term() != nullptr) {
    return Value::Boolean(*a.term() == *b.term());
  }
  return Value::Boolean(a.ToTerm() == b.ToTerm());
}

template <ValueKind kKind>
std::optional<Value> Is(const FunctionCall& call) {
  return Value::Boolean(call.arguments[0].kind() == kKind);
}

std::optional<Value> IsLiteral(const FunctionCall& call) {
  return Value::Boolean(call.arguments[0].is_literal());
}

std::optional<Value> IsNumeric(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.is_numeric()) return Value::Boolean(true);
  // Numbers of more digits than fit are numbers all the same.
  const bool beyond =
      value.kind() == ValueKind::kOther &&
      (value.term()->datatype() == "http://www.w3.org/2001/XMLSchema#integer" ||
       value.term()->datatype() == "http://www.w3.org/2001/XMLSchema#decimal");
  return Value::Boolean(beyond);
}

std::optional<Value> TripleOf(const FunctionCall& call) {
  return MakeTriple(call.arguments[0], call.arguments[1], call.arguments[2]);
}

template <Term Triple::*kPart>
std::optional<Value> Part(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.kind() != ValueKind::kTriple) return std::nullopt;
  return Value::Owning(value.term()->triple().*kPart);
}

constexpr std::array<NamedFunction, 21> kFunctions = {{
    {"STR", Str},
    {"LANG", Lang},
    {"LANGDIR", LangDir},
    {"HASLANG", HasLang},
    {"HASLANGDIR", HasLangDir},
    {"DATATYPE", Datatype},
    {"IRI", ToIri},
    {"BNODE", BlankNode, false, false},
    {"STRDT", StrDt},
    {"STRLANG", StrLang},
    {"STRLANGDIR", StrLangDir},
    {"SAMETERM", SameTerm},
    {"ISIRI", Is<ValueKind::kIri>},
    {"ISBLANK", Is<ValueKind::kBlank>},
    {"ISLITERAL", IsLiteral},
    {"ISNUMERIC", IsNumeric},
    {"ISTRIPLE", Is<ValueKind::kTriple>},
    {"TRIPLE", TripleOf},
    {"SUBJECT", Part<&Triple::subject>},
    {"PREDICATE", Part<&Triple::predicate>},
    {"OBJECT", Part<&Triple::object>},
}};

}  // namespace

std::span<const NamedFunction> TermFunctions() { return kFunctions; }

std::optional<Value> MakeTriple(const Value& subject, const Value& predicate,
                                const Value& object) {
  if (subject.kind() != ValueKind::kIri &&
      subject.kind() != ValueKind::kBlank) {
    return std::nullopt;
  }
  if (predicate.kind() != ValueKind::kIri) return std::nullopt;
  Triple triple{subject.ToTerm(), predicate.ToTerm(), object.ToTerm()};
  if (triple.object.depth() >= kMaxTripleTermDepth) return std::nullopt;
  return Value::Owning(Term::OfTriple(std::move(triple)));
}

}  // namespace zhimai::sparql
