// Opening the graph that --db names, and finding entities in it by name.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/engine/graph.h"
#include "graph/store/store.h"
#include "tools/cli/command.h"

namespace zhimai {

Result<Graph> OpenGraph(const Flags& flags, const Io& io, GraphMode mode);
// For writing: waits as --wait says.
Result<std::unique_ptr<Store>> OpenStore(const Flags& flags, const Io& io,
                                         StoreMode mode);

// The only entity of this name. kAmbiguous lists the candidates, kNotFound
// what is near.
Result<EntityRef> ResolveEntity(const Graph& graph, const std::string& name);

// The ids of entities named by a flag that may be repeated.
Result<std::vector<std::string>> ResolveAll(const Graph& graph,
                                            const Flags& flags,
                                            std::string_view flag);

// --relations, --status, --class, --candidates, --at.
inline constexpr FlagSpec kRelationsFlag = {"relations", "R,…",
                                            "only these relations", '\0', true};
inline constexpr FlagSpec kStatusFlag = {
    "status", "S,…",
    "only asserted, planned, proposed, demanded, reported or negated ones",
    '\0', true};
inline constexpr FlagSpec kClassFlag = {
    "class", "C,…", "only entities of these classes", '\0', true};
inline constexpr FlagSpec kCandidatesFlag = {
    "candidates", "", "also statements of a confidence below 0.5"};

inline constexpr FlagSpec kAtFlag = {
    "at", "DATE", "only what holds then: 2025, 2025-09 or 2025-09-01"};

// kUsage for an unknown relation, class or status, with a suggestion, and for
// what is no date.
Result<StatementFilter> ReadFilter(const Flags& flags,
                                   const OntologyView& ontology);

// The name of a class, given by name or label. kUsage with a suggestion.
Result<std::string> ClassName(const std::string& given,
                              const OntologyView& ontology);

// "zh" or "en".
Result<std::string> ReadLanguage(const Flags& flags);

}  // namespace zhimai
