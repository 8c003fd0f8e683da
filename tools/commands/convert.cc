// zhimai convert FILE…: RDF from one syntax into another.
#include "graph/io/quad_writer.h"
#include "graph/io/rdf_reader.h"
#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    {"format", "F",
     "format of the output: nt, nq, ttl, trig, rdfxml, jsonld (default nq)",
     '\0', false, "nt|nq|ttl|trig|rdfxml|jsonld"},
    {"output", "FILE",
     "write there; its extension tells the format (.ttl, .nq.gz, .nt.zst …)",
     'o'},
    kBaseFlag,
    kFromFlag,
    kLenientFlag,
};

Result<std::vector<RdfInput>> OpenInputs(const Flags& flags, const Io& io,
                                         SkippedStatements* skipped) {
  std::vector<RdfInput> inputs;
  for (const std::string& file : flags.arguments()) {
    ZM_TRY_ASSIGN(RdfInput input, OpenRdf(flags, file, io));
    // Two files never share a node; one keeps its labels short.
    if (flags.arguments().size() > 1) {
      input.options.blank_prefix = "f" + std::to_string(inputs.size() + 1);
    }
    if (flags.Has(kLenientFlag.name)) {
      input.options.on_skip = skipped->OnSkip(input.file);
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

Status ReadInput(const RdfInput& input, const RdfParseOptions& options,
                 const QuadSink& sink) {
  Status status = ReadRdf(input.text, options, sink);
  return status.ok() ? status
                     : WithExcerpt(std::move(status), input.file, input.text);
}

// What the inputs declare, for writers that have prefixes.
Result<std::vector<std::pair<std::string, std::string>>> PrefixesOf(
    const std::vector<RdfInput>& inputs) {
  std::vector<std::pair<std::string, std::string>> prefixes;
  for (const RdfInput& input : inputs) {
    RdfParseOptions options = input.options;
    // What is wrong is told at the second reading.
    if (options.on_skip) options.on_skip = [](const Status&) {};
    options.on_prefix = [&](std::string_view prefix, std::string_view iri) {
      prefixes.emplace_back(prefix, iri);
    };
    ZM_TRY(ReadInput(input, options, [](const Quad&) { return Status(); }));
  }
  return prefixes;
}

Status Run(const Flags& flags, Io& io) {
  QuadWriterOptions options;
  ZM_TRY_ASSIGN(options.format, OutputFormat(flags));
  SkippedStatements skipped(&io);
  ZM_TRY_ASSIGN(const std::vector<RdfInput> inputs,
                OpenInputs(flags, io, &skipped));
  if (HasPrefixes(options.format)) {
    ZM_TRY_ASSIGN(options.prefixes, PrefixesOf(inputs));
  }
  options.pretty = true;
  const Status written =
      WriteOutput(flags.Get("output"), io, [&](const TextSink& sink) -> Status {
        const auto writer = QuadWriter::Create(options, sink);
        for (const RdfInput& input : inputs) {
          ZM_TRY(ReadInput(input, input.options, [&](const Quad& quad) {
            return writer->Write(quad);
          }));
        }
        return writer->Finish();
      });
  ZM_TRY(written);
  return skipped.Finish();
}

}  // namespace

const Command kConvertCommand = {
    .name = "convert",
    .summary = "turn RDF files from one syntax into another",
    .arguments = "FILE…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example =
        "zhimai convert people.ttl > people.nq\n"
        "zhimai convert people.nq -o people.trig\n"
        "zhimai convert people.nq -o people.jsonld.gz",
    .run = Run,
};

}  // namespace zhimai
