// A statement as a rule gives it, before it is checked and written out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extract/link/article_state.h"
#include "extract/rules/rule_set.h"

namespace zhimai {

struct Candidate {
  int32_t subject = -1;
  std::string relation;
  LinkedValue object;
  std::vector<std::pair<std::string, LinkedValue>> qualifiers;
  RuleModality modality = RuleModality::kAsserted;
  double confidence = 1;
  std::string rule;
  std::string rule_version;
  std::vector<Span> evidence;  // of Article::text
  std::vector<std::pair<std::string, Span>> captures;
};

// The modality of what stands at `verb`: a cue before it in its clause, a cue
// of the future or a demand earlier in the sentence (not past a ；), a
// quotation around it; asserted otherwise. `fixed` is what the rule says.
RuleModality FindModality(const ArticleState& state, Span verb,
                          RuleModality fixed);

}  // namespace zhimai
