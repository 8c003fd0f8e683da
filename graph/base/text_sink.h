// Where a writer puts its text.
#pragma once

#include <functional>
#include <string_view>

#include "graph/base/status.h"

namespace zhimai {

// Receives text in pieces; an error stops the writer and is returned by it.
using TextSink = std::function<Status(std::string_view)>;

}  // namespace zhimai
