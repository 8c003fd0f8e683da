// Drawings in the language of Graphviz.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "graph/export/balance.h"
#include "graph/export/bundle.h"
#include "graph/export/render.h"
#include "graph/export/style.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

constexpr size_t kMaxNodeLines = 4;
constexpr size_t kMaxEdgeLines = 3;
constexpr size_t kMaxDetailLines = 4;
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
  const std::string& by = drawing.chosen_by;
  if (Chinese(drawing)) {
    return "未画出：" + nodes + " 个实体，" + edges + " 条陈述" +
           (by.empty() ? "" : "（按 " + by + " 取前列）");
  }
  return "left out: " + nodes + " entities, " + edges + " statements" +
         (by.empty() ? "" : " (chosen by " + by + ")");
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

// Lines from a long column to its hub lie too close between near ranks.
std::string_view RankDistance(const LayoutOrder& layout) {
  constexpr size_t kLong = 12;
  return layout.column > kLong ? "2.5" : "0.9";
}

// Curves that go round a thousand nodes take sfdp minutes, straight lines two
// seconds.
std::string_view Splines(const Drawing& drawing) {
  constexpr size_t kManyNodes = 300;
  constexpr size_t kManyEdges = 600;
  const bool large =
      drawing.nodes.size() > kManyNodes || drawing.edges.size() > kManyEdges;
  return large ? "line" : "true";
}

void AppendHead(const Drawing& drawing, const DotOptions& options,
                const LayoutOrder& layout, std::string* out) {
  const std::string font = Quoted(EscapeDot(options.font));
  *out += "digraph zhimai {\n  charset=\"UTF-8\";\n  graph [rankdir=" +
          std::string(options.top_down ? "TB" : "LR") + ", fontname=" + font +
          ", fontsize=16, labelloc=t, bgcolor=white, overlap=prism, "
          "splines=" +
          std::string(Splines(drawing)) +
          ", nodesep=0.25, ranksep=" + std::string(RankDistance(layout)) +
          ", outputorder=edgesfirst" +
          (options.rank_across ? ", newrank=true" : "");
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
  const std::string name = "n" + std::to_string(index);
  *out += "  " + name + " [id=" + Quoted(name) + ", label=" +
          Quoted(Join(WrapText(node.label, columns, kMaxNodeLines))) +
          ", shape=" + std::string(style.shape) +
          ", fillcolor=" + Quoted(style.fill);
  if (node.focus) *out += ", penwidth=2.5, color=\"#000000\", fontsize=13";
  if (node.literal) *out += ", fontsize=10";
  if (!node.url.empty()) {
    *out += ", URL=" + Quoted(EscapeDot(node.url)) + ", target=\"_blank\"";
  }
  const std::string tip =
      node.literal ? node.label : node.label + " (" + node.id + ")";
  *out +=
      ", tooltip=" + Quoted(Join(WrapText(tip, 60, kMaxTooltipLines))) + "];\n";
}

// The fact, how sure it is, and the sentence that says so.
std::string Tooltip(const Drawing& drawing, const DrawingEdge& edge) {
  const LineStyle& line = StyleOfModality(edge.modality);
  const bool chinese = Chinese(drawing);
  std::vector<std::string> lines;
  lines.push_back(drawing.nodes[edge.from].label + " — " + edge.label + " → " +
                  drawing.nodes[edge.to].label);
  if (!edge.detail.empty()) lines.push_back(edge.detail);
  std::array<char, 16> number{};
  std::snprintf(number.data(), number.size(), "%.2f", edge.confidence);
  lines.push_back(std::string(chinese ? line.label_zh : line.label_en) + ", " +
                  number.data() + ", " + edge.id);
  for (const DrawingEvidence& evidence : edge.evidence) {
    for (std::string& part :
         WrapText("“" + evidence.quote + "”", 60, kMaxTooltipLines)) {
      lines.push_back(std::move(part));
    }
    lines.push_back(evidence.document + ":" + std::to_string(evidence.begin) +
                    "–" + std::to_string(evidence.end));
  }
  return Join(lines);
}

// The relation, and each qualifier from a line of its own on.
std::string EdgeLabel(const DrawingEdge& edge) {
  std::string label = Join(WrapText(edge.label, kEdgeColumns, kMaxEdgeLines));
  const std::string_view detail = edge.detail;
  size_t lines = 0;
  for (size_t begin = 0; begin < detail.size();) {
    const size_t end = std::min(detail.find("; ", begin), detail.size());
    const auto wrapped = WrapText(detail.substr(begin, end - begin),
                                  kEdgeColumns, kMaxEdgeLines);
    lines += wrapped.size();
    if (lines > kMaxDetailLines) return label + "\\n…";
    label += "\\n" + Join(wrapped);
    begin = end + 2;
  }
  return label;
}

void AppendEdge(const Drawing& drawing, size_t index, bool turned,
                bool qualifiers, std::string* out) {
  const DrawingEdge& edge = drawing.edges[index];
  const LineStyle& line = StyleOfModality(edge.modality);
  const std::string label =
      qualifiers ? EdgeLabel(edge)
                 : Join(WrapText(edge.label, kEdgeColumns, kMaxEdgeLines));
  const std::string tooltip = Quoted(Tooltip(drawing, edge));
  const uint32_t first = turned ? edge.to : edge.from;
  const uint32_t second = turned ? edge.from : edge.to;
  *out += "  n" + std::to_string(first) + " -> n" + std::to_string(second) +
          " [id=\"e" + std::to_string(index) + "\", label=" + Quoted(label) +
          ", style=" + Quoted(line.style) + ", color=" + Quoted(line.color) +
          (turned ? ", dir=back, arrowtail=" : ", arrowhead=") +
          std::string(line.arrow) + ", tooltip=" + tooltip +
          ", labeltooltip=" + tooltip;
  if (!edge.evidence.empty() && !edge.evidence.front().url.empty()) {
    *out += ", URL=" + Quoted(EscapeDot(edge.evidence.front().url)) +
            ", target=\"_blank\"";
  }
  *out += "];\n";
}

void AppendClusters(const Drawing& drawing, std::string* out) {
  for (size_t i = 0; i < drawing.clusters.size(); ++i) {
    const DrawingCluster& cluster = drawing.clusters[i];
    *out += "  subgraph cluster_" + std::to_string(i) +
            " {\n    label=" + Quoted(Join(WrapText(cluster.label, 40, 2))) +
            "; style=\"rounded,filled\"; color=\"#bbbbbb\"; "
            "fillcolor=\"#f7f7f4\"; fontsize=13; labeljust=l;\n    ";
    for (size_t node = 0; node < drawing.nodes.size(); ++node) {
      if (drawing.nodes[node].cluster != cluster.key) continue;
      *out += "n" + std::to_string(node) + "; ";
    }
    *out += "\n  }\n";
  }
}

std::string LegendRow(std::string_view left, std::string_view right) {
  return "<tr><td align=\"left\">" + std::string(left) +
         "</td><td align=\"left\">" + std::string(right) + "</td></tr>";
}

// Only what the drawing has.
struct Legend {
  std::vector<std::pair<const NodeStyle*, std::string>> classes;
  std::set<Modality> modalities;

  Legend(const Drawing& drawing, const Classes& known) {
    std::set<std::string> used;
    for (const DrawingNode& node : drawing.nodes) {
      if (!node.literal && !node.class_name.empty()) {
        used.insert(node.class_name);
      }
    }
    for (const DrawingEdge& edge : drawing.edges) {
      modalities.insert(edge.modality);
    }
    for (const std::string& name : used) {
      const auto it = known.find(name);
      const bool has = it != known.end();
      const std::string_view family =
          has ? std::string_view(it->second->family) : std::string_view();
      classes.emplace_back(
          &StyleOfClass(name, family),
          has && !it->second->label.empty() ? it->second->label : name);
    }
  }
};

// As nodes and edges of their own, which look like those of the drawing.
void AppendDrawnLegend(const Drawing& drawing, const Legend& legend,
                       std::string* out) {
  *out += "  subgraph cluster_legend {\n    label=" +
          Quoted(Chinese(drawing) ? "图例" : "legend") +
          "; fontsize=11; color=\"#999999\"; style=\"\";\n"
          "    node [fontsize=9, height=0.25, margin=\"0.08,0.03\"];\n";
  // Two columns, held together by edges that are not drawn.
  size_t number = 0;
  for (const auto& [style, label] : legend.classes) {
    const std::string name = "k" + std::to_string(number);
    *out += "    " + name + " [label=" + Quoted(EscapeDot(label)) +
            ", shape=" + std::string(style->shape) +
            ", fillcolor=" + Quoted(style->fill) + "];\n";
    if (number % 2 == 1) {
      *out += "    k" + std::to_string(number - 1) + " -> " + name +
              " [style=invis];\n";
    }
    ++number;
  }
  for (Modality modality : legend.modalities) {
    const LineStyle& line = StyleOfModality(modality);
    const std::string from = "k" + std::to_string(number++);
    const std::string to = "k" + std::to_string(number++);
    out->append("    ").append(from);
    out->append(" [label=\"\", shape=point, width=0.05]; ").append(to);
    out->append(" [shape=plaintext, style=\"\", label=");
    out->append(Quoted(Chinese(drawing) ? line.label_zh : line.label_en));
    out->append("];\n    ").append(from).append(" -> ").append(to);
    out->append(" [style=").append(Quoted(line.style));
    out->append(", color=").append(Quoted(line.color));
    out->append(", arrowhead=").append(line.arrow).append("];\n");
  }
  *out += "  }\n";
}

// A node that is a table, because sfdp and its like know no clusters.
void AppendTableLegend(const Drawing& drawing, const Legend& legend,
                       std::string* out) {
  std::string rows;
  for (const auto& [style, label] : legend.classes) {
    rows += "<tr><td bgcolor=\"" + std::string(style->fill) +
            "\" border=\"1\">    </td><td align=\"left\">" + EscapeXml(label) +
            "</td></tr>";
  }
  for (Modality modality : legend.modalities) {
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
  const LayoutOrder layout = OrderForLayout(drawing);
  AppendHead(drawing, options, layout, &out);
  for (const uint32_t i : layout.nodes) {
    AppendNode(drawing.nodes[i], i, classes, options, &out);
  }
  if (options.clusters) AppendClusters(drawing, &out);
  const bool qualifiers = options.qualifiers && !IsDense(drawing);
  for (const uint32_t i : layout.edges) {
    AppendEdge(drawing, i, layout.turned[i], qualifiers, &out);
  }
  const Legend legend(drawing, classes);
  if (options.legend &&
      !(legend.classes.empty() && legend.modalities.empty())) {
    options.clusters ? AppendDrawnLegend(drawing, legend, &out)
                     : AppendTableLegend(drawing, legend, &out);
  }
  return out + "}\n";
}

}  // namespace zhimai
