// zhimai dump: the whole graph as RDF.
#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"format", "F", "nq (default), nt, ttl, trig, rdfxml or jsonld", '\0',
     false, "nq|nt|ttl|trig|rdfxml|jsonld"},
    {"output", "FILE",
     "write there; its extension tells the format (.trig, .nq.zst …)", 'o'},
    {"rdf11", "", "reify statements as RDF 1.1 does, without triple terms"},
    {"no-provenance", "", "leave statement and evidence nodes out"},
    {"namespace", "IRI", "base of all IRIs (https://w3id.org/zhimai/)"},
};

Status Run(const Flags& flags, Io& io) {
  DumpOptions options;
  ZM_TRY_ASSIGN(options.format, OutputFormat(flags));
  options.rdf11 = flags.Has("rdf11");
  options.no_provenance = flags.Has("no-provenance");
  options.base = flags.Get("namespace", options.base);
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  return WriteOutput(flags.Get("output"), io, [&](const TextSink& sink) {
    return graph.Dump(options, sink);
  });
}

}  // namespace

const Command kDumpCommand = {
    .name = "dump",
    .summary = "write the graph as RDF 1.2, sorted",
    .arguments = "",
    .flags = kFlags,
    .example =
        "zhimai dump > graph.nq\n"
        "zhimai dump --format trig > graph.trig\n"
        "zhimai dump --rdf11 -o graph.jsonld.gz",
    .run = Run,
};

}  // namespace zhimai
