// Reads RDF piece by piece: what ParseRdf does, in memory that depends on the
// longest statement and not on the document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "graph/base/status.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/text_source.h"

namespace zhimai {

class RdfGrammar;
class RdfXmlParser;

// All of a source. A status without a location is the source's own.
Status ReadRdf(const TextSource& source, const RdfParseOptions& options,
               const QuadSink& sink);

// One thread at a time. Feed() any number of pieces, cut anywhere, then
// Finish(); after an error, nothing more. Quads go to the sink statement by
// statement (a line, or what ends in '.').
class RdfReader {
 public:
  RdfReader(RdfParseOptions options, QuadSink sink);
  ~RdfReader();
  RdfReader(const RdfReader&) = delete;
  RdfReader& operator=(const RdfReader&) = delete;

  Status Feed(std::string_view piece);
  Status Finish();

 private:
  Status Add(std::string_view piece);
  Status Read(bool last);
  Status ReadStatements(std::string_view text, bool last, bool cut);
  void BlankLine();
  bool CheckUtf8(bool last);
  void BeginSkip(const Status& error);
  bool EndSkip(std::string_view text, bool last);
  Status Place(Status error) const;
  void Consume(size_t bytes);

  RdfParseOptions options_;
  QuadSink sink_;
  // One of the two.
  std::unique_ptr<RdfGrammar> grammar_;
  std::unique_ptr<RdfXmlParser> xml_;
  Status begun_;  // why there is no grammar
  std::string window_;
  size_t checked_ = 0;   // bytes of the window that are known to be UTF-8
  size_t wait_for_ = 0;  // no use to try before the window has this size
  bool first_ = true;
  bool skipping_ = false;  // a statement is wrong, the next not found yet
  size_t skipped_to_ = 0;  // is not in front of here
  uint32_t line_ = 1;      // of the window's first byte
  uint32_t column_ = 1;
};

}  // namespace zhimai
