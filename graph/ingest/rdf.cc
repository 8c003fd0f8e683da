#include "graph/ingest/rdf.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "graph/ingest/fusion.h"
#include "graph/model/language_tag.h"
#include "graph/model/text_form.h"
#include "graph/model/xsd.h"

namespace zhimai {
namespace {

constexpr std::string_view kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view kOwl = "http://www.w3.org/2002/07/owl#";
constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kProv = "http://www.w3.org/ns/prov#";
constexpr std::string_view kOa = "http://www.w3.org/ns/oa#";
constexpr std::string_view kDcterms = "http://purl.org/dc/terms/";
constexpr std::string_view kEdtf = "http://id.loc.gov/datatypes/edtf/EDTF";

Term In(std::string_view space, std::string_view name) {
  return Term::Iri(std::string(space) + std::string(name));
}

Term Xsd(std::string_view lexical, std::string_view type) {
  return Term::Literal(lexical, std::string(kXsd) + std::string(type));
}

Term Number(uint64_t value) { return Xsd(std::to_string(value), "integer"); }

bool IsDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

Term TextTerm(std::string_view text, std::string_view language) {
  if (language == "und" || !IsLanguageTag(language)) return Term::String(text);
  return Term::LangString(text, language);
}

int DaysIn(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<size_t>(month - 1)];
}

int ToInt(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string Day(int year, int month, int day) {
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month,
                day);
  return buffer.data();
}

// YYYY, YYYY-MM, YYYY-MM-DD; a default term for anything else.
DateReading ReadSimpleDate(std::string_view text) {
  DateReading reading;
  const bool shape =
      (text.size() == 4 || text.size() == 7 || text.size() == 10) &&
      IsDigits(text.substr(0, 4)) &&
      (text.size() < 7 || (text[4] == '-' && IsDigits(text.substr(5, 2)))) &&
      (text.size() < 10 || (text[7] == '-' && IsDigits(text.substr(8, 2))));
  if (!shape) return reading;
  const int year = ToInt(text.substr(0, 4));
  if (text.size() == 4) {
    return {Xsd(text, "gYear"), Day(year, 1, 1), Day(year, 12, 31)};
  }
  const int month = ToInt(text.substr(5, 2));
  if (month < 1 || month > 12) return reading;
  if (text.size() == 7) {
    return {Xsd(text, "gYearMonth"), Day(year, month, 1),
            Day(year, month, DaysIn(year, month))};
  }
  const int day = ToInt(text.substr(8, 2));
  if (day < 1 || day > DaysIn(year, month)) return reading;
  return {Xsd(text, "date"), std::string(text), std::string(text)};
}

bool IsDecimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const size_t point = text.find('.');
  if (point == std::string_view::npos) return IsDigits(text);
  return IsDigits(text.substr(0, point)) && IsDigits(text.substr(point + 1));
}

Term NumberTerm(const LiteralRecord& literal) {
  const std::string& number =
      literal.number.empty() ? literal.value : literal.number;
  if (!IsDecimal(number)) return Term::String(literal.value);
  const bool integer = number.find('.') == std::string::npos;
  return Xsd(number, integer ? "integer" : "decimal");
}

// A file of many articles has no date of its own: that of the first of them.
std::string FirstPublished(const DocumentRecord& document,
                           const DocumentInfo& info) {
  std::string first = document.published;
  if (!first.empty()) return first;
  for (const ArticleRecord& article : info.articles) {
    const bool dated = !ReadDate(article.published).earliest.empty();
    if (dated && (first.empty() || article.published < first)) {
      first = article.published;
    }
  }
  return first;
}

}  // namespace

std::string LocalToIri(std::string_view base, std::string_view local) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kEncoded = "<>\"{}|^`\\%#? ";
  std::string iri(base);
  for (char c : local) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F ||
        kEncoded.find(c) != std::string_view::npos) {
      iri += '%';
      iri += kHex[byte >> 4];
      iri += kHex[byte & 15];
    } else {
      iri += c;
    }
  }
  return iri;
}

std::vector<std::pair<std::string, std::string>> WellKnownPrefixes(
    const std::string& base) {
  return {{"zm", base + "o#"},          {"zmq", base + "q#"},
          {"e", base + "e/"},           {"s", base + "s/"},
          {"d", base + "d/"},           {"rdf", std::string(kRdf)},
          {"rdfs", std::string(kRdfs)}, {"owl", std::string(kOwl)},
          {"skos", std::string(kSkos)}, {"prov", std::string(kProv)},
          {"oa", std::string(kOa)},     {"dcterms", std::string(kDcterms)},
          {"xsd", std::string(kXsd)}};
}

std::string IriToLocal(std::string_view encoded) {
  const auto digit = [&](size_t at) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const char c = encoded[at];
    return kHex.find(c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A')
                                          : c);
  };
  std::string local;
  for (size_t i = 0; i < encoded.size(); ++i) {
    const bool pair = encoded[i] == '%' && i + 2 < encoded.size();
    if (pair && digit(i + 1) < 16 && digit(i + 2) < 16) {
      local += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      local += encoded[i];
    }
  }
  return local;
}

DateReading ReadDate(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const DateReading first = ReadSimpleDate(text.substr(0, slash));
    const DateReading last = ReadSimpleDate(text.substr(slash + 1));
    if (first.earliest.empty() || last.earliest.empty()) {
      return {Term::String(text), "", ""};
    }
    return {Term::Literal(text, kEdtf), first.earliest, last.latest};
  }
  // --MM-DD: a day of an unknown year; 2000 has all days.
  if (text.size() == 7 && text.substr(0, 2) == "--") {
    const std::string day = "2000-" + std::string(text.substr(2));
    if (!ReadSimpleDate(day).earliest.empty()) {
      return {Xsd(text, "gMonthDay"), "", ""};
    }
  }
  DateReading reading = ReadSimpleDate(text);
  if (reading.earliest.empty()) reading.term = Term::String(text);
  return reading;
}

Term LiteralTerm(const LiteralRecord& literal) {
  switch (literal.type) {
    case LiteralType::kDate:
      return ReadDate(literal.value).term;
    case LiteralType::kInteger:
    case LiteralType::kQuantity:
      return NumberTerm(literal);
    case LiteralType::kText:
      break;
  }
  return TextTerm(literal.value, literal.language);
}

std::string FormatConfidence(double confidence) {
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.4f", confidence);
  std::string text = buffer.data();
  while (text.back() == '0' && text[text.size() - 2] != '.') text.pop_back();
  return text;
}

Term RdfWriter::Local(std::string_view local) const {
  return Term::Iri(LocalToIri(options_.base, local));
}

Term RdfWriter::Ontology(std::string_view name) const {
  return Term::Iri(LocalToIri(options_.base + "o#", name));
}

Term RdfWriter::Node(const StatementId& id) const {
  return Local(StatementName(id));
}

Term RdfWriter::ValueTerm(const ValueRecord& value) const {
  return value.is_entity() ? Local(value.entity) : LiteralTerm(value.literal);
}

Triple RdfWriter::Plain(const StatementRecord& statement) const {
  return {Local(statement.subject), Ontology(statement.predicate),
          ValueTerm(statement.object)};
}

void RdfWriter::Entity(const EntityRecord& entity) {
  const Term node = Local(entity.id);
  if (!entity.class_name.empty()) {
    Add(node, In(kRdf, "type"), Ontology(entity.class_name));
  }
  const NamesOfEntity names = SplitNames(entity);
  for (const NameRecord& name : names.labels) {
    Add(node, In(kRdfs, "label"), TextTerm(name.text, name.language));
  }
  if (names.labels.empty() && !entity.label.empty()) {
    Add(node, In(kRdfs, "label"), Term::String(entity.label));
  }
  for (const NameRecord& name : names.aliases) {
    Add(node, In(kSkos, "altLabel"), TextTerm(name.text, name.language));
  }
  for (const std::string& id : entity.external_ids) {
    constexpr std::string_view kWikidata = "wikidata:";
    if (id.substr(0, kWikidata.size()) == kWikidata) {
      Add(node, In(kOwl, "sameAs"),
          Term::Iri(LocalToIri("http://www.wikidata.org/entity/",
                               id.substr(kWikidata.size()))));
    } else {
      Add(node, Ontology("externalId"), Term::String(id));
    }
  }
}

void RdfWriter::Reify(const Term& node, const Triple& triple) {
  if (!options_.rdf11) {
    Add(node, In(kRdf, "reifies"), Term::OfTriple(triple));
    return;
  }
  Add(node, In(kRdf, "subject"), triple.subject);
  Add(node, In(kRdf, "predicate"), triple.predicate);
  Add(node, In(kRdf, "object"), triple.object);
}

void RdfWriter::Time(const Term& node, const StatementRecord& statement) {
  const LiteralRecord* date = nullptr;
  if (!statement.object.is_entity() &&
      statement.object.literal.type == LiteralType::kDate) {
    date = &statement.object.literal;
  }
  for (const QualifierRecord& qualifier : statement.qualifiers) {
    const bool is_date = !qualifier.value.is_entity() &&
                         qualifier.value.literal.type == LiteralType::kDate;
    if (date == nullptr && qualifier.key == "point_in_time" && is_date) {
      date = &qualifier.value.literal;
    }
  }
  if (date == nullptr) return;
  const DateReading reading = ReadDate(date->value);
  if (reading.earliest.empty()) return;
  Add(node, Ontology("earliest"), Xsd(reading.earliest, "date"));
  Add(node, Ontology("latest"), Xsd(reading.latest, "date"));
}

void RdfWriter::Statement(const FusedStatement& fused,
                          const std::vector<StatementId>& superseded_by) {
  const StatementRecord& statement = fused.record;
  const Term node = Node(statement.id);
  Reify(node, Plain(statement));
  Add(node, In(kRdf, "type"), Ontology("Statement"));
  Add(node, Ontology("status"), Ontology(ModalityName(statement.modality)));
  Add(node, Ontology("confidence"),
      Xsd(FormatConfidence(statement.confidence), "decimal"));
  if (statement.confidence < kCandidateBelow) {
    Add(node, Ontology("rank"), Ontology("candidate"));
  }
  for (const QualifierRecord& qualifier : statement.qualifiers) {
    Add(node, Term::Iri(LocalToIri(options_.base + "q#", qualifier.key)),
        ValueTerm(qualifier.value));
  }
  const LiteralRecord& literal = statement.object.literal;
  if (!statement.object.is_entity() && literal.type == LiteralType::kQuantity) {
    Add(node, Ontology("printed"), Term::String(literal.value));
    if (!literal.unit.empty()) {
      Add(node, Ontology("unit"), Term::String(literal.unit));
    }
  }
  Time(node, statement);
  for (const StatementId& other : superseded_by) {
    Add(node, Ontology("supersededBy"), Node(other));
  }
}

void RdfWriter::Piece(const Term& evidence, const EvidencePiece& piece,
                      const std::string& key) {
  const Term position = Term::Blank("p" + HashText(key));
  const Term quote = Term::Blank("q" + HashText(key));
  Add(evidence, In(kOa, "hasSelector"), position);
  Add(position, In(kRdf, "type"), In(kOa, "DataPositionSelector"));
  Add(position, In(kOa, "start"), Number(piece.begin));
  Add(position, In(kOa, "end"), Number(piece.end));
  Add(position, In(kOa, "refinedBy"), quote);
  Add(quote, In(kRdf, "type"), In(kOa, "TextQuoteSelector"));
  Add(quote, In(kOa, "exact"), Term::String(piece.text));
}

void RdfWriter::Evidence(const StatementId& id,
                         const EvidenceRecord& evidence) {
  std::string key = StatementName(id) + '\n' + evidence.document + '\n' +
                    std::to_string(evidence.article) + '\n' + evidence.rule;
  for (const EvidencePiece& piece : evidence.pieces) {
    key += '\n' + std::to_string(piece.begin) + '-' + std::to_string(piece.end);
  }
  const Term node = Term::Blank("e" + HashText(key));
  Add(Node(id), In(kProv, "wasDerivedFrom"), node);
  Add(node, In(kRdf, "type"), Ontology("Evidence"));
  Add(node, In(kOa, "hasSource"), Local("d/" + evidence.document));
  Add(node, Ontology("article"), Number(evidence.article));
  if (!evidence.rule.empty()) {
    Add(node, Ontology("rule"), Term::String(evidence.rule));
  }
  if (!evidence.rule_version.empty()) {
    Add(node, Ontology("ruleVersion"), Term::String(evidence.rule_version));
  }
  Add(node, Ontology("confidence"),
      Xsd(FormatConfidence(evidence.confidence), "decimal"));
  for (size_t i = 0; i < evidence.pieces.size(); ++i) {
    Piece(node, evidence.pieces[i], key + '\n' + std::to_string(i));
  }
}

void RdfWriter::Document(const DocumentRecord& document,
                         const DocumentInfo& info) {
  const Term node = Local("d/" + document.path);
  Add(node, In(kRdf, "type"), Ontology("Source"));
  Add(node, Ontology("contentHash"), Term::String(document.content_hash));
  Add(node, Ontology("byteLength"), Number(document.byte_length));
  if (!document.title.empty()) {
    Add(node, In(kDcterms, "title"),
        TextTerm(document.title, document.language));
  }
  const std::string published = FirstPublished(document, info);
  if (!published.empty()) {
    Add(node, In(kDcterms, "issued"), ReadDate(published).term);
  }
  if (!document.language.empty()) {
    Add(node, In(kDcterms, "language"), Term::String(document.language));
  }
  for (const DocumentInfo::EntityUse& use : info.entities) {
    Add(node, Ontology("mentions"), Local(use.entity));
  }
}

void RdfWriter::Vocabulary(const OntologyTerm& term) {
  const bool is_class = term.kind == OntologyTerm::Kind::kClass;
  const Term node = term.kind == OntologyTerm::Kind::kQualifier
                        ? Term::Iri(LocalToIri(options_.base + "q#", term.name))
                        : Ontology(term.name);
  Add(node, In(kRdf, "type"),
      is_class ? In(kRdfs, "Class") : In(kRdf, "Property"));
  const auto label = [&](const Term& property, const std::string& text,
                         std::string_view language) {
    if (!text.empty()) Add(node, property, Term::LangString(text, language));
  };
  label(In(kRdfs, "label"), term.zh, "zh-Hans");
  label(In(kRdfs, "label"), term.en, "en");
  label(Ontology("inverseLabel"), term.inverse_zh, "zh-Hans");
  label(Ontology("inverseLabel"), term.inverse_en, "en");
  for (const std::string& parent : term.parents) {
    Add(node, In(kRdfs, "subClassOf"), Ontology(parent));
  }
}

}  // namespace zhimai
