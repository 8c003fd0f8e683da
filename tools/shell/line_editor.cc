// The only file that knows libedit.
#include "tools/shell/line_editor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <histedit.h>
#include <langinfo.h>
#include <poll.h>
#include <unistd.h>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "tools/cli/interrupt.h"
#include "tools/cli/text_table.h"
#include "tools/shell/terminal.h"

namespace zhimai {
namespace {

constexpr int kHistoryLines = 2000;
constexpr size_t kMostShown = 60;
constexpr int kLookMilliseconds = 50;

// A signal handler reaches nothing but globals.
volatile std::sig_atomic_t resized = 0;

void OnResize(int) { resized = 1; }

std::wstring Wide(std::string_view text) {
  std::wstring wide;
  for (size_t pos = 0; pos < text.size();) {
    wide += static_cast<wchar_t>(DecodeUtf8(text, &pos));
  }
  return wide;
}

std::string Narrow(const wchar_t* text, size_t size) {
  std::string narrow;
  for (size_t i = 0; i < size; ++i) {
    AppendUtf8(static_cast<char32_t>(text[i]), &narrow);
  }
  return narrow;
}

// libedit prints through the locale, which must hold Chinese.
bool UseUtf8Locale() {
  for (const char* name : {"", "C.UTF-8", "en_US.UTF-8"}) {
    if (std::setlocale(LC_CTYPE, name) != nullptr &&
        std::string_view(::nl_langinfo(CODESET)) == "UTF-8") {
      return true;
    }
  }
  return false;
}

// In columns, row by row, under the line that is edited.
void PrintCandidates(const Completion& completion) {
  std::vector<std::string> shown;
  int widest = 0;
  const int columns = SizeOfTerminal().columns;
  for (const CompletionCandidate& candidate : completion.candidates) {
    if (shown.size() == kMostShown) break;
    shown.push_back(Truncate(
        Printable(candidate.shown.empty() ? candidate.insert : candidate.shown),
        std::max(columns - 2, 10)));
    widest = std::max(widest, DisplayWidth(shown.back()));
  }
  const auto in_row = static_cast<size_t>(std::max(1, columns / (widest + 2)));
  std::string text = "\n";
  for (size_t i = 0; i < shown.size(); ++i) {
    text += shown[i];
    const bool ends = (i + 1) % in_row == 0 || i + 1 == shown.size();
    const int padding = widest + 2 - DisplayWidth(shown[i]);
    text += ends ? "\n" : std::string(static_cast<size_t>(padding), ' ');
  }
  if (completion.candidates.size() > shown.size()) text += "…\n";
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace

struct LineEditor::Rep {
  EditLine* edit = nullptr;
  HistoryW* history = nullptr;
  std::string history_file;
  Complete complete;
  std::wstring prompt;
  bool interrupted = false;
  std::array<char, 256> bytes = {};
  size_t next_byte = 0;
  size_t end_byte = 0;
  // The list that the last Tab showed, and what the line was then: another
  // Tab puts in one after the other.
  Completion offered;
  std::string offered_line;
  size_t offered_next = 0;

  Rep() = default;
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;
  ~Rep() {
    if (edit != nullptr) el_end(edit);
    if (history != nullptr) history_wend(history);
  }

  static Rep* Of(EditLine* edit) {
    void* data = nullptr;
    el_wget(edit, EL_CLIENTDATA, &data);
    return static_cast<Rep*>(data);
  }

  static wchar_t* Prompt(EditLine* edit) { return Of(edit)->prompt.data(); }
  static int ReadCharacter(EditLine* edit, wchar_t* out);
  static unsigned char OnTab(EditLine* edit, int key);

  // False at the end of the input and when Ctrl-C came.
  bool NextByte(char* byte);
  void Replace(size_t columns, const std::string& text);
  std::string BeforeCursor();
};

bool LineEditor::Rep::NextByte(char* byte) {
  while (next_byte == end_byte) {
    if (WasInterrupted()) {
      interrupted = true;
      return false;
    }
    if (resized != 0) {
      resized = 0;
      el_resize(edit);
    }
    // A signal may come before the wait, or to another thread: look now and
    // then.
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, kLookMilliseconds) <= 0) continue;
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got > 0) {
      next_byte = 0;
      end_byte = static_cast<size_t>(got);
    } else if (got == 0 || errno != EINTR) {
      return false;
    }
  }
  *byte = bytes[next_byte++];
  return true;
}

int LineEditor::Rep::ReadCharacter(EditLine* edit, wchar_t* out) {
  Rep* rep = Of(edit);
  std::string text;
  char byte = 0;
  // A Ctrl-D from before the terminal was raw comes as 0, and so does
  // Ctrl-Space of input methods.
  do {
    if (!rep->NextByte(&byte)) return rep->interrupted ? -1 : 0;
  } while (byte == 0);
  text += byte;
  const auto lead = static_cast<unsigned char>(byte);
  const size_t size = lead >= 0xF0   ? 4
                      : lead >= 0xE0 ? 3
                      : lead >= 0xC0 ? 2
                                     : 1;
  while (text.size() < size && rep->NextByte(&byte)) text += byte;
  if (rep->interrupted) return -1;
  size_t pos = 0;
  *out = static_cast<wchar_t>(DecodeUtf8(text, &pos));
  return 1;
}

std::string LineEditor::Rep::BeforeCursor() {
  const LineInfoW* line = el_wline(edit);
  return Narrow(line->buffer, static_cast<size_t>(line->cursor - line->buffer));
}

void LineEditor::Rep::Replace(size_t characters, const std::string& text) {
  if (characters > 0) el_wdeletestr(edit, static_cast<int>(characters));
  if (!text.empty()) el_winsertstr(edit, Wide(text).c_str());
}

unsigned char LineEditor::Rep::OnTab(EditLine* edit, int) {
  Rep* rep = Of(edit);
  const std::string line = rep->BeforeCursor();
  if (!rep->offered.candidates.empty() && line == rep->offered_line) {
    const Completion& offered = rep->offered;
    const size_t number = rep->offered_next++ % offered.candidates.size();
    rep->Replace(Wide(line.substr(offered.begin)).size(),
                 offered.candidates[number].insert);
    rep->offered_line = rep->BeforeCursor();
    return CC_REFRESH;
  }
  Completion found = rep->complete(line);
  rep->offered = Completion();
  if (found.candidates.empty()) return CC_REFRESH_BEEP;
  const size_t typed = Wide(line.substr(found.begin)).size();
  if (found.candidates.size() == 1) {
    rep->Replace(typed, found.candidates.front().insert + found.after);
    return CC_REFRESH;
  }
  PrintCandidates(found);
  rep->Replace(typed, SharedStart(std::string_view(line).substr(found.begin),
                                  found.candidates));
  rep->offered = std::move(found);
  rep->offered_line = rep->BeforeCursor();
  rep->offered_next = 0;
  return CC_REDISPLAY;
}

LineEditor::LineEditor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

LineEditor::~LineEditor() = default;

std::unique_ptr<LineEditor> LineEditor::Create(const std::string& history,
                                               Complete complete) {
  if (!IsTerminal() || !UseUtf8Locale()) return nullptr;
  auto rep = std::make_unique<Rep>();
  rep->complete = std::move(complete);
  rep->edit = el_init("zhimai", stdin, stdout, stderr);
  rep->history = history_winit();
  if (rep->edit == nullptr || rep->history == nullptr) return nullptr;
  EditLine* edit = rep->edit;
  el_wset(edit, EL_CLIENTDATA, rep.get());
  el_wset(edit, EL_PROMPT, &Rep::Prompt);
  el_wset(edit, EL_EDITOR, L"emacs");
  el_wset(edit, EL_GETCFN, &Rep::ReadCharacter);
  HistEventW event;
  history_w(rep->history, &event, H_SETSIZE, kHistoryLines);
  history_w(rep->history, &event, H_SETUNIQUE, 1);
  el_wset(edit, EL_HIST, history_w, rep->history);
  el_wset(edit, EL_ADDFN, L"zhimai-complete", L"Complete", &Rep::OnTab);
  el_wset(edit, EL_BIND, L"^I", L"zhimai-complete", nullptr);
  el_wset(edit, EL_BIND, L"^R", L"em-inc-search-prev", nullptr);
  rep->history_file = history;
  if (!history.empty()) {
    history_w(rep->history, &event, H_LOAD, history.c_str());
  }
  struct sigaction action = {};
  action.sa_handler = OnResize;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGWINCH, &action, nullptr);
  return std::unique_ptr<LineEditor>(new LineEditor(std::move(rep)));
}

LineEditor::Outcome LineEditor::Read(const std::string& prompt,
                                     std::string* line) {
  rep_->prompt = Wide(prompt);
  rep_->interrupted = false;
  rep_->offered = Completion();
  // Raw before the prompt is there: libedit alone would be it only after, and
  // a key that is typed in between would not reach us as one.
  el_wset(rep_->edit, EL_PREP_TERM, 1);
  int count = 0;
  const wchar_t* text = el_wgets(rep_->edit, &count);
  if (rep_->interrupted) {
    rep_->next_byte = rep_->end_byte;
    std::fputs("^C\n", stdout);
    std::fflush(stdout);
    return Outcome::kInterrupted;
  }
  if (text == nullptr || count <= 0) return Outcome::kEnd;
  *line = Narrow(text, static_cast<size_t>(count));
  while (!line->empty() && (line->back() == '\n' || line->back() == '\r')) {
    line->pop_back();
  }
  return Outcome::kLine;
}

void LineEditor::Remember(const std::string& text) {
  // In one line a comment would hide all that follows it.
  std::string line;
  bool comment = false;
  for (const char c : text) {
    const bool breaks = c == '\n' || c == '\r';
    const bool begins = line.empty() || line.back() == ' ';
    comment = !breaks && (comment || (c == '#' && begins));
    if (!comment) line += breaks ? ' ' : c;
  }
  HistEventW event;
  history_w(rep_->history, &event, H_ENTER, Wide(line).c_str());
  if (!rep_->history_file.empty()) {
    history_w(rep_->history, &event, H_SAVE, rep_->history_file.c_str());
  }
}

}  // namespace zhimai
