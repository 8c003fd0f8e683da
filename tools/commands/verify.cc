// zhimai verify: checks that the graph is whole.
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {kDbFlag};

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const std::vector<std::string> problems, graph.Verify());
  if (problems.empty()) {
    *io.out << "the graph is whole\n";
    return Status();
  }
  for (const std::string& problem : problems) {
    *io.out << Printable(problem) << '\n';
  }
  return Status::Corruption(Counted(problems.size(), "problem", "problems") +
                            "; build the graph anew from its documents");
}

}  // namespace

const Command kVerifyCommand = {
    .name = "verify",
    .summary = "check that the graph is whole",
    .arguments = "",
    .flags = kFlags,
    .example = "zhimai verify --db news.db",
    .run = Run,
};

}  // namespace zhimai
