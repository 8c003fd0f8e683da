// The state of a shell, and what it does with a whole command or query.
#pragma once

#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cli/io.h"
#include "tools/shell/answer.h"
#include "tools/shell/input.h"
#include "tools/shell/words.h"

namespace zhimai {

// Nothing that is typed ends it but \quit: errors go to io.err and are
// counted. One thread at a time.
class ShellSession {
 public:
  struct Options {
    std::string db;
    std::string language = "zh";
    bool interactive = false;  // on a terminal
    bool echo = false;         // print what is run before its answer
    std::function<void()> graph_changed = [] {};  // another, or other content
  };

  ShellSession(const Io& io, Options options);

  // Lines from a terminal or a file, until the stream ends or \quit.
  // `source` names it in errors; empty for none.
  void RunLines(std::istream* in, const std::string& source);
  // One line; true when it made a whole that was run, or nothing was begun.
  bool TakeLine(std::string_view line);
  // Runs what is there though nothing ended it.
  void TakeEnd();
  // Forgets the lines of a query that was begun.
  void DropInput() { input_.Clear(); }

  bool done() const { return done_; }
  bool between() const { return input_.empty(); }
  const std::string& pending() const { return input_.text(); }
  uint64_t failures() const { return failures_; }
  const std::string& db() const { return options_.db; }

 private:
  using Words = std::vector<std::string>;
  using Handler = Status (ShellSession::*)(const Words& arguments);

  bool IsCommand(std::string_view line) const;
  // REQUIRES: `line` begins with a \.
  bool Knows(std::string_view line) const;
  void Run(const std::string& text);
  Status RunText(const std::string& text);
  Status RunCommand(std::string_view line);
  Status RunProgram(const Words& words);
  Status ApplyUpdate(const std::string& text);
  void Fail(const Status& status);
  // The line of a script that is run.
  std::string Place() const;
  const Command* Find(std::string_view name) const;
  Words WithSettings(const Command& command, const Words& words) const;
  int CallProgram(const Words& words, std::vector<std::string>* listed);
  // Runs `work` with a stream that leads where answers go now.
  Status WithOutput(const std::function<Status(const Io& io)>& work);

  static Handler HandlerOf(std::string_view name);
  Status Help(const Words& arguments);
  Status Explain(const Words& arguments);
  Status Language(const Words& arguments);
  Status Format(const Words& arguments);
  Status Names(const Words& arguments);
  Status Timing(const Words& arguments);
  Status Paging(const Words& arguments);
  Status Output(const Words& arguments);
  Status Input(const Words& arguments);
  Status Db(const Words& arguments);
  Status Relations(const Words& arguments);
  Status Classes(const Words& arguments);
  Status Prefixes(const Words& arguments);
  Status Echo(const Words& arguments);
  Status Quit(const Words& arguments);
  Status ListTerms(const Words& arguments, bool relations);

  Io io_;
  Options options_;
  ShellInput input_;
  Answer answer_;
  AnswerFormat format_ = AnswerFormat::kTable;
  bool names_ = true;  // of entities in answers of queries
  bool timing_ = false;
  bool paging_ = true;
  bool done_ = false;
  bool said_ = false;  // the error of what runs now has been printed
  int depth_ = 0;      // of files that run files
  std::string source_;
  uint64_t line_ = 0;
  uint64_t failures_ = 0;
  std::unique_ptr<std::ofstream> file_;
  std::string file_name_;
};

}  // namespace zhimai
