#include "graph/exec/results.h"

#include "graph/exec/results_text.h"

namespace zhimai::sparql {

Status PieceSink::End() {
  if (text.empty()) return {};
  const Status status = sink_(text);
  text.clear();
  return status;
}

std::unique_ptr<ResultsWriter> MakeResultsWriter(ResultFormat format,
                                                 TextSink sink) {
  switch (format) {
    case ResultFormat::kJson:
      return MakeJsonResults(std::move(sink));
    case ResultFormat::kXml:
      return MakeXmlResults(std::move(sink));
    case ResultFormat::kCsv:
    case ResultFormat::kTsv:
      break;
  }
  return MakeSeparatedResults(format == ResultFormat::kTsv, std::move(sink));
}

}  // namespace zhimai::sparql
