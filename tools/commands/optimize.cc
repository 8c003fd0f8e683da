// zhimai optimize: folds what was added since the last time into the base.
#include "graph/ingest/text_units.h"
#include "tools/cli/format.h"
#include "tools/cli/progress.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/query_limits.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    kWaitFlag,
    {"memory", "SIZE", "what sorting may hold: 200MB, 4GB (512MiB)"},
};

uint64_t DiskBytes(const StoreStats& stats) {
  uint64_t bytes = 0;
  for (const auto& family : stats.families) bytes += family.disk_bytes;
  return bytes;
}

Status Run(const Flags& flags, Io& io) {
  OptimizeOptions options;
  if (flags.Has(kMemoryFlag.name)) {
    ZM_TRY_ASSIGN(const sparql::QueryOptions limits, ReadLimits(flags, io));
    options.memory_bytes = limits.memory_bytes;
  }
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store,
                OpenStore(flags, io, StoreMode::kReadWrite));
  ZM_TRY_ASSIGN(const StoreStats before, store->Stats());
  {
    constexpr uint64_t kSteps = 100;
    Progress progress(&io, "optimizing", kSteps);
    options.progress = [&](double share) {
      progress.Update(static_cast<uint64_t>(share * kSteps), "");
      return !io.cancelled();
    };
    ZM_TRY(store->Optimize(options));
    ZM_TRY(RebuildText(store.get(),
                       {.memory_bytes = options.memory_bytes / 4,
                        .cancelled = [&io] { return io.cancelled(); }}));
  }
  ZM_TRY_ASSIGN(const StoreStats after, store->Stats());
  *io.out << Counted(after.base_quads, "triple", "triples") << ", "
          << Counted(after.base_terms, "term", "terms") << "; "
          << HumanBytes(DiskBytes(after)) << " on disk, "
          << HumanBytes(DiskBytes(before)) << " before\n";
  return Status();
}

}  // namespace

const Command kOptimizeCommand = {
    .name = "optimize",
    .summary = "sort and pack the graph anew, for speed and less disk",
    .arguments = "",
    .flags = kFlags,
    .example = "zhimai optimize --db news.db",
    .run = Run,
};

}  // namespace zhimai
