// Writes a piece of XML in exclusive canonical form with comments, as
// rdf:XMLLiteral wants it [RDF/XML 7.2.17]. Private to graph/io.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/io/xml_stream.h"

namespace zhimai {

// One thread at a time.
class XmlLiteral {
 public:
  void Start(const XmlName& name, std::vector<XmlAttribute> attributes);
  // REQUIRES: depth() > 0.
  void End();
  void Text(std::string_view text);
  void Comment(std::string_view text);
  void Instruction(std::string_view target, std::string_view data);

  // Elements that are open.
  size_t depth() const { return open_.size(); }
  const std::string& text() const { return out_; }

 private:
  struct Open {
    std::string name;
    // Namespaces that are declared in the output, by prefix.
    std::map<std::string, std::string> declared;
  };

  std::string out_;
  std::vector<Open> open_;
};

}  // namespace zhimai
