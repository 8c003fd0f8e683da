// Terms in Turtle, with prefixes. Private to graph/io.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/model/term.h"

namespace zhimai {

// One thread at a time.
class TurtleText {
 public:
  // Of a prefix that stands twice the last namespace counts.
  explicit TurtleText(
      const std::vector<std::pair<std::string, std::string>>& prefixes);

  // PREFIX lines, by name, and a blank line where there are any; `only_used`
  // leaves out what nothing was written with.
  void AppendHeader(bool only_used, std::string* out) const;
  // Recursion is bounded by kMaxTripleTermDepth.
  void AppendTerm(const Term& term, std::string* out);
  void AppendPredicate(const Term& predicate, std::string* out);

 private:
  struct Prefix {
    std::string name;
    bool used = false;
  };

  void AppendIri(const Term& iri, std::string* out);
  bool AppendPrefixed(std::string_view iri, std::string* out);

  // By namespace.
  std::map<std::string, Prefix, std::less<>> prefixes_;
};

}  // namespace zhimai
