#include "tools/cli/text_table.h"

#include <algorithm>

#include "graph/base/status.h"
#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr int kGap = 2;

bool IsControl(char32_t c) {
  // C0, DEL, C1, and the marks that reorder or hide what follows them.
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF;
}

std::string_view NextCharacter(std::string_view text, size_t* pos) {
  const size_t begin = *pos;
  DecodeUtf8(text, pos);
  return text.substr(begin, *pos - begin);
}

void Pad(int columns, std::string* line) {
  if (columns > 0) line->append(static_cast<size_t>(columns), ' ');
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  size_t pos = 0;
  while (pos < text.size()) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (!IsControl(c)) {
      AppendUtf8(c, &clean);
    } else if (c == '\t' || c == '\n' || c == '\r') {
      if (!clean.empty() && clean.back() != ' ') clean += ' ';
    }
  }
  return clean;
}

std::string Truncate(std::string_view text, int columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  int used = 0;
  size_t pos = 0;
  size_t kept = 0;
  while (pos < text.size()) {
    used += DisplayWidth(NextCharacter(text, &pos));
    if (used > columns - 1) break;
    kept = pos;
  }
  return std::string(text.substr(0, kept)) + "…";
}

std::vector<std::string> Wrap(std::string_view text, int columns) {
  std::vector<std::string> lines;
  size_t begin = 0;
  size_t space = 0;  // where the line may be cut, after `begin`
  int used = 0;
  size_t pos = 0;
  while (pos < text.size()) {
    const size_t at = pos;
    const std::string_view character = NextCharacter(text, &pos);
    if (character == " ") space = at;
    used += DisplayWidth(character);
    if (used <= columns || at == begin) continue;
    const bool at_space = space > begin;
    const size_t end = at_space ? space : at;
    lines.emplace_back(text.substr(begin, end - begin));
    begin = at_space ? space + 1 : at;
    used = DisplayWidth(text.substr(begin, pos - begin));
  }
  lines.emplace_back(text.substr(begin));
  return lines;
}

TextTable::TextTable(std::vector<Column> columns)
    : columns_(std::move(columns)) {}

void TextTable::AddRow(std::vector<std::string> cells) {
  ZM_CHECK(cells.size() <= columns_.size());
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = Printable(cell);
  rows_.push_back(std::move(cells));
}

std::vector<int> TextTable::Widths(int width) const {
  std::vector<int> widths;
  int total = 0;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int widest = DisplayWidth(columns_[i].header);
    for (const auto& row : rows_) {
      widest = std::max(widest, DisplayWidth(row[i]));
    }
    widths.push_back(widest);
    total += widest + (total == 0 ? 0 : kGap);
  }
  while (width > 0 && total > width) {
    int widest = -1;
    for (size_t i = 0; i < widths.size(); ++i) {
      if (columns_[i].fixed || widths[i] <= kMinWidth) continue;
      const auto best = static_cast<size_t>(std::max(widest, 0));
      if (widest < 0 || widths[i] > widths[best]) widest = static_cast<int>(i);
    }
    if (widest < 0) break;
    --widths[static_cast<size_t>(widest)];
    --total;
  }
  return widths;
}

void TextTable::PrintRow(const std::vector<std::string>& cells,
                         const std::vector<int>& widths, int indent,
                         std::ostream* out) const {
  std::string line;
  Pad(indent, &line);
  bool any_before = false;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (any_before) Pad(kGap, &line);
    any_before = any_before || widths[i] > 0;
    const std::string cell = Truncate(cells[i], std::max(widths[i], 1));
    const int padding = widths[i] - DisplayWidth(cell);
    if (columns_[i].align == Align::kRight) Pad(padding, &line);
    line += cell;
    if (columns_[i].align == Align::kLeft) Pad(padding, &line);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  *out << line << '\n';
}

void TextTable::Print(std::ostream* out, int width, int indent) const {
  const std::vector<int> widths =
      Widths(width > 0 ? std::max(width - indent, 1) : 0);
  std::vector<std::string> headers;
  bool any_header = false;
  for (const Column& column : columns_) {
    headers.push_back(column.header);
    any_header = any_header || !column.header.empty();
  }
  if (any_header) PrintRow(headers, widths, indent, out);
  for (const auto& row : rows_) PrintRow(row, widths, indent, out);
}

}  // namespace zhimai
