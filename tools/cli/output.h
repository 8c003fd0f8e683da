// Where a command's data goes: stdout, or the file of -o.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/base/text_sink.h"
#include "tools/cli/io.h"

namespace zhimai {

// Success, or, when nobody takes the output any more, an error without a
// message: main says why, or nothing if the reader just left.
Status CheckOutput(const Io& io);

// Writes all of `bytes` under another name beside `file` and then renames it,
// so that `file` is complete or as it was. kIo otherwise.
Status WriteFileAtomically(const std::string& file, std::string_view bytes);

// Runs `write` with a sink that ends in `file` or, when that is empty, in
// stdout. A file appears under its name when all is written. Ctrl-C stops the
// writer. A name that ends in .gz or .zst gets a compressed file.
Status WriteOutput(const std::string& file, const Io& io,
                   const std::function<Status(const TextSink&)>& write);

}  // namespace zhimai
