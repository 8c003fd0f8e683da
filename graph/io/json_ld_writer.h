// JSON-LD 1.1 in expanded form, a node object a line. Private to graph/io.
#pragma once

#include <set>
#include <string>

#include "graph/io/quad_writer.h"

namespace zhimai {

// Streaming: a subject that comes again gets another node object, which JSON-LD
// takes for the same node.
class JsonLdWriter : public QuadWriter {
 public:
  explicit JsonLdWriter(TextSink sink) : sink_(std::move(sink)) {}

  // kInvalidInput for triple terms, which JSON-LD 1.1 does not have.
  Status Write(const Quad& quad) override;
  Status Finish() override;

 private:
  void OpenItem();
  void OpenGraph(const Term& graph);
  void OpenNode(const Term& subject);
  void CloseProperty();
  void CloseNode();
  void CloseGraph();
  void AppendValue(const Term& term);
  Status Flush();

  TextSink sink_;
  std::string buffer_;
  Quad last_;
  bool started_ = false;
  bool has_items_ = false;  // of the innermost array of nodes
  bool in_graph_ = false;
  bool in_node_ = false;
  std::string key_;             // of the property at hand
  std::set<std::string> seen_;  // keys of the node so far: never twice
};

}  // namespace zhimai
