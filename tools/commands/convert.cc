// zhimai convert FILE…: RDF from one syntax into another.
#include "graph/io/quad_writer.h"
#include "tools/cli/output.h"
#include "tools/commands/commands.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    {"format", "F", "format of the output: nt, nq, ttl, trig (default nq)"},
    {"output", "FILE", "write there; its extension tells the format", 'o'},
    kBaseFlag,
    kFromFlag,
};

struct Input {
  std::string file;
  std::string text;
  RdfParseOptions options;
};

Result<RdfFormat> OutputFormat(const Flags& flags) {
  if (flags.Has("format")) {
    return RdfFormatNamed("format", flags.Get("format"));
  }
  if (flags.Has("output")) return RdfFormatOf(flags.Get("output"));
  return RdfFormat::kNQuads;
}

Result<std::vector<Input>> ReadInputs(const Flags& flags, const Io& io) {
  std::vector<Input> inputs;
  for (const std::string& file : flags.arguments()) {
    Input input;
    input.file = file;
    ZM_TRY_ASSIGN(input.text, ReadWhole(file, io));
    ZM_TRY_ASSIGN(input.options.format, InputFormat(flags, file));
    input.options.base = BaseOf(flags, file);
    // Two files never share a node; one keeps its labels short.
    if (flags.arguments().size() > 1) {
      input.options.blank_prefix = "f" + std::to_string(inputs.size() + 1);
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

// Prefixes that the inputs declare, for writers that use them.
using Prefixes = std::vector<std::pair<std::string, std::string>>;

Result<Prefixes> PrefixesOf(std::vector<Input>* inputs) {
  Prefixes prefixes;
  for (Input& input : *inputs) {
    input.options.on_prefix = [&](std::string_view prefix,
                                  std::string_view iri) {
      prefixes.emplace_back(prefix, iri);
    };
    const Status status = ParseRdf(input.text, input.options,
                                   [](const Quad&) { return Status(); });
    input.options.on_prefix = nullptr;
    if (!status.ok()) return WithExcerpt(status, input.file, input.text);
  }
  return prefixes;
}

Status Run(const Flags& flags, Io& io) {
  QuadWriterOptions options;
  ZM_TRY_ASSIGN(options.format, OutputFormat(flags));
  ZM_TRY_ASSIGN(std::vector<Input> inputs, ReadInputs(flags, io));
  if (options.format == RdfFormat::kTurtle ||
      options.format == RdfFormat::kTriG) {
    ZM_TRY_ASSIGN(options.prefixes, PrefixesOf(&inputs));
  }
  return WriteOutput(
      flags.Get("output"), io, [&](const TextSink& sink) -> Status {
        ZM_TRY_ASSIGN(const std::unique_ptr<QuadWriter> writer,
                      QuadWriter::Create(options, sink));
        for (const Input& input : inputs) {
          const Status status =
              ParseRdf(input.text, input.options,
                       [&](const Quad& quad) { return writer->Write(quad); });
          if (!status.ok()) return WithExcerpt(status, input.file, input.text);
        }
        return writer->Finish();
      });
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
        "zhimai convert people.nq -o people.trig",
    .run = Run,
};

}  // namespace zhimai
