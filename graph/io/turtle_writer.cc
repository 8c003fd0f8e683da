#include "graph/io/turtle_writer.h"

namespace zhimai {

Status TurtleWriter::Flush() {
  if (buffer_.empty()) return {};
  Status status = sink_(buffer_);
  buffer_.clear();
  return status;
}

void TurtleWriter::Header() {
  started_ = true;
  terms_.AppendHeader(/*only_used=*/false, &buffer_);
}

void TurtleWriter::Indent() { buffer_ += in_graph_ ? "    " : "  "; }

void TurtleWriter::CloseSubject() {
  if (in_subject_) buffer_ += " .\n";
  in_subject_ = false;
}

void TurtleWriter::CloseGraph() {
  CloseSubject();
  if (in_graph_) buffer_ += "}\n";
  in_graph_ = false;
}

void TurtleWriter::OpenGraph(const Term& graph) {
  CloseGraph();
  if (graph == Term()) return;
  terms_.AppendTerm(graph, &buffer_);
  buffer_ += " {\n";
  in_graph_ = true;
}

Status TurtleWriter::Write(const Quad& quad) {
  if (!started_) Header();
  if (quad.graph != last_.graph) OpenGraph(quad.graph);
  if (in_subject_ && quad.subject == last_.subject) {
    if (quad.predicate == last_.predicate) {
      buffer_ += " , ";
    } else {
      buffer_ += " ;\n";
      Indent();
      if (in_graph_) buffer_ += "  ";
      terms_.AppendPredicate(quad.predicate, &buffer_);
      buffer_ += ' ';
    }
  } else {
    CloseSubject();
    if (in_graph_) Indent();
    terms_.AppendTerm(quad.subject, &buffer_);
    buffer_ += ' ';
    terms_.AppendPredicate(quad.predicate, &buffer_);
    buffer_ += ' ';
  }
  terms_.AppendTerm(quad.object, &buffer_);
  in_subject_ = true;
  last_ = quad;
  return buffer_.size() < kPieceBytes ? Status() : Flush();
}

Status TurtleWriter::Finish() {
  if (!started_) Header();
  CloseGraph();
  return Flush();
}

}  // namespace zhimai
