// Writes the solutions of SELECT and the answer of ASK: SPARQL results in
// JSON, XML, CSV and TSV (https://www.w3.org/TR/sparql12-results-json/ and its
// siblings, triple terms and base directions included).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/text_sink.h"
#include "graph/model/term.h"

namespace zhimai::sparql {

enum class ResultFormat { kJson, kXml, kCsv, kTsv };

// One thread at a time. Calls: Begin, any number of Row, End; or Boolean and
// nothing else.
class ResultsWriter {
 public:
  virtual ~ResultsWriter() = default;

  // Names without '?'.
  virtual Status Begin(const std::vector<std::string>& variables) = 0;
  // One cell for each variable; nothing where it is unbound.
  virtual Status Row(std::span<const std::optional<Term>> row) = 0;
  virtual Status End() = 0;
  virtual Status Boolean(bool answer) = 0;
};

// Output goes to `sink` in pieces of some 64 KiB.
std::unique_ptr<ResultsWriter> MakeResultsWriter(ResultFormat format,
                                                 TextSink sink);

}  // namespace zhimai::sparql
