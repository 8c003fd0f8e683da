// Any bytes in any of the syntaxes: no crash; cut into pieces they read as they
// do in one; what was read, written and read again is the same; reading them
// leniently comes to the end, and to the same where nothing is wrong.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status.h"
#include "graph/io/quad_writer.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/rdf_reader.h"
#include "graph/model/text_form.h"

namespace {

using zhimai::Quad;
using zhimai::RdfFormat;
using zhimai::Status;

constexpr RdfFormat kFormats[] = {RdfFormat::kNTriples, RdfFormat::kNQuads,
                                  RdfFormat::kTurtle,   RdfFormat::kTriG,
                                  RdfFormat::kRdfXml,   RdfFormat::kTurtle,
                                  RdfFormat::kTriG,     RdfFormat::kRdfXml};

struct Reading {
  Status status;
  std::vector<Quad> quads;
};

Reading InOne(std::string_view text, const zhimai::RdfParseOptions& options) {
  Reading out;
  out.status = zhimai::ParseRdf(text, options, [&](Quad quad) {
    out.quads.push_back(std::move(quad));
    return Status();
  });
  return out;
}

Reading InPieces(std::string_view text, size_t size,
                 const zhimai::RdfParseOptions& options) {
  Reading out;
  zhimai::RdfReader reader(options, [&](Quad quad) {
    out.quads.push_back(std::move(quad));
    return Status();
  });
  for (size_t at = 0; at < text.size() && out.status.ok(); at += size) {
    out.status = reader.Feed(text.substr(at, size));
  }
  if (out.status.ok()) out.status = reader.Finish();
  return out;
}

std::string Written(const std::vector<Quad>& quads, RdfFormat format,
                    bool pretty) {
  std::string text;
  zhimai::QuadWriterOptions options;
  options.format = format;
  options.pretty = pretty;
  options.prefixes = {{"e", "http://e/"}, {"", "x:"}};
  const auto writer =
      zhimai::QuadWriter::Create(options, [&](std::string_view piece) {
        text += piece;
        return Status();
      });
  // Some formats do not take all.
  for (const Quad& quad : quads) static_cast<void>(writer->Write(quad).ok());
  ZM_CHECK(writer->Finish().ok());
  return text;
}

void CheckWriting(const std::vector<Quad>& quads, RdfFormat format) {
  zhimai::RdfParseOptions options;
  options.format = format;
  const Reading back = InOne(Written(quads, format, false), options);
  ZM_CHECK(back.status.ok() && back.quads.size() == quads.size());
  for (size_t i = 0; i < quads.size(); ++i) {
    ZM_CHECK(back.quads[i].predicate == quads[i].predicate);
    if (quads[i].object.is_literal()) {
      ZM_CHECK(back.quads[i].object == quads[i].object);
    }
  }
}

// Sorted, nested, or only in part: at least it can be read.
void CheckReadable(const std::vector<Quad>& quads, RdfFormat format) {
  zhimai::RdfParseOptions options;
  options.format = format;
  const Reading back = InOne(Written(quads, format, true), options);
  ZM_CHECK(back.status.ok());
  const std::set<Quad> unique(quads.begin(), quads.end());
  ZM_CHECK(format != RdfFormat::kTriG || back.quads.size() == unique.size());
}

void CheckLenient(std::string_view text, size_t size, const Reading& strict,
                  zhimai::RdfParseOptions options) {
  size_t skipped = 0;
  options.on_skip = [&](const Status& error) {
    ZM_CHECK(!error.ok());
    ++skipped;
  };
  const Reading lenient = InPieces(text, size, options);
  if (options.format == RdfFormat::kRdfXml) return;
  ZM_CHECK(lenient.status.ok() && (skipped > 0) == !strict.status.ok());
  if (strict.status.ok()) ZM_CHECK(lenient.quads == strict.quads);
  ZM_CHECK(lenient.quads.size() >= strict.quads.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  zhimai::RdfParseOptions options;
  options.format = kFormats[data[0] & 7];
  options.base = "http://e/dir/doc";
  const std::string_view text = bytes.substr(2);
  const Reading whole = InOne(text, options);
  const Reading pieces = InPieces(text, size_t{1} + data[1], options);
  ZM_CHECK(whole.status.ok() == pieces.status.ok());
  CheckLenient(text, size_t{1} + data[1], pieces, options);
  if (!whole.status.ok()) return 0;
  ZM_CHECK(whole.quads == pieces.quads);
  CheckWriting(whole.quads, RdfFormat::kNQuads);
  CheckWriting(whole.quads, RdfFormat::kTriG);
  CheckReadable(whole.quads, RdfFormat::kTriG);
  CheckReadable(whole.quads, RdfFormat::kRdfXml);
  return 0;
}
