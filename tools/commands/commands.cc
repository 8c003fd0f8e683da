#include "tools/commands/commands.h"

namespace zhimai {
namespace {

constexpr const Command* kCommands[] = {
    &kBuildCommand,       &kShowCommand,       &kNeighborsCommand,
    &kPathCommand,        &kExplainCommand,    &kRankCommand,
    &kCommunitiesCommand, &kComponentsCommand, &kKcoreCommand,
    &kSimilarCommand,     &kMetCommand,        &kExportCommand,
    &kQueryCommand,       &kUpdateCommand,     &kLoadCommand,
    &kDumpCommand,        &kCheckCommand,      &kConvertCommand,
    &kDocumentsCommand,   &kRemoveCommand,     &kStatsCommand,
    &kVerifyCommand,      &kExtractCommand,    &kImportCommand,
    &kRulesCommand,
};

}  // namespace

std::span<const Command* const> AllCommands() { return kCommands; }

}  // namespace zhimai
