// zhimai remove DOCUMENT…: takes documents out of the graph, with what only
// they stated.
#include "graph/base/suggest.h"
#include "tools/cli/clock.h"
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {kDbFlag, kWaitFlag};

// Before anything is removed: all or nothing.
Status CheckPresent(const Graph& graph, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const Result<DocumentView> document = graph.GetDocument(name);
    if (document.ok()) continue;
    if (document.status().code() != Code::kNotFound) return document.status();
    ZM_TRY_ASSIGN(const std::vector<DocumentView> all, graph.Documents());
    std::vector<std::string> paths;
    for (const DocumentView& view : all) paths.push_back(view.path);
    const std::string near = ClosestWord(name, paths);
    return Status::NotFound(
        "no document '" + Printable(name) + "' in the graph" +
        (near.empty() ? "; 'zhimai documents' lists them"
                      : "; did you mean " + Printable(near) + "?"));
  }
  return Status();
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(Graph graph, OpenGraph(flags, io, GraphMode::kReadWrite));
  ZM_TRY(CheckPresent(graph, flags.arguments()));
  ZM_TRY_ASSIGN(const std::unique_ptr<BuildSession> session,
                graph.BeginBuild(UtcTime()));
  for (const std::string& name : flags.arguments()) {
    Status removed = session->Remove(name);
    // Named twice.
    if (!removed.ok() && removed.code() != Code::kNotFound) return removed;
  }
  ZM_TRY_ASSIGN(const BuildSummary summary, session->Finish());
  *io.out << "removed "
          << Counted(summary.documents_removed, "document", "documents") << ", "
          << Counted(summary.statements_gone, "statement", "statements")
          << " and " << Counted(summary.entities_gone, "entity", "entities")
          << " with them\n";
  return Status();
}

}  // namespace

const Command kRemoveCommand = {
    .name = "remove",
    .summary = "take documents out of the graph, with what only they state",
    .arguments = "DOCUMENT…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example = "zhimai remove 2024-07-05-astana.txt",
    .run = Run,
};

}  // namespace zhimai
