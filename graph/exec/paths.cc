#include "graph/exec/paths.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace zhimai::sparql {
namespace {

// Bytes of a node in a table of distances, with what the table adds.
constexpr size_t kNodeBytes = 56;

// Literals lead nowhere.
Result<bool> IsLiteral(TermId id, TermPool* terms) {
  if (!IsLocalTerm(id)) {
    const uint64_t kind = id.bits >> 56;
    return (kind >= 0x20 && kind <= 0x25) || kind >= 0x40;
  }
  // Ids of the query's own terms say nothing of their kind.
  ZM_TRY_ASSIGN(const TermPtr term, terms->Get(id));
  return term->is_literal();
}

}  // namespace

// How many steps each node is away from the end.
struct PathFinder::Distances {
  explicit Distances(MemoryAccount* account) : hold(account) {}
  std::unordered_map<uint64_t, uint64_t> steps;
  MemoryHold hold;

  // More than any path has where there is no way.
  uint64_t Of(TermId node) const {
    const auto found = steps.find(node.bits);
    return found == steps.end() ? UINT64_MAX : found->second;
  }
};

Status PathFinder::FindSteps() {
  ZM_TRY_ASSIGN(type_,
                context_.source.Find(Term::Iri(std::string(kRdf) + "type")));
  for (const Path::NegatedLink& link : clause_.via) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id,
                  context_.source.Find(Term::Iri(link.iri)));
    const std::pair<TermId, bool> step(id.value_or(TermId{}), link.inverse);
    if (id && std::find(via_.begin(), via_.end(), step) == via_.end()) {
      via_.push_back(step);
    }
  }
  return {};
}

// Steps from `node` along triples, or against them if `inverse`. `reverse`:
// the search goes from the end to the start, and so does each step.
Status PathFinder::Follow(TermId node, const std::optional<TermId>& predicate,
                          bool inverse, bool reverse,
                          std::vector<PathStep>* out) {
  const bool along = inverse == reverse;
  IdPattern pattern;
  pattern.predicate = predicate;
  (along ? pattern.subject : pattern.object) = node;
  if (graphs_.size() == 1) pattern.graph = graphs_[0];
  SourceScan scan = context_.source.NewScan();
  scan.Open(pattern, BestOrder(pattern));
  while (scan.Next()) {
    ZM_TRY(context_.PollOften());
    const IdQuad& quad = scan.quad();
    if (graphs_.size() != 1 && std::find(graphs_.begin(), graphs_.end(),
                                         quad.graph) == graphs_.end()) {
      continue;
    }
    const TermId other = along ? quad.object : quad.subject;
    const bool skipped = !predicate && quad.predicate == type_;
    if (skipped || other == node) continue;
    ZM_TRY_ASSIGN(const bool literal, IsLiteral(other, &context_.terms));
    if (literal) continue;
    out->push_back({node, quad.predicate, other, inverse});
  }
  return scan.status();
}

// Sorted and without repetitions, which merged graphs would give.
Status PathFinder::Neighbours(TermId node, bool reverse,
                              std::vector<PathStep>* out) {
  out->clear();
  if (clause_.via.empty()) {
    for (const bool inverse : {false, true}) {
      ZM_TRY(Follow(node, std::nullopt, inverse, reverse, out));
    }
  }
  for (const auto& [predicate, inverse] : via_) {
    ZM_TRY(Follow(node, predicate, inverse, reverse, out));
  }
  const auto key = [](const PathStep& step) {
    return std::tuple(step.to, step.predicate, step.backwards);
  };
  std::sort(
      out->begin(), out->end(),
      [&](const PathStep& a, const PathStep& b) { return key(a) < key(b); });
  out->erase(std::unique(out->begin(), out->end(),
                         [&](const PathStep& a, const PathStep& b) {
                           return key(a) == key(b);
                         }),
             out->end());
  return {};
}

// Breadth first, against the steps; no farther than is of use.
Status PathFinder::Measure(TermId end, const std::vector<TermId>& starts,
                           Distances* distances) {
  distances->steps.emplace(end.bits, 0);
  std::vector<TermId> frontier = {end};
  std::vector<PathStep> steps;
  for (uint64_t length = 1; length <= clause_.max_length; ++length) {
    std::vector<TermId> next;
    for (const TermId node : frontier) {
      ZM_TRY(context_.PollOften());
      ZM_TRY(Neighbours(node, /*reverse=*/true, &steps));
      for (const PathStep& step : steps) {
        if (distances->steps.emplace(step.to.bits, length).second) {
          next.push_back(step.to);
        }
      }
    }
    ZM_TRY(distances->hold.Add(next.size() * kNodeBytes));
    frontier = std::move(next);
    const bool all_met = std::all_of(
        starts.begin(), starts.end(),
        [&](TermId start) { return distances->Of(start) != UINT64_MAX; });
    if (frontier.empty() || (clause_.shortest && all_met)) break;
  }
  return {};
}

// The steps from `node` that can still reach the end in exactly `left` steps
// or fewer, and do not meet the path again.
Status PathFinder::Open(TermId node, uint64_t left, const Distances& distances,
                        const std::vector<PathStep>& path, TermId start,
                        Frame* frame) {
  std::vector<PathStep> steps;
  ZM_TRY(Neighbours(node, /*reverse=*/false, &steps));
  frame->next = 0;
  frame->steps.clear();
  for (const PathStep& step : steps) {
    const uint64_t distance = distances.Of(step.to);
    // At the end a path is over.
    if (distance > left - 1 || (distance == 0 && left > 1)) continue;
    const bool met =
        step.to == start ||
        std::any_of(path.begin(), path.end(), [&](const PathStep& before) {
          return before.to == step.to;
        });
    if (!met) frame->steps.push_back(step);
  }
  return {};
}

// Depth first, with a stack of our own: the paths of exactly `length` steps.
Result<bool> PathFinder::Walk(TermId start, uint64_t length,
                              const Distances& distances, const Visit& visit) {
  std::vector<PathStep> path;
  std::vector<Frame> frames(1);
  ZM_TRY(Open(start, length, distances, path, start, &frames[0]));
  while (!frames.empty()) {
    ZM_TRY(context_.PollOften());
    Frame& frame = frames.back();
    if (frame.next == frame.steps.size()) {
      frames.pop_back();
      if (!path.empty()) path.pop_back();
      continue;
    }
    path.push_back(frame.steps[frame.next++]);
    if (path.size() < length) {
      frames.emplace_back();
      ZM_TRY(Open(path.back().to, length - path.size(), distances, path, start,
                  &frames.back()));
      continue;
    }
    ZM_TRY_ASSIGN(const bool more, visit(path));
    if (!more) return false;
    path.pop_back();
  }
  return true;
}

Status PathFinder::Run(const std::vector<TermId>& starts,
                       const std::vector<TermId>& ends, const Visit& visit) {
  ZM_TRY(FindSteps());
  for (const TermId end : ends) {
    Distances distances(&context_.memory);
    ZM_TRY(Measure(end, starts, &distances));
    for (const TermId start : starts) {
      const uint64_t least = distances.Of(start);
      if (start == end || least > clause_.max_length) continue;
      const uint64_t most = clause_.shortest ? least : clause_.max_length;
      for (uint64_t length = least; length <= most; ++length) {
        ZM_TRY_ASSIGN(const bool more, Walk(start, length, distances, visit));
        if (!more) return {};
      }
    }
  }
  return {};
}

}  // namespace zhimai::sparql
