#include "graph/ingest/valid_time.h"

#include "graph/ingest/rdf.h"

namespace zhimai {

bool DaysOf(std::string_view date, std::string* first, std::string* last) {
  DateReading reading = ReadDate(date);
  if (reading.earliest.empty() || reading.latest.empty()) return false;
  *first = std::move(reading.earliest);
  *last = std::move(reading.latest);
  return true;
}

// ISO days of four-digit years are in the order of their text.
bool HoldsAt(const StatementRecord& statement, std::string_view date) {
  std::string begin;
  std::string end;
  if (!DaysOf(date, &begin, &end)) return true;
  bool interval = false;
  bool any_point = false;
  bool at_point = false;
  for (const QualifierRecord& qualifier : statement.qualifiers) {
    std::string first;
    std::string last;
    if (!DaysOf(qualifier.value.literal.value, &first, &last)) continue;
    if (qualifier.key == "since") {
      interval = true;
      if (first > end) return false;
    } else if (qualifier.key == "until") {
      interval = true;
      if (last < begin) return false;
    } else if (qualifier.key == "point_in_time") {
      any_point = true;
      at_point = at_point || (first <= end && last >= begin);
    }
  }
  return interval || !any_point || at_point;
}

}  // namespace zhimai
