// The facts that tests of rules expect: "S|rel|O|key=value;status=PLANNED".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "proto/document.pb.h"

namespace zhimai {

// Immutable.
class Expectation {
 public:
  // S and O are names of entities, an event's class, values of literals, or
  // "*"; "rel" is a relation, "instance_of" or "*"; the fourth part, if any,
  // is qualifiers and "status", or "*".
  static Result<Expectation> Parse(std::string_view text);

  // Whether a statement (or, for instance_of, an entity) of the extraction is
  // what is expected. `symmetric` tells relations that hold both ways.
  bool FoundIn(const v1::Extraction& extraction,
               const std::vector<std::string>& symmetric) const;

  const std::string& relation() const { return relation_; }

 private:
  bool Matches(const v1::Extraction& extraction, const v1::Statement& s,
               bool both_ways) const;
  bool MatchesQualifiers(const v1::Extraction& extraction,
                         const v1::Statement& s) const;

  std::string subject_;
  std::string relation_;
  std::string object_;
  std::vector<std::pair<std::string, std::string>> qualifiers_;
};

// A statement in the form of an expectation.
std::string DescribeStatement(const v1::Extraction& extraction,
                              const v1::Statement& statement);

}  // namespace zhimai
