#include "tools/shell/input.h"

namespace zhimai {
namespace {

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// The end of a string that opens at `pos`, or of the text.
size_t StringEnd(std::string_view text, size_t pos) {
  const char quote = text[pos];
  const std::string_view three = text.substr(pos, 3);
  const bool is_long =
      three.size() == 3 && three[1] == quote && three[2] == quote;
  const size_t width = is_long ? 3 : 1;
  for (size_t i = pos + width; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text.substr(i, width) == three.substr(0, width)) {
      return i + width;
    } else if (!is_long && text[i] == '\n') {
      return i;  // not a string that SPARQL knows
    }
  }
  return text.size();
}

// "<" and no space before ">": an IRI; else it is "less than".
size_t IriEnd(std::string_view text, size_t pos) {
  const size_t end = text.find_first_of("> \t\n\"{}<", pos + 1);
  return end != std::string_view::npos && text[end] == '>' ? end + 1 : pos + 1;
}

struct Scan {
  int depth = 0;    // of braces
  size_t last = 0;  // after the last character that counts
  bool ends_with_semicolon = false;
};

Scan ScanQuery(std::string_view text) {
  Scan scan;
  size_t pos = 0;
  while (pos < text.size()) {
    const char c = text[pos];
    if (c == '#') {
      const size_t end = text.find('\n', pos);
      pos = end == std::string_view::npos ? text.size() : end;
      continue;
    }
    size_t next = pos + 1;
    if (c == '"' || c == '\'') next = StringEnd(text, pos);
    if (c == '<') next = IriEnd(text, pos);
    if (c == '{') ++scan.depth;
    if (c == '}') --scan.depth;
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      scan.ends_with_semicolon = c == ';';
      scan.last = next;
    }
    pos = next;
  }
  return scan;
}

}  // namespace

void ShellInput::Clear() { text_.clear(); }

bool ShellInput::EndsHere(std::string_view line) {
  if (Trimmed(line).empty()) return true;
  const Scan scan = ScanQuery(text_);
  if (!scan.ends_with_semicolon || scan.depth > 0) return false;
  text_.resize(scan.last - 1);
  return true;
}

bool ShellInput::AddLine(std::string_view line, bool is_command) {
  if (text_.empty()) {
    if (Trimmed(line).empty()) return false;
    text_ = line;
    if (is_command) return true;
  } else {
    text_ += '\n';
    text_ += line;
  }
  return EndsHere(line);
}

}  // namespace zhimai
