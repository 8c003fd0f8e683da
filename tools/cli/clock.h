// The time, for what keeps it.
#pragma once

#include <string>

namespace zhimai {

// "2026-11-24T15:00:00Z": now, or $SOURCE_DATE_EPOCH, so that a build can be
// repeated byte for byte.
std::string UtcTime();

}  // namespace zhimai
