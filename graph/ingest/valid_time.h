// When a statement holds, by its qualifiers.
#pragma once

#include <string>
#include <string_view>

#include "graph/model/records.h"

namespace zhimai {

// Whether the statement holds at some time of `date` (ISO 8601: a year, a
// month, a day, "first/last"): between since and until, where there is one of
// them; else at point_in_time; always when no date is there that can be read.
bool HoldsAt(const StatementRecord& statement, std::string_view date);

// Days "2025-09-01" that a date begins and ends with; false for what is none.
bool DaysOf(std::string_view date, std::string* first, std::string* last);

}  // namespace zhimai
