// Text inside JSON and XML.
#pragma once

#include <string>
#include <string_view>

namespace zhimai {

// A JSON string (RFC 8259) with its quotes. Ill-formed UTF-8 becomes U+FFFD.
void AppendJsonString(std::string_view text, std::string* out);

// What XML 1.0 can hold as a character at all.
constexpr bool IsXmlChar(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

// For text and for attributes in double quotes; reads back as it was, but that
// what no XML document may hold, and ill-formed UTF-8, becomes U+FFFD.
void AppendXmlText(std::string_view text, std::string* out);
void AppendXmlAttribute(std::string_view name, std::string_view value,
                        std::string* out);

}  // namespace zhimai
