#include "graph/export/text.h"

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr std::string_view kEllipsis = "…";
// Also what DecodeUtf8() makes of ill-formed bytes.
constexpr char32_t kReplacement = 0xFFFD;

bool IsControl(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

// Calls `append(code point)` for what may be shown; white space of any kind
// comes as a space.
template <typename Append>
void ForEachPrintable(std::string_view text, Append append) {
  size_t pos = 0;
  while (pos < text.size()) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (c == '\n' || c == '\t' || c == '\r') {
      append(U' ');
    } else if (!IsControl(c)) {
      append(c);
    }
  }
}

struct Glyph {
  std::string text;
  int width = 0;
  bool space = false;
  bool breakable_after = false;
};

std::vector<Glyph> ToGlyphs(std::string_view text) {
  std::vector<Glyph> glyphs;
  ForEachPrintable(text, [&](char32_t c) {
    Glyph glyph;
    AppendUtf8(c, &glyph.text);
    glyph.width = DisplayWidth(glyph.text);
    glyph.space = c == U' ' || c == 0x3000;
    glyph.breakable_after = glyph.space || glyph.width == 2;
    // A combining mark belongs to what stands before it.
    if (glyph.width == 0 && !glyphs.empty()) {
      glyphs.back().text += glyph.text;
    } else {
      glyphs.push_back(std::move(glyph));
    }
  });
  return glyphs;
}

// Number of glyphs from `begin` on that the next line takes.
size_t LineLength(const std::vector<Glyph>& glyphs, size_t begin, int columns) {
  int width = 0;
  size_t end = begin;
  size_t last_break = begin;
  while (end < glyphs.size() && width + glyphs[end].width <= columns) {
    // Before a wide character, too, a line may end.
    if (end > begin && glyphs[end].width == 2) last_break = end;
    width += glyphs[end].width;
    ++end;
    if (glyphs[end - 1].breakable_after) last_break = end;
  }
  if (end == glyphs.size() || glyphs[end].space || glyphs[end].width == 2) {
    return end - begin;
  }
  if (last_break > begin) return last_break - begin;
  return end > begin ? end - begin : 1;
}

// Cuts until the ellipsis fits.
void Abbreviate(std::string* line, int columns) {
  while (DisplayWidth(*line) + DisplayWidth(kEllipsis) > columns &&
         !line->empty()) {
    size_t cut = line->size() - 1;
    while (cut > 0 && !IsUtf8Lead((*line)[cut])) --cut;
    line->resize(cut);
  }
  *line += kEllipsis;
}

}  // namespace

std::vector<std::string> WrapText(std::string_view text, int columns,
                                  size_t max_lines) {
  const std::vector<Glyph> glyphs = ToGlyphs(text);
  std::vector<std::string> lines;
  size_t pos = 0;
  while (true) {
    while (pos < glyphs.size() && glyphs[pos].space) ++pos;
    if (pos == glyphs.size()) break;
    if (lines.size() == max_lines) {
      Abbreviate(&lines.back(), columns);
      break;
    }
    const size_t length = LineLength(glyphs, pos, columns);
    std::string& line = lines.emplace_back();
    for (size_t i = pos; i < pos + length; ++i) line += glyphs[i].text;
    while (!line.empty() && line.back() == ' ') line.pop_back();
    pos += length;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string EscapeDot(std::string_view text) {
  std::string out;
  ForEachPrintable(text, [&](char32_t c) {
    if (c == U'"' || c == U'\\') {
      out += '\\';
      AppendUtf8(c, &out);
    } else if (c == U'&') {
      out += "&amp;";
    } else {
      AppendUtf8(c, &out);
    }
  });
  return out;
}

std::string EscapeXml(std::string_view text) {
  std::string out;
  ForEachPrintable(text, [&](char32_t c) {
    switch (c) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      default:
        AppendUtf8(c, &out);
    }
  });
  return out;
}

std::string EscapeJson(std::string_view text) {
  std::string out;
  AppendEscapedJson(text, &out);
  return out;
}

void AppendEscapedJson(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  size_t copied = 0;
  size_t pos = 0;
  while (pos < text.size()) {
    const size_t begin = pos;
    const char byte = text[pos];
    if (byte >= 0x20 && byte != '"' && byte != '\\') {
      ++pos;
      continue;
    }
    const char32_t c = DecodeUtf8(text, &pos);
    const bool special = c == U'"' || c == U'\\' || c < 0x20;
    if (!special && c != kReplacement) continue;
    out->append(text, copied, begin - copied);
    copied = pos;
    if (c == kReplacement) {
      AppendUtf8(c, out);
    } else if (c < 0x20) {
      *out += "\\u00";
      *out += kHex[c >> 4];
      *out += kHex[c & 15];
    } else {
      *out += '\\';
      AppendUtf8(c, out);
    }
  }
  out->append(text, copied);
}

std::string CsvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace zhimai
