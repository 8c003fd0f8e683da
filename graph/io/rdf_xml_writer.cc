#include "graph/io/rdf_xml_writer.h"

#include <algorithm>
#include <array>

#include "graph/base/markup.h"
#include "graph/base/utf8.h"
#include "graph/io/turtle_writer.h"
#include "graph/io/xml_stream.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

constexpr std::string_view kXmlns = "http://www.w3.org/2000/xmlns/";

// Letters that XML 1.0 of the fourth edition allows in names, too: expat and
// others still go by its tables, which are smaller than those of the fifth.
bool IsXmlNameStart(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  constexpr std::array<Range, 8> kLetters = {{{'A', 'Z'},
                                              {'a', 'z'},
                                              {0xC0, 0xD6},
                                              {0xD8, 0xF6},
                                              {0xF8, 0xFF},
                                              {0x410, 0x44F},
                                              {0x4E00, 0x9FA5},
                                              {0xAC00, 0xD7A3}}};
  return c == '_' ||
         std::any_of(kLetters.begin(), kLetters.end(), [c](const Range& range) {
           return range.first <= c && c <= range.last;
         });
}
bool IsXmlNameChar(char32_t c) {
  return IsXmlNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool IsXmlName(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const bool first = at == 0;
    const char32_t c = DecodeUtf8(text, &at);
    if (!(first ? IsXmlNameStart(c) : IsXmlNameChar(c))) return false;
  }
  return !text.empty();
}

// Where the longest XML name at the end of `iri` begins; iri.size() for none.
size_t SplitOf(std::string_view iri) {
  size_t split = iri.size();
  for (size_t at = iri.size(); at > 0;) {
    do --at;
    while (at > 0 && !IsUtf8Lead(iri[at]));
    size_t next = at;
    const char32_t c = DecodeUtf8(iri, &next);
    if (!IsXmlNameChar(c)) break;
    if (IsXmlNameStart(c)) split = at;
  }
  return split;
}

bool IsXmlText(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (!IsXmlChar(DecodeUtf8(text, &at))) return false;
  }
  return true;
}

// Names of the rdf: namespace that mean something else as a property.
bool IsReserved(std::string_view iri) {
  constexpr std::array<std::string_view, 12> kNames = {
      "RDF",       "Description", "ID",     "about",
      "parseType", "resource",    "nodeID", "datatype",
      "bagID",     "aboutEach",   "li",     "aboutEachPrefix",
  };
  if (iri.substr(0, kRdf.size()) != kRdf) return false;
  return std::find(kNames.begin(), kNames.end(), iri.substr(kRdf.size())) !=
         kNames.end();
}

Status Refuse(const Term& term, std::string_view why) {
  return Status::InvalidInput("RDF/XML cannot hold " + FormatTerm(term) + ": " +
                              std::string(why) + "; write Turtle or N-Triples");
}

Status CheckTerm(const Term& term) {
  if (term.is_triple()) return Refuse(term, "it is a triple term");
  if (term.direction() != Direction::kNone) {
    return Refuse(term, "it has a base direction");
  }
  const bool good = IsXmlText(term.value()) &&
                    (!term.is_literal() || IsXmlText(term.datatype()));
  if (!good) {
    return Refuse(term, "XML has no such character");
  }
  return {};
}

Result<size_t> CheckPredicate(const Term& predicate) {
  const std::string& iri = predicate.value();
  const size_t split = SplitOf(iri);
  if (split == 0 || split == iri.size()) {
    return Refuse(predicate, "a property must end in an XML name");
  }
  if (!IsXmlText(iri)) return Refuse(predicate, "XML has no such character");
  const std::string_view space = std::string_view(iri).substr(0, split);
  if (IsReserved(iri) || space == kXmlns || space == kXmlNamespace) {
    return Refuse(predicate, "the name is reserved");
  }
  return split;
}

// Labels of RDF/XML begin with no digit, point or hyphen. "b_" goes before
// those that do, and before those that have it, so that none meet.
std::string NodeId(const Term& blank) {
  const std::string& label = blank.value();
  const bool plain = IsXmlName(label) && label.substr(0, 2) != "b_";
  return plain ? label : "b_" + label;
}

}  // namespace

RdfXmlWriter::RdfXmlWriter(const QuadWriterOptions& options, TextSink sink)
    : sink_(std::move(sink)) {
  std::map<std::string, std::string> by_name;
  for (const auto& [prefix, iri] : options.prefixes) by_name[prefix] = iri;
  by_name["rdf"] = kRdf;
  for (const auto& [prefix, iri] : by_name) {
    const bool good = (prefix.empty() || IsXmlName(prefix)) &&
                      prefix.substr(0, 3) != "xml" && !iri.empty() &&
                      iri != kXmlns && iri != kXmlNamespace && IsXmlText(iri);
    if (good) prefixes_.emplace(iri, prefix);
  }
}

Status RdfXmlWriter::Flush() {
  if (buffer_.empty()) return {};
  Status status = sink_(buffer_);
  buffer_.clear();
  return status;
}

void RdfXmlWriter::Header() {
  started_ = true;
  buffer_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF";
  std::map<std::string_view, std::string_view> by_name = {{"rdf", kRdf}};
  for (const auto& [iri, prefix] : prefixes_) by_name[prefix] = iri;
  for (const auto& [prefix, iri] : by_name) {
    const std::string name =
        prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    if (by_name.size() > 1) buffer_ += "\n   ";
    AppendXmlAttribute(name, iri, &buffer_);
  }
  buffer_ += ">\n";
}

void RdfXmlWriter::CloseSubject() {
  if (in_subject_) buffer_ += "  </rdf:Description>\n";
  in_subject_ = false;
}

void RdfXmlWriter::AppendProperty(const Quad& quad, size_t split) {
  const std::string_view iri = quad.predicate.value();
  const std::string_view space = iri.substr(0, split);
  const auto known = prefixes_.find(space);
  std::string name;
  if (known == prefixes_.end()) {
    // "n": a prefix of its own for this element.
    name = "n:" + std::string(iri.substr(split));
    buffer_ += "    <" + name;
    AppendXmlAttribute("xmlns:n", space, &buffer_);
  } else {
    if (!known->second.empty()) name = known->second + ":";
    name += iri.substr(split);
    buffer_ += "    <" + name;
  }
  const Term& object = quad.object;
  if (object.is_iri()) {
    AppendXmlAttribute("rdf:resource", object.value(), &buffer_);
  } else if (object.is_blank()) {
    AppendXmlAttribute("rdf:nodeID", NodeId(object), &buffer_);
  } else if (!object.language().empty()) {
    AppendXmlAttribute("xml:lang", object.language(), &buffer_);
  } else if (object.datatype() != kXsdString) {
    AppendXmlAttribute("rdf:datatype", object.datatype(), &buffer_);
  }
  if (!object.is_literal()) {
    buffer_ += "/>\n";
    return;
  }
  buffer_ += '>';
  AppendXmlText(object.value(), &buffer_);
  buffer_ += "</" + name + ">\n";
}

Status RdfXmlWriter::Write(const Quad& quad) {
  ZM_TRY(CheckTerm(quad.subject));
  ZM_TRY(CheckTerm(quad.object));
  ZM_TRY_ASSIGN(const size_t split, CheckPredicate(quad.predicate));
  if (!started_) Header();
  if (!in_subject_ || quad.subject != subject_) {
    CloseSubject();
    buffer_ += "  <rdf:Description";
    if (quad.subject.is_blank()) {
      AppendXmlAttribute("rdf:nodeID", NodeId(quad.subject), &buffer_);
    } else {
      AppendXmlAttribute("rdf:about", quad.subject.value(), &buffer_);
    }
    buffer_ += ">\n";
    subject_ = quad.subject;
    in_subject_ = true;
  }
  AppendProperty(quad, split);
  return buffer_.size() < kPieceBytes ? Status() : Flush();
}

Status RdfXmlWriter::Finish() {
  if (!started_) Header();
  CloseSubject();
  buffer_ += "</rdf:RDF>\n";
  return Flush();
}

}  // namespace zhimai
