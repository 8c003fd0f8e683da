// The sequence of joins: by dynamic programming over connected subsets, and
// greedily where there are too many.
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "graph/plan/planner_impl.h"

namespace zhimai::sparql {
namespace {

using Mask = uint64_t;
// What one round joins; the result is an input of the next one.
constexpr size_t kMaxInputs = 48;
constexpr size_t kMaxFilters = 64;
// Plans kept for one subset: the cheapest, and others for their order.
constexpr size_t kMaxCandidates = 6;

struct Input {
  const Node* node = nullptr;  // null: a plan that was made before
  std::vector<PlanPtr> variants;
  Bindings bindings;
};

// A way to compute the join of a subset. Indices instead of trees: few
// candidates become plans.
struct Candidate {
  Plan::Kind kind = Plan::Kind::kScan;  // kScan: the input itself
  size_t variant = 0;
  Mask left = 0;
  size_t left_candidate = 0;
  Mask right = 0;
  size_t right_candidate = 0;
  std::vector<VarId> keys;
  std::vector<VarId> sorted;
  double cost = 0;
};

struct Cell {
  double rows = 0;
  std::map<VarId, double> distinct;
  std::vector<VarId> certain;
  std::vector<VarId> possible;
  Mask filters = 0;
  std::vector<Candidate> candidates;
};

double DistinctIn(const Cell& cell, VarId id) {
  const auto found = cell.distinct.find(id);
  const double most = std::max(1.0, cell.rows);
  return found == cell.distinct.end() ? most : std::min(found->second, most);
}

}  // namespace

class JoinPlanner {
 public:
  JoinPlanner(Planner* planner, const std::vector<const Expr*>* filters,
              const Given* given)
      : planner_(planner), filters_(filters), given_(given) {}

  Status Add(const Node& node);
  void Add(PlanPtr plan);
  // REQUIRES: 1 to kMaxInputs inputs. `open`: variables that inputs of later
  // rounds may bind.
  Result<PlanPtr> Run(const std::vector<VarId>& open, Mask* applied);

 private:
  Cell& CellOf(Mask mask) { return cells_[mask]; }
  void MakeLeaf(size_t index);
  Mask Covered(Mask mask) const;
  Mask Neighbors(Mask mask) const;
  // Makes the cell of a|b where it is missing and adds what joins give.
  Status Combine(Mask a, Mask b);
  void StartCell(Mask a, Mask b);
  void ConsiderHash(Mask a, Mask b);
  void ConsiderMerge(Mask a, Mask b);
  Status ConsiderProbe(Mask a, Mask b);
  void Offer(Mask mask, Candidate candidate);
  Status Exhaust();
  Status Greedy();
  Result<Plan*> ProbePlan(size_t input, const std::vector<VarId>& keys);
  Result<PlanPtr> Materialise(Mask mask, size_t candidate);
  Result<PlanPtr> Filtered(PlanPtr plan, Mask filters);

  Planner* planner_;
  const std::vector<const Expr*>* filters_;
  const Given* given_;
  std::vector<std::vector<VarId>> filter_variables_;
  std::vector<VarId> open_;
  Mask done_before_ = 0;  // filters of earlier rounds
  std::vector<Input> inputs_;
  std::vector<Mask> neighbors_;
  std::unordered_map<Mask, Cell> cells_;
  std::map<std::pair<size_t, std::vector<VarId>>, PlanPtr> probes_;
};

Status JoinPlanner::Add(const Node& node) {
  Input input;
  input.node = &node;
  ZM_TRY_ASSIGN(input.variants, planner_->Variants(node, *given_));
  input.bindings = BindingsOf(node);
  inputs_.push_back(std::move(input));
  return {};
}

void JoinPlanner::Add(PlanPtr plan) {
  Input input;
  input.bindings.certain = plan->certain;
  input.bindings.possible = ColumnSet(*plan);
  input.variants.push_back(std::move(plan));
  inputs_.push_back(std::move(input));
}

// A filter may run as soon as no join changes what it reads.
Mask JoinPlanner::Covered(Mask mask) const {
  std::vector<VarId> certain;
  std::vector<VarId> outside = open_;
  for (size_t i = 0; i < inputs_.size(); ++i) {
    const Bindings& bindings = inputs_[i].bindings;
    if ((mask >> i & 1) != 0) {
      certain = Unite(certain, bindings.certain);
    } else {
      outside = Unite(outside, bindings.possible);
    }
  }
  Mask covered = 0;
  for (size_t i = 0; i < filter_variables_.size(); ++i) {
    const std::vector<VarId>& read = filter_variables_[i];
    const std::vector<VarId> moving = Intersect(read, outside);
    if (Intersect(moving, certain) == moving) covered |= Mask{1} << i;
  }
  return covered & ~done_before_;
}

void JoinPlanner::MakeLeaf(size_t index) {
  const Mask mask = Mask{1} << index;
  Cell& cell = CellOf(mask);
  const Input& input = inputs_[index];
  const Plan& first = *input.variants[0];
  cell.rows = first.rows;
  cell.distinct = first.distinct;
  cell.certain = input.bindings.certain;
  cell.possible = input.bindings.possible;
  cell.filters = Covered(mask);
  double extra = 0;
  for (size_t i = 0; i < filter_variables_.size(); ++i) {
    if ((cell.filters >> i & 1) == 0) continue;
    extra += cell.rows * kCostExpression;
    cell.rows *= Selectivity((*filters_)[i]->ast);
  }
  for (size_t i = 0; i < input.variants.size(); ++i) {
    Candidate candidate;
    candidate.variant = i;
    candidate.left = mask;
    candidate.sorted = input.variants[i]->sorted;
    candidate.cost = input.variants[i]->cost + extra;
    cell.candidates.push_back(std::move(candidate));
  }
}

Mask JoinPlanner::Neighbors(Mask mask) const {
  Mask out = 0;
  for (size_t i = 0; i < inputs_.size(); ++i) {
    if ((mask >> i & 1) != 0) out |= neighbors_[i];
  }
  return out & ~mask;
}

void JoinPlanner::StartCell(Mask a, Mask b) {
  const Cell& left = CellOf(a);
  const Cell& right = CellOf(b);
  Cell cell;
  cell.certain = Unite(left.certain, right.certain);
  cell.possible = Unite(left.possible, right.possible);
  cell.filters = Covered(a | b);
  Plan l;
  l.rows = left.rows;
  l.distinct = left.distinct;
  Plan r;
  r.rows = right.rows;
  r.distinct = right.distinct;
  cell.rows = JoinRows(l, r, Intersect(left.certain, right.certain));
  const Mask fresh = cell.filters & ~left.filters & ~right.filters;
  for (size_t i = 0; i < filter_variables_.size(); ++i) {
    if ((fresh >> i & 1) != 0) cell.rows *= Selectivity((*filters_)[i]->ast);
  }
  for (const VarId id : cell.possible) {
    double distinct = cell.rows;
    if (Contains(left.possible, id)) {
      distinct = std::min(distinct, DistinctIn(left, id));
    }
    if (Contains(right.possible, id)) {
      distinct = std::min(distinct, DistinctIn(right, id));
    }
    cell.distinct[id] = std::max(1.0, distinct);
  }
  cells_.emplace(a | b, std::move(cell));
}

void JoinPlanner::Offer(Mask mask, Candidate candidate) {
  std::vector<Candidate>& all = CellOf(mask).candidates;
  const auto covers = [](const std::vector<VarId>& have,
                         const std::vector<VarId>& want) {
    return want.size() <= have.size() &&
           std::equal(want.begin(), want.end(), have.begin());
  };
  for (const Candidate& other : all) {
    if (other.cost <= candidate.cost && covers(other.sorted, candidate.sorted))
      return;
  }
  // Indices must stay: cells above refer to them. A worse one is replaced only
  // while this cell is filled, which is before any cell above is made.
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const Candidate& other) {
                             return candidate.cost <= other.cost &&
                                    covers(candidate.sorted, other.sorted);
                           }),
            all.end());
  all.push_back(std::move(candidate));
  if (all.size() <= kMaxCandidates) return;
  all.erase(std::max_element(
      all.begin(), all.end(),
      [](const Candidate& x, const Candidate& y) { return x.cost < y.cost; }));
}

void JoinPlanner::ConsiderHash(Mask a, Mask b) {
  const Cell& probed = CellOf(a);
  const Cell& built = CellOf(b);
  const auto cheapest = [](const Cell& cell) {
    return static_cast<size_t>(
        std::min_element(cell.candidates.begin(), cell.candidates.end(),
                         [](const Candidate& x, const Candidate& y) {
                           return x.cost < y.cost;
                         }) -
        cell.candidates.begin());
  };
  const size_t build = cheapest(built);
  const double out = CellOf(a | b).rows;
  for (size_t i = 0; i < probed.candidates.size(); ++i) {
    Candidate candidate;
    candidate.kind = Plan::Kind::kHashJoin;
    candidate.left = a;
    candidate.left_candidate = i;
    candidate.right = b;
    candidate.right_candidate = build;
    candidate.keys = Intersect(probed.certain, built.certain);
    candidate.sorted = probed.candidates[i].sorted;
    candidate.cost = probed.candidates[i].cost + built.candidates[build].cost +
                     built.rows * kCostBuildRow + probed.rows * kCostHashRow +
                     out * kCostOutRow;
    if (candidate.keys.empty()) {
      candidate.cost += probed.rows * built.rows;
    }
    Offer(a | b, std::move(candidate));
  }
}

void JoinPlanner::ConsiderMerge(Mask a, Mask b) {
  const Cell& left = CellOf(a);
  const Cell& right = CellOf(b);
  const std::vector<VarId> shared = Intersect(left.certain, right.certain);
  const double out = CellOf(a | b).rows;
  for (size_t i = 0; i < left.candidates.size(); ++i) {
    for (size_t j = 0; j < right.candidates.size(); ++j) {
      const Candidate& l = left.candidates[i];
      const Candidate& r = right.candidates[j];
      size_t common = 0;
      while (common < l.sorted.size() && common < r.sorted.size() &&
             l.sorted[common] == r.sorted[common] &&
             Contains(shared, l.sorted[common])) {
        ++common;
      }
      if (common == 0) continue;
      Candidate candidate;
      candidate.kind = Plan::Kind::kMergeJoin;
      candidate.left = a;
      candidate.left_candidate = i;
      candidate.right = b;
      candidate.right_candidate = j;
      candidate.keys.assign(l.sorted.begin(),
                            l.sorted.begin() + static_cast<ptrdiff_t>(common));
      candidate.sorted = l.sorted;
      candidate.cost =
          l.cost + r.cost + left.rows + right.rows + out * kCostOutRow;
      Offer(a | b, std::move(candidate));
    }
  }
}

Result<Plan*> JoinPlanner::ProbePlan(size_t input,
                                     const std::vector<VarId>& keys) {
  PlanPtr& plan = probes_[{input, keys}];
  if (plan == nullptr) {
    ZM_TRY_ASSIGN(plan,
                  planner_->Build(*inputs_[input].node, Unite(*given_, keys)));
  }
  return plan.get();
}

// b is one input.
Status JoinPlanner::ConsiderProbe(Mask a, Mask b) {
  const auto index = static_cast<size_t>(__builtin_ctzll(b));
  const Node* node = inputs_[index].node;
  if (node == nullptr) return {};
  std::vector<VarId> keys;
  for (const VarId id : Intersect(CellOf(a).certain, CellOf(b).possible)) {
    if (!Contains(*given_, id) && SafeToInject(*node, id)) keys.push_back(id);
  }
  if (keys.empty()) return {};
  ZM_TRY_ASSIGN(const Plan* right, ProbePlan(index, keys));
  const Cell& left = CellOf(a);
  const double out = CellOf(a | b).rows;
  for (size_t i = 0; i < left.candidates.size(); ++i) {
    const Candidate& l = left.candidates[i];
    const bool near = right->kind == Plan::Kind::kScan && keys.size() == 1 &&
                      !l.sorted.empty() && l.sorted[0] == keys[0];
    double each = right->cost;
    if (near) each = std::max(0.0, each - kCostProbe) + kCostNearProbe;
    Candidate candidate;
    candidate.kind = Plan::Kind::kProbeJoin;
    candidate.left = a;
    candidate.left_candidate = i;
    candidate.right = b;
    candidate.keys = keys;
    candidate.sorted = l.sorted;
    candidate.cost = l.cost + left.rows * (1 + each) + out * kCostOutRow;
    Offer(a | b, std::move(candidate));
  }
  return {};
}

Status JoinPlanner::Combine(Mask a, Mask b) {
  if (cells_.count(a | b) == 0) StartCell(a, b);
  const PlannerOptions& options = *planner_->options_;
  for (const auto& [left, right] : {std::pair(a, b), std::pair(b, a)}) {
    ConsiderHash(left, right);
    const bool single = (right & (right - 1)) == 0;
    if (options.probe_joins && single) ZM_TRY(ConsiderProbe(left, right));
  }
  if (options.merge_joins) ConsiderMerge(a, b);
  return {};
}

// Subsets by size, so that all parts of a subset are complete before it.
Status JoinPlanner::Exhaust() {
  const size_t count = inputs_.size();
  const Mask all = (Mask{1} << count) - 1;
  std::vector<Mask> masks;
  for (Mask mask = 1; mask <= all; ++mask) {
    if ((mask & (mask - 1)) != 0) masks.push_back(mask);
  }
  std::stable_sort(masks.begin(), masks.end(), [](Mask a, Mask b) {
    return __builtin_popcountll(a) < __builtin_popcountll(b);
  });
  for (const bool connected : {true, false}) {
    for (const Mask mask : masks) {
      if (cells_.count(mask) != 0) continue;
      // Only the last subset may be a product, unless nothing else is left.
      for (Mask a = (mask - 1) & mask; a != 0; a = (a - 1) & mask) {
        const Mask b = mask & ~a;
        if (a < b) continue;
        if (cells_.count(a) == 0 || cells_.count(b) == 0) continue;
        if (connected && (Neighbors(a) & b) == 0) continue;
        ZM_TRY(Combine(a, b));
      }
    }
    if (cells_.count(all) != 0) break;
  }
  return {};
}

Status JoinPlanner::Greedy() {
  std::vector<Mask> parts;
  for (size_t i = 0; i < inputs_.size(); ++i) parts.push_back(Mask{1} << i);
  while (parts.size() > 1) {
    size_t best_a = 0;
    size_t best_b = 1;
    double best = std::numeric_limits<double>::infinity();
    for (size_t a = 0; a < parts.size(); ++a) {
      for (size_t b = a + 1; b < parts.size(); ++b) {
        if (cells_.count(parts[a] | parts[b]) == 0) {
          StartCell(parts[a], parts[b]);
        }
        double rows = CellOf(parts[a] | parts[b]).rows;
        // Products last.
        if ((Neighbors(parts[a]) & parts[b]) == 0) rows = rows * 1e6 + 1e12;
        if (rows >= best) continue;
        best = rows;
        best_a = a;
        best_b = b;
      }
    }
    ZM_TRY(Combine(parts[best_a], parts[best_b]));
    parts[best_a] |= parts[best_b];
    parts.erase(parts.begin() + static_cast<ptrdiff_t>(best_b));
  }
  return {};
}

Result<PlanPtr> JoinPlanner::Filtered(PlanPtr plan, Mask filters) {
  std::vector<const Expr*> which;
  for (size_t i = 0; i < filter_variables_.size(); ++i) {
    if ((filters >> i & 1) != 0) which.push_back((*filters_)[i]);
  }
  if (which.empty()) return plan;
  return planner_->ApplyFilters(std::move(plan), which, *given_);
}

Result<PlanPtr> JoinPlanner::Materialise(Mask mask, size_t index) {
  const Cell& cell = CellOf(mask);
  const Candidate& candidate = cell.candidates[index];
  if (candidate.kind == Plan::Kind::kScan) {
    const auto input = static_cast<size_t>(__builtin_ctzll(mask));
    return Filtered(std::move(inputs_[input].variants[candidate.variant]),
                    cell.filters);
  }
  ZM_TRY_ASSIGN(PlanPtr left,
                Materialise(candidate.left, candidate.left_candidate));
  PlanPtr right;
  Mask done = CellOf(candidate.left).filters;
  if (candidate.kind == Plan::Kind::kProbeJoin) {
    const auto input = static_cast<size_t>(__builtin_ctzll(candidate.right));
    right = std::move(probes_[{input, candidate.keys}]);
  } else {
    done |= CellOf(candidate.right).filters;
    ZM_TRY_ASSIGN(right,
                  Materialise(candidate.right, candidate.right_candidate));
  }
  PlanPtr plan = MakePlanNode(candidate.kind);
  CombineColumns(*left, *right, plan.get());
  plan->sorted = candidate.sorted;
  plan->keys = candidate.keys;
  plan->rows = cell.rows;
  plan->cost = candidate.cost;
  plan->distinct = cell.distinct;
  plan->children.push_back(std::move(left));
  plan->children.push_back(std::move(right));
  return Filtered(std::move(plan), cell.filters & ~done);
}

Result<PlanPtr> JoinPlanner::Run(const std::vector<VarId>& open,
                                 Mask* applied) {
  ZM_CHECK(!inputs_.empty() && inputs_.size() <= kMaxInputs);
  open_ = open;
  for (const Expr* filter : *filters_) {
    if (filter_variables_.size() == kMaxFilters) break;
    filter_variables_.push_back(VariablesOf(*filter));
  }
  done_before_ = *applied;
  neighbors_.assign(inputs_.size(), 0);
  for (size_t i = 0; i < inputs_.size(); ++i) {
    for (size_t j = 0; j < inputs_.size(); ++j) {
      if (i == j) continue;
      if (!Intersect(inputs_[i].bindings.possible, inputs_[j].bindings.possible)
               .empty()) {
        neighbors_[i] |= Mask{1} << j;
      }
    }
    MakeLeaf(i);
  }
  const Mask all = (Mask{1} << inputs_.size()) - 1;
  if (inputs_.size() > 1) {
    if (inputs_.size() <= planner_->options_->dp_limit) {
      ZM_TRY(Exhaust());
    } else {
      ZM_TRY(Greedy());
    }
  }
  const Cell& top = CellOf(all);
  size_t best = 0;
  for (size_t i = 1; i < top.candidates.size(); ++i) {
    if (top.candidates[i].cost < top.candidates[best].cost) best = i;
  }
  *applied |= top.filters;
  return Materialise(all, best);
}

Result<PlanPtr> Planner::BuildJoin(const std::vector<const Node*>& inputs,
                                   const std::vector<const Expr*>& filters,
                                   const Given& given) {
  PlanPtr done;
  Mask applied = 0;
  size_t next = 0;
  while (next < inputs.size()) {
    JoinPlanner round(this, &filters, &given);
    size_t count = 0;
    if (done != nullptr) {
      round.Add(std::move(done));
      ++count;
    }
    for (; next < inputs.size() && count < kMaxInputs; ++next, ++count) {
      ZM_TRY(round.Add(*inputs[next]));
    }
    std::vector<VarId> open;
    for (size_t i = next; i < inputs.size(); ++i) {
      open = Unite(open, BindingsOf(*inputs[i]).possible);
    }
    ZM_TRY_ASSIGN(done, round.Run(open, &applied));
  }
  std::vector<const Expr*> rest(
      filters.begin() +
          static_cast<ptrdiff_t>(std::min(filters.size(), kMaxFilters)),
      filters.end());
  for (size_t i = 0; i < std::min(filters.size(), kMaxFilters); ++i) {
    if ((applied >> i & 1) == 0) rest.push_back(filters[i]);
  }
  if (rest.empty()) return done;
  return ApplyFilters(std::move(done), rest, given);
}

}  // namespace zhimai::sparql
