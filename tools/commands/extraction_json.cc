#include "tools/commands/extraction_json.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "graph/base/modality.h"
#include "tools/cli/json_writer.h"

namespace zhimai {
namespace {

constexpr double kCandidateBelow = 0.5;

using EntityIndex = std::map<std::string_view, const v1::Entity*>;

std::string_view LabelOf(const v1::Entity& entity) {
  return entity.label().empty() ? entity.id() : entity.label();
}

void WriteEntity(const EntityIndex& entities, const std::string& id,
                 bool aliases, JsonWriter* json) {
  json->BeginObject().Field("id", id);
  const auto found = entities.find(id);
  if (found == entities.end()) {
    json->Field("name", id).EndObject();
    return;
  }
  const v1::Entity& entity = *found->second;
  json->Field("name", LabelOf(entity)).Field("type", entity.class_());
  if (aliases) {
    json->Key("aliases").BeginArray();
    std::vector<std::string_view> written = {LabelOf(entity)};
    for (const v1::Name& name : entity.names()) {
      const std::string& text = name.text();
      if (std::find(written.begin(), written.end(), text) != written.end()) {
        continue;
      }
      written.push_back(text);
      json->String(text);
    }
    json->EndArray();
  }
  json->EndObject();
}

std::string_view DatatypeOf(const v1::Literal& literal) {
  switch (literal.type()) {
    case v1::Literal::DATE:
      return "date";
    case v1::Literal::INTEGER:
      return "integer";
    case v1::Literal::QUANTITY:
      return "quantity";
    default:
      return "text";
  }
}

// The number as JSON, empty when it is none. Digits pass through untouched, so
// that no precision is lost.
std::string JsonNumber(std::string_view text) {
  std::string number;
  size_t pos = 0;
  if (pos < text.size() && text[pos] == '-') number += text[pos++];
  while (pos + 1 < text.size() && text[pos] == '0' && text[pos + 1] >= '0' &&
         text[pos + 1] <= '9') {
    ++pos;
  }
  bool digit_before = false;
  bool point = false;
  for (; pos < text.size(); ++pos) {
    const char c = text[pos];
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (c != '.' || point || !digit_before)) return "";
    point = point || c == '.';
    digit_before = digit;
    number += c;
  }
  return digit_before && number.size() < 300 ? number : "";
}

void WriteLiteral(const v1::Literal& literal, JsonWriter* json) {
  const bool integer = literal.type() == v1::Literal::INTEGER;
  const bool plain = integer && !literal.number().empty();
  json->BeginObject()
      .Field("value", plain ? literal.number() : literal.value())
      .Field("datatype", DatatypeOf(literal));
  if (literal.type() == v1::Literal::QUANTITY) {
    const std::string number = JsonNumber(literal.number());
    if (!number.empty()) json->Key("number").Raw(number);
    if (!literal.unit().empty()) json->Field("unit", literal.unit());
  }
  json->EndObject();
}

void WriteQualifierValue(const EntityIndex& entities, const v1::Value& value,
                         JsonWriter* json) {
  if (value.has_entity()) {
    WriteEntity(entities, value.entity(), false, json);
    return;
  }
  const v1::Literal& literal = value.literal();
  const bool plain =
      literal.type() == v1::Literal::INTEGER && !literal.number().empty();
  json->String(plain ? literal.number() : literal.value());
}

void WriteQualifiers(const EntityIndex& entities,
                     const v1::Statement& statement, JsonWriter* json) {
  std::map<std::string_view, std::vector<const v1::Value*>> by_key;
  for (const v1::Qualifier& qualifier : statement.qualifier()) {
    by_key[qualifier.key()].push_back(&qualifier.value());
  }
  json->Key("qualifiers").BeginObject();
  for (const auto& [key, values] : by_key) {
    json->Key(key);
    if (values.size() > 1) json->BeginArray();
    for (const v1::Value* value : values) {
      WriteQualifierValue(entities, *value, json);
    }
    if (values.size() > 1) json->EndArray();
  }
  json->EndObject();
}

uint64_t BeginOf(const v1::Evidence& evidence) {
  return evidence.piece().empty() ? 0 : evidence.piece(0).begin();
}

// The strongest evidence; the first of equals.
const v1::Evidence* BestEvidence(const v1::Statement& statement) {
  const v1::Evidence* best = nullptr;
  for (const v1::Evidence& evidence : statement.evidence()) {
    const bool better = best == nullptr ||
                        evidence.confidence() > best->confidence() ||
                        (evidence.confidence() == best->confidence() &&
                         BeginOf(evidence) < BeginOf(*best));
    if (better) best = &evidence;
  }
  return best;
}

void WritePieces(const v1::Evidence& evidence, JsonWriter* json) {
  json->BeginArray();
  for (const v1::Evidence::Piece& piece : evidence.piece()) {
    json->BeginObject()
        .Field("begin", piece.begin())
        .Field("end", piece.end())
        .Field("text", piece.text())
        .EndObject();
  }
  json->EndArray();
}

// `evidence` is what the fact needs to be believed once; the other places
// where the document says it again go under `also`.
void WriteEvidence(const v1::Statement& statement, JsonWriter* json) {
  const v1::Evidence* best = BestEvidence(statement);
  json->Key("evidence");
  if (best == nullptr) {
    json->BeginArray().EndArray();
    return;
  }
  WritePieces(*best, json);
  json->Field("rule", best->rule()).Field("article", best->article());
  if (statement.evidence_size() < 2) return;
  json->Key("also").BeginArray();
  for (const v1::Evidence& evidence : statement.evidence()) {
    if (&evidence == best) continue;
    json->BeginObject().Key("evidence");
    WritePieces(evidence, json);
    json->Field("rule", evidence.rule()).EndObject();
  }
  json->EndArray();
}

// Readers of the contract know four statuses; what must be done is to them
// planned.
void WriteStatus(Modality modality, JsonWriter* json) {
  const bool demanded = modality == Modality::kDemanded;
  json->Field("status", ModalityName(demanded ? Modality::kPlanned : modality));
  if (demanded) json->Field("modality", ModalityName(modality));
}

using Ranges = google::protobuf::RepeatedPtrField<v1::ByteRange>;

// Begins the line of something printed in the document. What markup
// interrupts is given from its first byte to its last one: the contract has
// one range. False, and nothing begun, where there is no place.
bool BeginPlace(const v1::Extraction& extraction, const Ranges& ranges,
                std::string_view bytes, JsonWriter* json) {
  if (ranges.empty()) return false;
  uint64_t begin = ranges.at(0).begin();
  uint64_t end = ranges.at(0).end();
  for (const v1::ByteRange& range : ranges) {
    begin = std::min(begin, range.begin());
    end = std::max(end, range.end());
  }
  if (begin > end || end > bytes.size()) return false;
  json->BeginObject()
      .Field("doc", extraction.document().path())
      .Field("begin", begin)
      .Field("end", end)
      .Field("text", bytes.substr(begin, end - begin));
  return true;
}

}  // namespace

void AppendStatementLines(const v1::Extraction& extraction,
                          const JsonLinesOptions& options, std::string* out) {
  EntityIndex entities;
  for (const v1::Entity& entity : extraction.entity()) {
    entities.emplace(entity.id(), &entity);
  }
  std::vector<std::tuple<uint64_t, std::string_view, const v1::Statement*>>
      order;
  for (const v1::Statement& statement : extraction.statement()) {
    const bool negated = statement.modality() == v1::NEGATED;
    if (negated && !options.all) continue;
    if (statement.confidence() < kCandidateBelow && !options.candidates) {
      continue;
    }
    const v1::Evidence* best = BestEvidence(statement);
    order.emplace_back(best == nullptr ? 0 : BeginOf(*best), statement.id(),
                       &statement);
  }
  std::sort(order.begin(), order.end());
  JsonWriter json(out);
  for (const auto& [begin, id, statement] : order) {
    json.BeginObject()
        .Field("doc", extraction.document().path())
        .Field("id", statement->id())
        .Key("subject");
    WriteEntity(entities, statement->subject(), true, &json);
    json.Field("predicate", statement->predicate()).Key("object");
    if (statement->object().has_entity()) {
      WriteEntity(entities, statement->object().entity(), true, &json);
    } else {
      WriteLiteral(statement->object().literal(), &json);
    }
    WriteQualifiers(entities, *statement, &json);
    WriteStatus(ModalityFromNumber(statement->modality()), &json);
    json.Key("confidence").Double(statement->confidence());
    WriteEvidence(*statement, &json);
    json.EndObject().EndLine();
  }
}

void AppendMentionLines(const v1::Extraction& extraction,
                        std::string_view bytes, std::string* out) {
  JsonWriter json(out);
  for (const v1::Mention& mention : extraction.mention()) {
    if (!BeginPlace(extraction, mention.range(), bytes, &json)) continue;
    json.Field("type", mention.class_())
        .Field("entity", mention.entity())
        .Field("method", mention.method())
        .EndObject()
        .EndLine();
  }
}

void AppendLiteralLines(const v1::Extraction& extraction,
                        std::string_view bytes, std::string* out) {
  JsonWriter json(out);
  for (const v1::LiteralMention& mention : extraction.literal()) {
    if (!BeginPlace(extraction, mention.range(), bytes, &json)) continue;
    const v1::Literal& literal = mention.literal();
    json.Field("type", mention.type()).Field("value", literal.value());
    const std::string number = JsonNumber(literal.number());
    if (!number.empty()) json.Key("number").Raw(number);
    if (!literal.unit().empty()) json.Field("unit", literal.unit());
    json.EndObject().EndLine();
  }
}

void AppendSegmentLines(const v1::Extraction& extraction, std::string* out) {
  JsonWriter json(out);
  for (const v1::Article& article : extraction.document().article()) {
    for (const v1::ByteRange& range : article.range()) {
      json.BeginObject()
          .Field("doc", extraction.document().path())
          .Field("begin", range.begin())
          .Field("end", range.end())
          .Field("article", article.number())
          .Field("title", article.title())
          .EndObject()
          .EndLine();
    }
  }
}

}  // namespace zhimai
