// The facts that tests of rules expect: "S|rel|O|key=value;status=PLANNED".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "proto/document.pb.h"

namespace zhimai {

class Ontology;
struct DroppedFact;

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

  // Whether its relation, class, qualifiers and status exist: a name that
  // does not is never found, and so never rejected either.
  Status CheckNames(const Ontology& ontology) const;

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

// "A|acquired|B: acquired takes no City as object, only Company (my.rule)".
std::string DescribeDropped(const DroppedFact& dropped);

// A statement in the form of an expectation.
std::string DescribeStatement(const v1::Extraction& extraction,
                              const v1::Statement& statement);

}  // namespace zhimai
