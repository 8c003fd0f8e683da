// zhimai load FILE…: RDF into the graph.
#include "graph/exec/load.h"

#include "tools/cli/format.h"
#include "tools/cli/progress.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/query_limits.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    kWaitFlag,
    {"graph", "IRI", "put triples of the default graph into this named graph"},
    kBaseFlag,
    kFromFlag,
    kLenientFlag,
    {"memory", "SIZE", "what loading may hold: 200MB, 4GB (512MiB)"},
};

Result<LoadResult> LoadFile(const std::string& file, const Flags& flags,
                            Store* store, SkippedStatements* skipped, Io* io) {
  ZM_TRY_ASSIGN(const RdfInput input, OpenRdf(flags, file, *io));
  LoadOptions options;
  if (flags.Has(kMemoryFlag.name)) {
    ZM_TRY_ASSIGN(const sparql::QueryOptions limits, ReadLimits(flags, *io));
    options.memory_bytes = limits.memory_bytes;
  }
  options.format = input.options.format;
  options.base = input.options.base;
  if (flags.Has("graph")) options.graph = Term::Iri(flags.Get("graph"));
  if (flags.Has(kLenientFlag.name)) {
    options.on_skip = skipped->OnSkip(input.file);
  }
  Progress progress(io, "loading", 0);
  options.progress = [&](uint64_t quads) {
    progress.Update(quads, WithCommas(quads) + " triples of " + input.file);
    return !io->cancelled();
  };
  Result<LoadResult> loaded = LoadRdf(store, input.text, options);
  if (!loaded.ok()) return WithExcerpt(loaded.status(), input.file, input.text);
  return loaded;
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store,
                OpenStore(flags, io, StoreMode::kCreate));
  LoadResult total;
  Status status;
  SkippedStatements skipped(&io);
  for (const std::string& file : flags.arguments()) {
    // Each file is whole by itself.
    if (total.quads_added > 0) ZM_TRY(store->Publish());
    const Result<LoadResult> loaded =
        LoadFile(file, flags, store.get(), &skipped, &io);
    if (!loaded.ok()) {
      status = loaded.status();
      break;
    }
    total.quads_read += loaded->quads_read;
    total.quads_added += loaded->quads_added;
  }
  // What the files before a bad one brought stays.
  ZM_TRY(store->Sync());
  ZM_TRY(std::move(status));
  *io.out << "loaded " << Counted(total.quads_read, "triple", "triples") << ", "
          << WithCommas(total.quads_added) << " of them new\n";
  return skipped.Finish();
}

}  // namespace

const Command kLoadCommand = {
    .name = "load",
    .summary = "read RDF files into the graph",
    .arguments = "FILE…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example =
        "zhimai load people.ttl places.nq.gz\n"
        "zhimai load --graph https://example.org/g people.ttl",
    .run = Run,
};

}  // namespace zhimai
