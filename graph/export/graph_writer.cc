#include "graph/export/graph_writer.h"

#include <algorithm>
#include <utility>

#include "graph/base/utf8.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

// What all formats do: a head, nodes, a middle, edges, a tail.
class TextGraph : public GraphWriter {
 public:
  TextGraph(GraphSchema schema, TextSink sink)
      : schema_(std::move(schema)), sink_(std::move(sink)) {}

  Status Node(std::span<const Cell> row) override {
    ZM_CHECK(row.size() == schema_.nodes.columns.size());
    Begin();
    AppendNode(row, nodes_++ == 0);
    return Flush(kChunk);
  }
  Status Edge(std::span<const Cell> row) override {
    ZM_CHECK(row.size() == schema_.edges.columns.size());
    Turn();
    AppendEdge(row, edges_++ == 0);
    return Flush(kChunk);
  }
  Status Finish() override {
    Turn();
    AppendTail();
    return Flush(0);
  }

 protected:
  virtual void AppendHead() = 0;
  virtual void AppendNode(std::span<const Cell> row, bool first) = 0;
  virtual void AppendMiddle() = 0;
  virtual void AppendEdge(std::span<const Cell> row, bool first) = 0;
  virtual void AppendTail() = 0;

  GraphSchema schema_;
  std::string out_;

 private:
  void Begin() {
    if (!std::exchange(begun_, true)) AppendHead();
  }
  void Turn() {
    Begin();
    if (!std::exchange(turned_, true)) AppendMiddle();
  }
  Status Flush(size_t unless_below) {
    if (out_.size() < unless_below || out_.empty()) return {};
    Status status = sink_(out_);
    out_.clear();
    return status;
  }

  TextSink sink_;
  bool begun_ = false;
  bool turned_ = false;
  uint64_t nodes_ = 0;
  uint64_t edges_ = 0;
};

// Of GraphML and GEXF. Both lack a type for dates that readers agree on.
std::string_view XmlType(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return "long";
    case ColumnType::kReal:
      return "double";
    case ColumnType::kBool:
      return "boolean";
    case ColumnType::kText:
    case ColumnType::kDate:
      break;
  }
  return "string";
}

// The schema of GraphML wants ids to be NMTOKENs, and those of the graph hold
// slashes: "e:sco". What else no NMTOKEN holds is written by its bytes, ".23".
std::string XmlToken(std::string_view id) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string token;
  for (size_t pos = 0; pos < id.size();) {
    const size_t begin = pos;
    const char32_t c = DecodeUtf8(id, &pos);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                       (c >= 0x4E00 && c <= 0x9FA5);
    if (c == '/') {
      token += ':';
    } else if (plain) {
      token += id.substr(begin, pos - begin);
    } else {
      for (const char byte : id.substr(begin, pos - begin)) {
        const auto value = static_cast<unsigned char>(byte);
        token += '.';
        token += kHex[value >> 4];
        token += kHex[value & 15];
      }
    }
  }
  return token;
}

class GraphMl : public TextGraph {
 public:
  using TextGraph::TextGraph;

 private:
  void AppendHead() override {
    out_ +=
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
    AppendKeys("node", 'n', schema_.nodes);
    AppendKeys("edge", 'e', schema_.edges);
    out_ += "  <graph id=\"zhimai\" edgedefault=\"directed\">\n";
  }
  void AppendKeys(std::string_view domain, char letter,
                  const TableSchema& schema) {
    for (size_t i = 0; i < schema.columns.size(); ++i) {
      if (IsEnd(domain.front(), i)) continue;
      out_ += "  <key id=\"";
      out_ += letter + std::to_string(i) + "\" for=\"" + std::string(domain) +
              "\" attr.name=\"" + EscapeXml(schema.columns[i].name) +
              "\" attr.type=\"" + std::string(XmlType(schema.columns[i].type)) +
              "\"/>\n";
    }
  }
  // Source and target stand in the edge itself.
  static bool IsEnd(char letter, size_t column) {
    return letter == 'e' && (column == 1 || column == 2);
  }
  void AppendData(char letter, const TableSchema& schema,
                  std::span<const Cell> row) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i].null() || IsEnd(letter, i)) continue;
      out_ += "<data key=\"";
      out_ += letter + std::to_string(i) + "\">" +
              EscapeXml(FormatCell(row[i], schema.columns[i].type)) + "</data>";
    }
  }
  void AppendNode(std::span<const Cell> row, bool) override {
    out_ += "    <node id=\"" + XmlToken(row[0].text()) + "\">";
    AppendData('n', schema_.nodes, row);
    out_ += "</node>\n";
  }
  void AppendMiddle() override {}
  void AppendEdge(std::span<const Cell> row, bool) override {
    out_ += "    <edge id=\"" + XmlToken(row[0].text()) + "\" source=\"" +
            XmlToken(row[1].text()) + "\" target=\"" + XmlToken(row[2].text()) +
            "\">";
    AppendData('e', schema_.edges, row);
    out_ += "</edge>\n";
  }
  void AppendTail() override { out_ += "  </graph>\n</graphml>\n"; }
};

class Gexf : public TextGraph {
 public:
  using TextGraph::TextGraph;

 private:
  static bool Interval(const Column& column) {
    return column.type == ColumnType::kDate &&
           (column.name == "begin" || column.name == "end");
  }

  void AppendHead() override {
    const auto& columns = schema_.edges.columns;
    const bool dynamic = std::any_of(columns.begin(), columns.end(), Interval);
    out_ +=
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://gexf.net/1.3\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://gexf.net/1.3 "
        "http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
        "  <meta><creator>zhimai</creator></meta>\n"
        "  <graph defaultedgetype=\"directed\"";
    if (dynamic) {
      out_ +=
          " mode=\"dynamic\" timeformat=\"date\" "
          "timerepresentation=\"interval\"";
    }
    out_ += ">\n";
    AppendAttributes("node", schema_.nodes, 2);
    AppendAttributes("edge", schema_.edges, 3);
    out_ += "    <nodes>\n";
  }
  void AppendAttributes(std::string_view domain, const TableSchema& schema,
                        size_t first) {
    out_ += "    <attributes class=\"" + std::string(domain) + "\">\n";
    for (size_t i = first; i < schema.columns.size(); ++i) {
      const Column& column = schema.columns[i];
      if (Interval(column)) continue;
      out_ += "      <attribute id=\"" + std::to_string(i) + "\" title=\"" +
              EscapeXml(column.name) + "\" type=\"" +
              std::string(XmlType(column.type)) + "\"/>\n";
    }
    out_ += "    </attributes>\n";
  }
  // The rest of the start tag, the values, the end tag.
  void AppendValues(std::string_view tag, const TableSchema& schema,
                    size_t first, std::span<const Cell> row) {
    std::string values;
    for (size_t i = first; i < row.size(); ++i) {
      const Column& column = schema.columns[i];
      if (row[i].null()) continue;
      const std::string text = EscapeXml(FormatCell(row[i], column.type));
      if (Interval(column)) {
        out_ += column.name == "begin" ? " start=\"" : " end=\"";
        out_ += text + '"';
      } else {
        values += "<attvalue for=\"" + std::to_string(i) + "\" value=\"" +
                  text + "\"/>";
      }
    }
    if (values.empty()) {
      out_ += "/>\n";
    } else {
      out_ +=
          "><attvalues>" + values + "</attvalues></" + std::string(tag) + ">\n";
    }
  }
  void AppendNode(std::span<const Cell> row, bool) override {
    out_ += "      <node id=\"" + EscapeXml(row[0].text()) + "\" label=\"" +
            EscapeXml(row[1].text()) + '"';
    AppendValues("node", schema_.nodes, 2, row);
  }
  void AppendMiddle() override { out_ += "    </nodes>\n    <edges>\n"; }
  void AppendEdge(std::span<const Cell> row, bool) override {
    out_ += "      <edge id=\"" + EscapeXml(row[0].text()) + "\" source=\"" +
            EscapeXml(row[1].text()) + "\" target=\"" +
            EscapeXml(row[2].text()) + '"';
    // Parallel edges must differ in kind.
    for (size_t i = 3; i < row.size(); ++i) {
      if (schema_.edges.columns[i].name == "relation") {
        out_ += " kind=\"" + EscapeXml(row[i].text()) + '"';
      }
    }
    AppendValues("edge", schema_.edges, 3, row);
  }
  void AppendTail() override { out_ += "    </edges>\n  </graph>\n</gexf>\n"; }
};

// {"id":…}, without what is nothing.
std::string JsonObject(const TableSchema& schema, std::span<const Cell> row) {
  std::string out;
  for (size_t i = 0; i < row.size(); ++i) {
    if (row[i].null()) continue;
    const Column& column = schema.columns[i];
    out += out.empty() ? "{" : ",";
    out += '"' + EscapeJson(column.name) + "\":";
    const bool quoted =
        column.type == ColumnType::kText || column.type == ColumnType::kDate;
    if (quoted) out += '"';
    out += EscapeJson(FormatCell(row[i], column.type));
    if (quoted) out += '"';
  }
  return out + '}';
}

class Cytoscape : public TextGraph {
 public:
  using TextGraph::TextGraph;

 private:
  void AppendHead() override {
    out_ +=
        "{\"data\":{\"name\":\"zhimai\"},\"directed\":true,\"multigraph\":true,"
        "\"elements\":{\"nodes\":[";
  }
  // `more` has what the readers want under names of their own: Cytoscape a
  // name, NetworkX a value of each node and a key of parallel edges.
  void Append(const TableSchema& schema, std::span<const Cell> row, bool first,
              const std::string& more) {
    out_ += first ? "\n{\"data\":" : ",\n{\"data\":";
    std::string object = JsonObject(schema, row);
    object.insert(object.size() - 1, more);
    out_ += object + '}';
  }
  static std::string Field(std::string_view name, const Cell& cell) {
    return ",\"" + std::string(name) + "\":\"" + EscapeJson(cell.text()) + '"';
  }
  void AppendNode(std::span<const Cell> row, bool first) override {
    Append(schema_.nodes, row, first,
           Field("value", row[0]) + Field("name", row[1]));
  }
  void AppendMiddle() override { out_ += "\n],\"edges\":["; }
  void AppendEdge(std::span<const Cell> row, bool first) override {
    Append(schema_.edges, row, first, Field("key", row[0]));
  }
  void AppendTail() override { out_ += "\n]}}\n"; }
};

class NodeLink : public TextGraph {
 public:
  NodeLink(GraphSchema schema, TextSink sink)
      : TextGraph(std::move(schema), std::move(sink)) {
    // What tells parallel edges apart has this name there.
    schema_.edges.columns[0].name = "key";
  }

 private:
  void AppendHead() override {
    out_ += "{\"directed\":true,\"multigraph\":true,\"graph\":{},\"nodes\":[";
  }
  void AppendNode(std::span<const Cell> row, bool first) override {
    out_ += (first ? "\n" : ",\n") + JsonObject(schema_.nodes, row);
  }
  void AppendMiddle() override { out_ += "\n],\"edges\":["; }
  void AppendEdge(std::span<const Cell> row, bool first) override {
    out_ += (first ? "\n" : ",\n") + JsonObject(schema_.edges, row);
  }
  void AppendTail() override { out_ += "\n]}\n"; }
};

// Two CSV files whose headers name types; see "CSV header format" in Neo4j's
// operations manual.
class Neo4j : public GraphWriter {
 public:
  Neo4j(const GraphSchema& schema,
        std::function<std::string(std::string_view)> labels_of, TextSink nodes,
        TextSink relationships)
      : labels_of_(std::move(labels_of)) {
    TableSchema header = Typed(schema.nodes);
    header.columns[0].name = "id:ID";
    header.columns.push_back({":LABEL", ColumnType::kText});
    nodes_ = MakeCsvWriter(header, {}, std::move(nodes));
    header = Typed(schema.edges);
    header.columns[0].name = "statement";
    header.columns[1].name = ":START_ID";
    header.columns[2].name = ":END_ID";
    header.columns.push_back({":TYPE", ColumnType::kText});
    edges_ = MakeCsvWriter(header, {}, std::move(relationships));
    class_ = Place(schema.nodes, "class");
    relation_ = Place(schema.edges, "relation");
  }

  Status Node(std::span<const Cell> row) override {
    const std::string_view name =
        class_ < row.size() ? row[class_].text() : std::string_view();
    const std::string labels = name.empty() ? "Literal" : labels_of_(name);
    return AddWith(row, labels, nodes_.get());
  }
  Status Edge(std::span<const Cell> row) override {
    const std::string type(relation_ < row.size() ? row[relation_].text()
                                                  : "related");
    return AddWith(row, type, edges_.get());
  }
  Status Finish() override {
    ZM_TRY(nodes_->Finish());
    return edges_->Finish();
  }

 private:
  static size_t Place(const TableSchema& schema, std::string_view name) {
    size_t place = 0;
    while (place < schema.columns.size() &&
           schema.columns[place].name != name) {
      ++place;
    }
    return place;
  }
  static TableSchema Typed(TableSchema schema) {
    for (Column& column : schema.columns) {
      switch (column.type) {
        case ColumnType::kInteger:
          column.name += ":long";
          break;
        case ColumnType::kReal:
          column.name += ":double";
          break;
        case ColumnType::kBool:
          column.name += ":boolean";
          break;
        case ColumnType::kDate:
          column.name += ":date";
          break;
        case ColumnType::kText:
          break;
      }
    }
    return schema;
  }
  Status AddWith(std::span<const Cell> row, const std::string& last,
                 RowWriter* writer) {
    row_.assign(row.begin(), row.end());
    row_.push_back(Cell::Text(last));
    return writer->Add(row_);
  }

  std::function<std::string(std::string_view)> labels_of_;
  std::unique_ptr<RowWriter> nodes_;
  std::unique_ptr<RowWriter> edges_;
  size_t class_ = 0;
  size_t relation_ = 0;
  std::vector<Cell> row_;
};

}  // namespace

std::unique_ptr<GraphWriter> MakeGraphWriter(GraphFormat format,
                                             const GraphSchema& schema,
                                             TextSink sink) {
  switch (format) {
    case GraphFormat::kGexf:
      return std::make_unique<Gexf>(schema, std::move(sink));
    case GraphFormat::kCytoscape:
      return std::make_unique<Cytoscape>(schema, std::move(sink));
    case GraphFormat::kNodeLink:
      return std::make_unique<NodeLink>(schema, std::move(sink));
    case GraphFormat::kGraphMl:
      break;
  }
  return std::make_unique<GraphMl>(schema, std::move(sink));
}

std::unique_ptr<GraphWriter> MakeNeo4jWriter(
    const GraphSchema& schema,
    std::function<std::string(std::string_view)> labels_of, TextSink nodes,
    TextSink relationships) {
  return std::make_unique<Neo4j>(schema, std::move(labels_of), std::move(nodes),
                                 std::move(relationships));
}

}  // namespace zhimai
