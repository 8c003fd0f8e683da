// Drawings in the language of Graphviz.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "graph/export/render.h"
#include "graph/export/style.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

constexpr size_t kMaxNodeLines = 4;
constexpr size_t kMaxEdgeLines = 3;
constexpr int kEdgeColumns = 20;
// Tooltips hold what wrapping cut away.
constexpr size_t kMaxTooltipLines = 8;

bool Chinese(const Drawing& drawing) { return drawing.language == "zh"; }

std::string Join(const std::vector<std::string>& lines) {
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += "\\n";
    out += EscapeDot(lines[i]);
  }
  return out;
}

std::string Quoted(std::string_view inside) {
  return '"' + std::string(inside) + '"';
}

std::string LeftOut(const Drawing& drawing) {
  if (drawing.nodes_left_out == 0 && drawing.edges_left_out == 0) return "";
  const std::string nodes = std::to_string(drawing.nodes_left_out);
  const std::string edges = std::to_string(drawing.edges_left_out);
  if (Chinese(drawing)) {
    return "未画出：" + nodes + " 个实体，" + edges + " 条陈述";
  }
  return "left out: " + nodes + " entities, " + edges + " statements";
}

std::map<std::string, const DrawingClass*> ClassesByName(
    const Drawing& drawing) {
  std::map<std::string, const DrawingClass*> classes;
  for (const DrawingClass& c : drawing.classes) classes[c.name] = &c;
  return classes;
}

using Classes = std::map<std::string, const DrawingClass*>;

const NodeStyle& StyleOf(const DrawingNode& node, const Classes& classes) {
  if (node.literal) return LiteralStyle();
  const auto it = classes.find(node.class_name);
  return StyleOfClass(node.class_name, it == classes.end()
                                           ? std::string_view()
                                           : it->second->family);
}

void AppendHead(const Drawing& drawing, const DotOptions& options,
                std::string* out) {
  const std::string font = Quoted(EscapeDot(options.font));
  *out +=
      "digraph zhimai {\n  charset=\"UTF-8\";\n  graph [rankdir=LR, "
      "fontname=" +
      font +
      ", fontsize=12, labelloc=t, bgcolor=white, overlap=prism, "
      "splines=true, nodesep=0.3, ranksep=0.7, outputorder=edgesfirst";
  std::string label = EscapeDot(drawing.title);
  const std::string left_out = LeftOut(drawing);
  if (!left_out.empty()) {
    if (!label.empty()) label += "\\n";
    label += EscapeDot(left_out);
  }
  if (!label.empty()) *out += ", label=" + Quoted(label);
  *out += "];\n  node [fontname=" + font +
          ", fontsize=11, style=filled, color=\"#666666\", margin=\"0.1,0.05\""
          "];\n  edge [fontname=" +
          font + ", fontsize=9, fontcolor=\"#444444\", arrowsize=0.7];\n";
}

void AppendNode(const DrawingNode& node, size_t index, const Classes& classes,
                const DotOptions& options, std::string* out) {
  const NodeStyle& style = StyleOf(node, classes);
  const int columns = std::max(options.wrap_columns, 4);
  *out += "  n" + std::to_string(index) + " [label=" +
          Quoted(Join(WrapText(node.label, columns, kMaxNodeLines))) +
          ", shape=" + std::string(style.shape) +
          ", fillcolor=" + Quoted(style.fill);
  if (node.focus) *out += ", penwidth=2.5, color=\"#000000\"";
  const std::string tip =
      node.literal ? node.label : node.label + " (" + node.id + ")";
  *out +=
      ", tooltip=" + Quoted(Join(WrapText(tip, 60, kMaxTooltipLines))) + "];\n";
}

void AppendEdge(const DrawingEdge& edge, std::string* out) {
  const LineStyle& line = StyleOfModality(edge.modality);
  std::string label = Join(WrapText(edge.label, kEdgeColumns, kMaxEdgeLines));
  if (!edge.detail.empty()) {
    label += "\\n" + Join(WrapText(edge.detail, kEdgeColumns, kMaxEdgeLines));
  }
  *out += "  n" + std::to_string(edge.from) + " -> n" +
          std::to_string(edge.to) + " [label=" + Quoted(label) +
          ", style=" + Quoted(line.style) + ", color=" + Quoted(line.color) +
          ", arrowhead=" + std::string(line.arrow) +
          ", tooltip=" + Quoted(EscapeDot(edge.id)) + "];\n";
}

std::string LegendRow(std::string_view left, std::string_view right) {
  return "<tr><td align=\"left\">" + std::string(left) +
         "</td><td align=\"left\">" + std::string(right) + "</td></tr>";
}

// Shows only what the drawing has. A node of its own, not a cluster, because
// sfdp knows no clusters.
void AppendLegend(const Drawing& drawing, const Classes& classes,
                  std::string* out) {
  std::set<std::string> used;
  for (const DrawingNode& node : drawing.nodes) {
    if (!node.literal && !node.class_name.empty()) used.insert(node.class_name);
  }
  std::set<Modality> modalities;
  for (const DrawingEdge& edge : drawing.edges)
    modalities.insert(edge.modality);
  if (used.empty() && modalities.empty()) return;
  std::string rows;
  for (const std::string& name : used) {
    const auto it = classes.find(name);
    const NodeStyle& style = StyleOfClass(
        name, it == classes.end() ? std::string_view() : it->second->family);
    const std::string& label = it == classes.end() || it->second->label.empty()
                                   ? name
                                   : it->second->label;
    rows += "<tr><td bgcolor=\"" + std::string(style.fill) +
            "\" border=\"1\">    </td><td align=\"left\">" + EscapeXml(label) +
            "</td></tr>";
  }
  for (Modality modality : modalities) {
    const LineStyle& line = StyleOfModality(modality);
    // Line styles cannot be drawn in a table: the mark imitates them.
    std::string_view mark = "——";
    if (line.style.substr(0, 6) == "dashed") mark = "– – –";
    if (line.style.substr(0, 6) == "dotted") mark = "· · · ·";
    const bool bold = line.style.find("bold") != std::string_view::npos;
    const std::string sample =
        bold ? "<b>" + std::string(mark) + "</b>" : std::string(mark);
    rows += LegendRow(
        "<font color=\"" + std::string(line.color) + "\">" + sample + "</font>",
        Chinese(drawing) ? line.label_zh : line.label_en);
  }
  *out +=
      "  legend [shape=plain, style=\"\", label=<<table border=\"1\" "
      "cellborder=\"0\" cellspacing=\"3\" color=\"#999999\">" +
      LegendRow("", Chinese(drawing) ? "图例" : "legend") + rows +
      "</table>>];\n";
}

}  // namespace

std::string ToDot(const Drawing& drawing, const DotOptions& options) {
  std::string out;
  const Classes classes = ClassesByName(drawing);
  AppendHead(drawing, options, &out);
  for (size_t i = 0; i < drawing.nodes.size(); ++i) {
    AppendNode(drawing.nodes[i], i, classes, options, &out);
  }
  for (const DrawingEdge& edge : drawing.edges) {
    ZM_CHECK(edge.from < drawing.nodes.size());
    ZM_CHECK(edge.to < drawing.nodes.size());
    AppendEdge(edge, &out);
  }
  if (options.legend) AppendLegend(drawing, classes, &out);
  return out + "}\n";
}

}  // namespace zhimai
