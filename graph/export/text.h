// Text as each output format wants it. All take any bytes: ill-formed UTF-8
// becomes U+FFFD, and control characters go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhimai {

// Lines of at most `columns` terminal columns (wide characters count 2), cut
// between CJK characters or at spaces, inside a word only when it alone is too
// long. At most `max_lines`; what is cut away becomes "…". At least one line.
// REQUIRES: columns >= 4, max_lines >= 1.
std::vector<std::string> WrapText(std::string_view text, int columns,
                                  size_t max_lines);

// The inside of a quoted string of DOT, for labels too (where '\' and '&'
// mean something).
std::string EscapeDot(std::string_view text);

// Text or attribute of XML and of Graphviz's HTML-like labels.
std::string EscapeXml(std::string_view text);

// The inside of a JSON string.
std::string EscapeJson(std::string_view text);
void AppendEscapedJson(std::string_view text, std::string* out);

// A field of RFC 4180, quoted where needed.
std::string CsvField(std::string_view text);

}  // namespace zhimai
