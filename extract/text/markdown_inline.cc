#include "extract/text/markdown_inline.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace zhimai {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint32_t kLongestRun = 3;

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool IsWordByte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') ||
         (u >= 'a' && u <= 'z') || u >= 0x80;
}

bool IsAsciiPunctuation(char c) {
  return c > ' ' && c < 0x7F && !IsWordByte(c);
}

// One pass over a line. Runs of the same sign and length pair up first to
// last, which is what people write; CommonMark's full rules differ on input
// that nobody means.
class InlineScanner {
 public:
  InlineScanner(std::string_view raw, Span line) : raw_(raw), line_(line) {
    for (auto& lengths : open_) lengths.fill(kNone);
  }

  std::vector<InlineMark> Scan() {
    for (pos_ = line_.begin; pos_ < line_.end;) Step();
    std::sort(marks_.begin(), marks_.end(),
              [](const InlineMark& a, const InlineMark& b) {
                return a.span < b.span;
              });
    DropNested();
    return std::move(marks_);
  }

 private:
  void Add(Span span, int8_t link) { marks_.push_back({span, 0, link, false}); }

  void Step() {
    switch (raw_[pos_]) {
      case '\\':
        if (pos_ + 1 < line_.end && IsAsciiPunctuation(raw_[pos_ + 1])) {
          Add({pos_, pos_ + 1}, 0);
          ++pos_;
        }
        ++pos_;
        break;
      case '*':
        Run(0);
        break;
      case '_':
        Run(1);
        break;
      case '~':
        Run(2);
        break;
      case '`':
        Run(3);
        break;
      case '[':
        brackets_.push_back(pos_++);
        break;
      case ']':
        CloseBracket();
        break;
      case '<':
        SkipTag();
        break;
      default:
        ++pos_;
    }
  }

  char At(uint32_t pos) const {
    return pos >= line_.begin && pos < line_.end ? raw_[pos] : ' ';
  }

  void Run(size_t sign) {
    const uint32_t begin = pos_;
    while (pos_ < line_.end && raw_[pos_] == raw_[begin]) ++pos_;
    const uint32_t length = pos_ - begin;
    if (length > kLongestRun || (sign == 2 && length != 2)) return;
    uint32_t& open = open_[sign][length - 1];
    const char before = begin > line_.begin ? raw_[begin - 1] : ' ';
    const char after = At(pos_);
    // snake_case is a word, not emphasis.
    const bool inner = sign == 1 && IsWordByte(before) && IsWordByte(after);
    if (inner) return;
    if (open != kNone && !IsBlank(before)) {
      const auto bold = static_cast<int8_t>(sign < 2 && length >= 2 ? 1 : 0);
      marks_.push_back({{open, open + length}, bold, 0, false});
      marks_.push_back({{begin, pos_}, static_cast<int8_t>(-bold), 0, false});
      open = kNone;
    } else if (!IsBlank(after)) {
      open = begin;
    }
  }

  // The next ')' at or after pos; kNone when the line has none.
  uint32_t NextParenthesis(uint32_t pos) {
    if (parenthesis_ != kNone && parenthesis_ < pos) {
      const void* found = std::memchr(raw_.data() + pos, ')', line_.end - pos);
      parenthesis_ = found == nullptr
                         ? kNone
                         : static_cast<uint32_t>(
                               static_cast<const char*>(found) - raw_.data());
    }
    return parenthesis_;
  }

  // Behind "(…)" or "[…]" that follows a closed bracket; 0 when none does.
  uint32_t EndOfTarget(uint32_t pos) {
    if (At(pos) != '(') return 0;
    const uint32_t close = NextParenthesis(pos);
    return close == kNone ? 0 : close + 1;
  }

  void CloseBracket() {
    const uint32_t close = pos_++;
    if (brackets_.empty()) return;
    const uint32_t open = brackets_.back();
    brackets_.pop_back();
    const uint32_t target = EndOfTarget(close + 1);
    const bool image = open > line_.begin && raw_[open - 1] == '!';
    if (target == 0) {
      if (At(open + 1) == '^') Add({open, close + 1}, 0);
      return;
    }
    pos_ = target;
    if (image) {
      Add({open - 1, target}, 0);
    } else {
      Add({open, open + 1}, 1);
      Add({close, target}, -1);
    }
  }

  // Attributes may hold signs that are no markup.
  void SkipTag() {
    const char next = At(pos_ + 1);
    const bool tag = next == '/' || IsWordByte(next);
    ++pos_;
    if (!tag) return;
    if (tag_end_ != kNone && tag_end_ < pos_) {
      const void* found =
          std::memchr(raw_.data() + pos_, '>', line_.end - pos_);
      tag_end_ = found == nullptr
                     ? kNone
                     : static_cast<uint32_t>(static_cast<const char*>(found) -
                                             raw_.data());
    }
    if (tag_end_ != kNone) pos_ = tag_end_ + 1;
  }

  // A mark inside an image's mark would be read twice.
  void DropNested() {
    uint32_t end = 0;
    size_t kept = 0;
    for (const InlineMark& mark : marks_) {
      if (mark.span.begin < end) continue;
      end = mark.span.end;
      marks_[kept++] = mark;
    }
    marks_.resize(kept);
  }

  std::string_view raw_;
  Span line_;
  uint32_t pos_ = 0;
  std::vector<InlineMark> marks_;
  std::vector<uint32_t> brackets_;
  std::array<std::array<uint32_t, kLongestRun>, 4> open_;
  uint32_t parenthesis_ = 0;
  uint32_t tag_end_ = 0;
};

}  // namespace

std::vector<InlineMark> FindInlineMarks(std::string_view raw, Span line) {
  constexpr std::string_view kSigns = "\\*_~`[";
  const std::string_view text = line.In(raw);
  if (std::none_of(text.begin(), text.end(), [&](char c) {
        return c > 0 && kSigns.find(c) != std::string_view::npos;
      })) {
    return {};
  }
  return InlineScanner(raw, line).Scan();
}

}  // namespace zhimai
