// What a command sees of the world outside: streams, the terminal, Ctrl-C.
// Tests fill it with string streams and call commands in-process.
#pragma once

#include <atomic>
#include <istream>
#include <ostream>
#include <span>
#include <string>
#include <vector>

namespace zhimai {

struct Command;

// Borrowed streams. One thread at a time.
struct Io {
  std::istream* in = nullptr;
  std::ostream* out = nullptr;  // data
  std::ostream* err = nullptr;  // talk
  bool err_is_terminal = false;
  bool color = false;  // may `out` hold ANSI escapes
  int width = 0;       // terminal columns of `out`; 0 for no limit
  bool quiet = false;  // errors only on `err`
  // Who speaks in an error: the program, or the place in a script.
  std::string speaker = "zhimai";
  std::string default_db = "zhimai.db";
  // Absolute folder of the running program; empty when unknown.
  std::string program_dir;
  // Takes the place of the data folder that is found; empty for none.
  std::string data_dir;
  // The commands of this program, for what speaks of them all.
  std::span<const Command* const> commands = {};
  // In the shell: a command that lists statements numbers the rows and puts
  // their ids here, so that \explain N finds them. Null elsewhere.
  std::vector<std::string>* listed = nullptr;
  // Set by Ctrl-C. Long work polls it.
  const std::atomic<bool>* cancel = nullptr;

  bool cancelled() const { return cancel != nullptr && cancel->load(); }
  // Nobody reads the output any more (a closed pipe), or the disk is full.
  bool out_failed() const { return !out->good(); }
};

}  // namespace zhimai
