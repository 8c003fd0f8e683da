#include "extract/layout/stories.h"

#include "extract/layout/source_date.h"

namespace zhimai {
namespace {

constexpr int kLeastStories = 3;

bool IsStoryHeading(const LayoutLine& line, int md_level) {
  return line.marked_heading && line.md_level == md_level && line.ordinal == 0;
}

// The markup level with the most unnumbered headings, below the title's.
int StoryLevel(const std::vector<LayoutLine>& lines) {
  int counts[8] = {};
  for (const LayoutLine& line : lines) {
    if (line.marked_heading && line.ordinal == 0 && line.md_level < 8) {
      ++counts[line.md_level];
    }
  }
  int best = 0;
  for (int level = 1; level < 8; ++level) {
    if (counts[level] >= kLeastStories && counts[level] > counts[best]) {
      best = level;
    }
  }
  return best;
}

bool IsDigest(const CleanText& text, const std::vector<LayoutLine>& lines,
              int level) {
  int stories = 0;
  int leads = 0;
  bool dated_title = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const LayoutLine& line = lines[i];
    if (line.marked_heading && line.md_level < level) {
      dated_title |= !FindFullDate(line.span.In(text.text)).empty();
    }
    if (!IsStoryHeading(line, level)) continue;
    ++stories;
    if (i + 1 < lines.size() &&
        ParseDateline(lines[i + 1].span.In(text.text)).length > 0) {
      ++leads;
    }
  }
  return dated_title || 2 * leads >= stories;
}

}  // namespace

int AssignStories(const CleanText& text, std::vector<LayoutLine>* lines) {
  const int level = StoryLevel(*lines);
  if (level == 0 || !IsDigest(text, *lines, level)) {
    for (LayoutLine& line : *lines) {
      line.article = line.kind == BlockKind::kFurniture ? -1 : 0;
    }
    return lines->empty() ? 0 : 1;
  }
  int story = -1;
  int count = 0;
  for (LayoutLine& line : *lines) {
    if (line.marked_heading && line.md_level < level) {
      // A section of the digest; what follows up to a story is contents.
      story = -1;
    } else if (IsStoryHeading(line, level)) {
      story = count++;
      line.kind = BlockKind::kTitle;
      line.level = 1;
    }
    if (story < 0) line.kind = BlockKind::kFurniture;
    line.article = line.kind == BlockKind::kFurniture ? -1 : story;
  }
  return count;
}

}  // namespace zhimai
