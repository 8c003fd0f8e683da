#include "graph/store/order.h"

namespace zhimai {
namespace {

// Where subject, predicate and object come from, for each column.
constexpr std::array<std::array<uint8_t, 3>, 6> kColumns = {{
    {1, 0, 2},  // pso
    {1, 2, 0},  // pos
    {0, 1, 2},  // spo
    {0, 2, 1},  // sop
    {2, 1, 0},  // ops
    {2, 0, 1},  // osp
}};

const std::array<uint8_t, 3>& ColumnsOf(Order order) {
  return kColumns[static_cast<size_t>(order)];
}

}  // namespace

bool IdPattern::Matches(const IdQuad& quad) const {
  return (!subject || *subject == quad.subject) &&
         (!predicate || *predicate == quad.predicate) &&
         (!object || *object == quad.object) &&
         (!graph || *graph == quad.graph);
}

std::string_view OrderName(Order order) {
  constexpr std::array<std::string_view, 6> kNames = {"pso", "pos", "spo",
                                                      "sop", "ops", "osp"};
  return kNames[static_cast<size_t>(order)];
}

OrderedQuad ToOrder(Order order, const IdQuad& quad) {
  const std::array<TermId, 3> spo = {quad.subject, quad.predicate, quad.object};
  const auto& columns = ColumnsOf(order);
  return {spo[columns[0]], spo[columns[1]], spo[columns[2]], quad.graph};
}

IdQuad FromOrder(Order order, const OrderedQuad& quad) {
  std::array<TermId, 3> spo;
  const auto& columns = ColumnsOf(order);
  for (size_t i = 0; i < 3; ++i) spo[columns[i]] = quad[i];
  return {spo[0], spo[1], spo[2], quad[3]};
}

Order BestOrder(const IdPattern& pattern) {
  if (pattern.subject) {
    return pattern.object && !pattern.predicate ? Order::kSop : Order::kSpo;
  }
  if (pattern.predicate) {
    return pattern.object ? Order::kPos : Order::kPso;
  }
  return pattern.object ? Order::kOps : Order::kSpo;
}

}  // namespace zhimai
