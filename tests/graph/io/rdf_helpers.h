// Quads as text, for the tests of graph/io.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/io/rdf_parser.h"
#include "graph/model/text_form.h"

namespace zhimai::testing {

// The quads as lines of canonical N-Quads, in the order of the document.
inline Result<std::vector<std::string>> ParseLines(
    std::string_view text, const RdfParseOptions& options) {
  std::vector<std::string> lines;
  ZM_TRY(ParseRdf(text, options, [&](const Quad& quad) {
    lines.push_back(FormatQuad(quad));
    return Status();
  }));
  return lines;
}

inline Result<std::vector<std::string>> ParseLines(std::string_view text,
                                                   RdfFormat format) {
  RdfParseOptions options;
  options.format = format;
  options.base = "http://e/dir/doc";
  return ParseLines(text, options);
}

}  // namespace zhimai::testing
