// zhimai import FILE.pb…: statements that `extract --format pb` wrote.
#include <fstream>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/util/delimited_message_util.h>

#include "proto/document.pb.h"
#include "tools/cli/clock.h"
#include "tools/cli/format.h"
#include "tools/commands/commands.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/ontology_message.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {kDbFlag, kWaitFlag, kDataFlag};

Status ImportStream(std::istream* in, BuildSession* session, const Io& io) {
  google::protobuf::io::IstreamInputStream bytes(in);
  for (uint64_t number = 1;; ++number) {
    if (io.cancelled()) return {Code::kCancelled, "interrupted"};
    v1::Extraction extraction;
    bool at_end = false;
    if (!google::protobuf::util::ParseDelimitedFromZeroCopyStream(
            &extraction, &bytes, &at_end)) {
      // A length of too many bytes is called the end, too.
      const void* rest = nullptr;
      int size = 0;
      if (at_end && !bytes.Next(&rest, &size)) return Status();
      return Status::InvalidInput(
          "message " + std::to_string(number) +
          " is no extraction, or the file ends inside it");
    }
    ZM_TRY(session->Put(extraction));
  }
}

Status ImportFile(const std::string& file, BuildSession* session,
                  const Io& io) {
  if (file == "-") return ImportStream(io.in, session, io);
  std::ifstream in(file, std::ios::binary);
  if (!in) return Status::NotFound("cannot be opened").In(file);
  Status imported = ImportStream(&in, session, io);
  return imported.ok() || imported.code() == Code::kCancelled
             ? imported
             : std::move(imported).In(file);
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(Graph graph, OpenGraph(flags, io, GraphMode::kCreate));
  ZM_TRY_ASSIGN(const std::unique_ptr<BuildSession> session,
                graph.BeginBuild(UtcTime()));
  // A build stores the ontology, too: labels and what fulfils a plan hang on
  // it. Without a data folder, what the graph has stays.
  const Result<std::vector<std::string>> dirs = DataDirs(flags, io);
  if (dirs.ok()) {
    ZM_TRY_ASSIGN(const Ontology ontology, Ontology::Load(*dirs));
    ZM_TRY(session->SetOntology(OntologyMessage(ontology)));
  } else if (flags.Has(kDataFlag.name)) {
    return dirs.status();
  }
  for (const std::string& file : flags.arguments()) {
    ZM_TRY(ImportFile(file, session.get(), io));
  }
  ZM_TRY_ASSIGN(const BuildSummary summary, session->Finish());
  *io.out << "imported "
          << Counted(summary.documents_new + summary.documents_changed,
                     "document", "documents")
          << " (" << WithCommas(summary.documents_unchanged)
          << " unchanged); the graph has "
          << Counted(summary.entities, "entity", "entities") << " and "
          << Counted(summary.statements, "statement", "statements") << '\n';
  return Status();
}

}  // namespace

const Command kImportCommand = {
    .name = "import",
    .summary = "read what 'extract --format pb' wrote into the graph",
    .arguments = "FILE…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example =
        "zhimai extract --format pb data/corpus > corpus.pb\n"
        "zhimai import corpus.pb",
    .run = Run,
};

}  // namespace zhimai
