// RDF/XML 1.1. Private to graph/io.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "graph/io/quad_writer.h"

namespace zhimai {

// Streaming, grouped by subject as it comes. kInvalidInput, before anything of
// the triple is written, for what RDF/XML cannot hold: a predicate that does
// not end in an XML name, a character that XML does not have, triple terms,
// base directions.
class RdfXmlWriter : public QuadWriter {
 public:
  RdfXmlWriter(const QuadWriterOptions& options, TextSink sink);

  Status Write(const Quad& quad) override;
  Status Finish() override;

 private:
  void Header();
  void CloseSubject();
  void AppendProperty(const Quad& quad, size_t split);
  Status Flush();

  // Namespace -> prefix, declared at the root.
  std::map<std::string, std::string, std::less<>> prefixes_;
  TextSink sink_;
  std::string buffer_;
  Term subject_;
  bool started_ = false;
  bool in_subject_ = false;
};

}  // namespace zhimai
