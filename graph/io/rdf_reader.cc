#include "graph/io/rdf_reader.h"

#include <algorithm>

#include "graph/base/utf8.h"
#include "graph/io/rdf_grammar.h"
#include "graph/io/rdf_xml_parser.h"

namespace zhimai {
namespace {

// Statements are tried when at least this much is there: the last one of a
// window is always read twice.
constexpr size_t kMinWindow = size_t{64} << 10;

// How many bytes at the end of `text` begin a sequence that may go on.
size_t OpenSequence(std::string_view text) {
  for (size_t back = 1; back <= std::min<size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return byte >= 0xC0 && length > back ? back : 0;
  }
  return 0;
}

}  // namespace

Status ReadRdf(const TextSource& source, const RdfParseOptions& options,
               const QuadSink& sink) {
  RdfReader reader(options, sink);
  ZM_TRY(source([&](std::string_view piece) { return reader.Feed(piece); }));
  return reader.Finish();
}

RdfReader::RdfReader(RdfParseOptions options, QuadSink sink)
    : options_(std::move(options)), sink_(std::move(sink)) {
  if (options_.format == RdfFormat::kRdfXml) {
    xml_ = std::make_unique<RdfXmlParser>(options_, sink_);
    return;
  }
  auto grammar = MakeRdfGrammar(options_);
  if (grammar.ok()) {
    grammar_ = std::move(*grammar);
  } else {
    begun_ = grammar.status();
  }
}

RdfReader::~RdfReader() = default;

Status RdfReader::Feed(std::string_view piece) {
  ZM_TRY(begun_);
  if (xml_) return xml_->Feed(piece);
  window_ += piece;
  if (window_.size() < std::max(wait_for_, kMinWindow)) return {};
  return Read(/*last=*/false);
}

Status RdfReader::Finish() {
  ZM_TRY(begun_);
  if (xml_) return xml_->Finish();
  ZM_TRY(Read(/*last=*/true));
  const Status end = grammar_->CheckEnd();
  return end.ok() ? end : Place(end);
}

Result<size_t> RdfReader::CheckUtf8(bool last) {
  const std::string_view all = window_;
  const size_t usable = last ? all.size() : all.size() - OpenSequence(all);
  const std::string_view fresh = all.substr(checked_, usable - checked_);
  const size_t bad = FindInvalidUtf8(fresh);
  if (bad != std::string_view::npos) {
    return Place(TurtleLexer(all).ErrorAt(checked_ + bad, "ill-formed UTF-8"));
  }
  checked_ = usable;
  return usable;
}

Status RdfReader::Read(bool last) {
  if (first_ && window_.substr(0, 3) == "\xEF\xBB\xBF") window_.erase(0, 3);
  first_ = false;
  ZM_TRY_ASSIGN(const size_t usable, CheckUtf8(last));
  grammar_->SetWindow(std::string_view(window_).substr(0, usable));
  for (;;) {
    const Result<bool> read = grammar_->Next();
    if (!last && grammar_->touched_end()) {
      grammar_->TakeBack();
      wait_for_ = 2 * (usable - grammar_->pos());
      break;
    }
    if (!read.ok()) return Place(read.status());
    ZM_TRY(grammar_->HandOn(sink_));
    if (!*read) break;
  }
  Consume(grammar_->pos());
  return {};
}

// The grammar counts from the beginning of the window.
Status RdfReader::Place(Status error) const {
  const Location& place = error.location();
  if (place.line == 0) return error;
  const uint32_t column =
      place.line == 1 ? place.column + column_ - 1 : place.column;
  return Status(error.code(), error.message())
      .At(place.line + line_ - 1, column);
}

void RdfReader::Consume(size_t bytes) {
  const std::string_view gone = std::string_view(window_).substr(0, bytes);
  uint32_t lines = 0;
  size_t line_begin = 0;
  for (size_t at = 0; (at = gone.find('\n', line_begin)) != gone.npos;
       ++lines) {
    line_begin = at + 1;
  }
  const auto columns =
      static_cast<uint32_t>(CountCodePoints(gone.substr(line_begin)));
  column_ = lines == 0 ? column_ + columns : columns + 1;
  line_ += lines;
  window_.erase(0, bytes);
  checked_ -= bytes;
}

}  // namespace zhimai
