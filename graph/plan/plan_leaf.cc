// Leaves: scans of an index, paths, triple terms taken apart.
#include <algorithm>
#include <array>
#include <cmath>

#include "graph/plan/planner_impl.h"

namespace zhimai::sparql {
namespace {

// Whether a column of the scan has one value.
bool IsFixed(const IdSlot& slot, const Given& given) {
  return !slot.variable || Contains(given, *slot.variable);
}

const IdSlot& SlotAt(const Plan& plan, size_t position) {
  const std::array<const IdSlot*, 3> slots = {&plan.subject, &plan.predicate,
                                              &plan.object};
  return *slots[position];
}

// Positions (0 subject, 1 predicate, 2 object) in the sequence of an order.
std::array<size_t, 3> Positions(Order order) {
  const OrderedQuad columns =
      ToOrder(order, {TermId{0}, TermId{1}, TermId{2}, TermId{}});
  return {columns[0].bits, columns[1].bits, columns[2].bits};
}

void AddColumn(VarId id, Plan* plan) {
  if (!plan->ColumnOf(id)) plan->columns.push_back(id);
}

void SetColumns(Plan* plan) {
  for (size_t i = 0; i < 3; ++i) {
    const IdSlot& slot = SlotAt(*plan, i);
    if (slot.variable) AddColumn(*slot.variable, plan);
  }
  if (plan->graph.kind == GraphChoice::Kind::kNamed) {
    AddColumn(plan->graph.variable, plan);
  }
  plan->certain = ColumnSet(*plan);
}

// Which variables the rows of a scan ascend by; nothing when the order does
// not begin with what is fixed.
std::optional<std::vector<VarId>> SortedBy(const Plan& plan, Order order,
                                           const Given& given) {
  std::vector<VarId> sorted;
  bool open = false;
  for (const size_t position : Positions(order)) {
    const IdSlot& slot = SlotAt(plan, position);
    if (IsFixed(slot, given)) {
      if (open) return std::nullopt;
      continue;
    }
    open = true;
    if (std::find(sorted.begin(), sorted.end(), *slot.variable) ==
        sorted.end()) {
      sorted.push_back(*slot.variable);
    }
  }
  return sorted;
}

std::unique_ptr<Plan> CopyScan(const Plan& plan) {
  PlanPtr out = MakePlanNode(Plan::Kind::kScan);
  out->columns = plan.columns;
  out->certain = plan.certain;
  out->rows = plan.rows;
  out->cost = plan.cost;
  out->distinct = plan.distinct;
  out->subject = plan.subject;
  out->predicate = plan.predicate;
  out->object = plan.object;
  out->graph = plan.graph;
  out->excluded = plan.excluded;
  return out;
}

}  // namespace

Result<bool> Planner::Resolve(const Slot& slot, IdSlot* out) {
  out->variable = slot.variable;
  if (slot.variable) return true;
  ZM_TRY_ASSIGN(const std::optional<TermId> id, source_->Find(slot.term));
  if (!id) return false;
  out->id = *id;
  return true;
}

// False: there is no such graph.
Result<bool> Planner::ChooseGraph(const ActiveGraph& graph, GraphChoice* out) {
  switch (graph.kind) {
    case ActiveGraph::Kind::kDefault:
      out->ids = dataset_->default_graphs;
      out->kind = out->ids.size() == 1 ? GraphChoice::Kind::kOne
                                       : GraphChoice::Kind::kMerge;
      return !out->ids.empty();
    case ActiveGraph::Kind::kNamed: {
      ZM_TRY_ASSIGN(const std::optional<TermId> id, source_->Find(graph.name));
      if (!id) return false;
      const auto& named = dataset_->named_graphs;
      if (named &&
          std::find(named->begin(), named->end(), *id) == named->end()) {
        return false;
      }
      out->ids = {*id};
      return true;
    }
    case ActiveGraph::Kind::kVariable:
      out->kind = GraphChoice::Kind::kNamed;
      out->variable = graph.variable;
      out->listed = dataset_->named_graphs.has_value();
      if (out->listed) out->ids = *dataset_->named_graphs;
      return true;
  }
  return false;
}

Status Planner::Estimate(const Given& given, Plan* plan) {
  IdPattern pattern;
  if (!plan->subject.variable) pattern.subject = plan->subject.id;
  if (!plan->predicate.variable) pattern.predicate = plan->predicate.id;
  if (!plan->object.variable) pattern.object = plan->object.id;
  ZM_TRY_ASSIGN(plan->rows, source_->Estimate(pattern));
  double subjects = plan->rows * 0.5;
  double objects = plan->rows * 0.5;
  double predicates = std::min(plan->rows, 50.0);
  if (pattern.predicate) {
    ZM_TRY_ASSIGN(const PlanSource::Predicate stats,
                  source_->Statistics(*pattern.predicate));
    // Of a part of the rows no more can be different.
    if (stats.rows > 0) {
      subjects = std::min(stats.subjects, plan->rows);
      objects = std::min(stats.objects, plan->rows);
    }
    if (pattern.object) subjects = plan->rows;
    if (pattern.subject) objects = plan->rows;
  }
  const std::pair<const IdSlot*, double> parts[] = {
      {&plan->subject, subjects},
      {&plan->predicate, predicates},
      {&plan->object, objects}};
  for (const auto& [slot, distinct] : parts) {
    if (!slot->variable) continue;
    double& entry =
        plan->distinct.try_emplace(*slot->variable, distinct).first->second;
    entry = std::max(1.0, std::min(entry, distinct));
  }
  for (const auto& [slot, distinct] : parts) {
    if (slot->variable && Contains(given, *slot->variable)) {
      plan->rows /= std::max(1.0, distinct);
      plan->distinct[*slot->variable] = 1;
    }
  }
  CapDistinct(plan);
  return {};
}

Result<std::vector<PlanPtr>> Planner::Scans(const Node& node,
                                            const Given& given) {
  std::vector<PlanPtr> out;
  ZM_TRY_ASSIGN(PlanPtr lookup, BuildLookup(node, given));
  if (lookup != nullptr) {
    out.push_back(std::move(lookup));
    return out;
  }
  PlanPtr scan = MakePlanNode(Plan::Kind::kScan);
  bool found = true;
  const std::pair<const Slot*, IdSlot*> slots[] = {
      {&node.subject, &scan->subject},
      {&node.predicate, &scan->predicate},
      {&node.object, &scan->object}};
  for (const auto& [slot, target] : slots) {
    ZM_TRY_ASSIGN(const bool known, Resolve(*slot, target));
    found = found && known;
  }
  ZM_TRY_ASSIGN(const bool graph, ChooseGraph(node.graph, &scan->graph));
  if (!found || !graph) {
    out.push_back(NothingFor(node));
    return out;
  }
  for (const Term& term : node.excluded) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id, source_->Find(term));
    if (id) scan->excluded.push_back(*id);
  }
  SetColumns(scan.get());
  ZM_TRY(Estimate(given, scan.get()));
  scan->cost = (given.empty() ? 0 : kCostProbe) + scan->rows;
  for (const Order order : kOrders) {
    std::optional<std::vector<VarId>> sorted = SortedBy(*scan, order, given);
    if (!sorted) continue;
    const auto same = [&](const PlanPtr& other) {
      return other->sorted == *sorted;
    };
    if (std::any_of(out.begin(), out.end(), same)) continue;
    PlanPtr variant = CopyScan(*scan);
    variant->order = order;
    variant->sorted = *std::move(sorted);
    // In the merge of graphs triples come once, in order all the same; but
    // what is bound to the graph is in no order.
    out.push_back(std::move(variant));
  }
  ZM_CHECK(!out.empty());
  return out;
}

Result<PlanPtr> Planner::BuildLookup(const Node& node, const Given& given) {
  const std::vector<TermId>& graphs = dataset_->default_graphs;
  if (node.predicate.variable || node.object.variable ||
      node.graph.kind != ActiveGraph::Kind::kDefault ||
      std::find(graphs.begin(), graphs.end(), TermId{}) == graphs.end()) {
    return PlanPtr();
  }
  ZM_TRY_ASSIGN(const std::optional<LookupEstimate> estimate,
                source_->EstimateLookup(node.predicate.term, node.object.term));
  if (!estimate) return PlanPtr();
  PlanPtr lookup = MakePlanNode(Plan::Kind::kLookup);
  lookup->lookup = std::make_shared<LookupCall>(
      LookupCall{node.predicate.term, node.object.term, estimate->indexed});
  lookup->subject.variable = node.subject.variable;
  if (!node.subject.variable) {
    // What no quad has may be found all the same: statements are not stored.
    ZM_TRY_ASSIGN(lookup->subject.id, source_->Intern(node.subject.term));
  }
  lookup->rows = estimate->rows;
  lookup->cost = kCostProbe + estimate->rows;
  if (lookup->subject.variable) {
    const VarId variable = *lookup->subject.variable;
    lookup->columns = {variable};
    lookup->certain = {variable};
    lookup->distinct[variable] = std::max(1.0, estimate->rows);
    if (!Contains(given, variable)) lookup->sorted = {variable};
  }
  if (IsFixed(lookup->subject, given))
    lookup->rows = std::min(0.5, lookup->rows);
  CapDistinct(lookup.get());
  return lookup;
}

Result<PlanPtr> Planner::BuildPath(const Node& node, const Given& given) {
  PlanPtr path = MakePlanNode(Plan::Kind::kPath);
  path->path = node.path;
  // A term that no quad has still reaches itself by a path of no steps.
  for (const auto& [slot, target] : {std::pair(&node.subject, &path->subject),
                                     std::pair(&node.object, &path->object)}) {
    target->variable = slot->variable;
    if (slot->variable) continue;
    ZM_TRY_ASSIGN(target->id, source_->Intern(slot->term));
  }
  ZM_TRY_ASSIGN(const bool graph, ChooseGraph(node.graph, &path->graph));
  if (!graph && node.graph.kind != ActiveGraph::Kind::kDefault) {
    return NothingFor(node);
  }
  SetColumns(path.get());
  const bool from = IsFixed(path->subject, given);
  const bool to = IsFixed(path->object, given);
  ZM_TRY_ASSIGN(const double total, source_->Estimate({}));
  const double nodes = std::max(2.0, total / 4);
  path->rows = from && to ? 0.5 : from || to ? std::sqrt(nodes) : nodes * 2;
  path->cost = path->rows * 5 + (from || to ? kCostProbe : 20 * nodes);
  return path;
}

Result<PlanPtr> Planner::BuildUnpack(PlanPtr child, const Node& node,
                                     const Given& given) {
  PlanPtr out = Over(Plan::Kind::kUnpack, std::move(child));
  out->variable = node.variable;
  const std::pair<const Slot*, IdSlot*> slots[] = {
      {&node.subject, &out->subject},
      {&node.predicate, &out->predicate},
      {&node.object, &out->object}};
  for (const auto& [slot, target] : slots) {
    ZM_TRY_ASSIGN(const bool known, Resolve(*slot, target));
    if (!known) return NothingFor(node);
    const bool fixed = IsFixed(*target, given);
    if (fixed) out->rows *= 0.1;
    if (slot->variable) AddColumn(*slot->variable, out.get());
  }
  out->certain = Unite(out->certain, BindingsOf(node).certain);
  out->cost += out->children[0]->rows * kCostExpression;
  return out;
}

}  // namespace zhimai::sparql
