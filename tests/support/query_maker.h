// Small random graphs and random queries that fit them, for differential
// tests. The same seed gives the same.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "graph/model/term.h"

namespace zhimai::testing {

class QueryMaker {
 public:
  explicit QueryMaker(uint64_t seed) : random_(seed) {}

  // A few dozen quads over few terms, so that patterns meet.
  std::vector<Quad> Quads();
  // A SELECT or ASK. Now and then one that a rule of the standard forbids
  // (BIND to a variable that is in scope): the parser tells. What the standard
  // leaves open (LIMIT without a total order inside of a subquery, SAMPLE) is
  // not in it.
  std::string Query();

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  bool OneIn(size_t n) { return Below(n) == 0; }
  template <size_t N>
  const char* Pick(const char* const (&list)[N]) {
    return list[Below(N)];
  }

  Term Node();
  Term Object();
  std::string Variable();
  std::string Subject();
  std::string ObjectText();
  std::string Constant();
  std::string Path(int depth);
  std::string Triple();
  std::string TripleTerm(int depth);
  std::string Expression(int depth);
  std::string Condition(int depth);
  std::string Exists();
  std::string Group(int depth);
  std::string Element(int depth);
  std::string Values();
  std::string Select(int depth);
  std::string Aggregates();
  std::string Modifiers();

  std::mt19937_64 random_;
  int next_variable_ = 0;
  bool in_exists_ = false;
};

}  // namespace zhimai::testing
