#include "graph/io/json_ld_writer.h"

#include "graph/base/markup.h"
#include "graph/io/turtle_writer.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

std::string IdOf(const Term& term) {
  return term.is_blank() ? "_:" + term.value() : term.value();
}

void AppendMember(std::string_view key, std::string_view value,
                  std::string* out) {
  AppendJsonString(key, out);
  *out += ':';
  AppendJsonString(value, out);
}

// "@type" takes nodes only.
std::string KeyOf(const Quad& quad) {
  const bool is_type =
      quad.predicate.value() == kRdfType && !quad.object.is_literal();
  return is_type ? "@type" : quad.predicate.value();
}

Status Check(const Quad& quad) {
  for (const Term* term : {&quad.subject, &quad.object}) {
    if (term->is_triple()) {
      return Status::InvalidInput("JSON-LD 1.1 has no triple terms (" +
                                  FormatTerm(*term) +
                                  "); write N-Quads or TriG");
    }
  }
  return {};
}

}  // namespace

Status JsonLdWriter::Flush() {
  if (buffer_.empty()) return {};
  Status status = sink_(buffer_);
  buffer_.clear();
  return status;
}

void JsonLdWriter::CloseProperty() {
  if (!key_.empty()) buffer_ += ']';
  key_.clear();
}

void JsonLdWriter::CloseNode() {
  CloseProperty();
  if (in_node_) buffer_ += '}';
  in_node_ = false;
  seen_.clear();
}

void JsonLdWriter::OpenItem() {
  buffer_ += has_items_ ? ",\n{" : "\n{";
  has_items_ = true;
}

void JsonLdWriter::CloseGraph() {
  CloseNode();
  if (in_graph_) {
    buffer_ += "\n]}";
    has_items_ = true;
  }
  in_graph_ = false;
}

void JsonLdWriter::OpenGraph(const Term& graph) {
  CloseGraph();
  if (graph == Term()) return;
  OpenItem();
  AppendMember("@id", IdOf(graph), &buffer_);
  buffer_ += ",\"@graph\":[";
  in_graph_ = true;
  has_items_ = false;
}

void JsonLdWriter::OpenNode(const Term& subject) {
  CloseNode();
  OpenItem();
  AppendMember("@id", IdOf(subject), &buffer_);
  in_node_ = true;
}

void JsonLdWriter::AppendValue(const Term& term) {
  if (!term.is_literal()) {
    buffer_ += '{';
    AppendMember("@id", IdOf(term), &buffer_);
    buffer_ += '}';
    return;
  }
  buffer_ += '{';
  AppendMember("@value", term.value(), &buffer_);
  if (!term.language().empty()) {
    buffer_ += ',';
    AppendMember("@language", term.language(), &buffer_);
    if (term.direction() != Direction::kNone) {
      buffer_ += ',';
      AppendMember("@direction",
                   term.direction() == Direction::kRtl ? "rtl" : "ltr",
                   &buffer_);
    }
  } else if (term.datatype() != kXsdString) {
    buffer_ += ',';
    AppendMember("@type", term.datatype(), &buffer_);
  }
  buffer_ += '}';
}

Status JsonLdWriter::Write(const Quad& quad) {
  ZM_TRY(Check(quad));
  if (!started_) buffer_ += '[';
  started_ = true;
  const std::string key = KeyOf(quad);
  if (quad.graph != last_.graph) OpenGraph(quad.graph);
  const bool again = key != key_ && seen_.count(key) > 0;
  if (!in_node_ || quad.subject != last_.subject || again) {
    OpenNode(quad.subject);
  }
  if (key == key_) {
    buffer_ += ',';
  } else {
    CloseProperty();
    buffer_ += ',';
    AppendJsonString(key, &buffer_);
    buffer_ += ":[";
    key_ = key;
    seen_.insert(key);
  }
  if (key == "@type") {
    AppendJsonString(IdOf(quad.object), &buffer_);
  } else {
    AppendValue(quad.object);
  }
  last_ = quad;
  return buffer_.size() < kPieceBytes ? Status() : Flush();
}

Status JsonLdWriter::Finish() {
  if (!started_) buffer_ += '[';
  CloseGraph();
  buffer_ += "\n]\n";
  return Flush();
}

}  // namespace zhimai
