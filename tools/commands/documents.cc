// zhimai documents: what the graph was built from.
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/view_json.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {kDbFlag, kJsonFlag};

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const std::vector<DocumentView> documents, graph.Documents());
  if (flags.Has(kJsonFlag.name)) {
    std::string text;
    JsonWriter json(&text);
    WriteJson(documents, &json);
    json.EndLine();
    *io.out << text;
    return Status();
  }
  TextTable table({{"document", TextTable::Align::kLeft, false},
                   {"published", TextTable::Align::kLeft, true},
                   {"language", TextTable::Align::kLeft, true},
                   {"articles", TextTable::Align::kRight, true},
                   {"bytes", TextTable::Align::kRight, true},
                   {"statements", TextTable::Align::kRight, true},
                   {"title", TextTable::Align::kLeft, false}});
  for (const DocumentView& document : documents) {
    table.AddRow({document.path, document.published, document.language,
                  WithCommas(document.articles.size()),
                  WithCommas(document.byte_length),
                  WithCommas(document.statements), document.title});
  }
  table.Print(io.out, io.width);
  return Status();
}

}  // namespace

const Command kDocumentsCommand = {
    .name = "documents",
    .summary = "list the documents in the graph",
    .arguments = "",
    .flags = kFlags,
    .example = "zhimai documents",
    .run = Run,
};

}  // namespace zhimai
