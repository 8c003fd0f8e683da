#include "tools/commands/selection_flags.h"

#include <cstdlib>

#include "graph/ingest/rdf.h"

namespace zhimai {
namespace {

// The first or last day of "2025", "2025-08" or "2025-08-31".
Result<std::string> ReadDay(const Flags& flags, const FlagSpec& flag,
                            bool last) {
  if (!flags.Has(flag.name)) return std::string();
  const std::string text = flags.Get(flag.name);
  const DateReading reading = ReadDate(text);
  const std::string& day = last ? reading.latest : reading.earliest;
  if (!day.empty()) return day;
  return Status::Usage("--" + std::string(flag.name) +
                       " takes a date such as 2025-08-31, 2025-08 or 2025, "
                       "not '" +
                       text + "'");
}

}  // namespace

Result<Selection> ReadSelection(const Flags& flags,
                                const OntologyView& ontology) {
  Selection selection;
  ZM_TRY_ASSIGN(selection.filter, ReadFilter(flags, ontology));
  if (flags.Has(kAllFlag.name)) {
    selection.filter.min_confidence = 0;
    selection.negated = true;
  }
  if (flags.Has(kConfidenceFlag.name)) {
    const std::string text = flags.Get(kConfidenceFlag.name);
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(value >= 0 && value <= 1)) {
      return Status::Usage(
          "--min-confidence takes a number from 0 to 1, not '" + text + "'");
    }
    selection.filter.min_confidence = value;
  }
  ZM_TRY_ASSIGN(selection.from, ReadDay(flags, kFromFlag, false));
  ZM_TRY_ASSIGN(selection.to, ReadDay(flags, kToFlag, true));
  if (!selection.from.empty() && !selection.to.empty() &&
      selection.to < selection.from) {
    return Status::Usage("--to lies before --from");
  }
  selection.documents = flags.GetList(kDocumentFlag.name);
  return selection;
}

}  // namespace zhimai
