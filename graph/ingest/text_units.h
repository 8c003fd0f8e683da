// What the full-text index has of the records of a graph. The functions that
// search compare the same texts (graph/engine: search.cc, text_lookups.cc).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "graph/base/text_tokens.h"
#include "graph/ingest/stored.h"
#include "graph/store/store.h"

namespace zhimai {

// The words that were read at one place: as one text, and with its pieces on
// lines of their own.
std::string QuoteOf(const EvidenceRecord& evidence);
std::string QuoteLines(const EvidenceRecord& evidence);

// Aliases that are names and no external ids.
bool IsNameAlias(std::string_view name_key);

TextTokens TokensOfEvidence(const Contribution& contribution,
                            TextTokenizer* tokenizer);
TextTokens TokensOfTitle(std::string_view title, TextTokenizer* tokenizer);
TextTokens TokensOfAlias(std::string_view name_key, TextTokenizer* tokenizer);

// Visits all units that the index shall have; an error of the visitor ends the
// walk. Some literals come twice.
using TextUnitVisitor = std::function<Status(
    TextKind kind, std::string_view key, const TextTokens& tokens)>;
Status VisitTextUnits(const Snapshot& snapshot, TextTokenizer* tokenizer,
                      const TextUnitVisitor& visit);

// Makes the index of the store anew where it lacks something or much of it is
// out of date (`always`: in any case). Readers go on meanwhile.
struct RebuildTextOptions {
  bool always = false;
  size_t memory_bytes = size_t{64} << 20;
  std::function<bool()> cancelled = {};
};
Status RebuildText(Store* store, const RebuildTextOptions& options);

}  // namespace zhimai
