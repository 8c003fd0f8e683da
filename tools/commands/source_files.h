// Which files a command reads, and under which logical paths.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "tools/cli/io.h"

namespace zhimai {

struct SourceRef {
  std::string logical;  // relative to the root argument, with '/'
  std::string file;     // path to open; "-" for stdin
  std::string root;     // absolute folder that `logical` is relative to
};

struct SourceList {
  std::vector<SourceRef> sources;  // sorted by logical path
  std::vector<std::string> roots;  // absolute folders that were named, sorted
  uint64_t skipped = 0;            // files in folders of formats not read
};

// Walks folders; a file that is named itself is taken whatever its format, one
// found in a folder only if it is of a format that we read. Hidden entries and
// links to folders are not followed. kNotFound for a path that is not there;
// kInvalidInput when two files have one logical path.
Result<SourceList> ListSources(const std::vector<std::string>& paths);

// The whole content; kInvalidInput when it is larger than a document may be
// (the file is not read then).
Result<std::string> ReadSource(const SourceRef& source, const Io& io);

// The same for a file on disk, without the limit on logical names.
Result<std::string> ReadFile(const std::string& file);

}  // namespace zhimai
