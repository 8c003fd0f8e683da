// Variables in scope [18.2.1].
#include <algorithm>

#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

void AddName(const std::string& name, std::vector<std::string>* out) {
  if (name.rfind("_:", 0) == 0) return;
  if (std::find(out->begin(), out->end(), name) == out->end()) {
    out->push_back(name);
  }
}

void AddAll(const std::vector<std::string>& names,
            std::vector<std::string>* out) {
  for (const std::string& name : names) AddName(name, out);
}

void AddElement(const Element& element, std::vector<std::string>* out) {
  switch (element.kind) {
    case Element::Kind::kTriples:
      for (const TriplePattern& triple : element.triples) {
        AddVariables(triple.subject, out);
        AddVariables(triple.predicate, out);
        AddVariables(triple.object, out);
      }
      break;
    case Element::Kind::kFilter:
    case Element::Kind::kMinus:
      break;
    case Element::Kind::kBind:
      AddName(element.variable, out);
      break;
    case Element::Kind::kValues:
      AddAll(element.values.variables, out);
      break;
    case Element::Kind::kSubquery:
      AddAll(VisibleVariables(*element.query), out);
      break;
    case Element::Kind::kGraph:
    case Element::Kind::kService:
      AddVariables(element.name, out);
      [[fallthrough]];
    default:
      for (const Group& group : element.groups) {
        AddAll(VisibleVariables(group), out);
      }
  }
}

}  // namespace

void AddVariables(const TermPattern& term, std::vector<std::string>* out) {
  if (term.kind == TermPattern::Kind::kVariable) AddName(term.variable, out);
  if (term.kind != TermPattern::Kind::kTriple) return;
  AddVariables(term.triple->subject, out);
  AddVariables(term.triple->predicate, out);
  AddVariables(term.triple->object, out);
}

std::vector<std::string> VisibleVariables(const Group& group) {
  std::vector<std::string> out;
  for (const Element& element : group.elements) AddElement(element, &out);
  return out;
}

std::vector<std::string> VisibleVariables(const Query& query) {
  std::vector<std::string> out;
  if (!query.star) {
    for (const SelectItem& item : query.select) AddName(item.variable, &out);
    return out;
  }
  out = VisibleVariables(query.where);
  if (query.values) AddAll(query.values->variables, &out);
  return out;
}

void FreeVariables(const Expression& expression, std::set<std::string>* out) {
  if (expression.op == Op::kAggregate) return;
  if (expression.op == Op::kVariable) out->insert(expression.name);
  if (expression.op == Op::kTriple) {
    std::vector<std::string> names;
    AddVariables(TermPattern::OfTriple(*expression.triple), &names);
    out->insert(names.begin(), names.end());
  }
  for (const Expression& argument : expression.arguments) {
    FreeVariables(argument, out);
  }
}

}  // namespace zhimai::sparql
