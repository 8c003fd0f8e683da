// The writers behind MakeResultsWriter. Private to graph/exec.
#pragma once

#include <memory>
#include <string>

#include "graph/exec/results.h"

namespace zhimai::sparql {

// Collects text and hands it on in large pieces.
class PieceSink {
 public:
  explicit PieceSink(TextSink sink) : sink_(std::move(sink)) {}

  // Hands on what has grown large enough.
  Status Flow() { return text.size() < kPieceBytes ? Status() : End(); }
  // Hands on all.
  Status End();

  std::string text;

 private:
  static constexpr size_t kPieceBytes = size_t{64} << 10;
  TextSink sink_;
};

std::unique_ptr<ResultsWriter> MakeJsonResults(TextSink sink);
std::unique_ptr<ResultsWriter> MakeXmlResults(TextSink sink);
std::unique_ptr<ResultsWriter> MakeSeparatedResults(bool tabs, TextSink sink);

}  // namespace zhimai::sparql
