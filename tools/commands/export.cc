// zhimai export: the graph, or a part of it, for people and for programs.
#include <algorithm>
#include <array>
#include <filesystem>

#include "graph/export/bundle.h"
#include "graph/export/render.h"
#include "tools/cli/format.h"
#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/export_data.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/selection_flags.h"
#include "tools/commands/threads.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"format", "F",
     "drawings: dot, svg, png, pdf, html; tables: csv, excel, parquet, arrow, "
     "sqlite; graphs: graphml, gexf, cytoscape, json, neo4j; RDF: nt, nq, ttl, "
     "trig, rdfxml, jsonld (default: by the name of -o, else dot)",
     '\0', false,
     "dot|svg|png|pdf|html|csv|excel|parquet|arrow|sqlite|graphml|gexf|"
     "cytoscape|json|neo4j|nt|nq|ttl|trig|rdfxml|jsonld"},
    {"output", "FILE", "write there instead of to stdout", 'o'},
    {"focus", "ENTITY", "only what surrounds this entity"},
    {"depth", "N", "steps from the focus (default 1)"},
    kRelationsFlag,
    kClassFlag,
    kStatusFlag,
    kCandidatesFlag,
    kConfidenceFlag,
    kAllFlag,
    kFromFlag,
    kToFlag,
    kDocumentFlag,
    {"no-literals", "", "leave dates, numbers and texts out"},
    kTableFlag,
    {"with", "M,…",
     "measures as properties of nodes: pagerank, degree, in_degree, "
     "out_degree, betweenness, core, component, community",
     '\0', true,
     "pagerank|degree|in_degree|out_degree|betweenness|core|component|"
     "community"},
    {"rdf11", "",
     "RDF: reify statements as RDF 1.1 does (rdfxml and jsonld always do)"},
    {"no-provenance", "", "RDF: no nodes of statements, evidence, documents"},
    {"namespace", "IRI", "RDF: base of all IRIs (https://w3id.org/zhimai/)"},
    {"title", "TEXT", "above the drawing (default: the focus)"},
    {"cluster", "BY", "boxes by class, community, year or month", '\0', false,
     "class|community|year|month"},
    {"rank-by", "MEASURE",
     "what stays when there are too many nodes (default degree)", '\0', false,
     "degree|pagerank|in_degree|out_degree|betweenness|core"},
    {"engine", "E", "dot, sfdp, neato, fdp, twopi or circo (default: by size)",
     '\0', false, "dot|sfdp|neato|fdp|twopi|circo"},
    {"top-down", "", "let dot draw from top to bottom"},
    {"no-qualifiers", "", "only the relation at a line"},
    {"no-legend", "", "leave the legend out"},
    {"no-bundle", "",
     "a line for each statement, however many there are between two"},
    {"links", "URL", "documents are there (default: where they were read)"},
    {"max-nodes", "N", "draw at most N nodes (default 300; 0 for all)"},
    {"max-edges", "N", "draw at most N edges (default 1000; 0 for all)"},
    kLangFlag,
};

constexpr std::array<std::string_view, 21> kFormats = {
    "dot",     "html",  "svg",    "png",     "pdf",  "csv",    "excel",
    "parquet", "arrow", "sqlite", "graphml", "gexf", "json",   "cytoscape",
    "neo4j",   "nt",    "nq",     "ttl",     "trig", "rdfxml", "jsonld"};

// By the file's extension where there is no --format.
Result<std::string> ReadFormat(const Flags& flags) {
  if (flags.Has("format")) return flags.GetChoice("format", kFormats);
  std::filesystem::path file = flags.Get("output");
  if (file.extension() == ".gz" || file.extension() == ".zst") {
    file.replace_extension();
  }
  std::string extension = file.extension().string();
  if (extension.empty()) return std::string("dot");
  extension.erase(0, 1);
  if (extension == "gv") return std::string("dot");
  if (extension == "db") return std::string("sqlite");
  if (extension == "cyjs") return std::string("cytoscape");
  if (extension == "rdf" || extension == "owl") return std::string("rdfxml");
  for (const std::string_view format : kFormats) {
    if (extension == format) return extension;
  }
  return Status::Usage("no format has the extension ." + extension +
                       "; name it with --format");
}

Result<DrawRequest> ReadDrawing(const Flags& flags,
                                const Selection& selection) {
  DrawRequest request;
  ZM_TRY_ASSIGN(const int64_t nodes,
                flags.GetInt("max-nodes", 300, 0, 100000000));
  ZM_TRY_ASSIGN(const int64_t edges,
                flags.GetInt("max-edges", 1000, 0, 100000000));
  ZM_TRY_ASSIGN(request.language, ReadLanguage(flags));
  request.selection = selection;
  request.title = flags.Get("title");
  request.rank_by = flags.Get("rank-by", "degree");
  if (flags.Has("links")) request.links = flags.Get("links");
  constexpr std::array<std::string_view, 5> kClusters = {
      "none", "class", "community", "year", "month"};
  constexpr std::array<ClusterBy, 5> kBy = {
      ClusterBy::kNone, ClusterBy::kClass, ClusterBy::kCommunity,
      ClusterBy::kYear, ClusterBy::kMonth};
  ZM_TRY_ASSIGN(const std::string cluster,
                flags.GetChoice("cluster", kClusters));
  const auto place = std::find(kClusters.begin(), kClusters.end(), cluster);
  request.cluster = kBy[static_cast<size_t>(place - kClusters.begin())];
  constexpr size_t kAll = static_cast<size_t>(-1);
  request.max_nodes = nodes == 0 ? kAll : static_cast<size_t>(nodes);
  request.max_edges = edges == 0 ? kAll : static_cast<size_t>(edges);
  return request;
}

Result<RenderOptions> ReadRendering(const Flags& flags) {
  constexpr std::array<std::string_view, 7> kEngines = {
      "", "dot", "sfdp", "neato", "fdp", "twopi", "circo"};
  RenderOptions options;
  ZM_TRY_ASSIGN(options.engine, flags.GetChoice("engine", kEngines));
  options.dot.top_down = flags.Has("top-down");
  options.dot.qualifiers = !flags.Has("no-qualifiers");
  options.dot.legend = !flags.Has("no-legend");
  return options;
}

Result<std::string> Encode(const Drawing& drawing, const std::string& format,
                           const RenderOptions& options) {
  if (format == "svg") return Render(drawing, PictureFormat::kSvg, options);
  if (format == "png") return Render(drawing, PictureFormat::kPng, options);
  if (format == "pdf") return Render(drawing, PictureFormat::kPdf, options);
  if (format == "html") {
    ZM_TRY_ASSIGN(const std::string svg,
                  Render(drawing, PictureFormat::kSvg, options));
    return ToHtml(drawing, svg);
  }
  return ToDot(drawing, options.dot);
}

void Tell(const Drawing& drawing, size_t statements, const std::string& format,
          const RenderOptions& options, const std::string& file, const Io& io) {
  if (!file.empty()) {
    *io.err << file << ": " << Counted(drawing.nodes.size(), "node", "nodes")
            << ", " << Counted(drawing.edges.size(), "edge", "edges");
    if (statements > drawing.edges.size()) {
      *io.err << " for " << Counted(statements, "statement", "statements");
    }
    *io.err << '\n';
  }
  if (drawing.nodes_left_out + drawing.edges_left_out > 0) {
    *io.err << "left out: " << Counted(drawing.nodes_left_out, "node", "nodes")
            << ", " << Counted(drawing.edges_left_out, "edge", "edges")
            << "; --max-nodes and --max-edges raise the limits\n";
  }
  const std::string engine = EngineFor(drawing, options);
  if (!drawing.clusters.empty() && format != "dot" && !DrawsBoxes(engine)) {
    *io.err << "no boxes: " << engine
            << " knows none; draw less, or try --engine fdp\n";
  }
}

Status Draw(const std::string& format, const Flags& flags, const Graph& graph,
            const Selection& selection, const Io& io) {
  const std::string file = flags.Get("output");
  const bool binary = format == "png" || format == "pdf";
  if (binary && file.empty() && io.width > 0) {
    return Status::Usage(format + " is binary: name a file with -o");
  }
  ZM_TRY_ASSIGN(const DrawRequest request, ReadDrawing(flags, selection));
  ZM_TRY_ASSIGN(const RenderOptions options, ReadRendering(flags));
  ZM_TRY_ASSIGN(Drawing drawing, graph.Draw(request));
  const size_t statements = drawing.edges.size();
  if (IsDense(drawing) && !flags.Has("no-bundle")) {
    drawing = Bundled(std::move(drawing));
  }
  ZM_TRY(WriteOutput(file, io, [&](const TextSink& sink) -> Status {
    ZM_TRY_ASSIGN(const std::string bytes, Encode(drawing, format, options));
    return sink(bytes);
  }));
  if (!io.quiet) Tell(drawing, statements, format, options, file, io);
  return CheckOutput(io);
}

// Drawings and databases are written as a whole, and never packed.
Status CheckPacking(const Flags& flags, const std::string& format) {
  const std::string extension =
      std::filesystem::path(flags.Get("output")).extension().string();
  const bool packed = extension == ".gz" || extension == ".zst";
  if (!packed || (IsDataFormat(format) && format != "sqlite")) return {};
  return Status::Usage(format + " cannot be written as " + extension);
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const std::string format, ReadFormat(flags));
  ZM_TRY(CheckPacking(flags, format));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(Selection selection, ReadSelection(flags, ontology));
  ZM_TRY_ASSIGN(const int64_t depth, flags.GetInt("depth", 1, 0, 100));
  selection.depth = static_cast<int>(depth);
  selection.filter.include_literals = !flags.Has("no-literals");
  if (flags.Has("focus")) {
    ZM_TRY_ASSIGN(const EntityRef focus,
                  ResolveEntity(graph, flags.Get("focus")));
    selection.focus = focus.id;
  }
  if (!IsDataFormat(format)) return Draw(format, flags, graph, selection, io);
  ExportRequest request;
  request.selection = std::move(selection);
  request.measures = flags.GetList("with");
  ZM_TRY_ASSIGN(request.language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(request.measure_options.run.threads, ThreadCount(flags));
  request.measure_options.run.cancelled = [&io] { return io.cancelled(); };
  return ExportData(format, flags, graph, request, ontology, io);
}

}  // namespace

const Command kExportCommand = {
    .name = "export",
    .summary = "draw the graph, or write it for other programs",
    .arguments = "",
    .flags = kFlags,
    .example =
        "zhimai export --focus 上海合作组织 --depth 1 -o sco.svg\n"
        "zhimai export --format parquet -o tables/\n"
        "zhimai export --class Country,Organization --with pagerank "
        "-o graph.gexf\n"
        "zhimai export --relations member_of --rdf11 -o members.ttl",
    .run = Run,
};

}  // namespace zhimai
