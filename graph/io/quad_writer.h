// Writes quads as N-Triples, N-Quads, Turtle, TriG (RDF 1.2: triple terms and
// base directions where they occur), RDF/XML 1.1 or JSON-LD 1.1.
//
// Streaming: nothing is kept but the piece at hand, so all but the first two
// group what stands together (same graph, same subject, same predicate) and no
// more. With `pretty`, Turtle and TriG are sorted and nested, and held in
// memory up to a bound. What is written reads back as the same terms, byte for
// byte.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/status.h"
#include "graph/base/text_sink.h"
#include "graph/io/rdf_parser.h"
#include "graph/model/term.h"

namespace zhimai {

struct QuadWriterOptions {
  RdfFormat format = RdfFormat::kNQuads;
  // Prefix and namespace IRI, for Turtle, TriG and RDF/XML. Of a prefix that
  // stands twice the last one counts.
  std::vector<std::pair<std::string, std::string>> prefixes = {};
  bool pretty = false;
};

// One thread at a time.
class QuadWriter {
 public:
  static std::unique_ptr<QuadWriter> Create(const QuadWriterOptions& options,
                                            TextSink sink);
  virtual ~QuadWriter() = default;

  // kInvalidInput for what the format cannot hold: named graphs outside
  // N-Quads, TriG and JSON-LD; see rdf_xml_writer.h and json_ld_writer.h.
  virtual Status Write(const Quad& quad) = 0;
  // Ends the document. Call once, last.
  virtual Status Finish() = 0;
};

}  // namespace zhimai
