#include "extract/text/decode.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

struct Extension {
  std::string_view suffix;
  SourceFormat format;
};

constexpr Extension kExtensions[] = {
    {".txt", SourceFormat::kText},          {".md", SourceFormat::kMarkdown},
    {".markdown", SourceFormat::kMarkdown}, {".html", SourceFormat::kHtml},
    {".htm", SourceFormat::kHtml},
};

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Status IllFormed(std::string_view bytes, size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const size_t column = CountCodePoints(before.substr(line_begin)) + 1;
  return Status::InvalidInput("is not UTF-8: ill-formed at byte " +
                              std::to_string(offset))
      .At(static_cast<uint32_t>(line), static_cast<uint32_t>(column));
}

}  // namespace

Result<SourceFormat> FormatOfPath(std::string_view path) {
  if (path == "-") return SourceFormat::kText;
  const std::string lower = LowerAscii(path.substr(path.rfind('/') + 1));
  for (const Extension& e : kExtensions) {
    if (lower.size() >= e.suffix.size() &&
        std::string_view(lower).substr(lower.size() - e.suffix.size()) ==
            e.suffix) {
      return e.format;
    }
  }
  return Status(Code::kUnsupported,
                "is of no format that is read (.txt .md .markdown .html .htm)");
}

std::string_view FormatName(SourceFormat format) {
  switch (format) {
    case SourceFormat::kText:
      return "txt";
    case SourceFormat::kMarkdown:
      return "md";
    case SourceFormat::kHtml:
      return "html";
  }
  return "txt";
}

size_t ByteOrderMark(std::string_view bytes) {
  return bytes.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
}

Status CheckText(std::string_view bytes) {
  const std::string_view text = bytes.substr(ByteOrderMark(bytes));
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Status::InvalidInput("is empty");
  }
  const std::string_view start = bytes.substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    return Status::InvalidInput("is UTF-16; convert it to UTF-8");
  }
  const size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    return Status::InvalidInput("is a binary file (NUL at byte " +
                                std::to_string(nul) + ")");
  }
  const size_t bad = FindInvalidUtf8(bytes);
  if (bad != std::string_view::npos) return IllFormed(bytes, bad);
  return Status();
}

}  // namespace zhimai
