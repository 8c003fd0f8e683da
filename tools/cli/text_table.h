// Tables for a terminal: aligned by East Asian width, fitted to a width.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace zhimai {

// `text` with control characters made harmless: labels and quotations come
// from documents, and an escape sequence in one must not reach the terminal.
// Tabs and line breaks become spaces.
std::string Printable(std::string_view text);

// The longest prefix of at most `columns` terminal columns; when something was
// cut it ends in "…", which counts. REQUIRES: columns >= 1.
std::string Truncate(std::string_view text, int columns);

// Cut into lines of at most `columns` columns: at spaces where there are some,
// between wide characters elsewhere. REQUIRES: columns >= 2.
std::vector<std::string> Wrap(std::string_view text, int columns);

class TextTable {
 public:
  enum class Align { kLeft, kRight };

  struct Column {
    std::string header;
    Align align = Align::kLeft;
    // A column that must stay whole (ids, numbers) never shrinks.
    bool fixed = false;
  };

  explicit TextTable(std::vector<Column> columns);

  // Missing cells are empty. REQUIRES: no more cells than columns.
  void AddRow(std::vector<std::string> cells);
  size_t size() const { return rows_.size(); }

  // `width` in columns, 0 for no limit. The widest columns are cut first, but
  // none below kMinWidth. Ends no line with spaces. Headers that are all empty
  // are left out, as are empty columns before all others.
  void Print(std::ostream* out, int width, int indent = 0) const;

  static constexpr int kMinWidth = 8;

 private:
  std::vector<int> Widths(int width) const;
  void PrintRow(const std::vector<std::string>& cells,
                const std::vector<int>& widths, int indent,
                std::ostream* out) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace zhimai
