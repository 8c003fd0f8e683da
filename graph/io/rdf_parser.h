// Reads N-Triples, N-Quads, Turtle and TriG, 1.1 and 1.2 (triple terms,
// reified triples, annotations, base direction, VERSION), and RDF/XML 1.1.
//
// Strict: what the grammars do not allow is kInvalidInput with line and column
// (code points) and what was expected. Blank node labels of one call get
// `blank_prefix` before them, so that two files never share a node. Nesting is
// limited to kMaxNesting. Thread-safe: a call shares nothing.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/term.h"

namespace zhimai {

enum class RdfFormat { kNTriples, kNQuads, kTurtle, kTriG, kRdfXml };

struct RdfParseOptions {
  RdfFormat format = RdfFormat::kTurtle;
  std::string base;
  std::string blank_prefix;
  // Told each prefix that the document declares, with its namespace.
  std::function<void(std::string_view prefix, std::string_view iri)> on_prefix =
      {};
};

// Called for each quad, in the order of the file; an error ends the parse. The
// sink may move the quad away.
using QuadSink = std::function<Status(Quad&&)>;

Status ParseRdf(std::string_view text, const RdfParseOptions& options,
                const QuadSink& sink);

// By extension (.nt .nq .ttl .trig .rdf .owl .xml); kUnsupported otherwise.
Result<RdfFormat> RdfFormatOf(std::string_view path);

}  // namespace zhimai
