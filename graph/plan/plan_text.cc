#include <cmath>
#include <cstdio>

#include "graph/plan/plan.h"
#include "graph/plan/text.h"

namespace zhimai::sparql {
namespace {

std::string_view Name(Plan::Kind kind) {
  switch (kind) {
    case Plan::Kind::kUnit:
      return "unit";
    case Plan::Kind::kNothing:
      return "nothing";
    case Plan::Kind::kScan:
      return "scan";
    case Plan::Kind::kLookup:
      return "lookup";
    case Plan::Kind::kPath:
      return "path";
    case Plan::Kind::kGraphNames:
      return "graphs";
    case Plan::Kind::kValues:
      return "values";
    case Plan::Kind::kUnpack:
      return "unpack";
    case Plan::Kind::kHashJoin:
      return "hash join";
    case Plan::Kind::kMergeJoin:
      return "merge join";
    case Plan::Kind::kProbeJoin:
      return "probe join";
    case Plan::Kind::kLeftHash:
      return "left hash join";
    case Plan::Kind::kLeftProbe:
      return "left probe join";
    case Plan::Kind::kSemiHash:
      return "semi hash join";
    case Plan::Kind::kSemiProbe:
      return "semi probe join";
    case Plan::Kind::kUnion:
      return "union";
    case Plan::Kind::kFilter:
      return "filter";
    case Plan::Kind::kExtend:
      return "extend";
    case Plan::Kind::kRebind:
      return "rebind";
    case Plan::Kind::kGraphLoop:
      return "for each graph";
    case Plan::Kind::kGroup:
      return "group";
    case Plan::Kind::kProject:
      return "project";
    case Plan::Kind::kDistinct:
      return "distinct";
    case Plan::Kind::kReduced:
      return "reduced";
    case Plan::Kind::kOrder:
      return "order";
    case Plan::Kind::kSlice:
      return "slice";
  }
  return "?";
}

std::string Hex(TermId id) {
  char buffer[20];
  std::snprintf(buffer, sizeof(buffer), "%llx",
                static_cast<unsigned long long>(id.bits));
  return buffer;
}

class Writer {
 public:
  Writer(const VariableTable& variables, const PlanNotes* notes)
      : variables_(variables), notes_(notes) {}

  void Append(const Plan& plan, size_t depth) {
    out_.append(2 * depth, ' ');
    if (plan.anti) out_ += "anti ";
    out_ += Name(plan.kind);
    Details(plan);
    char numbers[64];
    std::snprintf(numbers, sizeof(numbers), "  ~%.0f rows, cost %.0f",
                  std::ceil(plan.rows), plan.cost);
    out_ += numbers;
    if (notes_ != nullptr) out_ += notes_->NoteOn(plan);
    out_ += '\n';
    for (const auto& [group, pattern] : plan.exists) {
      out_.append(2 * depth + 2, ' ');
      out_ += "exists\n";
      Append(*pattern, depth + 2);
    }
    for (const PlanPtr& child : plan.children) Append(*child, depth + 1);
  }

  std::string Take() { return std::move(out_); }

 private:
  void List(const std::vector<VarId>& ids) {
    for (const VarId id : ids) out_ += " " + VariableText(id, variables_);
  }

  void AddSlot(const IdSlot& slot) {
    out_ += ' ';
    if (slot.variable) {
      out_ += VariableText(*slot.variable, variables_);
    } else {
      out_ += notes_ != nullptr ? notes_->NameOf(slot.id) : Hex(slot.id);
    }
  }

  void Leaf(const Plan& plan) {
    if (plan.kind == Plan::Kind::kScan) {
      out_ += ' ';
      out_ += OrderName(plan.order);
    }
    if (plan.kind == Plan::Kind::kUnpack) {
      out_ += " " + VariableText(plan.variable, variables_) + " =";
    }
    AddSlot(plan.subject);
    if (plan.path != nullptr) {
      out_ += " " + PathText(*plan.path);
    } else {
      AddSlot(plan.predicate);
    }
    AddSlot(plan.object);
    if (plan.graph.kind == GraphChoice::Kind::kNamed) {
      out_ += " in " + VariableText(plan.graph.variable, variables_);
    }
  }

  void Details(const Plan& plan) {
    switch (plan.kind) {
      case Plan::Kind::kScan:
      case Plan::Kind::kPath:
      case Plan::Kind::kUnpack:
        Leaf(plan);
        break;
      case Plan::Kind::kLookup:
        AddSlot(plan.subject);
        out_ += " " + ShortTerm(plan.lookup->predicate) + " " +
                ShortTerm(plan.lookup->object) +
                (plan.lookup->indexed ? " by index" : " by reading all");
        break;
      case Plan::Kind::kRebind:
      case Plan::Kind::kGraphLoop:
        out_ += " " + VariableText(plan.variable, variables_);
        break;
      default:
        break;
    }
    if (!plan.keys.empty()) {
      out_ += " on";
      List(plan.keys);
    }
    List(plan.variables);
    if (plan.kind == Plan::Kind::kValues) List(plan.columns);
    for (const AggregateCall& call : plan.aggregates) {
      out_ += " " + ExpressionText(call.ast);
    }
    for (const SortKey& key : plan.sort_keys) {
      out_ += " " + VariableText(key.variable, variables_);
      if (key.descending) out_ += " desc";
    }
    if (plan.limit) out_ += " limit " + std::to_string(*plan.limit);
    if (plan.offset > 0) out_ += " offset " + std::to_string(plan.offset);
    for (const Expr& expr : plan.filters) {
      out_ += " " + ExpressionText(expr.ast);
    }
  }

  const VariableTable& variables_;
  const PlanNotes* notes_;
  std::string out_;
};

}  // namespace

std::string PlanText(const Plan& plan, const VariableTable& variables,
                     const PlanNotes* notes) {
  Writer writer(variables, notes);
  writer.Append(plan, 0);
  return writer.Take();
}

}  // namespace zhimai::sparql
