#include "tools/commands/rdf_input.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "graph/io/compression.h"
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

// Beside the caret, this much of the line is shown.
constexpr size_t kExcerptBefore = 50;
constexpr size_t kExcerptAfter = 50;

// As much of a line as an excerpt may need.
constexpr size_t kMaxLine = size_t{1} << 16;

// Collects one line of a text that comes in pieces.
class LineFinder {
 public:
  explicit LineFinder(uint32_t number) : number_(number) {}

  Status Take(std::string_view piece) {
    for (char c : piece) {
      if (here_ > number_ || line_.size() > kMaxLine) {
        return {Code::kCancelled, "found"};
      }
      if (c == '\n') {
        ++here_;
      } else if (here_ == number_ && c != '\r') {
        line_ += c;
      }
    }
    return {};
  }

  const std::string& line() const { return line_; }

 private:
  uint32_t number_;
  uint32_t here_ = 1;
  std::string line_;
};

// `count` code points of `text` from the one numbered `first`.
std::string CodePoints(std::string_view text, size_t first, size_t count) {
  std::string out;
  size_t number = 0;
  for (size_t at = 0; at < text.size() && number < first + count; ++number) {
    const char32_t c = DecodeUtf8(text, &at);
    if (number >= first) AppendUtf8(c, &out);
  }
  return out;
}

}  // namespace

Result<std::string> ReadWhole(const std::string& file, const Io& io) {
  if (file == "-") {
    return std::string(std::istreambuf_iterator<char>(*io.in), {});
  }
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    return Status::InvalidInput("is a folder").In(file);
  }
  std::ifstream in(file, std::ios::binary);
  if (!in.is_open()) {
    return Status(errno == ENOENT ? Code::kNotFound : Code::kIo,
                  std::strerror(errno))
        .In(file);
  }
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return Status::Io("cannot be read").In(file);
  return text;
}

std::string BaseOf(const Flags& flags, const std::string& file) {
  if (flags.Has(kBaseFlag.name) || file == "-") {
    return flags.Get(kBaseFlag.name);
  }
  std::error_code error;
  const std::string path = std::filesystem::absolute(file, error).string();
  std::string iri = "file://";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        byte > 0x20 && byte != 0x7F &&
        std::string_view("<>\"{}|^`\\%?#").find(c) == std::string_view::npos;
    if (plain) {
      iri += c;
    } else {
      iri += '%';
      iri += kHex[byte >> 4];
      iri += kHex[byte & 15];
    }
  }
  return iri;
}

Result<RdfFormat> InputFormat(const Flags& flags, const std::string& file) {
  if (flags.Has(kFromFlag.name)) {
    return RdfFormatNamed(kFromFlag.name, flags.Get(kFromFlag.name));
  }
  if (file == "-") {
    return Status::Usage("stdin has no extension: give its format with --from");
  }
  return RdfFormatOf(file);
}

Result<RdfFormat> OutputFormat(const Flags& flags) {
  if (flags.Has("format")) {
    return RdfFormatNamed("format", flags.Get("format"));
  }
  if (flags.Has("output")) return RdfFormatOf(flags.Get("output"));
  return RdfFormat::kNQuads;
}

Result<RdfFormat> RdfFormatNamed(std::string_view flag,
                                 const std::string& name) {
  struct Entry {
    std::string_view name;
    RdfFormat format;
  };
  constexpr std::array<Entry, 11> kNames = {{
      {"nt", RdfFormat::kNTriples},
      {"ntriples", RdfFormat::kNTriples},
      {"nq", RdfFormat::kNQuads},
      {"nquads", RdfFormat::kNQuads},
      {"ttl", RdfFormat::kTurtle},
      {"turtle", RdfFormat::kTurtle},
      {"trig", RdfFormat::kTriG},
      {"rdf", RdfFormat::kRdfXml},
      {"rdfxml", RdfFormat::kRdfXml},
      {"xml", RdfFormat::kRdfXml},
      {"jsonld", RdfFormat::kJsonLd},
  }};
  for (const Entry& entry : kNames) {
    if (entry.name == name) return entry.format;
  }
  return Status::Usage("--" + std::string(flag) +
                       " takes nt, nq, ttl, trig, rdfxml or jsonld, not '" +
                       Printable(name) + "'");
}

std::function<void(const Status&)> SkippedStatements::OnSkip(std::string file) {
  return [this, file = std::move(file)](const Status& error) {
    ++count_;
    if (io_->quiet || count_ > kShown + 1) return;
    if (count_ == kShown + 1) {
      *io_->err << "more statements are wrong\n";
      return;
    }
    const Location& place = error.location();
    const Status located = Status(error.code(), error.message())
                               .In(file)
                               .At(place.line, place.column);
    *io_->err << "skipped: " << located.ToString() << '\n';
  };
}

Status SkippedStatements::Finish() const {
  if (count_ == 0) return {};
  return Status::InvalidInput(Counted(count_, "statement", "statements") +
                              " skipped");
}

Result<RdfInput> OpenRdf(const Flags& flags, const std::string& file,
                         const Io& io) {
  RdfInput input;
  input.file = file;
  ZM_TRY_ASSIGN(input.options.format, InputFormat(flags, file));
  input.options.base = BaseOf(flags, file);
  if (file == "-") {
    // Read once, for it can be needed twice.
    ZM_TRY_ASSIGN(std::string text, ReadWhole(file, io));
    input.file = "stdin";
    input.text = Decompressed(
        [text = std::move(text)](const TextSink& sink) { return sink(text); });
  } else {
    input.text = Decompressed(FileText(file));
  }
  return input;
}

Status WithExcerpt(Status error, const std::string& file,
                   std::string_view text) {
  return WithExcerpt(std::move(error), file,
                     [text](const TextSink& sink) { return sink(text); });
}

Status WithExcerpt(Status error, const std::string& file,
                   const TextSource& text) {
  const Location place = error.location();
  // The source told its own name, or nothing in the text is wrong.
  if (!place.source.empty() || error.code() == Code::kCancelled) return error;
  std::string message = error.message();
  if (place.line > 0 && place.column > 0) {
    LineFinder finder(place.line);
    // An error here only leaves the excerpt out.
    const Status read =
        text([&](std::string_view piece) { return finder.Take(piece); });
    const size_t column = place.column - 1;
    const size_t begin = column > kExcerptBefore ? column - kExcerptBefore : 0;
    const std::string before =
        Printable(CodePoints(finder.line(), begin, column - begin));
    const std::string after =
        Printable(CodePoints(finder.line(), column, kExcerptAfter));
    if (read.ok() || read.code() == Code::kCancelled) {
      message += "\n  " + before + after + "\n  " +
                 std::string(static_cast<size_t>(DisplayWidth(before)), ' ') +
                 "^";
    }
  }
  return Status(error.code(), std::move(message))
      .In(file)
      .At(place.line, place.column);
}

}  // namespace zhimai
