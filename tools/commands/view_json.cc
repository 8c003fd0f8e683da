#include "tools/commands/view_json.h"

#include <map>

namespace zhimai {
namespace {

void WriteStrings(const std::vector<std::string>& values, JsonWriter* json) {
  json->BeginArray();
  for (const std::string& value : values) json->String(value);
  json->EndArray();
}

void WriteNames(const std::vector<NameView>& names, JsonWriter* json) {
  json->BeginArray();
  for (const NameView& name : names) {
    json->BeginObject()
        .Field("text", name.text)
        .Field("language", name.language)
        .EndObject();
  }
  json->EndArray();
}

void RefFields(const EntityRef& entity, JsonWriter* json) {
  json->Field("id", entity.id)
      .Field("name", entity.label)
      .Field("type", entity.class_name);
  if (!entity.label_zh.empty()) json->Field("name_zh", entity.label_zh);
  if (!entity.label_en.empty()) json->Field("name_en", entity.label_en);
}

std::string_view DatatypeOf(const LiteralView& literal) {
  switch (literal.type) {
    case LiteralView::Type::kDate:
      return "date";
    case LiteralView::Type::kInteger:
      return "integer";
    case LiteralView::Type::kQuantity:
      return "quantity";
    case LiteralView::Type::kText:
      break;
  }
  return "text";
}

void WriteQualifiers(const StatementView& statement, JsonWriter* json) {
  std::map<std::string_view, std::vector<const ValueView*>> by_key;
  for (const QualifierView& qualifier : statement.qualifiers) {
    by_key[qualifier.key].push_back(&qualifier.value);
  }
  json->BeginObject();
  for (const auto& [key, values] : by_key) {
    json->Key(key).BeginArray();
    for (const ValueView* value : values) WriteJson(*value, json);
    json->EndArray();
  }
  json->EndObject();
}

void WriteArticles(const DocumentView& document, JsonWriter* json) {
  json->BeginArray();
  for (const ArticleView& article : document.articles) {
    json->BeginObject()
        .Field("number", uint64_t{article.number})
        .Field("title", article.title)
        .Field("published", article.published)
        .Field("place", article.published_place)
        .Field("agency", article.agency)
        .Key("ranges")
        .BeginArray();
    for (const ByteRangeView& range : article.ranges) {
      json->BeginArray().Uint(range.begin).Uint(range.end).EndArray();
    }
    json->EndArray().EndObject();
  }
  json->EndArray();
}

}  // namespace

void WriteJson(const EntityRef& entity, JsonWriter* json) {
  json->BeginObject();
  RefFields(entity, json);
  json->EndObject();
}

void WriteJson(const EntityView& entity, JsonWriter* json) {
  json->BeginObject();
  RefFields(entity.ref, json);
  json->Key("labels");
  WriteNames(entity.labels, json);
  json->Key("aliases");
  WriteNames(entity.aliases, json);
  json->Key("external_ids");
  WriteStrings(entity.external_ids, json);
  json->Field("origin", entity.origin).Field("documents", entity.documents);
  json->EndObject();
}

void WriteJson(const ValueView& value, JsonWriter* json) {
  if (value.is_entity) {
    WriteJson(value.entity, json);
    return;
  }
  const LiteralView& literal = value.literal;
  json->BeginObject()
      .Field("value", literal.value)
      .Field("datatype", DatatypeOf(literal));
  if (!literal.number.empty()) json->Field("number", literal.number);
  if (!literal.unit.empty()) json->Field("unit", literal.unit);
  if (!literal.language.empty()) json->Field("language", literal.language);
  json->EndObject();
}

void WriteJson(const StatementView& statement, JsonWriter* json) {
  json->BeginObject().Field("id", statement.id).Key("subject");
  WriteJson(statement.subject, json);
  json->Field("predicate", statement.predicate).Key("object");
  WriteJson(statement.object, json);
  json->Key("qualifiers");
  WriteQualifiers(statement, json);
  json->Field("status", ModalityName(statement.modality))
      .Key("confidence")
      .Double(statement.confidence)
      .Field("documents", statement.documents)
      .Key("superseded_by");
  WriteStrings(statement.superseded_by, json);
  json->EndObject();
}

void WriteJson(const EvidenceView& evidence, JsonWriter* json) {
  json->BeginObject()
      .Field("document", evidence.document)
      .Field("title", evidence.document_title)
      .Field("article", uint64_t{evidence.article})
      .Field("article_title", evidence.article_title)
      .Key("pieces")
      .BeginArray();
  for (const PieceView& piece : evidence.pieces) {
    json->BeginObject()
        .Field("begin", piece.begin)
        .Field("end", piece.end)
        .Field("text", piece.text)
        .EndObject();
  }
  json->EndArray().Key("captures").BeginArray();
  for (const CaptureView& capture : evidence.captures) {
    json->BeginObject()
        .Field("name", capture.name)
        .Field("begin", capture.begin)
        .Field("end", capture.end)
        .Field("text", capture.text)
        .EndObject();
  }
  json->EndArray()
      .Field("rule", evidence.rule)
      .Field("rule_version", evidence.rule_version)
      .Key("confidence")
      .Double(evidence.confidence)
      .Key("trace");
  WriteStrings(evidence.trace, json);
  json->EndObject();
}

void WriteJson(const DocumentView& document, JsonWriter* json) {
  json->BeginObject()
      .Field("path", document.path)
      .Field("title", document.title)
      .Field("published", document.published)
      .Field("place", document.published_place)
      .Field("language", document.language)
      .Field("format", document.format)
      .Field("bytes", document.byte_length)
      .Field("content_hash", document.content_hash)
      .Field("statements", document.statements)
      .Field("mentions", document.mentions)
      .Key("articles");
  WriteArticles(document, json);
  json->EndObject();
}

}  // namespace zhimai
