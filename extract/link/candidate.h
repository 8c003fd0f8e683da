// A fact that a rule read, before it is judged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/link/value.h"
#include "extract/rules/rule_set.h"
#include "graph/base/span.h"

namespace zhimai {

struct Candidate {
  Item subject;
  std::string relation;
  Item object;
  std::vector<std::pair<std::string, Item>> qualifiers;
  RuleModality status = RuleModality::kAsserted;
  std::string rule;
  std::string rule_version;
  double confidence = 1;
  Span match;                  // of Article::text
  Span anchor;                 // the verb that a cue would govern
  std::vector<Span> evidence;  // what to show, the match or its parts first
  std::vector<std::pair<std::string, Span>> captures;
  std::vector<std::string> trace;
};

}  // namespace zhimai
