// Finds where a query ends in the lines that somebody types.
#pragma once

#include <string>
#include <string_view>

namespace zhimai {

// Collects lines until they make a whole: a command is one line; a query ends
// with ';' at the end of a line outside braces, or with an empty line. Never
// fails: what is wrong shows when it is run. One thread at a time.
class ShellInput {
 public:
  // True when text() is whole. `is_command`: the line, when it is the first,
  // stands for itself.
  bool AddLine(std::string_view line, bool is_command);
  // The lines, without the ';' that ends them. Empty lines are not kept.
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  void Clear();

 private:
  bool EndsHere(std::string_view line);

  std::string text_;
};

}  // namespace zhimai
