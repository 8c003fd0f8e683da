// What day a date expression means: counted from an anchor, and from the dates
// told before it.
#pragma once

#include <optional>
#include <string>

#include "extract/time/calendar.h"
#include "extract/time/date_parts.h"

namespace zhimai {

// A stretch of time, ends included; first == last for a plain date of any
// precision.
struct DateInterval {
  CivilDate first;
  CivilDate last;
  bool operator==(const DateInterval&) const = default;
};

// "2025-07", "2021/2025".
std::string FormatIso(const DateInterval& interval);

// Follows one article from its beginning. One thread at a time.
class DateResolver {
 public:
  // What the anchor does not say cannot be resolved.
  explicit DateResolver(std::optional<CivilDate> anchor) : anchor_(anchor) {}

  void BeginBlock();
  void BeginSentence();

  // Nothing where neither text nor anchor can tell. A month or day without a
  // year:
  //  - takes the year that the same sentence, or else the same block, printed
  //    or called 今年, unless it would lie after the anchor (in another
  //    sentence: unless it is also within days of the anchor);
  //  - else is the most recent one not after the anchor;
  //  - with `future` (a planned cue governs it) the next one from the anchor,
  //    or one that is just past: a notice printed late;
  //  - without an anchor takes the year printed last in the article.
  std::optional<DateInterval> Resolve(const DateMatch& match, bool future);

  // Makes a date that was resolved the one that 同年, 次日 and 几天后 count
  // from.
  void Remember(const DateMatch& match, const DateInterval& interval);

 private:
  std::optional<CivilDate> ResolvePoint(const DateParts& parts, bool future);
  std::optional<DateInterval> ResolveSide(const DateParts& parts, bool future);
  std::optional<int> YearOf(const DatePart& part) const;
  std::optional<int> YearOfMonths(const DateParts& parts, bool future) const;
  std::optional<CivilDate> WithMonth(const DateParts& parts, bool future) const;
  std::optional<CivilDate> YearlessDate(const DateParts& parts,
                                        bool future) const;
  std::optional<CivilDate> DayAlone(int day, bool future) const;
  std::optional<CivilDate> OfWeek(const DateParts& parts, bool future) const;
  std::optional<CivilDate> Shifted(const DateShift& shift) const;

  std::optional<CivilDate> anchor_;
  std::optional<CivilDate> narrated_;        // in the article
  std::optional<CivilDate> block_narrated_;  // in the block
  std::optional<int> sentence_year_;
  std::optional<int> block_year_;
  std::optional<int> article_year_;
};

}  // namespace zhimai
