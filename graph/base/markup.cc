#include "graph/base/markup.h"

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

void AppendXml(std::string_view text, bool attribute, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = DecodeUtf8(text, &at);
    switch (c) {
      case '<':
        *out += "&lt;";
        break;
      case '>':
        *out += "&gt;";
        break;
      case '&':
        *out += "&amp;";
        break;
      case '"':
        *out += "&quot;";
        break;
      case '\r':  // a reader would make it a line feed
        *out += "&#xD;";
        break;
      case '\n':  // and these, in an attribute, a space
        *out += attribute ? "&#xA;" : "\n";
        break;
      case '\t':
        *out += attribute ? "&#x9;" : "\t";
        break;
      default:
        AppendUtf8(IsXmlChar(c) ? c : U'\uFFFD', out);
    }
  }
}

}  // namespace

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *out += '"';
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) {
      AppendUtf8(DecodeUtf8(text, &at), out);
      continue;
    }
    ++at;
    if (byte == '"' || byte == '\\') {
      *out += '\\';
      *out += static_cast<char>(byte);
    } else if (byte == '\n') {
      *out += "\\n";
    } else if (byte == '\t') {
      *out += "\\t";
    } else if (byte == '\r') {
      *out += "\\r";
    } else if (byte < 0x20 || byte == 0x7F) {
      *out += "\\u00";
      *out += kHex[byte >> 4];
      *out += kHex[byte & 15];
    } else {
      *out += static_cast<char>(byte);
    }
  }
  *out += '"';
}

void AppendXmlText(std::string_view text, std::string* out) {
  AppendXml(text, /*attribute=*/false, out);
}

void AppendXmlAttribute(std::string_view name, std::string_view value,
                        std::string* out) {
  *out += ' ';
  *out += name;
  *out += "=\"";
  AppendXml(value, /*attribute=*/true, out);
  *out += '"';
}

}  // namespace zhimai
