// What LOAD may read. Private to graph/exec.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/io/rdf_parser.h"

namespace zhimai::sparql {

struct LoadSource {
  std::string file;
  std::string text;
  RdfFormat format = RdfFormat::kTurtle;
};

// Reads the file of a file: IRI that lies, links followed, inside one of
// `folders`; its format goes by the extension. kUnsupported for other IRIs,
// kInvalidInput for a file elsewhere, kNotFound.
Result<LoadSource> OpenLoadSource(const std::string& iri,
                                  const std::vector<std::string>& folders);

}  // namespace zhimai::sparql
