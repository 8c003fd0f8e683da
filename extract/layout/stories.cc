#include "extract/layout/stories.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extract/layout/characters.h"

namespace zhimai {
namespace {

constexpr uint8_t kMaxMarkupLevel = 6;
// Lines above an opening dateline that may be its headline and kickers.
constexpr size_t kMaxTitleLines = 3;

bool IsText(const LayoutLine& line) {
  return !line.is_furniture() && !line.is_heading();
}

class StorySplitter {
 public:
  StorySplitter(const CleanText& text, std::vector<LayoutLine>* lines)
      : text_(text), lines_(*lines) {}

  std::vector<LineGroup> Split() {
    for (uint8_t level = 1; level <= kMaxMarkupLevel; ++level) {
      const LineGroup heads = StoryHeadings(level);
      if (!heads.empty()) return SplitAtHeadings(heads, level);
    }
    LineGroup starts = DatelineStarts();
    if (starts.size() < 2) starts.clear();
    return SplitAt(starts);
  }

 private:
  bool IsStoryHeading(const LayoutLine& line, uint8_t level) const {
    return line.is_heading() && line.markup_level == level &&
           line.form == OrdinalForm::kNone;
  }

  // The headings of this level when they head stories; else none.
  LineGroup StoryHeadings(uint8_t level) const {
    LineGroup heads;
    for (uint32_t i = 0; i < lines_.size(); ++i) {
      if (IsStoryHeading(lines_[i], level)) heads.push_back(i);
    }
    if (heads.size() < 2) return {};
    size_t datelines = 0;
    size_t with_text = 0;
    for (size_t n = 0; n < heads.size(); ++n) {
      const size_t end = n + 1 < heads.size() ? heads[n + 1] : lines_.size();
      datelines += HasDateline(heads[n] + 1, end) ? 1U : 0U;
      with_text += HasText(heads[n] + 1, end) ? 1U : 0U;
    }
    if (datelines >= 2 && datelines * 2 >= heads.size()) return heads;
    const bool top = level == 1 && with_text == heads.size() &&
                     !HasText(0, heads.front()) && !HasContinuation();
    if (!top) heads.clear();
    return heads;
  }

  bool HasText(size_t begin, size_t end) const {
    return std::any_of(lines_.begin() + static_cast<ptrdiff_t>(begin),
                       lines_.begin() + static_cast<ptrdiff_t>(end), IsText);
  }

  bool HasContinuation() const {
    return std::any_of(lines_.begin(), lines_.end(),
                       [](const LayoutLine& line) {
                         return line.role == LineRole::kContinuation;
                       });
  }

  // A section carries a dateline when its first text opens with one or its
  // last text ends with one.
  bool HasDateline(size_t begin, size_t end) const {
    const LayoutLine* last = nullptr;
    for (size_t i = begin; i < end; ++i) {
      if (!IsText(lines_[i])) continue;
      if (last == nullptr && lines_[i].opening_dateline > 0) return true;
      last = &lines_[i];
    }
    return last != nullptr && last->closing_dateline > 0;
  }

  std::vector<LineGroup> SplitAtHeadings(const LineGroup& heads,
                                         uint8_t level) {
    // Headings above the stories (of a part of the programme) and the
    // document's own are no text of any story.
    for (LayoutLine& line : lines_) {
      if (line.markup_level > 0 && line.markup_level < level) {
        line.role = LineRole::kFurniture;
      }
    }
    for (const uint32_t i : heads) {
      lines_[i].role = LineRole::kTitle;
      lines_[i].level = 1;
    }
    return SplitAt(heads);
  }

  // Lines where a story with an opening dateline begins.
  LineGroup DatelineStarts() const {
    LineGroup starts;
    for (uint32_t i = 0; i < lines_.size(); ++i) {
      if (!IsText(lines_[i]) || lines_[i].opening_dateline == 0) continue;
      uint32_t start = i;
      for (size_t n = 0; n < kMaxTitleLines && start > 0; ++n) {
        const LayoutLine& above = lines_[start - 1];
        const bool title = above.is_heading() ||
                           (IsText(above) && above.form == OrdinalForm::kNone &&
                            IsTitleLike(above.text.In(text_.text)));
        if (!title) break;
        --start;
      }
      if (start == i && !Finished(i)) continue;
      starts.push_back(start);
    }
    return starts;
  }

  // The line before `line`, if any, ends a sentence.
  bool Finished(uint32_t line) const {
    for (uint32_t i = line; i-- > 0;) {
      if (lines_[i].is_furniture()) continue;
      return IsIn(LastCodePoint(lines_[i].text.In(text_.text)),
                  U"。！？…”）)」』.!?\"");
    }
    return true;
  }

  // `starts` is ascending. Lines before the first are a story if they have
  // text.
  std::vector<LineGroup> SplitAt(const LineGroup& starts) const {
    std::vector<LineGroup> stories;
    LineGroup current;
    const auto finish = [&] {
      if (!current.empty()) stories.push_back(std::move(current));
      current = LineGroup();
    };
    size_t next = 0;
    for (uint32_t i = 0; i < lines_.size(); ++i) {
      if (next < starts.size() && starts[next] == i) {
        ++next;
        finish();
      }
      if (lines_[i].role != LineRole::kFurniture) current.push_back(i);
    }
    finish();
    return stories;
  }

  const CleanText& text_;
  std::vector<LayoutLine>& lines_;
};

}  // namespace

std::vector<LineGroup> SplitStories(const CleanText& text,
                                    std::vector<LayoutLine>* lines) {
  return StorySplitter(text, lines).Split();
}

}  // namespace zhimai
