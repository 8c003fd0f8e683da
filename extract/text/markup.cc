#include "extract/text/markup.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "extract/text/markdown_inline.h"
#include "extract/text/markup_writer.h"

namespace zhimai {
namespace {

constexpr size_t kFrontMatterLines = 100;

struct BlockPrefix {
  LineKind kind = LineKind::kPlain;
  int level = 0;
  int32_t ordinal = 0;
  uint32_t length = 0;  // bytes that are markup
};

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && (IsBlank(text.back()) || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

uint32_t CountBlanks(std::string_view line) {
  uint32_t n = 0;
  while (n < line.size() && IsBlank(line[n])) ++n;
  return n;
}

// "## Title" and, as many write Chinese, "##标题"; not "#1" or "#tag".
bool ReadHeadingPrefix(std::string_view line, BlockPrefix* prefix) {
  uint32_t signs = 0;
  while (signs < line.size() && line[signs] == '#') ++signs;
  if (signs == 0 || signs > 6) return false;
  const char next = signs < line.size() ? line[signs] : ' ';
  if (!IsBlank(next) && static_cast<unsigned char>(next) < 0x80) return false;
  *prefix = {LineKind::kHeading, static_cast<int>(signs), 0, signs};
  return true;
}

bool ReadListPrefix(std::string_view line, BlockPrefix* prefix) {
  constexpr std::string_view kBullets[] = {"-", "*", "+", "•", "●", "▪", "◆"};
  for (const std::string_view bullet : kBullets) {
    if (line.substr(0, bullet.size()) == bullet &&
        line.size() > bullet.size() && IsBlank(line[bullet.size()])) {
      *prefix = {LineKind::kListItem, 0, 0,
                 static_cast<uint32_t>(bullet.size() + 1)};
      return true;
    }
  }
  uint32_t digits = 0;
  int32_t value = 0;
  while (digits < line.size() && digits < 4 && IsDigit(line[digits])) {
    value = value * 10 + (line[digits++] - '0');
  }
  if (digits == 0 || digits + 1 >= line.size()) return false;
  const bool sign = line[digits] == '.' || line[digits] == ')';
  if (!sign || !IsBlank(line[digits + 1])) return false;
  *prefix = {LineKind::kListItem, 0, value, digits + 2};
  return true;
}

bool ConsistsOf(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

// "---", "* * *": three or more of one sign.
bool IsThematicBreak(std::string_view line) {
  if (line.empty()) return false;
  const char sign = line.front();
  if (sign != '-' && sign != '*' && sign != '_') return false;
  const char allowed[] = {sign, ' '};
  return ConsistsOf(line, std::string_view(allowed, 2)) &&
         std::count(line.begin(), line.end(), sign) >= 3;
}

bool IsTableRule(std::string_view line) {
  return line.find('|') != std::string_view::npos &&
         line.find('-') != std::string_view::npos && ConsistsOf(line, "|-: ");
}

bool IsLinkDefinition(std::string_view line) {
  if (line.size() < 4 || line.front() != '[') return false;
  const size_t close = line.find(']');
  return close != std::string_view::npos && line.substr(close, 2) == "]:";
}

// Reads text and markdown line by line.
class LineReader {
 public:
  LineReader(std::string_view raw, bool markdown, CleanText* out)
      : raw_(raw), markdown_(markdown), out_(out), writer_(raw, out) {}

  Status Read(uint32_t begin) {
    pos_ = begin;
    if (markdown_) SkipFrontMatter();
    while (pos_ < raw_.size()) {
      ReadLine(NextLine());
      if (out_->lines.size() > kMaxLines) {
        return Status::InvalidInput("has more than " +
                                    std::to_string(kMaxLines) + " lines");
      }
    }
    writer_.EndParagraph();
    return Status();
  }

 private:
  // The line at pos_ without its end; pos_ moves behind it. Ends are \n, \r\n
  // and a lone \r.
  Span NextLine() {
    const uint32_t begin = pos_;
    const size_t feed = raw_.find('\n', begin);
    const auto end = static_cast<uint32_t>(std::min(feed, raw_.size()));
    const void* cr = std::memchr(raw_.data() + begin, '\r', end - begin);
    pos_ = feed == std::string_view::npos ? end : end + 1;
    if (cr == nullptr) return {begin, end};
    const auto stop =
        static_cast<uint32_t>(static_cast<const char*>(cr) - raw_.data());
    if (stop + 1 != end) pos_ = stop + 1;
    return {begin, stop};
  }

  void SkipFrontMatter() {
    const uint32_t start = pos_;
    if (Trim(NextLine().In(raw_)) != "---") {
      pos_ = start;
      return;
    }
    for (size_t n = 0; n < kFrontMatterLines && pos_ < raw_.size(); ++n) {
      const std::string_view line = Trim(NextLine().In(raw_));
      if (line == "---") return;
      NoteFrontMatter(line);
    }
    out_->title.clear();
    out_->date.clear();
    pos_ = start;
  }

  void NoteFrontMatter(std::string_view line) {
    const auto value_of = [&](std::string_view key) {
      if (line.substr(0, key.size()) != key) return std::string_view();
      std::string_view value = Trim(line.substr(key.size()));
      if (value.size() >= 2 && value.front() == value.back() &&
          (value.front() == '"' || value.front() == '\'')) {
        value = value.substr(1, value.size() - 2);
      }
      return value;
    };
    if (out_->title.empty()) out_->title = value_of("title:");
    if (out_->date.empty()) out_->date = value_of("date:");
  }

  void ReadLine(Span line) {
    const std::string_view text = Trim(line.In(raw_));
    if (markdown_ && SkipsAsCode(text)) return;
    if (text.empty()) {
      writer_.EndParagraph();
      after_text_ = false;
      return;
    }
    if (SetextHeading(text)) return;
    if (IsThematicBreak(text)) {
      AddBreak();
      return;
    }
    if (markdown_ && (IsTableRule(text) || IsLinkDefinition(text))) return;
    after_text_ = AddTextLine(line);
  }

  bool SkipsAsCode(std::string_view text) {
    const std::string_view fence = text.substr(0, 3);
    if (fence_.empty()) {
      if (fence != "```" && fence != "~~~") return false;
      fence_ = fence;
      writer_.EndParagraph();
      return true;
    }
    if (fence == fence_) fence_ = {};
    return true;
  }

  // A line of === or --- makes the line above a heading.
  bool SetextHeading(std::string_view text) {
    if (!markdown_ || !after_text_ || out_->lines.empty()) return false;
    const bool first = text.size() >= 3 && ConsistsOf(text, "=");
    const bool second = text.size() >= 3 && ConsistsOf(text, "-");
    TextLine& above = out_->lines.back();
    if ((!first && !second) || above.kind != LineKind::kPlain) return false;
    above.kind = LineKind::kHeading;
    above.level = first ? 1 : 2;
    writer_.EndParagraph();
    after_text_ = false;
    return true;
  }

  void AddBreak() {
    writer_.EndParagraph();
    const auto at = static_cast<uint32_t>(out_->text.size());
    TextLine line;
    line.span = {at, at};
    line.kind = LineKind::kBreak;
    out_->lines.push_back(line);
    after_text_ = false;
  }

  BlockPrefix ReadPrefix(std::string_view line) const {
    BlockPrefix prefix;
    uint32_t skipped = CountBlanks(line);
    bool quotation = false;
    while (markdown_ && skipped < line.size() && line[skipped] == '>') {
      quotation = true;
      ++skipped;
      skipped += CountBlanks(line.substr(skipped));
    }
    const std::string_view rest = line.substr(skipped);
    if (ReadHeadingPrefix(rest, &prefix) || ReadListPrefix(rest, &prefix)) {
      prefix.length += skipped;
    } else if (quotation) {
      prefix.length = skipped;
    }
    if (quotation) prefix.kind = LineKind::kQuotation;
    return prefix;
  }

  // True when the line can be underlined into a heading.
  bool AddTextLine(Span line) {
    const BlockPrefix prefix = ReadPrefix(line.In(raw_));
    if (prefix.kind == LineKind::kHeading) {
      writer_.EndParagraph();
      const std::string_view text = line.In(raw_);
      while (line.end > line.begin + prefix.length &&
             (text[line.end - line.begin - 1] == '#' ||
              IsBlank(text[line.end - line.begin - 1]))) {
        --line.end;
      }
    }
    if (prefix.kind != LineKind::kPlain) {
      writer_.BeginLine(prefix.kind, prefix.level, prefix.ordinal);
    }
    const Span content = {line.begin + prefix.length, line.end};
    if (markdown_) {
      AddMarkdown(content);
    } else {
      writer_.AddPlain(content);
      writer_.EndLine();
    }
    if (prefix.kind == LineKind::kHeading) writer_.EndParagraph();
    return prefix.kind == LineKind::kPlain;
  }

  void AddMarkdown(Span content) {
    std::vector<InlineMark> marks = FindInlineMarks(raw_, content);
    const std::string_view text = Trim(content.In(raw_));
    if (!text.empty() && text.front() == '|') AddCellMarks(content, &marks);
    const uint32_t end = writer_.AddMarkup(content, marks);
    writer_.EndLine();
    pos_ = std::max(pos_, end);
  }

  // The bars of a table row are no text.
  void AddCellMarks(Span row, std::vector<InlineMark>* marks) const {
    for (uint32_t i = row.begin; i < row.end; ++i) {
      if (raw_[i] == '|') marks->push_back({{i, i + 1}, 0, 0, true});
    }
    std::sort(marks->begin(), marks->end(),
              [](const InlineMark& a, const InlineMark& b) {
                return a.span < b.span;
              });
  }

  std::string_view raw_;
  bool markdown_;
  CleanText* out_;
  MarkupWriter writer_;
  uint32_t pos_ = 0;
  std::string_view fence_;  // of the code block that is open
  bool after_text_ = false;
};

}  // namespace

Result<CleanText> CleanMarkup(std::string_view raw, SourceFormat format) {
  CleanText out;
  out.text.reserve(raw.size());
  const auto begin = static_cast<uint32_t>(ByteOrderMark(raw));
  if (format != SourceFormat::kHtml) {
    LineReader reader(raw, format == SourceFormat::kMarkdown, &out);
    ZM_TRY(reader.Read(begin));
    return out;
  }
  MarkupWriter writer(raw, &out);
  writer.AddMarkup({begin, static_cast<uint32_t>(raw.size())}, {});
  writer.EndParagraph();
  if (out.lines.size() > kMaxLines) {
    return Status::InvalidInput("has more than " + std::to_string(kMaxLines) +
                                " lines");
  }
  return out;
}

}  // namespace zhimai
