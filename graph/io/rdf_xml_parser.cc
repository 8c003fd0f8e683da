#include "graph/io/rdf_xml_parser.h"

#include <algorithm>
#include <array>

#include "graph/base/utf8.h"
#include "graph/io/iri.h"
#include "graph/io/name_chars.h"
#include "graph/io/turtle_parser.h"
#include "graph/model/language_tag.h"

namespace zhimai {
namespace {

Term Rdf(std::string_view name) {
  return Term::Iri(std::string(kRdf) + std::string(name));
}

template <size_t N>
bool IsOneOf(std::string_view name,
             const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// coreSyntaxTerms and oldTerms [7.2].
constexpr std::array<std::string_view, 7> kCoreSyntax = {
    "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"};
constexpr std::array<std::string_view, 3> kOldTerms = {
    "aboutEach", "aboutEachPrefix", "bagID"};
// Also without a namespace, as the first version wrote them.
constexpr std::array<std::string_view, 5> kBareNames = {
    "about", "ID", "resource", "parseType", "type"};

bool IsNodeName(const XmlName& name) {
  return name.uri != kRdf ||
         (!IsOneOf(name.local, kCoreSyntax) &&
          !IsOneOf(name.local, kOldTerms) && name.local != "li");
}

bool IsPropertyName(const XmlName& name) {
  return name.uri != kRdf ||
         (!IsOneOf(name.local, kCoreSyntax) &&
          !IsOneOf(name.local, kOldTerms) && name.local != "Description");
}

bool IsXmlSpace(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// NCName, by the classes that the Turtle grammar took from XML.
bool IsNcName(std::string_view text) {
  bool first = true;
  for (size_t at = 0; at < text.size(); first = false) {
    const char32_t c = DecodeUtf8(text, &at);
    const bool fits =
        first ? IsNameStartOrUnderscore(c) : IsNameChar(c) || c == '.';
    if (!fits) return false;
  }
  return !text.empty();
}

Status Bad(std::string message) {
  return Status::InvalidInput("RDF/XML: " + std::move(message));
}

// Of an element or attribute. XML lets a namespace be any text.
Result<Term> NameIri(const std::string& iri) {
  if (!IsAbsoluteIri(iri) || !HasOnlyIriCharacters(iri)) {
    return Bad("'" + iri + "' is no absolute IRI");
  }
  return Term::Iri(iri);
}

}  // namespace

const std::string* RdfXmlParser::Attributes::Find(
    std::string_view rdf_name) const {
  for (const auto& [name, value] : rdf) {
    if (name == rdf_name) return &value;
  }
  return nullptr;
}

Status RdfXmlParser::OnStart(const XmlName& name,
                             std::vector<XmlAttribute> attributes) {
  Frame* top = frames_.empty() ? nullptr : &frames_.back();
  if (top != nullptr && top->kind == Kind::kLiteral) {
    if (literal_.depth() >= kMaxRdfNesting) return Bad("nested too deeply");
    literal_.Start(name, std::move(attributes));
    return {};
  }
  if (frames_.size() >= kMaxRdfNesting) return Bad("nested too deeply");
  Frame frame;
  frame.base = top == nullptr ? options_.base : top->base;
  if (top != nullptr) frame.language = top->language;
  ZM_TRY_ASSIGN(const Attributes sorted, Sort(attributes, &frame));
  if (top == nullptr && name.uri == kRdf && name.local == "RDF") {
    if (!sorted.rdf.empty() || !sorted.properties.empty()) {
      return Bad("rdf:RDF takes no attributes but xml:base and xml:lang");
    }
    frames_.push_back(std::move(frame));
    return {};
  }
  if (top == nullptr || top->kind == Kind::kDocument ||
      top->kind == Kind::kCollection) {
    return NodeElement(name, sorted, std::move(frame));
  }
  if (top->kind == Kind::kNode) {
    return PropertyElement(name, sorted, std::move(frame));
  }
  if (top->kind == Kind::kEmpty) {
    return Bad(
        "an element with rdf:resource, rdf:nodeID or properties as "
        "attributes must be empty");
  }
  if (!top->objects.empty() || !IsXmlSpace(top->text) ||
      !top->datatype.empty()) {
    return Bad("a property has text or one node element, not both or more");
  }
  return NodeElement(name, sorted, std::move(frame));
}

Status RdfXmlParser::OnEnd() {
  Frame& top = frames_.back();
  if (top.kind == Kind::kLiteral && literal_.depth() > 0) {
    literal_.End();
    return {};
  }
  const Frame frame = std::move(top);
  frames_.pop_back();
  switch (frame.kind) {
    case Kind::kProperty:
      return EndProperty(frame);
    case Kind::kCollection:
      return EndCollection(frame);
    case Kind::kLiteral:
      return EmitProperty(
          frame,
          Term::Literal(literal_.text(), std::string(kRdf) + "XMLLiteral"));
    case Kind::kNode:
    case Kind::kEmpty:
    case Kind::kDocument:
      break;
  }
  return {};
}

Status RdfXmlParser::OnText(std::string_view text) {
  if (frames_.empty()) return {};
  Frame& top = frames_.back();
  if (top.kind == Kind::kLiteral) {
    literal_.Text(text);
    return {};
  }
  if (top.kind == Kind::kProperty && top.objects.empty()) {
    top.text += text;
    return {};
  }
  return IsXmlSpace(text) ? Status() : Bad("no text is allowed here");
}

Status RdfXmlParser::OnComment(std::string_view text) {
  if (!frames_.empty() && frames_.back().kind == Kind::kLiteral) {
    literal_.Comment(text);
  }
  return {};
}

Status RdfXmlParser::OnInstruction(std::string_view target,
                                   std::string_view data) {
  if (!frames_.empty() && frames_.back().kind == Kind::kLiteral) {
    literal_.Instruction(target, data);
  }
  return {};
}

Result<RdfXmlParser::Attributes> RdfXmlParser::Sort(
    const std::vector<XmlAttribute>& attributes, Frame* frame) const {
  Attributes out;
  for (const auto& [name, value] : attributes) {
    if (name.uri == kXmlNamespace) {
      if (name.local == "lang") {
        if (!value.empty() && !IsLanguageTag(value)) {
          return Bad("'" + value + "' is no language tag");
        }
        frame->language = value;
      }
      if (name.local == "base") {
        ZM_TRY_ASSIGN(frame->base, ResolveIriReference(value, frame->base));
      }
      continue;
    }
    const bool bare = name.uri.empty() && IsOneOf(name.local, kBareNames);
    // Others without a namespace make no triple [6.1.2].
    if (name.uri.empty() && !bare) continue;
    if (!bare && name.uri != kRdf) {
      out.properties.emplace_back(name.uri + name.local, value);
      continue;
    }
    if (IsOneOf(name.local, kOldTerms) || name.local == "li" ||
        name.local == "RDF" || name.local == "Description") {
      return Bad("rdf:" + name.local + " is no attribute");
    }
    const bool syntax = IsOneOf(name.local, kCoreSyntax);
    auto& list = syntax ? out.rdf : out.properties;
    list.emplace_back(syntax ? name.local : std::string(kRdf) + name.local,
                      value);
  }
  return out;
}

Status RdfXmlParser::NodeElement(const XmlName& name,
                                 const Attributes& attributes, Frame frame) {
  if (name.uri.empty()) return Bad(name.local + " has no namespace");
  if (!IsNodeName(name)) return Bad("rdf:" + name.local + " is no node");
  if (attributes.rdf.size() > 1) {
    return Bad("a node has one of rdf:about, rdf:ID and rdf:nodeID");
  }
  frame.kind = Kind::kNode;
  if (const std::string* id = attributes.Find("ID")) {
    ZM_TRY_ASSIGN(frame.subject, Identified(*id, frame));
  } else if (const std::string* about = attributes.Find("about")) {
    ZM_TRY_ASSIGN(frame.subject, Resolve(*about, frame));
  } else if (const std::string* label = attributes.Find("nodeID")) {
    ZM_TRY_ASSIGN(frame.subject, Labelled(*label));
  } else if (attributes.rdf.empty()) {
    frame.subject = FreshBlank();
  } else {
    return Bad("rdf:" + attributes.rdf[0].first + " belongs to a property");
  }
  if (!frames_.empty() && frames_.back().kind != Kind::kDocument) {
    frames_.back().objects.push_back(frame.subject);
  }
  if (name.uri != kRdf || name.local != "Description") {
    ZM_TRY_ASSIGN(const Term type, NameIri(name.uri + name.local));
    ZM_TRY(Emit(frame.subject, Rdf("type"), type));
  }
  ZM_TRY(PropertyAttributes(attributes, frame.subject, frame));
  frames_.push_back(std::move(frame));
  return {};
}

Status RdfXmlParser::PropertyElement(const XmlName& name,
                                     const Attributes& attributes,
                                     Frame frame) {
  ZM_TRY_ASSIGN(frame.predicate, Predicate(name));
  frame.subject = frames_.back().subject;
  if (const std::string* id = attributes.Find("ID")) {
    ZM_TRY_ASSIGN(frame.reifier, Identified(*id, frame));
  }
  if (attributes.Find("about") != nullptr) {
    return Bad("rdf:about belongs to a node");
  }
  const std::string* type = attributes.Find("parseType");
  const std::string* datatype = attributes.Find("datatype");
  const bool object = attributes.Find("resource") != nullptr ||
                      attributes.Find("nodeID") != nullptr ||
                      !attributes.properties.empty();
  if ((type != nullptr ? 1 : 0) + (datatype != nullptr ? 1 : 0) +
          (object ? 1 : 0) >
      1) {
    return Bad(
        "rdf:parseType, rdf:datatype and what gives an object exclude "
        "each other");
  }
  if (type != nullptr) return ParseTypeElement(*type, std::move(frame));
  if (object) {
    ZM_TRY(EmptyProperty(attributes, &frame));
  } else {
    frame.kind = Kind::kProperty;
  }
  if (datatype != nullptr) {
    ZM_TRY_ASSIGN(const Term iri, Resolve(*datatype, frame));
    frame.datatype = iri.value();
  }
  frames_.push_back(std::move(frame));
  return {};
}

// What is neither Resource nor Collection is as Literal [7.2.20].
Status RdfXmlParser::ParseTypeElement(const std::string& type, Frame frame) {
  if (type == "Resource") {
    const Term node = FreshBlank();
    ZM_TRY(EmitProperty(frame, node));
    frame.kind = Kind::kNode;
    frame.subject = node;
  } else if (type == "Collection") {
    frame.kind = Kind::kCollection;
  } else {
    frame.kind = Kind::kLiteral;
    literal_ = XmlLiteral();
  }
  frames_.push_back(std::move(frame));
  return {};
}

Status RdfXmlParser::EmptyProperty(const Attributes& attributes, Frame* frame) {
  const std::string* resource = attributes.Find("resource");
  const std::string* label = attributes.Find("nodeID");
  if (resource != nullptr && label != nullptr) {
    return Bad("a property has one of rdf:resource and rdf:nodeID");
  }
  Term object;
  if (resource != nullptr) {
    ZM_TRY_ASSIGN(object, Resolve(*resource, *frame));
  } else if (label != nullptr) {
    ZM_TRY_ASSIGN(object, Labelled(*label));
  } else {
    object = FreshBlank();
  }
  frame->kind = Kind::kEmpty;
  ZM_TRY(EmitProperty(*frame, object));
  return PropertyAttributes(attributes, object, *frame);
}

Status RdfXmlParser::PropertyAttributes(const Attributes& attributes,
                                        const Term& subject,
                                        const Frame& frame) {
  const Term type = Rdf("type");
  for (const auto& [name, value] : attributes.properties) {
    ZM_TRY_ASSIGN(const Term predicate, NameIri(name));
    Term object;
    if (predicate == type) {
      ZM_TRY_ASSIGN(object, Resolve(value, frame));
    } else if (frame.language.empty()) {
      object = Term::String(value);
    } else {
      object = Term::LangString(value, frame.language);
    }
    ZM_TRY(Emit(subject, predicate, object));
  }
  return {};
}

Status RdfXmlParser::EndProperty(const Frame& frame) {
  if (!frame.objects.empty()) return EmitProperty(frame, frame.objects[0]);
  if (!frame.datatype.empty()) {
    return EmitProperty(frame, Term::Literal(frame.text, frame.datatype));
  }
  if (!frame.language.empty()) {
    return EmitProperty(frame, Term::LangString(frame.text, frame.language));
  }
  return EmitProperty(frame, Term::String(frame.text));
}

Status RdfXmlParser::EndCollection(const Frame& frame) {
  std::vector<Term> cells;
  for (size_t i = 0; i < frame.objects.size(); ++i) {
    cells.push_back(FreshBlank());
  }
  cells.push_back(Rdf("nil"));
  ZM_TRY(EmitProperty(frame, cells[0]));
  for (size_t i = 0; i < frame.objects.size(); ++i) {
    ZM_TRY(Emit(cells[i], Rdf("first"), frame.objects[i]));
    ZM_TRY(Emit(cells[i], Rdf("rest"), cells[i + 1]));
  }
  return {};
}

Result<Term> RdfXmlParser::Predicate(const XmlName& name) {
  if (name.uri.empty()) return Bad(name.local + " has no namespace");
  if (!IsPropertyName(name)) {
    return Bad("rdf:" + name.local + " is no property");
  }
  if (name.uri == kRdf && name.local == "li") {
    return Rdf("_" + std::to_string(frames_.back().next_item++));
  }
  return NameIri(name.uri + name.local);
}

Result<Term> RdfXmlParser::Resolve(const std::string& reference,
                                   const Frame& frame) const {
  ZM_TRY_ASSIGN(const std::string iri,
                ResolveIriReference(reference, frame.base));
  return Term::Iri(iri);
}

Result<Term> RdfXmlParser::Identified(const std::string& id,
                                      const Frame& frame) {
  if (!IsNcName(id)) return Bad("'" + id + "' is no name for rdf:ID");
  ZM_TRY_ASSIGN(const Term iri, Resolve("#" + id, frame));
  if (!ids_.insert(iri.value()).second) {
    return Bad("rdf:ID '" + id + "' stands twice");
  }
  return iri;
}

Result<Term> RdfXmlParser::Labelled(const std::string& label) const {
  if (!IsNcName(label)) return Bad("'" + label + "' is no name for rdf:nodeID");
  return Term::Blank(options_.blank_prefix + "l" + label);
}

Term RdfXmlParser::FreshBlank() {
  return Term::Blank(options_.blank_prefix + "g" +
                     std::to_string(next_blank_++));
}

Status RdfXmlParser::Emit(const Term& s, const Term& p, const Term& o) {
  return sink_({s, p, o, Term()});
}

// With its reification [7.3].
Status RdfXmlParser::EmitProperty(const Frame& frame, const Term& object) {
  ZM_TRY(Emit(frame.subject, frame.predicate, object));
  if (frame.reifier == Term()) return {};
  ZM_TRY(Emit(frame.reifier, Rdf("type"), Rdf("Statement")));
  ZM_TRY(Emit(frame.reifier, Rdf("subject"), frame.subject));
  ZM_TRY(Emit(frame.reifier, Rdf("predicate"), frame.predicate));
  return Emit(frame.reifier, Rdf("object"), object);
}

}  // namespace zhimai
