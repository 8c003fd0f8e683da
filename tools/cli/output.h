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

// Runs `make` with the name of a new file beside `file`, and then gives that
// file its name, so that `file` is complete or as it was. A symbolic link
// stays one, and what is replaced leaves its permissions behind. Only for
// regular files; kIo otherwise.
Status ReplaceFile(const std::string& file,
                   const std::function<Status(const std::string&)>& make);

// Runs `write` with a sink that ends in `file` or, when that is empty, in
// stdout. A file appears under its name when all is written (ReplaceFile);
// devices and pipes are written to. It is tried before `write` runs whether
// the file can be made. Ctrl-C stops the writer. A name that ends in .gz or
// .zst gets a compressed file.
Status WriteOutput(const std::string& file, const Io& io,
                   const std::function<Status(const TextSink&)>& write);

}  // namespace zhimai
