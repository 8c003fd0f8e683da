#include "graph/io/blank_nesting.h"

#include <utility>

namespace zhimai {
namespace {

constexpr std::string_view kFirst =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
constexpr std::string_view kRest =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";

}  // namespace

BlankNesting::BlankNesting(const std::vector<Quad>& quads) : quads_(quads) {
  Count();
  Choose();
  FindLists();
  Place();
}

BlankNesting::Node* BlankNesting::Find(const Term& term) {
  if (!term.is_blank()) return nullptr;
  const auto found = nodes_.find(term.value());
  return found == nodes_.end() ? nullptr : &found->second;
}

const BlankNesting::Node* BlankNesting::Find(const Term& term) const {
  if (!term.is_blank()) return nullptr;
  const auto found = nodes_.find(term.value());
  return found == nodes_.end() ? nullptr : &found->second;
}

void BlankNesting::Pin(const Term& term) {
  if (term.is_blank()) nodes_[term.value()].pinned = true;
  PinInside(term);
}

// Recursion is bounded by kMaxTripleTermDepth.
void BlankNesting::PinInside(const Term& term) {
  if (!term.is_triple()) return;
  Pin(term.triple().subject);
  Pin(term.triple().predicate);
  Pin(term.triple().object);
}

void BlankNesting::Count() {
  for (size_t i = 0; i < quads_.size(); ++i) {
    const Quad& quad = quads_[i];
    Pin(quad.graph);
    Pin(quad.predicate);
    PinInside(quad.subject);
    PinInside(quad.object);
    if (quad.object.is_blank()) {
      Node& node = nodes_[quad.object.value()];
      ++node.uses;
      node.user = i;
    }
    if (!quad.subject.is_blank()) continue;
    Node& node = nodes_[quad.subject.value()];
    if (node.triples.end == 0) {
      node.triples = {i, i + 1};
    } else if (node.triples.end == i && quads_[i - 1].graph == quad.graph) {
      node.triples.end = i + 1;
    } else {
      node.pinned = true;  // in two graphs
    }
  }
}

void BlankNesting::Choose() {
  for (auto& [label, node] : nodes_) {
    const QuadRange& own = node.triples;
    node.nested =
        node.uses == 1 && !node.pinned &&
        (own.end == 0 || quads_[own.begin].graph == quads_[node.user].graph);
  }
}

// Whether the node has one rdf:first and one rdf:rest and nothing else; they
// are sorted.
bool BlankNesting::MarkCell(Node* node) {
  const QuadRange& own = node->triples;
  node->is_cell = node->nested && own.end - own.begin == 2 &&
                  quads_[own.begin].predicate.value() == kFirst &&
                  quads_[own.begin + 1].predicate.value() == kRest;
  return node->is_cell;
}

// From each end of a list back towards its head.
void BlankNesting::FindLists() {
  for (const Quad& quad : quads_) {
    if (quad.predicate.value() != kRest || !quad.object.is_iri() ||
        quad.object.value() != kRdfNil) {
      continue;
    }
    Node* cell = Find(quad.subject);
    while (cell != nullptr && MarkCell(cell)) {
      const Quad& user = quads_[cell->user];
      cell = user.predicate.value() == kRest ? Find(user.subject) : nullptr;
    }
  }
}

// Nodes too deep, and one of each ring, get a label after all.
void BlankNesting::Place() {
  for (size_t begin = 0; begin < quads_.size();) {
    size_t end = begin + 1;
    while (end < quads_.size() && quads_[end].graph == quads_[begin].graph &&
           quads_[end].subject == quads_[begin].subject) {
      ++end;
    }
    if (!IsNested(quads_[begin].subject)) PlaceFrom(begin, end, 0);
    begin = end;
  }
  for (auto& [label, node] : nodes_) {
    if (!node.nested || node.placed) continue;
    node.nested = false;
    // The list that ran through it is none any more.
    for (Node* cell = &node; cell != nullptr && cell->is_cell;) {
      cell->is_cell = false;
      const Quad& user = quads_[cell->user];
      cell = user.predicate.value() == kRest ? Find(user.subject) : nullptr;
    }
    PlaceFrom(node.triples.begin, node.triples.end, 0);
  }
}

void BlankNesting::PlaceFrom(size_t begin, size_t end, int depth) {
  struct Work {
    QuadRange range;
    int depth;
  };
  std::vector<Work> work = {{{begin, end}, depth}};
  while (!work.empty()) {
    const Work here = work.back();
    work.pop_back();
    for (size_t i = here.range.begin; i < here.range.end; ++i) {
      Node* node = Find(quads_[i].object);
      if (node == nullptr || !node->nested || node->placed) continue;
      const Node* owner = Find(quads_[i].subject);
      const bool same_list = owner != nullptr && owner->nested &&
                             owner->is_cell && node->is_cell &&
                             quads_[i].predicate.value() == kRest;
      node->depth = same_list ? here.depth : here.depth + 1;
      node->placed = true;
      if (node->depth > kMaxDepth) {
        node->nested = false;
        node->depth = 0;
      }
      work.push_back({node->triples, node->depth});
    }
  }
}

bool BlankNesting::IsNested(const Term& term) const {
  const Node* node = Find(term);
  return node != nullptr && node->nested;
}

bool BlankNesting::IsUnused(const Term& term) const {
  const Node* node = Find(term);
  return node != nullptr && node->uses == 0 && !node->pinned;
}

QuadRange BlankNesting::TriplesOf(const Term& term) const {
  return Find(term)->triples;
}

std::vector<const Term*> BlankNesting::ListAt(const Term& term) const {
  std::vector<const Term*> items;
  for (const Node* cell = Find(term); cell != nullptr && cell->is_cell;) {
    items.push_back(&quads_[cell->triples.begin].object);
    cell = Find(quads_[cell->triples.begin + 1].object);
  }
  return items;
}

}  // namespace zhimai
