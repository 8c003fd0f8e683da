// Lines from a terminal, edited by libedit (BSD): history, Tab, Ctrl-R.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tools/shell/completion.h"

namespace zhimai {

// One in a process, for it owns the terminal; one thread at a time.
class LineEditor {
 public:
  using Complete = std::function<Completion(std::string_view line)>;

  // `history`: file to load and append to; empty for none. Null when stdin is
  // no terminal that can be edited on.
  static std::unique_ptr<LineEditor> Create(const std::string& history,
                                            Complete complete);
  ~LineEditor();

  enum class Outcome { kLine, kInterrupted, kEnd };
  // `line` without the line break.
  Outcome Read(const std::string& prompt, std::string* line);
  // What Read() recalls: a query of several lines as one.
  void Remember(const std::string& text);

 private:
  struct Rep;
  explicit LineEditor(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace zhimai
