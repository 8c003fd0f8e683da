// Files in RDF and SPARQL that a command is given.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/text_source.h"
#include "tools/cli/command.h"
#include "tools/cli/io.h"

namespace zhimai {

inline constexpr FlagSpec kBaseFlag = {
    "base", "IRI", "base of relative IRIs (default: the file's own IRI)"};
inline constexpr FlagSpec kFromFlag = {
    "from", "F",
    "format of the input: nt, nq, ttl, trig, rdf (default: by its extension)"};
inline constexpr FlagSpec kLenientFlag = {
    "lenient", "", "skip statements that are wrong, and say which"};

// The whole of a file or, for "-", of stdin. kNotFound, kIo.
Result<std::string> ReadWhole(const std::string& file, const Io& io);

// --base, else the file: IRI of the file.
std::string BaseOf(const Flags& flags, const std::string& file);

// "turtle", "ttl", "nt", …; kUsage for what is none. `flag` is for the message.
Result<RdfFormat> RdfFormatNamed(std::string_view flag,
                                 const std::string& name);

// The statements that --lenient left out. Says the first ones on stderr.
class SkippedStatements {
 public:
  explicit SkippedStatements(Io* io) : io_(io) {}

  // For RdfParseOptions::on_skip; borrows this.
  std::function<void(const Status&)> OnSkip(std::string file);
  // After a run that went well: an error with their number where there are any.
  Status Finish() const;

 private:
  static constexpr uint64_t kShown = 20;
  Io* io_;
  uint64_t count_ = 0;
};

// --format, else by the extension of --output, else N-Quads.
Result<RdfFormat> OutputFormat(const Flags& flags);

// --from, else by the extension of the file.
Result<RdfFormat> InputFormat(const Flags& flags, const std::string& file);

// A document in RDF: a file, or stdin for "-"; .gz and .zst too.
struct RdfInput {
  std::string file;
  TextSource text;
  RdfParseOptions options;  // format and base
};

Result<RdfInput> OpenRdf(const Flags& flags, const std::string& file,
                         const Io& io);

// Adds the file's name and, where the error has a place in `text`, its line
// with a caret under the column.
Status WithExcerpt(Status error, const std::string& file,
                   const TextSource& text);
Status WithExcerpt(Status error, const std::string& file,
                   std::string_view text);

}  // namespace zhimai
