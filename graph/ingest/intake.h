// An extraction, checked and turned into what the families will hold. Not a
// public header.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "graph/ingest/stored.h"

namespace zhimai {

namespace v1 {
class Extraction;
}  // namespace v1

struct Intake {
  struct Stated {
    StatementRecord core;  // qualifiers and confidence are the contribution's
    Contribution contribution;
  };
  DocumentRecord document;
  DocumentInfo info;
  std::map<StatementId, Stated> statements;
  std::map<std::string, EntityRecord> entities;
};

// kInvalidInput for what no extractor of ours writes: no path, an id that is
// none, control characters in ids.
Result<Intake> ReadExtraction(const v1::Extraction& extraction,
                              std::string_view root);

}  // namespace zhimai
