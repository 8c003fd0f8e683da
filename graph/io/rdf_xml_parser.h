// RDF/XML 1.1 [https://www.w3.org/TR/rdf-syntax-grammar/]. Private to graph/io.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/io/rdf_parser.h"
#include "graph/io/xml_literal.h"
#include "graph/io/xml_stream.h"

namespace zhimai {

// One thread at a time. Borrows options and sink. Each triple goes to the sink
// as soon as it is known.
class RdfXmlParser final : private XmlHandler {
 public:
  RdfXmlParser(const RdfParseOptions& options, const QuadSink& sink)
      : options_(options), sink_(sink), stream_(this) {}

  Status Feed(std::string_view piece) { return stream_.Feed(piece); }
  Status Finish() { return stream_.Finish(); }

 private:
  // What an element is, by the productions of section 7.2.
  enum class Kind {
    kDocument,    // rdf:RDF: node elements
    kNode,        // a node: property elements
    kProperty,    // text, or one node element
    kEmpty,       // a property whose object stands in its attributes
    kCollection,  // parseType="Collection": node elements
    kLiteral,     // parseType="Literal": any XML
  };
  struct Frame {
    Kind kind = Kind::kDocument;
    std::string base;
    std::string language;
    Term subject;
    // Of a property.
    Term predicate;
    Term reifier;  // Term(): none
    std::string text;
    std::string datatype;
    std::vector<Term> objects;  // node elements inside
    uint64_t next_item = 1;     // rdf:li of a node
  };
  // The attributes of an element: those of RDF itself, and the rest.
  struct Attributes {
    const std::string* Find(std::string_view rdf_name) const;
    std::vector<std::pair<std::string, std::string>> rdf;
    std::vector<std::pair<std::string, std::string>> properties;
  };

  Status OnStart(const XmlName& name,
                 std::vector<XmlAttribute> attributes) override;
  Status OnEnd() override;
  Status OnText(std::string_view text) override;
  Status OnComment(std::string_view text) override;
  Status OnInstruction(std::string_view target, std::string_view data) override;

  Result<Attributes> Sort(const std::vector<XmlAttribute>& attributes,
                          Frame* frame) const;
  Status NodeElement(const XmlName& name, const Attributes& attributes,
                     Frame frame);
  Status PropertyElement(const XmlName& name, const Attributes& attributes,
                         Frame frame);
  Status ParseTypeElement(const std::string& type, Frame frame);
  Status EmptyProperty(const Attributes& attributes, Frame* frame);
  Status PropertyAttributes(const Attributes& attributes, const Term& subject,
                            const Frame& frame);
  Status EndProperty(const Frame& frame);
  Status EndCollection(const Frame& frame);

  Result<Term> Predicate(const XmlName& name);
  Result<Term> Resolve(const std::string& reference, const Frame& frame) const;
  Result<Term> Identified(const std::string& id, const Frame& frame);
  Result<Term> Labelled(const std::string& label) const;
  Term FreshBlank();
  Status Emit(const Term& s, const Term& p, const Term& o);
  Status EmitProperty(const Frame& frame, const Term& object);

  const RdfParseOptions& options_;
  const QuadSink& sink_;
  XmlStream stream_;
  std::vector<Frame> frames_;
  XmlLiteral literal_;
  std::set<std::string> ids_;
  uint64_t next_blank_ = 0;
};

}  // namespace zhimai
