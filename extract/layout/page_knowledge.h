// What is known of the language of pages, whatever they are about.
#pragma once

#include "extract/layout/pair_table.h"
#include "extract/layout/subject_table.h"
#include "extract/layout/verdict.h"

namespace zhimai {

struct PageKnowledge {
  PairTable pairs;
  SubjectTable subjects;
  Verdict verdict;
};

}  // namespace zhimai
