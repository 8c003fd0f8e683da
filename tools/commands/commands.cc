#include "tools/commands/commands.h"

namespace zhimai {
namespace {

constexpr const Command* kCommands[] = {
    &kBuildCommand,      &kShowCommand,        &kSearchCommand,
    &kNeighborsCommand,  &kPathCommand,        &kTimelineCommand,
    &kCompareCommand,    &kExplainCommand,     &kDiffCommand,
    &kRankCommand,       &kCommunitiesCommand, &kComponentsCommand,
    &kKcoreCommand,      &kSimilarCommand,     &kMetCommand,
    &kExportCommand,     &kQueryCommand,       &kUpdateCommand,
    &kLoadCommand,       &kDumpCommand,        &kCheckCommand,
    &kConvertCommand,    &kDocumentsCommand,   &kRemoveCommand,
    &kStatsCommand,      &kVerifyCommand,      &kOptimizeCommand,
    &kBackupCommand,     &kExtractCommand,     &kImportCommand,
    &kRulesCommand,      &kWhyNotCommand,      &kLexiconCommand,
    &kCompletionCommand,
};

}  // namespace

std::span<const Command* const> AllCommands() { return kCommands; }

}  // namespace zhimai
