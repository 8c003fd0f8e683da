// Which line of a page belongs to which of two articles.
#pragma once

#include <vector>

#include "extract/layout/seams.h"
#include "extract/layout/two_topics.h"

namespace zhimai {

// The labels of the greatest sum of `odds` (of article 1, where a line has it),
// seams between each line and the line before it in its own article, and the
// log probabilities of changing the article from line to line, `change`, or
// not. Exact but for articles that pause for more than Seams::kReach lines:
// these go on without a seam. Time grows with lines times kReach.
Labels BestLabels(const std::vector<double>& odds, const Seams& seams,
                  double change);

// Sum of the seams inside the articles.
double SeamsOf(const Seams& seams, const Labels& labels);

// Log probability of the changes under a coin of unknown weight: the cost of
// telling where they are. Alternating lines are as cheap as whole articles.
double LogPriorOf(const Labels& labels);

}  // namespace zhimai
