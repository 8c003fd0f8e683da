// Writes quads as N-Triples, N-Quads, Turtle or TriG (RDF 1.2: triple terms
// and base directions where they occur).
//
// Streaming: nothing is kept but the piece at hand, so Turtle and TriG group
// what stands together (same graph, same subject, same predicate) and no more;
// sorted input gives the prettiest output. What is written reads back as the
// same terms, byte for byte.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/text_sink.h"
#include "graph/io/rdf_parser.h"
#include "graph/model/term.h"

namespace zhimai {

struct QuadWriterOptions {
  RdfFormat format = RdfFormat::kNQuads;
  // Prefix and namespace IRI, for Turtle and TriG. Of a prefix that stands
  // twice the last one counts.
  std::vector<std::pair<std::string, std::string>> prefixes = {};
};

// One thread at a time.
class QuadWriter {
 public:
  // kUnsupported for RDF/XML.
  static Result<std::unique_ptr<QuadWriter>> Create(QuadWriterOptions options,
                                                    TextSink sink);
  virtual ~QuadWriter() = default;

  // kInvalidInput for a quad of a named graph in N-Triples or Turtle, which
  // have none.
  virtual Status Write(const Quad& quad) = 0;
  // Ends the document. Call once, last.
  virtual Status Finish() = 0;
};

}  // namespace zhimai
