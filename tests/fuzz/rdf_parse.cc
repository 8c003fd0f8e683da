// Any bytes in any of the four syntaxes: no crash; cut into pieces they read
// as they do in one; what was read, written and read again is the same.
#include <cstddef>
#include <cstdint>
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
                                  RdfFormat::kTurtle, RdfFormat::kTriG};

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

void CheckWriting(const std::vector<Quad>& quads, RdfFormat format) {
  std::string text;
  auto writer = zhimai::QuadWriter::Create(
      {format, {{"e", "http://e/"}, {"", "x:"}}}, [&](std::string_view piece) {
        text += piece;
        return Status();
      });
  ZM_CHECK(writer.ok());
  for (const Quad& quad : quads) {
    if (!(*writer)->Write(quad).ok()) return;
  }
  ZM_CHECK((*writer)->Finish().ok());
  zhimai::RdfParseOptions options;
  options.format = format;
  const Reading back = InOne(text, options);
  ZM_CHECK(back.status.ok() && back.quads.size() == quads.size());
  for (size_t i = 0; i < quads.size(); ++i) {
    ZM_CHECK(back.quads[i].predicate == quads[i].predicate);
    if (quads[i].object.is_literal()) {
      ZM_CHECK(back.quads[i].object == quads[i].object);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  zhimai::RdfParseOptions options;
  options.format = kFormats[data[0] & 3];
  options.base = "http://e/dir/doc";
  const std::string_view text = bytes.substr(2);
  const Reading whole = InOne(text, options);
  const Reading pieces = InPieces(text, size_t{1} + data[1], options);
  ZM_CHECK(whole.status.ok() == pieces.status.ok());
  if (!whole.status.ok()) return 0;
  ZM_CHECK(whole.quads == pieces.quads);
  CheckWriting(whole.quads, RdfFormat::kNQuads);
  CheckWriting(whole.quads, RdfFormat::kTriG);
  return 0;
}
