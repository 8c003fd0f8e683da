// Turtle and TriG, grouped by graph, subject and predicate as they come.
// Private to graph/io.
#pragma once

#include <string>

#include "graph/io/quad_writer.h"
#include "graph/io/turtle_text.h"

namespace zhimai {

// Writers hand their text on in pieces of about this size.
inline constexpr size_t kPieceBytes = size_t{64} << 10;

class TurtleWriter : public QuadWriter {
 public:
  TurtleWriter(const QuadWriterOptions& options, TextSink sink)
      : format_(options.format),
        terms_(options.prefixes),
        sink_(std::move(sink)) {}

  Status Write(const Quad& quad) override;
  Status Finish() override;

 private:
  void Header();
  void OpenGraph(const Term& graph);
  void CloseSubject();
  void CloseGraph();
  void Indent();
  Status Flush();

  RdfFormat format_;
  TurtleText terms_;
  TextSink sink_;
  std::string buffer_;
  bool started_ = false;
  bool in_graph_ = false;    // inside the braces of a named graph
  bool in_subject_ = false;  // after a triple that is not closed yet
  Quad last_;
};

}  // namespace zhimai
