#include "graph/engine/export_source.h"

#include <map>

#include "graph/engine/export_walk.h"
#include "graph/engine/impl.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

constexpr ColumnType kText = ColumnType::kText;
constexpr ColumnType kInteger = ColumnType::kInteger;
constexpr ColumnType kReal = ColumnType::kReal;
constexpr ColumnType kBool = ColumnType::kBool;
constexpr ColumnType kDate = ColumnType::kDate;

const TableSchema kNodeSchema = {"nodes",
                                 {{"id", kText},
                                  {"class", kText},
                                  {"label", kText},
                                  {"label_zh", kText},
                                  {"label_en", kText},
                                  {"names", kText},
                                  {"external_ids", kText},
                                  {"origin", kText},
                                  {"documents", kInteger}}};
const TableSchema kStatementSchema = {"statements",
                                      {{"id", kText},
                                       {"subject", kText},
                                       {"relation", kText},
                                       {"object", kText},
                                       {"literal", kText},
                                       {"literal_type", kText},
                                       {"number", kReal},
                                       {"unit", kText},
                                       {"modality", kText},
                                       {"confidence", kReal},
                                       {"documents", kInteger},
                                       {"begin", kDate},
                                       {"end", kDate},
                                       {"qualifiers", kText},
                                       {"superseded_by", kText}}};
const TableSchema kEvidenceSchema = {"evidence",
                                     {{"statement", kText},
                                      {"document", kText},
                                      {"article", kInteger},
                                      {"begin", kInteger},
                                      {"end", kInteger},
                                      {"text", kText},
                                      {"pieces", kText},
                                      {"rule", kText},
                                      {"rule_version", kText},
                                      {"confidence", kReal}}};
const TableSchema kDocumentSchema = {"documents",
                                     {{"path", kText},
                                      {"title", kText},
                                      {"published", kText},
                                      {"published_place", kText},
                                      {"language", kText},
                                      {"format", kText},
                                      {"bytes", kInteger},
                                      {"content_hash", kText},
                                      {"articles", kInteger},
                                      {"statements", kInteger},
                                      {"mentions", kInteger}}};
const TableSchema kGraphNodeSchema = {"nodes",
                                      {{"id", kText},
                                       {"label", kText},
                                       {"class", kText},
                                       {"literal", kBool},
                                       {"documents", kInteger}}};
const TableSchema kGraphEdgeSchema = {"edges",
                                      {{"id", kText},
                                       {"source", kText},
                                       {"target", kText},
                                       {"relation", kText},
                                       {"label", kText},
                                       {"modality", kText},
                                       {"confidence", kReal},
                                       {"documents", kInteger},
                                       {"begin", kDate},
                                       {"end", kDate},
                                       {"detail", kText}}};

std::string_view TypeName(LiteralType type) {
  switch (type) {
    case LiteralType::kDate:
      return "date";
    case LiteralType::kInteger:
      return "integer";
    case LiteralType::kQuantity:
      return "quantity";
    case LiteralType::kText:
      break;
  }
  return "text";
}

Cell NumberCell(const std::string& text) {
  if (text.empty()) return {};
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() ? Cell::Real(value) : Cell();
}

const std::string& TextOf(const ValueRecord& value) {
  return value.is_entity() ? value.entity : value.literal.value;
}

// {"role":["创始成员国"],"since":["2001"]}; they are sorted by key.
void QualifierJson(const std::vector<QualifierRecord>& qualifiers,
                   std::string* json) {
  json->clear();
  if (qualifiers.empty()) return;
  const std::string* key = nullptr;
  for (const QualifierRecord& qualifier : qualifiers) {
    if (key != nullptr && *key == qualifier.key) {
      *json += ',';
    } else {
      *json += key == nullptr ? "{\"" : "],\"";
      AppendEscapedJson(qualifier.key, json);
      *json += "\":[";
    }
    *json += '"';
    AppendEscapedJson(TextOf(qualifier.value), json);
    *json += '"';
    key = &qualifier.key;
  }
  *json += "]}";
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += '|';
    text += part;
  }
  return text;
}

class Source : public ExportSource {
 public:
  Source(Reader reader, const ExportRequest& request, OntologyView ontology)
      : walk_(std::move(reader), request), ontology_(std::move(ontology)) {}

  Status Prepare(std::optional<std::set<StatementId>> around,
                 const Graph& graph) {
    ZM_TRY(walk_.Prepare(std::move(around), graph));
    schemas_ = {{ExportTable::kNodes, kNodeSchema},
                {ExportTable::kStatements, kStatementSchema},
                {ExportTable::kEvidence, kEvidenceSchema},
                {ExportTable::kDocuments, kDocumentSchema},
                {ExportTable::kGraphNodes, kGraphNodeSchema},
                {ExportTable::kGraphEdges, kGraphEdgeSchema}};
    for (const auto& [name, measure] : walk_.measures()) {
      for (ExportTable table :
           {ExportTable::kNodes, ExportTable::kGraphNodes}) {
        schemas_[table].columns.push_back(
            {name, measure.whole ? kInteger : kReal});
      }
    }
    return {};
  }

  const TableSchema& schema(ExportTable table) const override {
    return schemas_.at(table);
  }
  uint64_t statements_left_out() const override {
    return walk_.statements_left_out();
  }

  Status Rows(ExportTable table, const Take& take) override {
    switch (table) {
      case ExportTable::kNodes:
        return walk_.Entities(
            [&](const EntityRecord& entity, uint64_t documents) {
              return TakeNode(entity, documents, take);
            });
      case ExportTable::kGraphNodes:
        return GraphNodes(take);
      case ExportTable::kStatements:
        return walk_.Statements([&](const FusedStatement& statement) {
          return TakeStatement(statement, take);
        });
      case ExportTable::kGraphEdges:
        return walk_.Statements([&](const FusedStatement& statement) {
          return TakeEdge(statement, take);
        });
      case ExportTable::kEvidence:
        return Evidence(take);
      case ExportTable::kDocuments:
        return Documents(take);
    }
    return {};
  }

 private:
  void AddMeasures(const std::string& id, std::vector<Cell>* row) const {
    const std::optional<uint32_t> place = walk_.Place(id);
    for (const auto& [name, measure] : walk_.measures()) {
      if (!place) {
        row->emplace_back();
      } else if (measure.whole) {
        row->push_back(
            Cell::Integer(static_cast<int64_t>(measure.values[*place])));
      } else {
        row->push_back(Cell::Real(measure.values[*place]));
      }
    }
  }

  // The first label of the language or a variety of it, else the canonical
  // one.
  std::string_view Label(const EntityRecord& entity,
                         std::string_view language) const {
    for (const NameRecord& name : entity.names) {
      if (name.language.compare(0, language.size(), language) == 0) {
        return name.text;
      }
    }
    return "";
  }

  Status TakeNode(const EntityRecord& entity, uint64_t documents,
                  const Take& take) {
    std::vector<std::string> names;
    for (const NameRecord& name : entity.names) {
      names.push_back(name.language + ':' + name.text);
    }
    const std::string all = Joined(names);
    const std::string external = Joined(entity.external_ids);
    row_ = {Cell::Text(entity.id),
            Cell::Optional(entity.class_name),
            Cell::Text(entity.label.empty() ? entity.id : entity.label),
            Cell::Optional(Label(entity, "zh")),
            Cell::Optional(Label(entity, "en")),
            Cell::Optional(all),
            Cell::Optional(external),
            Cell::Optional(entity.origin),
            Cell::Integer(static_cast<int64_t>(documents))};
    AddMeasures(entity.id, &row_);
    return take(row_);
  }

  Status GraphNodes(const Take& take) {
    ZM_TRY(walk_.Entities([&](const EntityRecord& entity, uint64_t documents) {
      std::string_view label = Label(entity, walk_.request().language);
      if (label.empty()) label = entity.label;
      if (label.empty()) label = entity.id;
      row_ = {Cell::Text(entity.id), Cell::Text(label),
              Cell::Optional(entity.class_name), Cell::Integer(0),
              Cell::Integer(static_cast<int64_t>(documents))};
      AddMeasures(entity.id, &row_);
      return take(row_);
    }));
    if (!walk_.request().selection.filter.include_literals) return {};
    return walk_.Statements([&](const FusedStatement& statement) -> Status {
      const StatementRecord& record = statement.record;
      if (record.object.is_entity()) return {};
      const std::string id = LiteralId(record);
      row_ = {Cell::Text(id), Cell::Text(record.object.literal.value), Cell(),
              Cell::Integer(1), Cell()};
      row_.resize(row_.size() + walk_.measures().size());
      return take(row_);
    });
  }

  // A literal belongs to one statement: equal dates are no hub.
  static std::string LiteralId(const StatementRecord& record) {
    return "l/" + StatementName(record.id).substr(2);
  }

  Status TakeEdge(const FusedStatement& statement, const Take& take) {
    const StatementRecord& record = statement.record;
    const std::string id = StatementName(record.id);
    const std::string target =
        record.object.is_entity() ? record.object.entity : LiteralId(record);
    const std::string label =
        ontology_.RelationLabel(record.predicate, walk_.request().language);
    const TimeSpan time = TimeOf(record);
    std::string detail;
    for (const QualifierRecord& qualifier : record.qualifiers) {
      if (!detail.empty()) detail += "; ";
      detail +=
          ontology_.QualifierLabel(qualifier.key, walk_.request().language);
      detail += ": " + TextOf(qualifier.value);
    }
    row_ = {Cell::Text(id),
            Cell::Text(record.subject),
            Cell::Text(target),
            Cell::Text(record.predicate),
            Cell::Text(label),
            Cell::Text(ModalityName(record.modality)),
            Cell::Real(record.confidence),
            Cell::Integer(static_cast<int64_t>(statement.documents)),
            Cell::Date(time.begin),
            Cell::Date(time.end),
            Cell::Optional(detail)};
    return take(row_);
  }

  Status TakeStatement(const FusedStatement& statement, const Take& take) {
    const StatementRecord& record = statement.record;
    const std::string id = StatementName(record.id);
    QualifierJson(record.qualifiers, &qualifiers_);
    const TimeSpan time = TimeOf(record);
    ZM_TRY_ASSIGN(const std::vector<StatementId> others,
                  walk_.reader().SupersededBy(record));
    std::string superseded;
    for (const StatementId& other : others) {
      if (!superseded.empty()) superseded += '|';
      superseded += StatementName(other);
    }
    const bool entity = record.object.is_entity();
    const LiteralRecord& literal = record.object.literal;
    row_ = {Cell::Text(id),
            Cell::Text(record.subject),
            Cell::Text(record.predicate),
            entity ? Cell::Text(record.object.entity) : Cell(),
            entity ? Cell() : Cell::Text(literal.value),
            entity ? Cell() : Cell::Text(TypeName(literal.type)),
            entity ? Cell() : NumberCell(literal.number),
            entity ? Cell() : Cell::Optional(literal.unit),
            Cell::Text(ModalityName(record.modality)),
            Cell::Real(record.confidence),
            Cell::Integer(static_cast<int64_t>(statement.documents)),
            Cell::Date(time.begin),
            Cell::Date(time.end),
            Cell::Optional(qualifiers_),
            Cell::Optional(superseded)};
    return take(row_);
  }

  Status Evidence(const Take& take) {
    EvidenceWalk evidence = walk_.NewEvidenceWalk();
    return walk_.Statements([&](const FusedStatement& statement) {
      const std::string name = StatementName(statement.record.id);
      return walk_.Evidence(statement.record.id, &evidence,
                            [&](const EvidenceRecord& record) {
                              return TakeEvidence(name, record, take);
                            });
    });
  }

  Status TakeEvidence(const std::string& statement,
                      const EvidenceRecord& evidence, const Take& take) {
    std::string text;
    std::string pieces = "[";
    uint64_t begin = 0;
    uint64_t end = 0;
    for (const EvidencePiece& piece : evidence.pieces) {
      const bool first = text.empty() && pieces.size() == 1;
      begin = first ? piece.begin : std::min(begin, piece.begin);
      end = std::max(end, piece.end);
      if (!first) text += " … ";
      text += piece.text;
      pieces += (first ? "[" : ",[") + std::to_string(piece.begin) + ',' +
                std::to_string(piece.end) + ']';
    }
    pieces += ']';
    row_ = {Cell::Text(statement),
            Cell::Text(evidence.document),
            Cell::Integer(evidence.article),
            Cell::Integer(static_cast<int64_t>(begin)),
            Cell::Integer(static_cast<int64_t>(end)),
            Cell::Text(text),
            Cell::Text(pieces),
            Cell::Text(evidence.rule),
            Cell::Optional(evidence.rule_version),
            Cell::Real(evidence.confidence)};
    return take(row_);
  }

  Status Documents(const Take& take) {
    return walk_.Documents(
        [&](const DocumentRecord& record, const DocumentInfo& info) {
          row_ = {Cell::Text(record.path),
                  Cell::Optional(record.title),
                  Cell::Optional(record.published),
                  Cell::Optional(record.published_place),
                  Cell::Optional(record.language),
                  Cell::Optional(record.format),
                  Cell::Integer(static_cast<int64_t>(record.byte_length)),
                  Cell::Text(record.content_hash),
                  Cell::Integer(static_cast<int64_t>(info.articles.size())),
                  Cell::Integer(static_cast<int64_t>(info.statements)),
                  Cell::Integer(static_cast<int64_t>(info.mentions))};
          return take(row_);
        });
  }

  ExportWalk walk_;
  OntologyView ontology_;
  std::map<ExportTable, TableSchema> schemas_;
  std::vector<Cell> row_;
  std::string qualifiers_;
};

}  // namespace

Result<std::unique_ptr<ExportSource>> Graph::OpenExport(
    const ExportRequest& asked) const {
  ExportRequest request = asked;
  request.selection.focus = WithoutBase(asked.selection.focus);
  ZM_TRY_ASSIGN(OntologyView ontology, Ontology());
  ZM_TRY_ASSIGN(std::optional<std::set<StatementId>> around,
                StatementsAround(request.selection));
  auto source = std::make_unique<Source>(impl_->NewReader(), request,
                                         std::move(ontology));
  ZM_TRY(source->Prepare(std::move(around), *this));
  return std::unique_ptr<ExportSource>(std::move(source));
}

}  // namespace zhimai
