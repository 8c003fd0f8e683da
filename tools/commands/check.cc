// zhimai check FILE…: whether files are in their language.
#include "graph/sparql/parser.h"
#include "tools/commands/commands.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kBaseFlag,
    kFromFlag,
};

Status CheckText(const std::string& file, std::string_view text,
                 const Flags& flags, const Io& io) {
  const std::string base = BaseOf(flags, file);
  if (file.ends_with(".rq")) {
    return sparql::ParseQuery(text, {base}).status();
  }
  if (file.ends_with(".ru")) {
    return sparql::ParseUpdate(text, {base}).status();
  }
  RdfParseOptions options;
  options.base = base;
  ZM_TRY_ASSIGN(options.format, InputFormat(flags, file));
  uint64_t quads = 0;
  return ParseRdf(text, options, [&](const Quad&) -> Status {
    if (++quads % 4096 == 0 && io.cancelled()) {
      return {Code::kCancelled, "interrupted"};
    }
    return {};
  });
}

Status Run(const Flags& flags, Io& io) {
  for (const std::string& file : flags.arguments()) {
    ZM_TRY_ASSIGN(const std::string text, ReadWhole(file, io));
    Status status = CheckText(file, text, flags, io);
    if (!status.ok()) return WithExcerpt(std::move(status), file, text);
  }
  return Status();
}

}  // namespace

const Command kCheckCommand = {
    .name = "check",
    .summary = "check the syntax of RDF files, queries (.rq), updates (.ru)",
    .arguments = "FILE…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example = "zhimai check people.ttl members.rq",
    .run = Run,
};

}  // namespace zhimai
