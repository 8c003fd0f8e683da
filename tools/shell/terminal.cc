#include "tools/shell/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace zhimai {

TerminalSize SizeOfTerminal() {
  TerminalSize size;
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0) {
    if (window.ws_col > 0) size.columns = window.ws_col;
    if (window.ws_row > 0) size.lines = window.ws_row;
  }
  return size;
}

bool IsTerminal() {
  return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0;
}

}  // namespace zhimai
