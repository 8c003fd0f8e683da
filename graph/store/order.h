// The six sort orders of the quads, and patterns over them.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/store/term_id.h"

namespace zhimai {

struct IdQuad {
  TermId subject;
  TermId predicate;
  TermId object;
  TermId graph;  // TermId{} is the default graph

  friend auto operator<=>(const IdQuad&, const IdQuad&) = default;
};

// What is bound must be equal; what is not may be anything. A graph bound to
// TermId{} is the default graph alone.
struct IdPattern {
  std::optional<TermId> subject;
  std::optional<TermId> predicate;
  std::optional<TermId> object;
  std::optional<TermId> graph;

  bool Matches(const IdQuad& quad) const;
};

enum class Order : uint8_t { kPso, kPos, kSpo, kSop, kOps, kOsp };
inline constexpr std::array<Order, 6> kOrders = {Order::kPso, Order::kPos,
                                                 Order::kSpo, Order::kSop,
                                                 Order::kOps, Order::kOsp};

// "pso": also the name of the family.
std::string_view OrderName(Order order);

// A quad in the sequence of columns of an order; the graph is always last.
using OrderedQuad = std::array<TermId, 4>;
// The same as <, which compilers make slower code of.
struct QuadLess {
  bool operator()(const OrderedQuad& a, const OrderedQuad& b) const {
    if (a[0] != b[0]) return a[0] < b[0];
    if (a[1] != b[1]) return a[1] < b[1];
    if (a[2] != b[2]) return a[2] < b[2];
    return a[3] < b[3];
  }
};
OrderedQuad ToOrder(Order order, const IdQuad& quad);
IdQuad FromOrder(Order order, const OrderedQuad& columns);

// The order in which the bound columns of a pattern come first, so that its
// matches are one range. Where two serve, the one of the two that sorts the
// rest as pso, spo or ops do.
Order BestOrder(const IdPattern& pattern);

}  // namespace zhimai
