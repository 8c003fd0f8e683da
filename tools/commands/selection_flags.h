// Flags that say which part of the graph a command is about.
#pragma once

#include "graph/base/result.h"
#include "graph/engine/graph.h"
#include "tools/cli/command.h"
#include "tools/commands/graph_access.h"

namespace zhimai {

inline constexpr FlagSpec kConfidenceFlag = {
    "min-confidence", "X", "only statements of at least X (default 0.5)"};
inline constexpr FlagSpec kAllFlag = {
    "all", "", "also negated statements and those of a low confidence"};
inline constexpr FlagSpec kFromFlag = {
    "from", "DATE", "only statements that hold on that day or later"};
inline constexpr FlagSpec kToFlag = {
    "to", "DATE", "only statements that hold on that day or before"};
inline constexpr FlagSpec kDocumentFlag = {
    "document", "PATH,…", "only what was read in these documents or folders",
    '\0', true};

// From those of kRelationsFlag, kClassFlag, kStatusFlag and the flags above
// that the command has. kUsage with a suggestion.
Result<Selection> ReadSelection(const Flags& flags,
                                const OntologyView& ontology);

}  // namespace zhimai
