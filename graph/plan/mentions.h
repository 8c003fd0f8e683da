// Internal to graph/plan: which names a piece of syntax uses.
#pragma once

#include <set>
#include <string>

#include "graph/sparql/ast.h"

namespace zhimai::sparql {

void NamesIn(const TermPattern& term, std::set<std::string>* out);
// Anywhere, in filters and subqueries too.
bool Mentions(const Group& group, const std::string& name);
// Outside of EXISTS.
bool HasSubquery(const Group& group);
bool HasAggregate(const Expression& expression);

}  // namespace zhimai::sparql
