#include "graph/io/quad_writer.h"

#include "graph/io/turtle_writer.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

// N-Triples and N-Quads.
class LineWriter : public QuadWriter {
 public:
  LineWriter(RdfFormat format, TextSink sink)
      : format_(format), sink_(std::move(sink)) {}

  Status Write(const Quad& quad) override {
    if (format_ == RdfFormat::kNTriples && !quad.in_default_graph()) {
      return Status::InvalidInput(
          "N-Triples has no named graphs; write N-Quads or TriG");
    }
    buffer_ += FormatQuad(quad);
    buffer_ += '\n';
    return buffer_.size() < kPieceBytes ? Status() : Flush();
  }

  Status Finish() override { return Flush(); }

 private:
  Status Flush() {
    if (buffer_.empty()) return {};
    const Status status = sink_(buffer_);
    buffer_.clear();
    return status;
  }

  RdfFormat format_;
  TextSink sink_;
  std::string buffer_;
};

}  // namespace

Result<std::unique_ptr<QuadWriter>> QuadWriter::Create(
    QuadWriterOptions options, TextSink sink) {
  switch (options.format) {
    case RdfFormat::kNTriples:
    case RdfFormat::kNQuads:
      return std::unique_ptr<QuadWriter>(
          std::make_unique<LineWriter>(options.format, std::move(sink)));
    case RdfFormat::kTurtle:
    case RdfFormat::kTriG:
      return std::unique_ptr<QuadWriter>(
          std::make_unique<TurtleWriter>(std::move(options), std::move(sink)));
    case RdfFormat::kRdfXml:
      break;
  }
  return Status(Code::kUnsupported, "RDF/XML is not written yet");
}

}  // namespace zhimai
