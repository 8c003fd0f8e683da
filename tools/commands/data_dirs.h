// Where the knowledge (data/) is.
#pragma once

#include <string>
#include <vector>

#include "graph/base/result.h"
#include "tools/cli/command.h"

namespace zhimai {

// The folder that zhimai comes with, then every --data folder, which add to
// and override it. The first one is $ZHIMAI_DATA, else data/ beside the
// program or in a folder above it, else where it was installed.
Result<std::vector<std::string>> DataDirs(const Flags& flags, const Io& io);

// The folder alone.
Result<std::string> BuiltInDataDir(const Io& io);

}  // namespace zhimai
