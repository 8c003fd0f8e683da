#include "graph/exec/path_engine.h"

#include <algorithm>

namespace zhimai::sparql {
namespace {

void SortUnique(std::vector<TermId>* ids) {
  std::sort(ids->begin(), ids->end());
  ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
}

}  // namespace

bool PathEngine::InGraphs(TermId graph) const {
  return std::find(graphs_.begin(), graphs_.end(), graph) != graphs_.end();
}

Result<std::optional<TermId>> PathEngine::Predicate(const std::string& iri) {
  const auto known = predicates_.find(iri);
  if (known != predicates_.end()) return known->second;
  ZM_TRY_ASSIGN(const std::optional<TermId> id,
                context_.source.Find(Term::Iri(iri)));
  predicates_.emplace(iri, id);
  return id;
}

Status PathEngine::Follow(const IdPattern& pattern, bool forward,
                          const std::vector<TermId>& excluded,
                          std::vector<TermId>* out) {
  IdPattern wanted = pattern;
  if (graphs_.size() == 1) wanted.graph = graphs_[0];
  scan_.Open(wanted, BestOrder(pattern));
  while (scan_.Next()) {
    ZM_TRY(context_.PollOften());
    const IdQuad& quad = scan_.quad();
    if (graphs_.size() != 1 && !InGraphs(quad.graph)) continue;
    if (std::find(excluded.begin(), excluded.end(), quad.predicate) !=
        excluded.end()) {
      continue;
    }
    out->push_back(forward ? quad.object : quad.subject);
  }
  return scan_.status();
}

Status PathEngine::FollowNegated(const Path& path, TermId node, bool forward,
                                 std::vector<TermId>* out) {
  std::vector<TermId> ahead;
  std::vector<TermId> back;
  bool has_ahead = path.negated.empty();
  bool has_back = false;
  for (const Path::NegatedLink& link : path.negated) {
    (link.inverse ? has_back : has_ahead) = true;
    ZM_TRY_ASSIGN(const std::optional<TermId> id, Predicate(link.iri));
    if (id) (link.inverse ? back : ahead).push_back(*id);
  }
  for (const bool inverse : {false, true}) {
    if (!(inverse ? has_back : has_ahead)) continue;
    const bool along = forward != inverse;
    IdPattern pattern;
    (along ? pattern.subject : pattern.object) = node;
    ZM_TRY(Follow(pattern, along, inverse ? back : ahead, out));
  }
  return {};
}

// One step from every node of `from`. The parser bounds the depth of paths.
Status PathEngine::Step(const Path& path, const std::vector<TermId>& from,
                        bool forward, std::vector<TermId>* out) {
  switch (path.kind) {
    case Path::Kind::kLink: {
      ZM_TRY_ASSIGN(const std::optional<TermId> predicate, Predicate(path.iri));
      if (!predicate) return {};
      for (const TermId node : from) {
        IdPattern pattern;
        pattern.predicate = predicate;
        (forward ? pattern.subject : pattern.object) = node;
        ZM_TRY(Follow(pattern, forward, {}, out));
      }
      break;
    }
    case Path::Kind::kInverse:
      return Step(path.parts[0], from, !forward, out);
    case Path::Kind::kSequence: {
      std::vector<TermId> at = from;
      for (size_t i = 0; i < path.parts.size(); ++i) {
        const size_t which = forward ? i : path.parts.size() - 1 - i;
        std::vector<TermId> next;
        ZM_TRY(Step(path.parts[which], at, forward, &next));
        at = std::move(next);
      }
      out->insert(out->end(), at.begin(), at.end());
      break;
    }
    case Path::Kind::kAlternative:
      for (const Path& part : path.parts) {
        ZM_TRY(Step(part, from, forward, out));
      }
      break;
    case Path::Kind::kNegated:
      for (const TermId node : from) {
        ZM_TRY(FollowNegated(path, node, forward, out));
      }
      break;
    case Path::Kind::kZeroOrOne:
      ZM_TRY(Step(path.parts[0], from, forward, out));
      out->insert(out->end(), from.begin(), from.end());
      break;
    case Path::Kind::kZeroOrMore:
    case Path::Kind::kOneOrMore:
      return Closure(path, from, forward, out);
  }
  SortUnique(out);
  return {};
}

Status PathEngine::Closure(const Path& path, const std::vector<TermId>& from,
                           bool forward, std::vector<TermId>* out) {
  MemoryHold hold(&context_.memory);
  std::unordered_set<uint64_t> seen;
  std::vector<TermId> frontier = from;
  if (path.kind == Path::Kind::kZeroOrMore) {
    for (const TermId node : from) {
      if (seen.insert(node.bits).second) out->push_back(node);
    }
  }
  while (!frontier.empty()) {
    std::vector<TermId> reached;
    ZM_TRY(Step(path.parts[0], frontier, forward, &reached));
    frontier.clear();
    for (const TermId node : reached) {
      if (seen.insert(node.bits).second) frontier.push_back(node);
    }
    ZM_TRY(hold.Add(frontier.size() * 48));
    out->insert(out->end(), frontier.begin(), frontier.end());
  }
  SortUnique(out);
  return {};
}

Status PathEngine::Reach(const Path& path, TermId start, bool forward,
                         std::vector<TermId>* out) {
  out->clear();
  return Step(path, {start}, forward, out);
}

Status PathEngine::Nodes(std::vector<TermId>* out) {
  out->clear();
  for (const Order order : {Order::kSpo, Order::kOps}) {
    IdPattern pattern;
    if (graphs_.size() == 1) pattern.graph = graphs_[0];
    scan_.Open(pattern, order);
    TermId last;
    while (scan_.Next()) {
      ZM_TRY(context_.PollOften());
      const IdQuad& quad = scan_.quad();
      if (graphs_.size() != 1 && !InGraphs(quad.graph)) continue;
      const TermId node = order == Order::kSpo ? quad.subject : quad.object;
      if (node != last) out->push_back(node);
      last = node;
    }
    ZM_TRY(scan_.status());
  }
  SortUnique(out);
  return {};
}

Result<bool> PathEngine::IsNode(TermId id) {
  for (const bool subject : {true, false}) {
    IdPattern pattern;
    (subject ? pattern.subject : pattern.object) = id;
    if (graphs_.size() == 1) pattern.graph = graphs_[0];
    scan_.Open(pattern, subject ? Order::kSpo : Order::kOps);
    while (scan_.Next()) {
      if (graphs_.size() == 1 || InGraphs(scan_.quad().graph)) return true;
      ZM_TRY(context_.PollOften());
    }
    ZM_TRY(scan_.status());
  }
  return false;
}

}  // namespace zhimai::sparql
