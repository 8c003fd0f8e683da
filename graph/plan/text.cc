#include "graph/plan/text.h"

#include "graph/model/text_form.h"

namespace zhimai::sparql {
namespace {

std::string_view KindText(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::kUnit:
      return "Unit";
    case Node::Kind::kNothing:
      return "Nothing";
    case Node::Kind::kTriple:
      return "Triple";
    case Node::Kind::kPath:
      return "Path";
    case Node::Kind::kUnpack:
      return "Unpack";
    case Node::Kind::kGraphNames:
      return "GraphNames";
    case Node::Kind::kValues:
      return "Values";
    case Node::Kind::kJoin:
      return "Join";
    case Node::Kind::kLeftJoin:
      return "LeftJoin";
    case Node::Kind::kMinus:
      return "Minus";
    case Node::Kind::kUnion:
      return "Union";
    case Node::Kind::kFilter:
      return "Filter";
    case Node::Kind::kExtend:
      return "Extend";
    case Node::Kind::kRebind:
      return "Rebind";
    case Node::Kind::kGraphLoop:
      return "GraphLoop";
    case Node::Kind::kGroup:
      return "Group";
    case Node::Kind::kProject:
      return "Project";
    case Node::Kind::kDistinct:
      return "Distinct";
    case Node::Kind::kReduced:
      return "Reduced";
    case Node::Kind::kOrder:
      return "Order";
    case Node::Kind::kSlice:
      return "Slice";
  }
  return "?";
}

std::string Details(const Node& node, const VariableTable& variables) {
  std::string out;
  const auto slot = [&](const Slot& which) {
    out += " " + SlotText(which, variables);
  };
  switch (node.kind) {
    case Node::Kind::kTriple:
    case Node::Kind::kUnpack:
    case Node::Kind::kPath:
      if (node.kind == Node::Kind::kUnpack) {
        out += " " + VariableText(node.variable, variables) + " =";
      }
      slot(node.subject);
      if (node.path != nullptr) {
        out += " " + PathText(*node.path);
      } else {
        slot(node.predicate);
      }
      slot(node.object);
      break;
    case Node::Kind::kExtend:
    case Node::Kind::kRebind:
      out += " " + VariableText(node.variable, variables);
      break;
    case Node::Kind::kSlice:
      if (node.limit) out += " limit " + std::to_string(*node.limit);
      if (node.offset > 0) out += " offset " + std::to_string(node.offset);
      break;
    default:
      break;
  }
  for (const Term& term : node.excluded) out += " !" + ShortTerm(term);
  if (node.kind != Node::Kind::kMinus) out += GraphText(node.graph, variables);
  for (const VarId id : node.variables) {
    out += " " + VariableText(id, variables);
  }
  for (const AggregateCall& call : node.aggregates) {
    out += " " + ExpressionText(call.ast);
  }
  for (const SortKey& key : node.sort_keys) {
    out += " " + VariableText(key.variable, variables);
    if (key.descending) out += " desc";
  }
  if (node.kind == Node::Kind::kValues) {
    out += " " + std::to_string(node.rows.size()) + " rows";
  }
  for (const Expr& expr : node.filters) out += " " + ExpressionText(expr.ast);
  return out;
}

void Append(const Node& node, const VariableTable& variables, size_t depth,
            std::string* out) {
  out->append(2 * depth, ' ');
  *out += KindText(node.kind);
  *out += Details(node, variables);
  *out += '\n';
  for (const Expr& expr : node.filters) {
    for (const auto& [group, pattern] : expr.exists) {
      out->append(2 * depth + 2, ' ');
      *out += "exists\n";
      Append(*pattern, variables, depth + 2, out);
    }
  }
  for (const NodePtr& child : node.children) {
    Append(*child, variables, depth + 1, out);
  }
}

std::string PathList(const Path& path, std::string_view separator) {
  std::string out = "(";
  for (size_t i = 0; i < path.parts.size(); ++i) {
    if (i > 0) out += separator;
    out += PathText(path.parts[i]);
  }
  return out + ")";
}

}  // namespace

std::string ShortTerm(const Term& term) {
  if (!term.is_iri()) return FormatTerm(term);
  const std::string& iri = term.value();
  const size_t cut = iri.find_last_of("/#");
  if (cut == std::string::npos || cut + 1 == iri.size()) return "<" + iri + ">";
  return iri.substr(cut + 1);
}

std::string VariableText(VarId id, const VariableTable& variables) {
  const std::string& name = variables.name(id);
  const bool hidden = name.rfind("_:", 0) == 0 || name.rfind('.', 0) == 0;
  return hidden ? name + "#" + std::to_string(id) : "?" + name;
}

std::string SlotText(const Slot& slot, const VariableTable& variables) {
  return slot.variable ? VariableText(*slot.variable, variables)
                       : ShortTerm(slot.term);
}

std::string GraphText(const ActiveGraph& graph,
                      const VariableTable& variables) {
  switch (graph.kind) {
    case ActiveGraph::Kind::kNamed:
      return " in " + ShortTerm(graph.name);
    case ActiveGraph::Kind::kVariable:
      return " in " + VariableText(graph.variable, variables);
    default:
      return {};
  }
}

std::string PathText(const Path& path) {
  switch (path.kind) {
    case Path::Kind::kLink:
      return ShortTerm(Term::Iri(path.iri));
    case Path::Kind::kInverse:
      return "^" + PathText(path.parts[0]);
    case Path::Kind::kSequence:
      return PathList(path, "/");
    case Path::Kind::kAlternative:
      return PathList(path, "|");
    case Path::Kind::kZeroOrMore:
      return PathText(path.parts[0]) + "*";
    case Path::Kind::kOneOrMore:
      return PathText(path.parts[0]) + "+";
    case Path::Kind::kZeroOrOne:
      return PathText(path.parts[0]) + "?";
    case Path::Kind::kNegated:
      break;
  }
  std::string out = "!(";
  for (size_t i = 0; i < path.negated.size(); ++i) {
    if (i > 0) out += "|";
    if (path.negated[i].inverse) out += "^";
    out += ShortTerm(Term::Iri(path.negated[i].iri));
  }
  return out + ")";
}

std::string ToString(const Node& node, const VariableTable& variables) {
  std::string out;
  Append(node, variables, 0, &out);
  return out;
}

}  // namespace zhimai::sparql
