// Random terms and quads that hit every kind of id, and a store to put them
// into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "graph/model/term.h"
#include "graph/store/store.h"

namespace zhimai {

class GraphMaker {
 public:
  explicit GraphMaker(uint64_t seed) : random_(seed) {}

  // From a pool of about `pool` terms, so that quads meet again.
  Term MakeTerm(int pool);
  Term MakeLiteral(int pool);
  Term MakeNode(int pool);
  Quad MakeQuad(int pool);
  // Below `bound`.
  size_t Number(size_t bound) {
    return std::uniform_int_distribution<size_t>(0, bound - 1)(random_);
  }

 private:
  Term MakeTripleTerm(int pool, int depth);

  std::mt19937_64 random_;
};

// Everything in the snapshot, by a scan of one order.
std::multiset<Quad> AllQuads(const Snapshot& snapshot, Order order);

std::unique_ptr<Store> OpenStore(const std::string& dir,
                                 StoreMode mode = StoreMode::kCreate);

}  // namespace zhimai
