// Turtle and TriG for people. Private to graph/io.
//
// Sorted: graphs, in them IRIs before blank nodes, rdf:type first. A blank node
// that is the object of one triple, and nothing else anywhere, is written there
// as [ … ], a well-formed list as ( … ). Only prefixes that are used are
// declared.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "graph/io/quad_writer.h"

namespace zhimai {

// What it gets is held until Finish(), up to kMaxQuads: after that many it
// goes on as TurtleWriter does.
class PrettyTurtleWriter : public QuadWriter {
 public:
  static constexpr size_t kMaxQuads = 200000;

  PrettyTurtleWriter(QuadWriterOptions options, TextSink sink)
      : options_(std::move(options)), sink_(std::move(sink)) {}

  Status Write(const Quad& quad) override;
  Status Finish() override;

 private:
  QuadWriterOptions options_;
  TextSink sink_;
  std::vector<Quad> quads_;
  std::unique_ptr<QuadWriter> streaming_;
};

}  // namespace zhimai
