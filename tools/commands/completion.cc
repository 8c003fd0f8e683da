// zhimai completion SHELL: a script for bash, zsh or fish.
#include <array>

#include "tools/cli/reference.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"

namespace zhimai {
namespace {

constexpr size_t kMostNames = 100;

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"names", "TYPED", "print names of entities that begin so (for scripts)"},
    {"terms", "relations|classes", "print the names of all (for scripts)"},
};

Status PrintNames(const Flags& flags, const Io& io) {
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const auto found,
                graph.CompleteEntity(flags.Get("names"), kMostNames));
  for (const EntityMatches::Candidate& candidate : found) {
    *io.out << Printable(candidate.matched) << '\n';
  }
  return {};
}

Status PrintTerms(const Flags& flags, const Io& io) {
  constexpr std::array<std::string_view, 2> kKinds = {"relations", "classes"};
  ZM_TRY_ASSIGN(const std::string kind, flags.GetChoice("terms", kKinds));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  const auto& terms = kind == "classes" ? ontology.classes : ontology.relations;
  for (const auto& [name, label] : terms) *io.out << name << '\n';
  return {};
}

Status Run(const Flags& flags, Io& io) {
  if (flags.Has("terms")) return PrintTerms(flags, io);
  if (flags.Has("names")) return PrintNames(flags, io);
  const std::string shell =
      flags.arguments().empty() ? "" : flags.arguments().front();
  if (shell == "bash") {
    PrintBashCompletion(io.commands, io.out);
  } else if (shell == "zsh") {
    PrintZshCompletion(io.commands, io.out);
  } else if (shell == "fish") {
    PrintFishCompletion(io.commands, io.out);
  } else {
    return Status::Usage("completion takes bash, zsh or fish");
  }
  return {};
}

}  // namespace

const Command kCompletionCommand = {
    .name = "completion",
    .summary = "print a script that completes commands in bash, zsh or fish",
    .arguments = "bash|zsh|fish",
    .min_arguments = 0,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "source <(zhimai completion bash)\n"
        "zhimai completion fish > ~/.config/fish/completions/zhimai.fish",
    .run = Run,
};

}  // namespace zhimai
