#include "tools/commands/export_data.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "graph/export/graph_writer.h"
#include "tools/cli/format.h"
#include "tools/cli/output.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kTableFormats = {"csv", "excel",
                                                           "parquet", "arrow"};
constexpr std::array<std::pair<std::string_view, GraphFormat>, 4>
    kGraphFormats = {{{"graphml", GraphFormat::kGraphMl},
                      {"gexf", GraphFormat::kGexf},
                      {"cytoscape", GraphFormat::kCytoscape},
                      {"json", GraphFormat::kNodeLink}}};

struct TableName {
  std::string_view name;
  ExportTable table;
};
constexpr std::array<TableName, 4> kTables = {
    {{"nodes", ExportTable::kNodes},
     {"statements", ExportTable::kStatements},
     {"evidence", ExportTable::kEvidence},
     {"documents", ExportTable::kDocuments}}};

constexpr std::array<std::string_view, 6> kRdfFormats = {
    "nt", "nq", "ttl", "trig", "rdfxml", "jsonld"};

bool Contains(const auto& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::unique_ptr<RowWriter> MakeWriter(std::string_view format,
                                      const TableSchema& schema,
                                      const TextSink& sink) {
  if (format == "parquet") return MakeParquetWriter(schema, {}, sink);
  if (format == "arrow") return MakeArrowWriter(schema, {}, sink);
  return MakeCsvWriter(schema, {format == "excel"}, sink);
}

class DataExport {
 public:
  DataExport(std::string format, const Flags& flags, ExportSource* source,
             const OntologyView& ontology, const Io& io)
      : format_(std::move(format)),
        flags_(flags),
        source_(source),
        ontology_(ontology),
        io_(io),
        output_(flags.Get("output")) {}

  Status Run() {
    if (Contains(kTableFormats, format_)) return Tables();
    if (format_ == "sqlite") return Sqlite();
    if (format_ == "neo4j") return Neo4j();
    return GraphFile();
  }

 private:
  // "3 nodes, 5 statements", in the order of writing.
  void Count(std::string_view what, uint64_t rows) {
    if (!counts_.empty()) counts_ += ", ";
    counts_ += WithCommas(rows) + ' ' + std::string(what);
  }

  Status Say(const std::string& where) const {
    if (io_.quiet || where.empty()) return CheckOutput(io_);
    *io_.err << where << ": " << counts_ << '\n';
    const uint64_t left_out = source_->statements_left_out();
    if (left_out > 0) {
      *io_.err << "left out: " << Counted(left_out, "statement", "statements")
               << '\n';
    }
    return CheckOutput(io_);
  }

  // Copies a table into a writer; polls for Ctrl-C.
  Status Copy(const TableName& table, RowWriter* writer) {
    uint64_t rows = 0;
    const auto take = [&](std::span<const Cell> row) -> Status {
      if (++rows % 4096 == 0) ZM_TRY(CheckCancelled());
      return writer->Add(row);
    };
    ZM_TRY(source_->Rows(table.table, take));
    Count(table.name, rows);
    return {};
  }

  Status CheckCancelled() const {
    if (io_.cancelled()) return {Code::kCancelled, "interrupted"};
    return {};
  }

  Status OneTable(const TableName& table, const std::string& file) {
    return WriteOutput(file, io_, [&](const TextSink& sink) -> Status {
      const auto writer =
          MakeWriter(format_, source_->schema(table.table), sink);
      ZM_TRY(Copy(table, writer.get()));
      return writer->Finish();
    });
  }

  bool ToFolder() const {
    std::error_code ignored;
    return !output_.empty() &&
           (output_.back() == '/' || fs::is_directory(output_, ignored));
  }

  Result<std::string> MakeFolder() const {
    std::error_code error;
    fs::create_directories(output_, error);
    if (error) return Status::Io(error.message()).In(output_);
    return output_.back() == '/' ? output_ : output_ + '/';
  }

  Status Tables() {
    if (flags_.Has(kTableFlag.name) || !ToFolder()) {
      constexpr std::array<std::string_view, 4> kNames = {
          "statements", "nodes", "evidence", "documents"};
      ZM_TRY_ASSIGN(const std::string name,
                    flags_.GetChoice(kTableFlag.name, kNames));
      const auto table =
          std::find_if(kTables.begin(), kTables.end(),
                       [&](const TableName& t) { return t.name == name; });
      std::string file = output_;
      if (ToFolder()) {
        ZM_TRY_ASSIGN(const std::string folder, MakeFolder());
        file = folder + name + Extension();
      }
      ZM_TRY(OneTable(*table, file));
      return Say(file);
    }
    ZM_TRY_ASSIGN(const std::string folder, MakeFolder());
    for (const TableName& table : kTables) {
      ZM_TRY(OneTable(table, folder + std::string(table.name) + Extension()));
    }
    return Say(output_);
  }

  std::string Extension() const {
    return format_ == "excel" ? ".csv" : '.' + format_;
  }

  Status Sqlite() {
    if (output_.empty()) {
      return Status::Usage("sqlite makes a file: name it with -o");
    }
    ZM_TRY(ReplaceFile(
        output_, [this](const std::string& part) { return FillSqlite(part); }));
    return Say(output_);
  }

  Status FillSqlite(const std::string& part) {
    ZM_TRY_ASSIGN(const std::unique_ptr<SqliteFile> file,
                  SqliteFile::Create(part));
    for (const TableName& table : kTables) {
      ZM_TRY_ASSIGN(const std::unique_ptr<RowWriter> writer,
                    file->AddTable(source_->schema(table.table)));
      ZM_TRY(Copy(table, writer.get()));
      ZM_TRY(writer->Finish());
    }
    for (const auto& [table, columns] :
         {std::pair("nodes", "id"), std::pair("statements", "id"),
          std::pair("statements", "subject"), std::pair("statements", "object"),
          std::pair("evidence", "statement")}) {
      ZM_TRY(file->AddIndex(table, columns));
    }
    return file->Commit();
  }

  GraphSchema Schema() const {
    return {source_->schema(ExportTable::kGraphNodes),
            source_->schema(ExportTable::kGraphEdges)};
  }

  Status CopyGraph(GraphWriter* writer) {
    uint64_t nodes = 0;
    uint64_t edges = 0;
    const auto node = [&](std::span<const Cell> row) -> Status {
      if (++nodes % 4096 == 0) ZM_TRY(CheckCancelled());
      return writer->Node(row);
    };
    const auto edge = [&](std::span<const Cell> row) -> Status {
      if (++edges % 4096 == 0) ZM_TRY(CheckCancelled());
      return writer->Edge(row);
    };
    ZM_TRY(source_->Rows(ExportTable::kGraphNodes, node));
    ZM_TRY(source_->Rows(ExportTable::kGraphEdges, edge));
    Count("nodes", nodes);
    Count("edges", edges);
    return writer->Finish();
  }

  Status GraphFile() {
    const auto format =
        std::find_if(kGraphFormats.begin(), kGraphFormats.end(),
                     [&](const auto& known) { return known.first == format_; });
    ZM_TRY(WriteOutput(output_, io_, [&](const TextSink& sink) -> Status {
      return CopyGraph(MakeGraphWriter(format->second, Schema(), sink).get());
    }));
    return Say(output_);
  }

  // A class and all above it.
  std::string LabelsOf(std::string_view name) const {
    std::vector<std::string> all = {std::string(name)};
    for (size_t i = 0; i < all.size(); ++i) {
      const auto above = ontology_.parents.find(all[i]);
      if (above == ontology_.parents.end()) continue;
      for (const std::string& parent : above->second) {
        if (!Contains(all, parent)) all.push_back(parent);
      }
    }
    std::string labels;
    for (const std::string& label : all) {
      labels += (labels.empty() ? "" : ";") + label;
    }
    return labels;
  }

  Status Neo4j() {
    if (output_.empty()) {
      return Status::Usage("neo4j makes two files: name a folder with -o");
    }
    ZM_TRY_ASSIGN(const std::string folder, MakeFolder());
    const std::string nodes = folder + "nodes.csv";
    const std::string relationships = folder + "relationships.csv";
    ZM_TRY(WriteOutput(nodes, io_, [&](const TextSink& node_sink) {
      return WriteOutput(relationships, io_, [&](const TextSink& edge_sink) {
        const auto writer = MakeNeo4jWriter(
            Schema(), [this](std::string_view name) { return LabelsOf(name); },
            node_sink, edge_sink);
        return CopyGraph(writer.get());
      });
    }));
    if (!io_.quiet) {
      *io_.err << "neo4j-admin database import full --multiline-fields=true "
                  "--nodes="
               << nodes << " --relationships=" << relationships << '\n';
    }
    return Say(output_);
  }

  std::string format_;
  const Flags& flags_;
  ExportSource* source_;
  const OntologyView& ontology_;
  const Io& io_;
  std::string output_;
  std::string counts_;
};

Status Rdf(const std::string& format, const Flags& flags, const Graph& graph,
           const ExportRequest& request, const Io& io) {
  RdfExportRequest rdf;
  ZM_TRY_ASSIGN(rdf.format, RdfFormatNamed("format", format));
  rdf.rdf11 = flags.Has("rdf11");
  rdf.no_provenance = flags.Has("no-provenance");
  rdf.base = flags.Get("namespace", rdf.base);
  const std::string file = flags.Get("output");
  RdfExportSummary done;
  ZM_TRY(WriteOutput(file, io, [&](const TextSink& sink) -> Status {
    ZM_TRY_ASSIGN(done, graph.ExportRdf(request, rdf, sink));
    return {};
  }));
  if (io.quiet || file.empty()) return CheckOutput(io);
  *io.err << file << ": " << Counted(done.triples, "triple", "triples") << ", "
          << Counted(done.entities, "entity", "entities") << ", "
          << Counted(done.statements, "statement", "statements") << '\n';
  if (done.statements_left_out > 0) {
    *io.err << "left out: "
            << Counted(done.statements_left_out, "statement", "statements")
            << '\n';
  }
  return CheckOutput(io);
}

}  // namespace

bool IsDataFormat(std::string_view format) {
  return Contains(kTableFormats, format) || Contains(kRdfFormats, format) ||
         format == "sqlite" || format == "neo4j" ||
         std::any_of(kGraphFormats.begin(), kGraphFormats.end(),
                     [&](const auto& known) { return known.first == format; });
}

Status ExportData(const std::string& format, const Flags& flags,
                  const Graph& graph, const ExportRequest& request,
                  const OntologyView& ontology, const Io& io) {
  const bool binary = format == "parquet" || format == "arrow";
  if (binary && flags.Get("output").empty() && io.width > 0) {
    return Status::Usage(format + " is binary: name a file with -o");
  }
  if (Contains(kRdfFormats, format)) {
    return Rdf(format, flags, graph, request, io);
  }
  ZM_TRY_ASSIGN(const std::unique_ptr<ExportSource> source,
                graph.OpenExport(request));
  return DataExport(format, flags, source.get(), ontology, io).Run();
}

}  // namespace zhimai
