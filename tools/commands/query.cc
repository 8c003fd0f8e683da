// zhimai query FILE.rq: a SPARQL query over the graph.
#include "graph/exec/query.h"

#include <array>
#include <set>

#include "graph/engine/provenance.h"
#include "graph/engine/query_lookups.h"
#include "graph/engine/text_lookups.h"
#include "graph/exec/overlay.h"
#include "graph/exec/results.h"
#include "graph/io/quad_writer.h"
#include "graph/sparql/parser.h"
#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/query_limits.h"
#include "tools/commands/rdf_input.h"
#include "tools/commands/results_table.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"execute", "QUERY", "the query itself, in place of a file", 'e'},
    {"format", "F",
     "json, xml, csv, tsv or table; of CONSTRUCT and DESCRIBE nt, ttl, rdfxml "
     "or jsonld",
     '\0', false, "json|xml|csv|tsv|table|nt|ttl|rdfxml|jsonld"},
    {"results", "F", "the same as --format", '\0', false,
     "json|xml|csv|tsv|table"},
    {"output", "FILE", "write there instead of to stdout", 'o'},
    kBaseFlag,
    {"default-graph-uri", "IRI",
     "make the default graph of this named graph, whatever FROM says", '\0',
     true},
    {"named-graph-uri", "IRI",
     "have this named graph and no other, whatever FROM NAMED says", '\0',
     true},
    {"no-provenance", "",
     "leave the nodes of statements, evidence and documents out"},
    {"plan", "", "print how the query is run, not its answers"},
    kTimeoutFlag,
    kMemoryFlag,
};

enum class Format {
  kJson,
  kXml,
  kCsv,
  kTsv,
  kTable,
  kNTriples,
  kTurtle,
  kRdfXml,
  kJsonLd,
};

Result<Format> ReadFormat(const Flags& flags, const Io& io) {
  constexpr std::array<std::string_view, 9> kNames = {
      "json", "xml", "csv", "tsv", "table", "nt", "ttl", "rdfxml", "jsonld"};
  const char* flag = flags.Has("results") ? "results" : "format";
  // A table for people, JSON for programs.
  if (!flags.Has(flag)) return io.width > 0 ? Format::kTable : Format::kJson;
  const std::string name = flags.Get(flag);
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Format>(i);
  }
  return Status::Usage("--" + std::string(flag) +
                       " takes json, xml, csv, tsv, table, nt, ttl, rdfxml "
                       "or jsonld");
}

std::unique_ptr<sparql::ResultsWriter> MakeWriter(Format format, const Io& io,
                                                  const TextSink& sink) {
  using sparql::ResultFormat;
  switch (format) {
    case Format::kTable:
      return MakeResultsTable({.width = io.width}, sink);
    case Format::kXml:
      return MakeResultsWriter(ResultFormat::kXml, sink);
    case Format::kCsv:
      return MakeResultsWriter(ResultFormat::kCsv, sink);
    case Format::kTsv:
      return MakeResultsWriter(ResultFormat::kTsv, sink);
    case Format::kJson:
    case Format::kNTriples:
    case Format::kTurtle:
    case Format::kRdfXml:
    case Format::kJsonLd:
      break;
  }
  return MakeResultsWriter(ResultFormat::kJson, sink);
}

RdfFormat TripleFormat(Format format) {
  switch (format) {
    case Format::kTurtle:
      return RdfFormat::kTurtle;
    case Format::kRdfXml:
      return RdfFormat::kRdfXml;
    case Format::kJsonLd:
      return RdfFormat::kJsonLd;
    default:
      return RdfFormat::kNTriples;
  }
}

// Hands solutions to one writer and triples to another.
class WriterSink : public sparql::ResultSink {
 public:
  WriterSink(Format format, const sparql::Query& query, const Io& io,
             const TextSink& sink)
      : solutions_(MakeWriter(format, io, sink)) {
    QuadWriterOptions options;
    options.format = TripleFormat(format);
    options.pretty = true;
    options.prefixes.assign(query.prefixes.begin(), query.prefixes.end());
    triples_ = QuadWriter::Create(options, sink);
  }

  Status OnColumns(const std::vector<std::string>& names) override {
    return solutions_->Begin(names);
  }
  Status OnSolution(const sparql::Solution& solution) override {
    return solutions_->Row(solution);
  }
  Status OnTriple(const Triple& triple) override {
    return triples_->Write(
        {triple.subject, triple.predicate, triple.object, Term()});
  }
  Status OnBoolean(bool answer) override { return solutions_->Boolean(answer); }

  Status Finish(sparql::Query::Form form) {
    using Form = sparql::Query::Form;
    if (form == Form::kSelect || form == Form::kPaths) {
      return solutions_->End();
    }
    return form == Form::kAsk ? Status() : triples_->Finish();
  }

 private:
  std::unique_ptr<sparql::ResultsWriter> solutions_;
  std::unique_ptr<QuadWriter> triples_;
};

std::optional<std::vector<Term>> GraphsOf(const Flags& flags,
                                          std::string_view name) {
  if (!flags.Has(name)) return std::nullopt;
  std::vector<Term> graphs;
  for (const std::string& iri : flags.GetAll(name)) {
    graphs.push_back(Term::Iri(iri));
  }
  return graphs;
}

Result<sparql::QueryOptions> ReadOptions(const Flags& flags, const Io& io) {
  ZM_TRY_ASSIGN(sparql::QueryOptions options, ReadLimits(flags, io));
  sparql::ActiveDataset dataset;
  dataset.default_graphs = GraphsOf(flags, "default-graph-uri");
  dataset.named_graphs = GraphsOf(flags, "named-graph-uri");
  if (dataset.default_graphs || dataset.named_graphs) {
    // As in a query with FROM: what is not named is not there.
    if (!dataset.default_graphs) dataset.default_graphs.emplace();
    if (!dataset.named_graphs) dataset.named_graphs.emplace();
    options.dataset = std::move(dataset);
  }
  options.explain = flags.Has("plan");
  return options;
}

// The answers are counted and dropped.
class CountingSink : public sparql::ResultSink {
 public:
  Status OnColumns(const std::vector<std::string>&) override { return {}; }
  Status OnSolution(const sparql::Solution&) override { return {}; }
  Status OnTriple(const Triple&) override { return {}; }
  Status OnBoolean(bool) override { return {}; }
};

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const QueryText source, ReadQueryText(flags, io));
  ZM_TRY_ASSIGN(const Format format, ReadFormat(flags, io));
  ZM_TRY_ASSIGN(sparql::QueryOptions options, ReadOptions(flags, io));
  const auto parsed =
      sparql::ParseQuery(source.text, {BaseOf(flags, source.file)});
  if (!parsed.ok()) {
    return WithExcerpt(parsed.status(), source.name, source.text);
  }
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store, OpenStore(flags, io));
  const Snapshot snapshot = store->snapshot();
  sparql::Overlay overlay(snapshot);
  overlay.LimitTo(options.memory_bytes);
  if (!flags.Has("no-provenance")) {
    ZM_TRY(AddProvenance(snapshot, *parsed, options, &overlay));
  }
  ZM_TRY(AddLookups(snapshot, *parsed, options, &overlay));
  ZM_TRY_ASSIGN(const std::unique_ptr<sparql::Lookups> lookups,
                MakeTextLookups(snapshot, options));
  options.lookups = lookups.get();
  if (!overlay.empty()) options.overlay = &overlay;
  if (options.explain) {
    CountingSink sink;
    ZM_TRY_ASSIGN(const sparql::QueryResult result,
                  RunQuery(snapshot, *parsed, options, &sink));
    *io.out << result.plan;
    return CheckOutput(io);
  }
  return WriteOutput(
      flags.Get("output"), io, [&](const TextSink& text) -> Status {
        WriterSink sink(format, *parsed, io, text);
        ZM_TRY_ASSIGN([[maybe_unused]] const sparql::QueryResult result,
                      RunQuery(snapshot, *parsed, options, &sink));
        return sink.Finish(parsed->form);
      });
}

}  // namespace

const Command kQueryCommand = {
    .name = "query",
    .summary = "run a SPARQL query",
    .arguments = "[FILE.rq]",
    .min_arguments = 0,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai query -e 'SELECT ?s ?o WHERE "
        "{ ?s <https://w3id.org/zhimai/o#member_of> ?o } LIMIT 10'\n"
        "zhimai query --format csv members.rq > members.csv",
    .run = Run,
};

}  // namespace zhimai
