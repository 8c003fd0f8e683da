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

// Where the column is told to be that TurtleLexer::ErrorAt gave.
size_t OffsetOf(const Location& place, std::string_view text) {
  size_t at = 0;
  for (uint32_t line = 1; line < place.line; ++line) {
    at = text.find('\n', at) + 1;
  }
  uint32_t column = 1;
  for (; at < text.size(); ++at) {
    if (!IsUtf8Lead(text[at])) continue;
    if (column == place.column) break;
    ++column;
  }
  return at;
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
  // Places of mistakes are counted from the beginning of the window.
  while (options_.on_skip && piece.size() > kMinWindow) {
    ZM_TRY(Add(piece.substr(0, kMinWindow)));
    piece.remove_prefix(kMinWindow);
  }
  return Add(piece);
}

Status RdfReader::Add(std::string_view piece) {
  window_ += piece;
  if (window_.size() < std::max(wait_for_, kMinWindow)) return {};
  return Read(/*last=*/false);
}

Status RdfReader::Finish() {
  ZM_TRY(begun_);
  if (xml_) return xml_->Finish();
  ZM_TRY(Read(/*last=*/true));
  Status end = grammar_->CheckEnd();
  if (end.ok()) return end;
  if (!options_.on_skip) return Place(end);
  options_.on_skip(Place(end));
  return {};
}

// Moves checked_ on, up to a bad byte (false) or all that is complete.
bool RdfReader::CheckUtf8(bool last) {
  const std::string_view all = window_;
  const size_t usable = last ? all.size() : all.size() - OpenSequence(all);
  if (checked_ >= usable) return true;
  const size_t bad = FindInvalidUtf8(all.substr(checked_, usable - checked_));
  checked_ = bad == std::string_view::npos ? usable : checked_ + bad;
  return bad == std::string_view::npos;
}

Status RdfReader::Read(bool last) {
  if (first_ && window_.substr(0, 3) == "\xEF\xBB\xBF") window_.erase(0, 3);
  first_ = false;
  const std::string_view all = window_;
  grammar_->SetWindow({});
  while (!CheckUtf8(last)) {
    const Status bad = TurtleLexer(all).ErrorAt(checked_, "ill-formed UTF-8");
    if (!options_.on_skip) return Place(bad);
    const size_t line = all.rfind('\n', checked_) + 1;
    ZM_TRY(ReadStatements(all.substr(0, std::max(line, grammar_->pos())), last,
                          /*cut=*/true));
    if (!skipping_) BeginSkip(bad);
    BlankLine();
  }
  ZM_TRY(ReadStatements(all.substr(0, checked_), last, /*cut=*/false));
  Consume(grammar_->pos());
  return {};
}

// From checked_ on: what is not looked at shall not be read. A point or a brace
// at the end stays, for the next statement is found by them.
void RdfReader::BlankLine() {
  size_t end = std::min(window_.find('\n', checked_), window_.size());
  const size_t shown = window_.find_last_not_of(" \t\r", end - 1);
  if (shown > checked_ && shown != std::string::npos &&
      (window_[shown] == '.' || window_[shown] == '}')) {
    end = shown;
  }
  std::fill(window_.begin() + static_cast<std::ptrdiff_t>(checked_),
            window_.begin() + static_cast<std::ptrdiff_t>(end), ' ');
}

// From where the grammar stands. `cut`: a bad byte follows, in the next line.
Status RdfReader::ReadStatements(std::string_view text, bool last, bool cut) {
  const size_t from = grammar_->pos();
  grammar_->SetWindow(text);
  grammar_->Seek(from);
  while (!skipping_ || EndSkip(text, last && !cut)) {
    const Result<bool> read = grammar_->Next();
    const bool open = grammar_->touched_end();
    if (!last && !cut && open) {
      grammar_->TakeBack();
      wait_for_ = 2 * (text.size() - grammar_->pos());
      break;
    }
    if (read.ok()) {
      ZM_TRY(grammar_->HandOn(sink_));
      if (!*read) break;
    } else if (options_.on_skip) {
      grammar_->TakeBack();
      if (cut && open) break;
      BeginSkip(read.status());
    } else {
      return Place(read.status());
    }
  }
  return {};
}

// The statement where the grammar stands is wrong.
void RdfReader::BeginSkip(const Status& error) {
  options_.on_skip(Place(error));
  skipping_ = true;
  const size_t wrong =
      std::max(OffsetOf(error.location(), window_), grammar_->pos());
  skipped_to_ = grammar_->BeginSkip(window_, wrong);
}

// False when more text is needed.
bool RdfReader::EndSkip(std::string_view text, bool last) {
  size_t next = grammar_->FindNext(text, &skipped_to_);
  if (next == std::string_view::npos) {
    wait_for_ = 2 * (text.size() - grammar_->pos());
    if (!last) return false;
    next = text.size();
  }
  skipping_ = false;
  grammar_->Seek(next);
  return true;
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
  if (skipping_) skipped_to_ -= bytes;
}

}  // namespace zhimai
