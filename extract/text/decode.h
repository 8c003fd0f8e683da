// What a file is: its format by name, and whether its bytes are text at all.
#pragma once

#include <string_view>

#include "graph/base/result.h"

namespace zhimai {

enum class SourceFormat { kText, kMarkdown, kHtml };

// By extension, ASCII case ignored: .txt .md .markdown .html .htm; "-"
// (standard input) is kText. kUnsupported otherwise, naming what is read.
Result<SourceFormat> FormatOfPath(std::string_view path);

// "txt", "md", "html".
std::string_view FormatName(SourceFormat format);

// Bytes of a UTF-8 byte order mark at the start: 0 or 3.
size_t ByteOrderMark(std::string_view bytes);

// Ok for UTF-8 text with something in it. Otherwise kInvalidInput that says
// why not: empty, binary (NUL bytes), UTF-16, or ill-formed UTF-8 with the
// offset, line and column of the first bad byte. A constant number of passes.
Status CheckText(std::string_view bytes);

}  // namespace zhimai
