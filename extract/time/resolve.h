// What day a date expression means, counted from an anchor.
#pragma once

#include <optional>

#include "extract/time/calendar.h"
#include "extract/time/date_parts.h"

namespace zhimai {

struct ResolveContext {
  std::optional<PartialDate> anchor;  // a whole date
  // The date before this one in the same sentence.
  std::optional<PartialDate> previous;
  // A cue of the future governs the expression.
  bool future = false;
};

// Nothing where the text does not say and the anchor cannot tell. A month or
// day without a year is the most recent one that is not after the anchor (the
// next one with `future`), but takes the year of an earlier explicit date of
// the same sentence.
std::optional<PartialDate> ResolveDate(const DateParts& parts,
                                       const ResolveContext& context);

// `end` of an interval takes from `begin` what it does not print.
std::optional<PartialDate> ResolveRangeEnd(const DateParts& end,
                                           const PartialDate& begin);

}  // namespace zhimai
