// Algebra, plans and their parts as text, for EXPLAIN, messages and tests.
// Nothing reads it back; it may change between versions.
#pragma once

#include <string>

#include "graph/plan/algebra.h"

namespace zhimai::sparql {

// IRIs are cut to what comes after the last '/' or '#'.
std::string ShortTerm(const Term& term);
std::string VariableText(VarId id, const VariableTable& variables);
std::string SlotText(const Slot& slot, const VariableTable& variables);
std::string PathText(const Path& path);
// Cut after some hundred characters.
std::string ExpressionText(const Expression& expression);
// " in ?g", " in <g>" or nothing.
std::string GraphText(const ActiveGraph& graph, const VariableTable& variables);

// A node a line, children indented.
std::string ToString(const Node& node, const VariableTable& variables);

}  // namespace zhimai::sparql
