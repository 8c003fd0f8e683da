// zhimai export: the graph, or a part of it, as a drawing.
#include <array>
#include <filesystem>

#include "graph/export/render.h"
#include "tools/cli/format.h"
#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"format", "F",
     "dot, svg, png, pdf, graphml, json, csv (edges) or nodes-csv (default: "
     "by the name of -o, else dot)"},
    {"output", "FILE", "write there instead of to stdout", 'o'},
    {"focus", "ENTITY", "only what surrounds this entity"},
    {"depth", "N", "steps from the focus (default 1)"},
    kRelationsFlag,
    kClassFlag,
    kStatusFlag,
    kCandidatesFlag,
    {"no-literals", "", "leave dates, numbers and texts out"},
    {"max-nodes", "N", "draw at most N nodes (default 300; 0 for all)"},
    {"max-edges", "N", "draw at most N edges (default 1000; 0 for all)"},
    kLangFlag,
};

constexpr std::array<std::string_view, 8> kFormats = {
    "dot", "svg", "png", "pdf", "graphml", "json", "csv", "nodes-csv"};

// By the file's extension where there is no --format.
Result<std::string> ReadFormat(const Flags& flags) {
  if (flags.Has("format")) return flags.GetChoice("format", kFormats);
  std::string extension =
      std::filesystem::path(flags.Get("output")).extension().string();
  if (extension.empty()) return std::string("dot");
  extension.erase(0, 1);
  if (extension == "gv") return std::string("dot");
  for (const std::string_view format : kFormats) {
    if (extension == format) return extension;
  }
  return Status::Usage("no format has the extension ." + extension +
                       "; name it with --format");
}

Result<DrawRequest> ReadRequest(const Flags& flags, const Graph& graph) {
  DrawRequest request;
  ZM_TRY_ASSIGN(const int64_t depth, flags.GetInt("depth", 1, 0, 100));
  ZM_TRY_ASSIGN(const int64_t nodes,
                flags.GetInt("max-nodes", 300, 0, 100000000));
  ZM_TRY_ASSIGN(const int64_t edges,
                flags.GetInt("max-edges", 1000, 0, 100000000));
  ZM_TRY_ASSIGN(request.language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(request.filter, ReadFilter(flags, ontology));
  request.filter.include_literals = !flags.Has("no-literals");
  request.depth = static_cast<int>(depth);
  constexpr size_t kAll = static_cast<size_t>(-1);
  request.max_nodes = nodes == 0 ? kAll : static_cast<size_t>(nodes);
  request.max_edges = edges == 0 ? kAll : static_cast<size_t>(edges);
  if (flags.Has("focus")) {
    ZM_TRY_ASSIGN(const EntityRef focus,
                  ResolveEntity(graph, flags.Get("focus")));
    request.focus = focus.id;
  }
  return request;
}

Result<std::string> Encode(const Drawing& drawing, const std::string& format) {
  if (format == "svg") return Render(drawing, PictureFormat::kSvg);
  if (format == "png") return Render(drawing, PictureFormat::kPng);
  if (format == "pdf") return Render(drawing, PictureFormat::kPdf);
  if (format == "graphml") return ToGraphMl(drawing);
  if (format == "json") return ToJson(drawing);
  if (format == "csv") return ToEdgeCsv(drawing);
  if (format == "nodes-csv") return ToNodeCsv(drawing);
  return ToDot(drawing);
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const std::string format, ReadFormat(flags));
  const std::string file = flags.Get("output");
  const bool binary = format == "png" || format == "pdf";
  if (binary && file.empty() && io.width > 0) {
    return Status::Usage(format + " is binary: name a file with -o");
  }
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const DrawRequest request, ReadRequest(flags, graph));
  ZM_TRY_ASSIGN(const Drawing drawing, graph.Draw(request));
  ZM_TRY_ASSIGN(const std::string bytes, Encode(drawing, format));
  if (file.empty()) {
    *io.out << bytes;
  } else {
    ZM_TRY(WriteFileAtomically(file, bytes));
  }
  if (io.quiet) return CheckOutput(io);
  if (!file.empty()) {
    *io.err << file << ": " << Counted(drawing.nodes.size(), "node", "nodes")
            << ", " << Counted(drawing.edges.size(), "edge", "edges") << '\n';
  }
  if (drawing.nodes_left_out + drawing.edges_left_out > 0) {
    *io.err << "left out: " << Counted(drawing.nodes_left_out, "node", "nodes")
            << ", " << Counted(drawing.edges_left_out, "edge", "edges")
            << "; --max-nodes and --max-edges raise the limits\n";
  }
  return CheckOutput(io);
}

}  // namespace

const Command kExportCommand = {
    .name = "export",
    .summary = "draw the graph, or what surrounds an entity",
    .arguments = "",
    .flags = kFlags,
    .example =
        "zhimai export --focus 上海合作组织 --depth 1 -o sco.svg\n"
        "zhimai export --class Country,Organization --format graphml "
        "-o graph.graphml",
    .run = Run,
};

}  // namespace zhimai
