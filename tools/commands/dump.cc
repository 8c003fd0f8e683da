// zhimai dump: the whole graph as RDF.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"output", "FILE", "write there instead of to stdout", 'o'},
    {"rdf11", "", "reify statements as RDF 1.1 does, without triple terms"},
    {"no-provenance", "", "leave statement and evidence nodes out"},
    {"namespace", "IRI", "base of all IRIs (https://w3id.org/zhimai/)"},
};

Status DumpToFile(const Graph& graph, const DumpOptions& options,
                  const std::string& file, const Io& io) {
  const std::string part = file + ".part" + std::to_string(::getpid());
  std::FILE* stream = std::fopen(part.c_str(), "wb");
  if (stream == nullptr) return Status::Io(std::strerror(errno)).In(file);
  const Status dumped =
      graph.Dump(options, [&](std::string_view text) -> Status {
        if (io.cancelled()) return {Code::kCancelled, "interrupted"};
        if (std::fwrite(text.data(), 1, text.size(), stream) == text.size()) {
          return Status();
        }
        return Status::Io(std::strerror(errno)).In(file);
      });
  const bool closed = std::fclose(stream) == 0;
  if (dumped.ok() && closed && std::rename(part.c_str(), file.c_str()) == 0) {
    return Status();
  }
  Status error =
      dumped.ok() ? Status::Io(std::strerror(errno)).In(file) : dumped;
  std::remove(part.c_str());
  return error;
}

Status Run(const Flags& flags, Io& io) {
  DumpOptions options;
  options.rdf11 = flags.Has("rdf11");
  options.no_provenance = flags.Has("no-provenance");
  options.base = flags.Get("namespace", options.base);
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  if (flags.Has("output")) {
    return DumpToFile(graph, options, flags.Get("output"), io);
  }
  return graph.Dump(options, [&io](std::string_view text) -> Status {
    if (io.cancelled()) return {Code::kCancelled, "interrupted"};
    *io.out << text;
    return CheckOutput(io);
  });
}

}  // namespace

const Command kDumpCommand = {
    .name = "dump",
    .summary = "write the graph as sorted N-Quads (RDF 1.2)",
    .arguments = "",
    .flags = kFlags,
    .example =
        "zhimai dump > graph.nq\n"
        "zhimai dump --rdf11 -o graph.nq",
    .run = Run,
};

}  // namespace zhimai
