// Texts that are read piece by piece, and more than once.
#pragma once

#include <functional>
#include <string>

#include "graph/base/status.h"
#include "graph/base/text_sink.h"

namespace zhimai {

// Gives a text from its beginning, in pieces cut anywhere. Returns the sink's
// error, or its own. Each call gives the same text.
using TextSource = std::function<Status(const TextSink&)>;

// kNotFound, kIo; kInvalidInput for a folder.
TextSource FileText(std::string file);

}  // namespace zhimai
