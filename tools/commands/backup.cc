// zhimai backup FOLDER: a copy of the graph that is checked.

#include "graph/store/store.h"
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    kWaitFlag,
    {"no-verify", "", "do not read the copy to its end"},
};

Status Verify(const std::string& folder, Io& io) {
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> copy, Store::Open(folder, {}));
  ZM_TRY_ASSIGN(const VerifyReport report, copy->Verify());
  if (report.problems.empty()) return {};
  for (const std::string& problem : report.problems) {
    *io.err << Printable(problem) << '\n';
  }
  return Status::Corruption(
             "the copy is not whole, and nor is the graph: " +
             Counted(report.problems.size(), "problem", "problems"))
      .In(folder);
}

Status Run(const Flags& flags, Io& io) {
  const std::string folder = flags.arguments().front();
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store,
                OpenStore(flags, io, StoreMode::kReadWrite));
  ZM_TRY(store->Backup(folder));
  if (!flags.Has("no-verify")) ZM_TRY(Verify(folder, io));
  if (!io.quiet) *io.err << folder << ": a copy; use it with --db\n";
  return Status();
}

}  // namespace

const Command kBackupCommand = {
    .name = "backup",
    .summary = "copy the graph into a new folder, and check the copy",
    .arguments = "FOLDER",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example = "zhimai backup --db news.db news-backup.db",
    .run = Run,
};

}  // namespace zhimai
