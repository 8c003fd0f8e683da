// Drawings for programs: GraphML, CSV, JSON.
#include <array>
#include <charconv>

#include "graph/export/render.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

// The shortest text that reads back as the same number.
std::string Number(double value) {
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return std::string(buffer.data(), end.ptr);
}

std::string Data(std::string_view key, std::string_view value) {
  if (value.empty()) return "";
  return "<data key=\"" + std::string(key) + "\">" + EscapeXml(value) +
         "</data>";
}

const std::string& NodeId(const Drawing& drawing, uint32_t index) {
  ZM_CHECK(index < drawing.nodes.size());
  return drawing.nodes[index].id;
}

std::string JsonField(std::string_view name, std::string_view value) {
  return '"' + std::string(name) + "\": \"" + EscapeJson(value) + '"';
}

}  // namespace

std::string ToGraphMl(const Drawing& drawing) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  constexpr std::array<std::array<std::string_view, 3>, 8> kKeys = {{
      {"label", "node", "string"},
      {"class", "node", "string"},
      {"literal", "node", "boolean"},
      {"relation", "edge", "string"},
      {"name", "edge", "string"},
      {"detail", "edge", "string"},
      {"modality", "edge", "string"},
      {"confidence", "edge", "double"},
  }};
  for (const auto& [name, domain, type] : kKeys) {
    out += "  <key id=\"" + std::string(name) + "\" for=\"" +
           std::string(domain) + "\" attr.name=\"" + std::string(name) +
           "\" attr.type=\"" + std::string(type) + "\"/>\n";
  }
  out += "  <graph id=\"zhimai\" edgedefault=\"directed\">\n";
  for (const DrawingNode& node : drawing.nodes) {
    out += "    <node id=\"" + EscapeXml(node.id) + "\">" +
           Data("label", node.label) + Data("class", node.class_name) +
           Data("literal", node.literal ? "true" : "false") + "</node>\n";
  }
  for (const DrawingEdge& edge : drawing.edges) {
    out += "    <edge id=\"" + EscapeXml(edge.id) + "\" source=\"" +
           EscapeXml(NodeId(drawing, edge.from)) + "\" target=\"" +
           EscapeXml(NodeId(drawing, edge.to)) + "\">" +
           Data("relation", edge.relation) + Data("name", edge.label) +
           Data("detail", edge.detail) +
           Data("modality", ModalityName(edge.modality)) +
           Data("confidence", Number(edge.confidence)) + "</edge>\n";
  }
  return out + "  </graph>\n</graphml>\n";
}

std::string ToNodeCsv(const Drawing& drawing) {
  std::string out = "id,label,class,literal\r\n";
  for (const DrawingNode& node : drawing.nodes) {
    out += CsvField(node.id) + ',' + CsvField(node.label) + ',' +
           CsvField(node.class_name) + ',' + (node.literal ? "true" : "false") +
           "\r\n";
  }
  return out;
}

std::string ToEdgeCsv(const Drawing& drawing) {
  std::string out =
      "source,relation,target,statement,label,detail,modality,confidence\r\n";
  for (const DrawingEdge& edge : drawing.edges) {
    out += CsvField(NodeId(drawing, edge.from)) + ',' +
           CsvField(edge.relation) + ',' + CsvField(NodeId(drawing, edge.to)) +
           ',' + CsvField(edge.id) + ',' + CsvField(edge.label) + ',' +
           CsvField(edge.detail) + ',' +
           std::string(ModalityName(edge.modality)) + ',' +
           Number(edge.confidence) + "\r\n";
  }
  return out;
}

std::string ToJson(const Drawing& drawing) {
  std::string out = "{\"nodes\": [";
  std::string_view separator = "\n  ";
  for (const DrawingNode& node : drawing.nodes) {
    out += std::string(separator) + '{' + JsonField("id", node.id) + ", " +
           JsonField("label", node.label) + ", " +
           JsonField("class", node.class_name) +
           ", \"literal\": " + (node.literal ? "true" : "false") + '}';
    separator = ",\n  ";
  }
  out += "\n], \"edges\": [";
  separator = "\n  ";
  for (const DrawingEdge& edge : drawing.edges) {
    out += std::string(separator) + '{' + JsonField("id", edge.id) + ", " +
           JsonField("source", NodeId(drawing, edge.from)) + ", " +
           JsonField("target", NodeId(drawing, edge.to)) + ", " +
           JsonField("relation", edge.relation) + ", " +
           JsonField("label", edge.label) + ", " +
           JsonField("detail", edge.detail) + ", " +
           JsonField("modality", ModalityName(edge.modality)) +
           ", \"confidence\": " + Number(edge.confidence) + '}';
    separator = ",\n  ";
  }
  return out +
         "\n], \"nodes_left_out\": " + std::to_string(drawing.nodes_left_out) +
         ", \"edges_left_out\": " + std::to_string(drawing.edges_left_out) +
         "}\n";
}

}  // namespace zhimai
