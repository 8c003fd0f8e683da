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
#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

// Beside the caret, this much of the line is shown.
constexpr size_t kExcerptBefore = 50;
constexpr size_t kExcerptAfter = 25;

std::string_view LineOf(std::string_view text, uint32_t number) {
  size_t begin = 0;
  for (uint32_t line = 1; line < number; ++line) {
    const size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

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

Result<RdfFormat> RdfFormatNamed(std::string_view flag,
                                 const std::string& name) {
  struct Entry {
    std::string_view name;
    RdfFormat format;
  };
  constexpr std::array<Entry, 10> kNames = {{
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
  }};
  for (const Entry& entry : kNames) {
    if (entry.name == name) return entry.format;
  }
  return Status::Usage("--" + std::string(flag) +
                       " takes nt, nq, ttl or trig, not '" + Printable(name) +
                       "'");
}

Status WithExcerpt(Status error, const std::string& file,
                   std::string_view text) {
  const Location place = error.location();
  std::string message = error.message();
  if (place.line > 0 && place.column > 0 && place.source.empty()) {
    const std::string_view line = LineOf(text, place.line);
    const size_t column = place.column - 1;
    const size_t begin = column > kExcerptBefore ? column - kExcerptBefore : 0;
    const std::string before =
        Printable(CodePoints(line, begin, column - begin));
    const std::string after =
        Printable(CodePoints(line, column, kExcerptAfter));
    message += "\n  " + before + after + "\n  " +
               std::string(static_cast<size_t>(DisplayWidth(before)), ' ') +
               "^";
  }
  return Status(error.code(), std::move(message))
      .In(place.source.empty() ? file : place.source)
      .At(place.line, place.column);
}

}  // namespace zhimai
