#include "tools/commands/graph_access.h"

#include <array>

#include "graph/base/suggest.h"
#include "graph/ingest/valid_time.h"
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

Status Ambiguous(const std::string& name, const EntityMatches& matches) {
  std::string message = "'" + Printable(name) + "' stands for " +
                        std::to_string(matches.candidates.size()) +
                        " entities; name one by its id:";
  for (const EntityMatches::Candidate& candidate : matches.candidates) {
    message += "\n  " + candidate.entity.id + "  " +
               Printable(candidate.entity.label) + "  (" +
               candidate.entity.class_name + ", " +
               Counted(candidate.documents, "document", "documents") + ")";
  }
  return {Code::kAmbiguous, std::move(message)};
}

Status Unknown(const std::string& name, const EntityMatches& matches) {
  std::string message = "nothing is called '" + Printable(name) + "'";
  const char* separator = "; did you mean ";
  for (const EntityMatches::Candidate& candidate : matches.candidates) {
    message += separator + Printable(candidate.matched);
    separator = ", ";
  }
  if (!matches.candidates.empty()) message += "?";
  return Status::NotFound(std::move(message));
}

Result<Modality> ParseModality(const std::string& name) {
  std::string known;
  for (int number = 1; number <= kModalityCount; ++number) {
    const Modality modality = ModalityFromNumber(number);
    if (ModalityName(modality) == name) return modality;
    known += (known.empty() ? "" : ", ") + std::string(ModalityName(modality));
  }
  return Status::Usage("--status takes some of " + known + ", not '" + name +
                       "'");
}

// The name of a relation or class: as it is, or by its label.
Result<std::string> VocabularyName(
    const std::map<std::string, TermLabel>& terms, const std::string& kind,
    const std::string& given) {
  // A graph without an ontology (imported statements): anything goes.
  if (terms.empty() || terms.count(given) > 0) return given;
  std::vector<std::string> names;
  for (const auto& [name, label] : terms) {
    if (label.zh == given || label.en == given) return name;
    names.push_back(name);
  }
  return Status::Usage("no " + kind + " '" + Printable(given) + "'" +
                       DidYouMean(given, names));
}

// Without a number: as long as it takes.
Result<std::chrono::milliseconds> WaitOf(const Flags& flags) {
  constexpr int64_t kMost = 1'000'000'000;
  if (flags.Get(kWaitFlag.name).empty()) {
    return std::chrono::milliseconds(std::chrono::seconds(kMost));
  }
  ZM_TRY_ASSIGN(const int64_t seconds,
                flags.GetInt(kWaitFlag.name, 0, 0, kMost));
  return std::chrono::milliseconds(std::chrono::seconds(seconds));
}

// Once without waiting, so that one is told for whom one waits.
template <typename Options, typename Open>
auto OpenWaiting(const Flags& flags, const Io& io, Options* options,
                 const Open& open) -> decltype(open()) {
  if (!flags.Has(kWaitFlag.name)) return open();
  ZM_TRY_ASSIGN(const std::chrono::milliseconds wait, WaitOf(flags));
  auto opened = open();
  if (opened.ok() || opened.status().code() != Code::kLocked) return opened;
  if (!io.quiet) *io.err << opened.status().message() << "; waiting\n";
  options->lock_wait = wait;
  options->cancelled = [&io] { return io.cancelled(); };
  return open();
}

}  // namespace

Result<Graph> OpenGraph(const Flags& flags, const Io& io, GraphMode mode) {
  const std::string directory = flags.Get(kDbFlag.name, io.default_db);
  GraphOptions options;
  options.mode = mode;
  Result<Graph> graph = OpenWaiting(
      flags, io, &options, [&] { return Graph::Open(directory, options); });
  if (graph.ok() || graph.status().code() != Code::kNotFound) return graph;
  return Status::NotFound("there is no graph; 'zhimai build' makes one")
      .In(directory);
}

Result<std::unique_ptr<Store>> OpenStore(const Flags& flags, const Io& io,
                                         StoreMode mode) {
  const std::string directory = flags.Get(kDbFlag.name, io.default_db);
  StoreOptions options;
  options.mode = mode;
  return OpenWaiting(flags, io, &options,
                     [&] { return Store::Open(directory, options); });
}

Result<EntityRef> ResolveEntity(const Graph& graph, const std::string& name) {
  ZM_TRY_ASSIGN(const EntityMatches matches, graph.FindEntity(name));
  switch (matches.kind) {
    case EntityMatches::Kind::kExact:
      return matches.candidates.front().entity;
    case EntityMatches::Kind::kAmbiguous:
      return Ambiguous(name, matches);
    case EntityMatches::Kind::kSuggested:
    case EntityMatches::Kind::kNone:
      break;
  }
  return Unknown(name, matches);
}

Result<std::vector<std::string>> ResolveAll(const Graph& graph,
                                            const Flags& flags,
                                            std::string_view flag) {
  std::vector<std::string> ids;
  for (const std::string& name : flags.GetAll(flag)) {
    ZM_TRY_ASSIGN(const EntityRef entity, ResolveEntity(graph, name));
    ids.push_back(entity.id);
  }
  return ids;
}

Result<StatementFilter> ReadFilter(const Flags& flags,
                                   const OntologyView& ontology) {
  StatementFilter filter;
  for (const std::string& given : flags.GetList(kRelationsFlag.name)) {
    ZM_TRY_ASSIGN(std::string name,
                  VocabularyName(ontology.relations, "relation", given));
    filter.relations.push_back(std::move(name));
  }
  for (const std::string& given : flags.GetList(kClassFlag.name)) {
    ZM_TRY_ASSIGN(std::string name,
                  VocabularyName(ontology.classes, "class", given));
    filter.classes.push_back(std::move(name));
  }
  for (const std::string& given : flags.GetList(kStatusFlag.name)) {
    ZM_TRY_ASSIGN(const Modality modality, ParseModality(given));
    filter.modalities.push_back(modality);
  }
  if (flags.Has(kCandidatesFlag.name)) filter.min_confidence = 0;
  if (flags.Has(kAtFlag.name)) {
    filter.valid_at = flags.Get(kAtFlag.name);
    std::string first;
    std::string last;
    if (!DaysOf(filter.valid_at, &first, &last)) {
      return Status::Usage("--at takes a date such as 2025-09-01, not '" +
                           Printable(filter.valid_at) + "'");
    }
  }
  return filter;
}

Result<std::string> ClassName(const std::string& given,
                              const OntologyView& ontology) {
  return VocabularyName(ontology.classes, "class", given);
}

Result<std::string> ReadLanguage(const Flags& flags) {
  constexpr std::array<std::string_view, 2> kLanguages = {"zh", "en"};
  return flags.GetChoice(kLangFlag.name, kLanguages);
}

}  // namespace zhimai
