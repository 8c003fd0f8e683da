// Regular expressions of XPath and XQuery Functions and Operators 3.1,
// section 5.6, over ICU's engine.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace zhimai {

// One thread at a time: a match keeps its state inside.
class Regex {
 public:
  // Flags: any of "smixq". Errors: an ill-formed pattern, an unknown flag.
  // What XPath lacks (\b, look-around, possessive quantifiers) is an error.
  static Result<std::unique_ptr<Regex>> Compile(std::string_view pattern,
                                                std::string_view flags);
  virtual ~Regex() = default;

  // Somewhere in `text`. Errors: kCancelled when `cancelled` says so (it is
  // polled while matching, may be empty), kUnsupported when matching takes too
  // much stack. Ill-formed UTF-8 is read as U+FFFD.
  virtual Result<bool> Matches(std::string_view text,
                               const std::function<bool()>& cancelled) = 0;

  // Every match replaced; $1 is a group, $0 the match, \$ and \\ the
  // characters. Nothing when XPath has an error here: an ill-formed
  // replacement, a pattern that matches the empty string. With flag q the
  // replacement is taken as it is.
  virtual Result<std::optional<std::string>> Replace(
      std::string_view text, std::string_view replacement,
      const std::function<bool()>& cancelled) = 0;
};

}  // namespace zhimai
