// What is doubtful about rules without running into it: for those who write
// and review them.
#pragma once

#include <string>
#include <vector>

#include "extract/pipeline/pipeline.h"
#include "extract/pipeline/rule_profile.h"

namespace zhimai {

struct LintFinding {
  enum class Kind {
    kUnreachable,  // nothing can ever match it
    kUntested,     // no positive, or no negative test
    kNamesEntity,  // its pattern names an entity of a gazetteer
    kUnusedTag,    // annotates what no pattern asks for
    kNeverFired,   // on the corpus
  };
  Kind kind = Kind::kUntested;
  std::string rule;
  std::string file;
  std::string detail;
};

std::string_view LintName(LintFinding::Kind kind);

// In running order of the rules. `profile` is of a corpus; null: none was
// read, and nothing is said about rules that never fired.
std::vector<LintFinding> LintRules(const Pipeline& pipeline,
                                   const RuleProfile* profile);

}  // namespace zhimai
