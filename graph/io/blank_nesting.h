// Which blank nodes of a dataset can be written where they are used. Private to
// graph/io.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/term.h"

namespace zhimai {

// A node's triples: a range of the sorted quads.
struct QuadRange {
  size_t begin = 0;
  size_t end = 0;
};

// Borrows the quads, which must be sorted so that those of one graph and
// subject stand together. Immutable, thread-safe.
class BlankNesting {
 public:
  // Brackets inside brackets, lists counted once.
  static constexpr int kMaxDepth = 12;

  explicit BlankNesting(const std::vector<Quad>& quads);

  // Whether the node is written inside the one triple that uses it.
  bool IsNested(const Term& term) const;
  // Whether nothing uses the node, so that it needs no label.
  bool IsUnused(const Term& term) const;
  // REQUIRES: IsNested(). The triples it is the subject of; may be empty.
  QuadRange TriplesOf(const Term& term) const;
  // REQUIRES: IsNested(). The objects of rdf:first when a well-formed list
  // begins here; empty otherwise.
  std::vector<const Term*> ListAt(const Term& term) const;

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);
  struct Node {
    size_t uses = 0;      // as an object
    bool pinned = false;  // used where only a label can stand
    bool nested = false;
    bool is_cell = false;  // of a well-formed list
    bool placed = false;   // its depth is known
    int depth = 0;
    size_t user = kNone;  // the quad whose object it is
    QuadRange triples;
  };
  using Nodes = std::map<std::string, Node, std::less<>>;

  void Count();
  void PinInside(const Term& term);
  void Pin(const Term& term);
  void Choose();
  void FindLists();
  bool MarkCell(Node* node);
  void Place();
  void PlaceFrom(size_t begin, size_t end, int depth);
  Node* Find(const Term& term);
  const Node* Find(const Term& term) const;

  const std::vector<Quad>& quads_;
  Nodes nodes_;
};

}  // namespace zhimai
