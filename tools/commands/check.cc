// zhimai check FILE…: whether files are in their language.
#include <utility>

#include "graph/io/rdf_reader.h"
#include "graph/sparql/parser.h"
#include "tools/commands/commands.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kBaseFlag,
    kFromFlag,
    {"lenient", "", "tell all statements that are wrong, not only the first"},
};

Status CheckSparql(const std::string& file, bool query, const Flags& flags,
                   const Io& io) {
  ZM_TRY_ASSIGN(const std::string text, ReadWhole(file, io));
  const sparql::ParseOptions options{BaseOf(flags, file)};
  Status status = query ? sparql::ParseQuery(text, options).status()
                        : sparql::ParseUpdate(text, options).status();
  return status.ok() ? status : WithExcerpt(std::move(status), file, text);
}

Status CheckRdf(const std::string& file, const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(RdfInput input, OpenRdf(flags, file, io));
  SkippedStatements skipped(&io);
  if (flags.Has(kLenientFlag.name)) {
    input.options.on_skip = skipped.OnSkip(input.file);
  }
  uint64_t quads = 0;
  Status status =
      ReadRdf(input.text, input.options, [&](const Quad&) -> Status {
        if (++quads % 4096 == 0 && io.cancelled()) {
          return {Code::kCancelled, "interrupted"};
        }
        return {};
      });
  return status.ok() ? skipped.Finish()
                     : WithExcerpt(std::move(status), input.file, input.text);
}

Status Run(const Flags& flags, Io& io) {
  Status last;
  for (const std::string& file : flags.arguments()) {
    const bool query = file.ends_with(".rq");
    const bool sparql = query || file.ends_with(".ru");
    Status status = sparql ? CheckSparql(file, query, flags, io)
                           : CheckRdf(file, flags, io);
    if (status.ok()) continue;
    if (status.code() == Code::kCancelled) return status;
    if (!last.ok()) *io.err << "zhimai: " << last.ToString() << '\n';
    last = std::move(status);
  }
  return last;
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
