// zhimai update FILE.ru: a SPARQL update of the graph.
#include "graph/exec/update.h"

#include "graph/sparql/parser.h"
#include "tools/cli/format.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/query_limits.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    kWaitFlag,
    {"execute", "UPDATE", "the update itself, in place of a file", 'e'},
    kBaseFlag,
    {"load-from", "DIR", "LOAD may read files of this folder", '\0', true},
    kTimeoutFlag,
    kMemoryFlag,
};

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const QueryText source, ReadQueryText(flags, io));
  sparql::UpdateOptions options;
  ZM_TRY_ASSIGN(options.query, ReadLimits(flags, io));
  options.load_folders = flags.GetAll("load-from");
  const auto parsed =
      sparql::ParseUpdate(source.text, {BaseOf(flags, source.file)});
  if (!parsed.ok()) {
    return WithExcerpt(parsed.status(), source.name, source.text);
  }
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store,
                OpenStore(flags, io, StoreMode::kCreate));
  ZM_TRY_ASSIGN(const CommitResult result,
                RunUpdate(store.get(), *parsed, options));
  OptimizeOptions optimize;
  optimize.progress = [&io](double) { return !io.cancelled(); };
  ZM_TRY(store->OptimizeIfDue(optimize).status());
  *io.out << "added " << Counted(result.quads_added, "triple", "triples")
          << ", removed " << WithCommas(result.quads_removed) << '\n';
  return Status();
}

}  // namespace

const Command kUpdateCommand = {
    .name = "update",
    .summary = "run a SPARQL update, as a whole or not at all",
    .arguments = "[FILE.ru]",
    .min_arguments = 0,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai update -e 'INSERT DATA { <https://example.org/a> "
        "<https://example.org/p> 1 }'\n"
        "zhimai update changes.ru",
    .run = Run,
};

}  // namespace zhimai
