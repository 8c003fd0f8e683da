#include "graph/plan/mentions.h"

#include <algorithm>
#include <vector>

namespace zhimai::sparql {
namespace {

// Calls `visit` with each expression inside; not into EXISTS. No recursion:
// chains of || are as deep as they are long.
template <typename Visit>
void ForEach(const Expression& expression, Visit visit) {
  std::vector<const Expression*> stack = {&expression};
  while (!stack.empty()) {
    const Expression* top = stack.back();
    stack.pop_back();
    visit(*top);
    for (const Expression& argument : top->arguments) {
      stack.push_back(&argument);
    }
  }
}

bool MentionsTerm(const TermPattern& term, const std::string& name) {
  std::set<std::string> names;
  NamesIn(term, &names);
  return names.count(name) != 0;
}

bool MentionsExpression(const Expression& expression, const std::string& name) {
  bool found = false;
  ForEach(expression, [&](const Expression& part) {
    found = found || part.name == name ||
            (part.triple != nullptr &&
             MentionsTerm(TermPattern::OfTriple(*part.triple), name)) ||
            (part.pattern != nullptr && Mentions(*part.pattern, name));
  });
  return found;
}

bool MentionsQuery(const Query& query, const std::string& name) {
  // Its projection only passes on what its pattern binds.
  if (Mentions(query.where, name)) return true;
  for (const SelectItem& item : query.select) {
    if (item.variable == name) return true;
    if (item.expression && MentionsExpression(*item.expression, name)) {
      return true;
    }
  }
  return query.values && std::count(query.values->variables.begin(),
                                    query.values->variables.end(), name) != 0;
}

bool MentionsElement(const Element& element, const std::string& name) {
  if (element.variable == name || MentionsTerm(element.name, name) ||
      MentionsExpression(element.expression, name) ||
      std::count(element.values.variables.begin(),
                 element.values.variables.end(), name) != 0) {
    return true;
  }
  for (const TriplePattern& triple : element.triples) {
    if (MentionsTerm(triple.subject, name) ||
        MentionsTerm(triple.predicate, name) ||
        MentionsTerm(triple.object, name)) {
      return true;
    }
  }
  if (element.query != nullptr && MentionsQuery(*element.query, name)) {
    return true;
  }
  return std::any_of(element.groups.begin(), element.groups.end(),
                     [&](const Group& group) { return Mentions(group, name); });
}

}  // namespace

void NamesIn(const TermPattern& term, std::set<std::string>* out) {
  if (term.kind == TermPattern::Kind::kVariable) out->insert(term.variable);
  if (term.kind != TermPattern::Kind::kTriple) return;
  NamesIn(term.triple->subject, out);
  NamesIn(term.triple->predicate, out);
  NamesIn(term.triple->object, out);
}

bool Mentions(const Group& group, const std::string& name) {
  return std::any_of(
      group.elements.begin(), group.elements.end(),
      [&](const Element& element) { return MentionsElement(element, name); });
}

bool HasSubquery(const Group& group) {
  return std::any_of(group.elements.begin(), group.elements.end(),
                     [](const Element& element) {
                       return element.query != nullptr ||
                              std::any_of(element.groups.begin(),
                                          element.groups.end(), HasSubquery);
                     });
}

bool HasAggregate(const Expression& expression) {
  bool found = false;
  ForEach(expression, [&](const Expression& part) {
    found = found || part.op == Op::kAggregate;
  });
  return found;
}

}  // namespace zhimai::sparql
