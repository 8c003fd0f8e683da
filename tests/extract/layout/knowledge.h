// The tables of data/layout, for tests of pages.
#pragma once

#include "extract/layout/page_knowledge.h"

namespace zhimai {

// Read once; REQUIRES the working directory of tests.
const PageKnowledge& ReadKnowledge();

}  // namespace zhimai
