// Every command; each is defined in the file of its name.
#pragma once

#include <span>

#include "tools/cli/command.h"

namespace zhimai {

extern const Command kBackupCommand;
extern const Command kBuildCommand;
extern const Command kCheckCommand;
extern const Command kCompareCommand;
extern const Command kCompletionCommand;
extern const Command kCommunitiesCommand;
extern const Command kComponentsCommand;
extern const Command kConvertCommand;
extern const Command kDiffCommand;
extern const Command kDocumentsCommand;
extern const Command kDumpCommand;
extern const Command kExplainCommand;
extern const Command kExportCommand;
extern const Command kExtractCommand;
extern const Command kImportCommand;
extern const Command kKcoreCommand;
extern const Command kLexiconCommand;
extern const Command kLoadCommand;
extern const Command kMetCommand;
extern const Command kNeighborsCommand;
extern const Command kOptimizeCommand;
extern const Command kPathCommand;
extern const Command kQueryCommand;
extern const Command kRankCommand;
extern const Command kRemoveCommand;
extern const Command kRulesCommand;
extern const Command kSearchCommand;
extern const Command kShowCommand;
extern const Command kSimilarCommand;
extern const Command kStatsCommand;
extern const Command kTimelineCommand;
extern const Command kUpdateCommand;
extern const Command kVerifyCommand;
extern const Command kWhyNotCommand;

// In the order of help.
std::span<const Command* const> AllCommands();

}  // namespace zhimai
