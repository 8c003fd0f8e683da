#include "graph/io/quad_writer.h"

#include "graph/io/json_ld_writer.h"
#include "graph/io/pretty_turtle_writer.h"
#include "graph/io/rdf_xml_writer.h"
#include "graph/io/turtle_writer.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

// N-Triples and N-Quads.
class LineWriter : public QuadWriter {
 public:
  explicit LineWriter(TextSink sink) : sink_(std::move(sink)) {}

  Status Write(const Quad& quad) override {
    buffer_ += FormatQuad(quad);
    buffer_ += '\n';
    return buffer_.size() < kPieceBytes ? Status() : Flush();
  }

  Status Finish() override { return Flush(); }

 private:
  Status Flush() {
    if (buffer_.empty()) return {};
    Status status = sink_(buffer_);
    buffer_.clear();
    return status;
  }

  TextSink sink_;
  std::string buffer_;
};

// In front of a writer whose format has one graph only.
class OneGraphWriter : public QuadWriter {
 public:
  explicit OneGraphWriter(std::unique_ptr<QuadWriter> writer)
      : writer_(std::move(writer)) {}

  Status Write(const Quad& quad) override {
    if (!quad.in_default_graph()) {
      return Status::InvalidInput(
          "this format has no named graphs, and there is " +
          FormatTerm(quad.graph) + "; write N-Quads, TriG or JSON-LD");
    }
    return writer_->Write(quad);
  }
  Status Finish() override { return writer_->Finish(); }

 private:
  std::unique_ptr<QuadWriter> writer_;
};

std::unique_ptr<QuadWriter> MakeWriter(const QuadWriterOptions& options,
                                       TextSink sink) {
  switch (options.format) {
    case RdfFormat::kTurtle:
    case RdfFormat::kTriG:
      if (options.pretty) {
        return std::make_unique<PrettyTurtleWriter>(options, std::move(sink));
      }
      return std::make_unique<TurtleWriter>(options, std::move(sink));
    case RdfFormat::kRdfXml:
      return std::make_unique<RdfXmlWriter>(options, std::move(sink));
    case RdfFormat::kJsonLd:
      return std::make_unique<JsonLdWriter>(std::move(sink));
    case RdfFormat::kNTriples:
    case RdfFormat::kNQuads:
      break;
  }
  return std::make_unique<LineWriter>(std::move(sink));
}

}  // namespace

std::unique_ptr<QuadWriter> QuadWriter::Create(const QuadWriterOptions& options,
                                               TextSink sink) {
  std::unique_ptr<QuadWriter> writer = MakeWriter(options, std::move(sink));
  if (HasNamedGraphs(options.format)) return writer;
  return std::make_unique<OneGraphWriter>(std::move(writer));
}

}  // namespace zhimai
