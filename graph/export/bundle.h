// Drawings whose lines would cover each other.
#pragma once

#include "graph/export/drawing.h"

namespace zhimai {

// Whether there are so many lines, and so many for each node, that their labels
// would lie over each other and a layout in layers would be all lines.
bool IsDense(const Drawing& drawing);

// Statements of one relation and status between the same two become one line,
// which says how many they are ("met with ×4") and has the evidence of all (the
// first few), the confidence of the surest and the id of the first.
Drawing Bundled(Drawing drawing);

}  // namespace zhimai
