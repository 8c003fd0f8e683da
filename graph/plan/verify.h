// Checks of what passes and planner promise each other.
#pragma once

#include <string>

#include "graph/plan/plan.h"

namespace zhimai::sparql {

// What is wrong with a plan, or with one inside of it; empty when nothing.
// Errors are faults of the planner, never of the query.
std::string VerifyPlan(const Plan& plan);

}  // namespace zhimai::sparql
