// zhimai import FILE.pb…: statements that `extract --format pb` wrote.
#include <fstream>

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

// One document's extraction; larger lengths are no such file.
constexpr uint64_t kMaxMessage = uint64_t{1} << 30;

enum class Next { kMessage, kEnd };

// Reads a length-delimited message into *bytes.
Result<Next> ReadMessage(std::istream* in, std::string* bytes) {
  uint64_t size = 0;
  int shift = 0;
  while (true) {
    const int c = in->get();
    if (c == std::char_traits<char>::eof()) {
      if (shift == 0) return Next::kEnd;
      return Status::InvalidInput("ends inside a message");
    }
    if (shift > 63) return Status::InvalidInput("is no stream of extractions");
    size |= (static_cast<uint64_t>(c) & 0x7F) << shift;
    shift += 7;
    if ((c & 0x80) == 0) break;
  }
  if (size > kMaxMessage) {
    return Status::InvalidInput("is no stream of extractions");
  }
  bytes->resize(size);
  in->read(bytes->data(), static_cast<std::streamsize>(size));
  if (in->gcount() != static_cast<std::streamsize>(size)) {
    return Status::InvalidInput("ends inside a message");
  }
  return Next::kMessage;
}

Status ImportStream(std::istream* in, BuildSession* session, const Io& io) {
  std::string bytes;
  for (uint64_t number = 1;; ++number) {
    if (io.cancelled()) return {Code::kCancelled, "interrupted"};
    ZM_TRY_ASSIGN(const Next next, ReadMessage(in, &bytes));
    if (next == Next::kEnd) return Status();
    v1::Extraction extraction;
    if (!extraction.ParseFromString(bytes) ||
        extraction.document().path().empty()) {
      return Status::InvalidInput("message " + std::to_string(number) +
                                  " is no extraction");
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
