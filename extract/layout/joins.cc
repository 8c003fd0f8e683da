#include "extract/layout/joins.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "extract/layout/characters.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// A line of fewer code points without prose punctuation may be a heading that
// nothing marks.
constexpr size_t kShortLine = 40;
// Lines that a program wrapped are at least this long (bytes).
constexpr size_t kWrappedLatin = 40;
// A pair is a word when it is this many times as frequent as chance has it;
// less is enough for pairs seen often, for which chance is unlikely.
constexpr uint64_t kWordLift = 8;
constexpr uint64_t kFrequentPair = 4;
constexpr uint64_t kFrequentPairLift = 3;

constexpr char32_t kBmp = 0x10000;

bool IsLatinEnd(char32_t c) {
  return c < 0x250 && c != 0 && c != U'“' && c != U'”';
}

// Some bracket or quote is still open at the end.
bool HasOpenMark(std::string_view text) {
  constexpr std::u32string_view kOpen = U"“‘《（「『【";
  constexpr std::u32string_view kClose = U"”’》）」』】";
  int depth[7] = {};
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (c < 0x2018) continue;
    const size_t open = kOpen.find(c);
    const size_t close = kClose.find(c);
    if (open != std::u32string_view::npos) ++depth[open];
    if (close != std::u32string_view::npos && depth[close] > 0) --depth[close];
  }
  return std::any_of(std::begin(depth), std::end(depth),
                     [](int n) { return n > 0; });
}

bool HasStop(std::string_view text) {
  return Contains(text, "。") || Contains(text, "！") || Contains(text, "？");
}

// Words after which nothing ends.
bool EndsInParticle(std::string_view text) {
  const char32_t last = LastCodePoint(text);
  return IsIn(last, U"，、的和与及或在是对将把被为从向以于并");
}

// Signs and particles that begin no sentence.
bool StartsInside(std::string_view text) {
  return IsIn(FirstCodePoint(text), U"，。、；：！？”’）》」』】的了着们");
}

Join JoinLatin(std::string_view left, std::string_view right,
               const LayoutLine& next) {
  const char32_t first = FirstCodePoint(right);
  const char32_t last = LastCodePoint(left);
  const bool small = first >= U'a' && first <= U'z';
  const bool stop = IsIn(last, U".!?:;");
  if (next.starts_paragraph) {
    return small && !stop ? Join::kWithBlank : Join::kNone;
  }
  // A short last line ends its paragraph.
  if (next.indented || (stop && left.size() < kWrappedLatin)) {
    return Join::kNone;
  }
  if (left.size() < kWrappedLatin && !small) return Join::kNone;
  return last == U'-' ? Join::kDirect : Join::kWithBlank;
}

bool IsProse(const LayoutLine& line) {
  return line.role == LineRole::kBody || line.role == LineRole::kListItem ||
         line.role == LineRole::kQuotation;
}

bool CanJoin(const LayoutLine& previous, const LayoutLine& next) {
  const bool next_plain =
      next.role == LineRole::kBody || (next.role == LineRole::kQuotation &&
                                       previous.role == LineRole::kQuotation);
  return IsProse(previous) && next_plain && next.form == OrdinalForm::kNone &&
         next.opening_dateline == 0 && previous.closing_dateline == 0 &&
         next.closing_dateline < next.text.size();
}

}  // namespace

PairCounts::PairCounts(const CleanText& text,
                       const std::vector<LayoutLine>& lines) {
  std::vector<bool> ends(kBmp, false);
  bool any = false;
  for (const LayoutLine& line : lines) {
    const std::string_view content = line.text.In(text.text);
    if (!IsProse(line) || IsClosed(content)) continue;
    const char32_t last = LastCodePoint(content);
    if (!IsHan(last) || last >= kBmp) continue;
    ends[last] = true;
    any = true;
  }
  if (!any) return;
  singles_.assign(kBmp, 0);
  for (const LayoutLine& line : lines) {
    const std::string_view content = line.text.In(text.text);
    char32_t last = 0;
    for (size_t pos = 0; pos < content.size();) {
      const char32_t c = DecodeUtf8(content, &pos);
      const bool han = IsHan(c) && c < kBmp;
      if (han) {
        ++singles_[c];
        ++total_;
        if (last != 0 && ends[last]) ++pairs_[PairKey(last, c)];
      }
      last = han ? c : 0;
    }
  }
}

bool PairCounts::MakeWord(char32_t first, char32_t second) const {
  const auto pair = pairs_.find(PairKey(first, second));
  if (pair == pairs_.end()) return false;
  const uint64_t chance = uint64_t{singles_[first]} * singles_[second];
  const uint64_t lift =
      pair->second >= kFrequentPair ? kFrequentPairLift : kWordLift;
  return pair->second * total_ >= lift * chance;
}

bool IsClosed(std::string_view text) {
  return EndsWith(text, "——") ||
         IsIn(LastCodePoint(text), U"。！？…：；”’）》」』】!?:;.\")");
}

Join JoinOf(const CleanText& text, const PairCounts& pairs,
            const LayoutLine& previous, const LayoutLine& next, bool across) {
  if (!CanJoin(previous, next)) return Join::kNone;
  const std::string_view left = previous.text.In(text.text);
  const std::string_view right = next.text.In(text.text);
  if (left.empty() || right.empty()) return Join::kNone;
  const char32_t last = LastCodePoint(left);
  const char32_t first = FirstCodePoint(right);
  if (IsLatinEnd(last) && IsLatinEnd(first) &&
      previous.script == Script::kLatin) {
    return across ? Join::kNone : JoinLatin(left, right, next);
  }
  const Join join = IsAsciiLetter(static_cast<char>(last & 0x7F)) &&
                            last < 0x80 && first < 0x80
                        ? Join::kWithBlank
                        : Join::kDirect;
  if (IsClosed(left) && !StartsInside(right)) return Join::kNone;
  if (StartsInside(right) && !IsClosed(left)) return join;
  if (IsClosed(left)) return Join::kNone;
  const bool word = pairs.MakeWord(last, first);
  if (across) return word ? join : Join::kNone;
  if (EndsInParticle(left) || HasOpenMark(left) || HasStop(left)) return join;
  const size_t length = CountCodePoints(left);
  if (length > kShortLine && (Contains(left, "，") || !next.starts_paragraph)) {
    return join;
  }
  return word && IsClosed(right) ? join : Join::kNone;
}

}  // namespace zhimai
