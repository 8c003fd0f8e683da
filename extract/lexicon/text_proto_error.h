// What protobuf's text parser finds wrong in a data file, in the words of those
// who write such files.
#pragma once

#include <string>
#include <string_view>

#include "graph/base/status.h"

namespace google::protobuf {
class Descriptor;
}  // namespace google::protobuf

namespace zhimai {

// `line` and `column` are the parser's: from 0, columns in bytes with tabs to
// multiples of 8, -1 for unknown. `root` is the message that was parsed. The
// status is kInvalidInput with line and column from 1, in code points.
Status ExplainTextProtoError(std::string_view bytes, int line, int column,
                             std::string_view message,
                             const google::protobuf::Descriptor& root);

}  // namespace zhimai
