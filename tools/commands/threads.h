// --threads.
#pragma once

#include <cstddef>

#include "graph/base/result.h"
#include "tools/cli/command.h"

namespace zhimai {

// The number given, else the number of cores that the process may use.
Result<size_t> ThreadCount(const Flags& flags);

}  // namespace zhimai
