// XPath regular expressions rewritten for ICU. Private to graph/base.
#pragma once

#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace zhimai {

struct RegexFlags {
  bool dot_all = false;       // s
  bool multi_line = false;    // m
  bool ignore_case = false;   // i
  bool ignore_space = false;  // x
  bool literal = false;       // q
};

Result<RegexFlags> ParseRegexFlags(std::string_view flags);

// The same language in ICU's syntax, in UTF-8. Anchors, dots and classes are
// written out, so that of ICU's flags only the one for case is needed.
Result<std::string> RegexToIcu(std::string_view pattern, RegexFlags flags);

}  // namespace zhimai
