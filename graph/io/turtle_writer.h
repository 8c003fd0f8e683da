// Turtle and TriG, grouped by graph, subject and predicate as they come.
// Private to graph/io.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "graph/io/quad_writer.h"

namespace zhimai {

// Writers hand their text on in pieces of about this size.
inline constexpr size_t kPieceBytes = size_t{64} << 10;

class TurtleWriter : public QuadWriter {
 public:
  TurtleWriter(QuadWriterOptions options, TextSink sink);

  Status Write(const Quad& quad) override;
  Status Finish() override;

 private:
  void Header();
  void OpenGraph(const Term& graph);
  void CloseSubject();
  void CloseGraph();
  void AppendIri(const Term& iri);
  void AppendPredicate(const Term& predicate);
  void AppendTermText(const Term& term);
  bool AppendPrefixed(std::string_view iri);
  void Indent();
  Status Flush();

  RdfFormat format_;
  // Namespace -> prefix.
  std::map<std::string, std::string, std::less<>> prefixes_;
  TextSink sink_;
  std::string buffer_;
  bool started_ = false;
  bool in_graph_ = false;    // inside the braces of a named graph
  bool in_subject_ = false;  // after a triple that is not closed yet
  Quad last_;
};

}  // namespace zhimai
