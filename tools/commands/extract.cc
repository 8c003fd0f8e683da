// zhimai extract PATH…: prints what documents say, without a graph.
#include <algorithm>
#include <array>
#include <optional>

#include "extract/pipeline/pipeline.h"
#include "graph/base/modality.h"
#include "tools/cli/ordered_pool.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/commands/commands.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/extraction_json.h"
#include "tools/commands/failures.h"
#include "tools/commands/source_files.h"
#include "tools/commands/threads.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    {"format", "jsonl|pb", "JSON Lines, or length-delimited zhimai.v1"},
    {"mentions", "", "print where entities are named instead of statements"},
    {"values", "", "print the numbers, amounts and dates instead"},
    {"segments", "", "print the byte ranges of articles instead"},
    {"candidates", "", "also statements of a confidence below 0.5"},
    {"all", "", "also statements that the text denies"},
    {"doc-id", "ID", "the document's name when it is read from stdin (-)"},
    kThreadsFlag,
    kDataFlag,
};

enum class Content { kStatements, kMentions, kValues, kSegments, kProtobuf };

struct Request {
  Content content = Content::kStatements;
  JsonLinesOptions lines;
};

struct Extracted {
  std::string text;
  Status status;
};

void AppendDelimited(const v1::Extraction& extraction, std::string* out) {
  const std::string message = extraction.SerializeAsString();
  uint64_t size = message.size();
  while (size >= 0x80) {
    *out += static_cast<char>((size & 0x7F) | 0x80);
    size >>= 7;
  }
  *out += static_cast<char>(size);
  *out += message;
}

std::string Format(const Request& request, const v1::Extraction& extraction,
                   std::string_view bytes) {
  std::string text;
  switch (request.content) {
    case Content::kStatements:
      AppendStatementLines(extraction, request.lines, &text);
      break;
    case Content::kMentions:
      AppendMentionLines(extraction, bytes, &text);
      break;
    case Content::kValues:
      AppendLiteralLines(extraction, bytes, &text);
      break;
    case Content::kSegments:
      AppendSegmentLines(extraction, &text);
      break;
    case Content::kProtobuf:
      AppendDelimited(extraction, &text);
      break;
  }
  return text;
}

Extracted ExtractOne(const Pipeline& pipeline, const Request& request,
                     const SourceRef& source, const Io& io) {
  Result<std::string> bytes = ReadSource(source, io);
  if (!bytes.ok()) return {"", bytes.status()};
  SourceFile file{source.logical, *bytes};
  ExtractContext context;
  context.literals = request.content == Content::kValues;
  const Result<v1::Extraction> extraction = pipeline.Extract(file, &context);
  if (!extraction.ok()) return {"", extraction.status()};
  return {Format(request, *extraction, *bytes), Status()};
}

Result<Request> ReadRequest(const Flags& flags) {
  constexpr std::array<std::string_view, 2> kFormats = {"jsonl", "pb"};
  ZM_TRY_ASSIGN(const std::string format, flags.GetChoice("format", kFormats));
  Request request;
  request.lines.all = flags.Has("all");
  request.lines.candidates = flags.Has("candidates");
  const int modes = (format == "pb" ? 1 : 0) + (flags.Has("mentions") ? 1 : 0) +
                    (flags.Has("values") ? 1 : 0) +
                    (flags.Has("segments") ? 1 : 0);
  if (modes > 1) {
    return Status::Usage(
        "choose one of --mentions, --values, --segments and --format pb");
  }
  if (format == "pb") request.content = Content::kProtobuf;
  if (flags.Has("mentions")) request.content = Content::kMentions;
  if (flags.Has("values")) request.content = Content::kValues;
  if (flags.Has("segments")) request.content = Content::kSegments;
  return request;
}

Status NameStdin(const Flags& flags, SourceList* list) {
  if (!flags.Has("doc-id")) return Status();
  if (list->sources.size() != 1) {
    return Status::Usage("--doc-id names one document, but there are " +
                         std::to_string(list->sources.size()));
  }
  list->sources.front().logical = flags.Get("doc-id");
  return Status();
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const Request request, ReadRequest(flags));
  ZM_TRY_ASSIGN(const size_t threads, ThreadCount(flags));
  ZM_TRY_ASSIGN(SourceList list, ListSources(flags.arguments()));
  ZM_TRY(NameStdin(flags, &list));
  PipelineOptions options;
  ZM_TRY_ASSIGN(options.data_dirs, DataDirs(flags, io));
  ZM_TRY_ASSIGN(const Pipeline pipeline, Pipeline::Load(options));
  Failures failures;
  const std::vector<SourceRef>& sources = list.sources;
  {
    Progress progress(&io, "reading", sources.size());
    OrderedPool<Extracted> pool(sources.size(), threads, io.cancel);
    ZM_TRY(pool.Run(
        [&](size_t i) { return ExtractOne(pipeline, request, sources[i], io); },
        [&](size_t i, const Extracted& result) {
          progress.Update(i, sources[i].logical);
          if (!result.status.ok()) {
            failures.Add(sources[i].logical, result.status);
          }
          *io.out << result.text;
          return CheckOutput(io);
        }));
  }
  if (sources.empty()) {
    return Status::NotFound("no .txt, .md or .html files there");
  }
  return failures.Report(sources.size(), io);
}

}  // namespace

const Command kExtractCommand = {
    .name = "extract",
    .summary = "print the statements in documents, without a graph",
    .arguments = "PATH…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example =
        "zhimai extract data/corpus > statements.jsonl\n"
        "zhimai extract --mentions - < news.txt",
    .run = Run,
};

}  // namespace zhimai
