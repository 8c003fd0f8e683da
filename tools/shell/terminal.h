// The terminal that the shell talks to.
#pragma once

namespace zhimai {

struct TerminalSize {
  int columns = 80;
  int lines = 24;
};

// As it is now: windows change.
TerminalSize SizeOfTerminal();

// stdin and stdout are one.
bool IsTerminal();

}  // namespace zhimai
