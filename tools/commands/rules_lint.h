// zhimai rules lint; a part of the command `rules`.
#pragma once

#include "extract/pipeline/pipeline.h"
#include "tools/cli/command.h"
#include "tools/cli/io.h"

namespace zhimai {

// Prints what is doubtful about the rules whose id contains --filter. Fails
// with kInvalidInput when there is something that must be mended: all but
// rules that never fired.
Status LintCommand(const Pipeline& pipeline, const Flags& flags, const Io& io);

}  // namespace zhimai
