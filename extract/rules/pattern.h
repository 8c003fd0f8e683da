// The pattern language of rules: text -> syntax tree. docs/rules.md explains
// it to people who write rules.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

struct PatternNode;
using PatternPtr = std::unique_ptr<PatternNode>;

struct PatternNode {
  enum class Kind {
    kTypes,     // names: an arc of one of these types, "@list" among them
    kLiteral,   // text
    kGap,       // min..max code points
    kSequence,  // children
    kChoice,    // children, the first that matches wins
    kCapture,   // text: its name; one child
    kRepeat,    // min..max of one child; max < 0: no limit
    kBegin,
    kEnd,
    kReference,  // text: a capture bound by the rule's match
  };
  Kind kind = Kind::kSequence;
  std::string text;
  std::vector<std::string> names;
  int min = 0;
  int max = 0;
  bool lazy = false;
  uint32_t column = 0;  // in code points, from 1, inside the pattern string
  std::vector<PatternPtr> children;
};

struct PatternContext {
  // The pattern of a macro, null when there is none of that name.
  std::function<const std::string*(const std::string&)> macro;
  // Whether $name stands for a capture (patterns of `unless`).
  std::function<bool(const std::string&)> is_capture;
};

// Limits that keep a hostile pattern from using up stack or memory.
inline constexpr int kMaxPatternDepth = 64;
inline constexpr int kMaxPatternNodes = 20000;
inline constexpr int kMaxGap = 500;
inline constexpr int kMaxRepeat = 200;

// Errors carry line 1 and the column inside `pattern` (or inside the macro
// that the message names), and say what was expected.
Result<PatternPtr> ParsePattern(std::string_view pattern,
                                const PatternContext& context);

}  // namespace zhimai
