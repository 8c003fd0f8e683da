// A drawing as a page that can be mailed.
#include "graph/export/render.h"
#include "graph/export/style.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

constexpr std::string_view kStyle = R"css(
html,body{margin:0;height:100%;font:14px/1.5 sans-serif;color:#222}
body{display:flex;flex-direction:column}
header{padding:6px 12px;border-bottom:1px solid #ccc;display:flex;gap:12px;
align-items:center;flex-wrap:wrap}
header h1{font-size:16px;margin:0}
header input{padding:4px 8px;width:14em}
header button{padding:3px 9px}
main{flex:1;display:flex;min-height:0}
#picture{flex:1;overflow:hidden;cursor:grab;touch-action:none}
#picture.held{cursor:grabbing}
#picture svg{width:100%;height:100%;display:block}
#said{width:24em;overflow:auto;border-left:1px solid #ccc;padding:10px 14px;
box-sizing:border-box}
#said h2{font-size:15px;margin:0 0 4px}
#said ul{list-style:none;padding:0;margin:8px 0}
#said li{padding:5px 0;border-top:1px solid #eee;cursor:pointer}
#said li:hover{background:#f4f4ee}
#said blockquote{margin:6px 0;padding:6px 10px;background:#f6f4ea;
border-left:3px solid #c9b458;white-space:pre-wrap}
#said small{color:#666;word-break:break-all}
.dim .node,.dim .edge{opacity:.15}
.dim .node.lit,.dim .edge.lit{opacity:1}
.node,.edge{cursor:pointer}
.edge.lit path{stroke-width:2.5}
.found polygon,.found ellipse,.found path{stroke:#d00;stroke-width:3}
)css";

// Picture and data are bound by the ids that ToDot gives.
constexpr std::string_view kScript = R"js(
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const words = data.words;
  const svg = document.querySelector('#picture svg');
  const hold = document.getElementById('picture');
  const said = document.getElementById('said');
  const found = document.getElementById('found');
  const box = svg.viewBox.baseVal;
  const home = [box.x, box.y, box.width, box.height];
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  function group(kind, i) { return document.getElementById(kind + i); }
  function add(parent, tag, text) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    parent.appendChild(element);
    return element;
  }
  function view(x, y, width, height) {
    box.x = x; box.y = y; box.width = width; box.height = height;
  }
  function zoom(factor, at) {
    const seen = svg.getBoundingClientRect();
    const scale = Math.max(box.width / seen.width, box.height / seen.height);
    const mx = at ? (at.clientX - seen.left - seen.width / 2) * scale : 0;
    const my = at ? (at.clientY - seen.top - seen.height / 2) * scale : 0;
    const cx = box.x + box.width / 2 + mx * (1 - factor);
    const cy = box.y + box.height / 2 + my * (1 - factor);
    const width = box.width * factor, height = box.height * factor;
    view(cx - width / 2, cy - height / 2, width, height);
  }
  function light(nodes, edges) {
    svg.classList.add('dim');
    svg.querySelectorAll('.lit').forEach(e => e.classList.remove('lit'));
    nodes.forEach(i => { const g = group('n', i); if (g) g.classList.add('lit'); });
    edges.forEach(i => { const g = group('e', i); if (g) g.classList.add('lit'); });
  }
  function clear() {
    svg.classList.remove('dim');
    said.textContent = '';
    add(said, 'p', words.hint);
    if (data.left_out) add(said, 'p', data.left_out);
  }
  function line(edge) {
    return data.nodes[edge.from].label + ' — ' + edge.label + ' → ' +
        data.nodes[edge.to].label;
  }
  function showEdge(i) {
    const edge = data.edges[i];
    light([edge.from, edge.to], [i]);
    said.textContent = '';
    add(said, 'h2', line(edge));
    if (edge.detail) add(said, 'div', edge.detail);
    add(said, 'div', edge.modality + ' · ' + edge.confidence + ' · ' +
        edge.documents + ' ' + words.documents);
    add(said, 'small', edge.id);
    edge.evidence.forEach(e => {
      add(said, 'blockquote', e.quote);
      const place = add(said, 'small');
      const text = e.document + ':' + e.begin + '–' + e.end + ' (' + e.rule + ')';
      if (e.url) {
        const link = add(place, 'a', text);
        link.href = e.url;
        link.target = '_blank';
      } else {
        place.textContent = text;
      }
    });
  }
  function showNode(i) {
    const node = data.nodes[i];
    const edges = [], nodes = [i];
    data.edges.forEach((edge, k) => {
      if (edge.from !== i && edge.to !== i) return;
      edges.push(k);
      nodes.push(edge.from, edge.to);
    });
    light(nodes, edges);
    said.textContent = '';
    add(said, 'h2', node.label);
    add(said, 'small', (node.class ? node.class + ' · ' : '') + node.id);
    if (node.url) {
      const link = add(add(said, 'div'), 'a', node.url);
      link.href = node.url;
      link.target = '_blank';
    }
    const list = add(said, 'ul');
    edges.forEach(k => {
      const edge = data.edges[k];
      const item = add(list, 'li', line(edge) +
          (edge.detail ? '（' + edge.detail + '）' : ''));
      item.onclick = () => showEdge(k);
    });
  }
  let held = null, moved = false;
  hold.addEventListener('pointerdown', event => {
    held = event; moved = false; hold.classList.add('held');
  });
  window.addEventListener('pointermove', event => {
    if (!held) return;
    const seen = svg.getBoundingClientRect();
    const scale = Math.max(box.width / seen.width, box.height / seen.height);
    const dx = event.clientX - held.clientX, dy = event.clientY - held.clientY;
    if (Math.abs(dx) + Math.abs(dy) < 4 && !moved) return;
    moved = true;
    box.x -= dx * scale; box.y -= dy * scale;
    held = event;
  });
  window.addEventListener('pointerup', () => {
    held = null; hold.classList.remove('held');
  });
  hold.addEventListener('click', event => {
    event.preventDefault();
    if (moved) return;
    const at = event.target.closest('.node,.edge');
    const match = at && /^(n|e)(\d+)$/.exec(at.id);
    if (!match) return clear();
    match[1] === 'n' ? showNode(+match[2]) : showEdge(+match[2]);
  });
  hold.addEventListener('wheel', event => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, event);
  }, {passive: false});
  document.getElementById('in').onclick = () => zoom(1 / 1.3);
  document.getElementById('out').onclick = () => zoom(1.3);
  document.getElementById('all').onclick = () => { view(...home); clear(); };
  const search = document.getElementById('search');
  let turn = 0;
  function find(next) {
    const text = search.value.trim().toLowerCase();
    svg.querySelectorAll('.found').forEach(e => e.classList.remove('found'));
    found.textContent = '';
    if (!text) return;
    const hits = [];
    data.nodes.forEach((node, i) => {
      if ((node.label + ' ' + node.id).toLowerCase().includes(text)) hits.push(i);
    });
    hits.forEach(i => { const g = group('n', i); if (g) g.classList.add('found'); });
    found.textContent = hits.length + ' ' + words.found;
    if (!next || !hits.length) return;
    const i = hits[turn++ % hits.length];
    showNode(i);
    const g = group('n', i);
    if (!g) return;
    const at = g.getBBox();
    const matrix = g.getCTM().inverse().multiply(svg.getCTM()).inverse();
    const x = matrix.a * (at.x + at.width / 2) + matrix.e;
    const y = matrix.d * (at.y + at.height / 2) + matrix.f;
    const width = Math.min(box.width, home[2] / 2), height = width * home[3] / home[2];
    view(x - width / 2, y - height / 2, width, height);
  }
  search.addEventListener('input', () => { turn = 0; find(false); });
  search.addEventListener('keydown', event => { if (event.key === 'Enter') find(true); });
  clear();
})();
)js";

// A JSON string that may stand inside <script>.
std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : EscapeJson(text)) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string Field(std::string_view name, std::string_view text) {
  return '"' + std::string(name) + "\":" + Quoted(text);
}

std::string Number(double value) {
  std::string text = std::to_string(value);
  return text.substr(0, 4);  // "0.95"
}

void AppendNodes(const Drawing& drawing, std::string* out) {
  *out += "\"nodes\":[";
  for (const DrawingNode& node : drawing.nodes) {
    if (&node != drawing.nodes.data()) *out += ',';
    std::string label = node.class_name;
    for (const DrawingClass& c : drawing.classes) {
      if (c.name == node.class_name) label = c.label;
    }
    *out += "\n{" + Field("id", node.id) + ',' + Field("label", node.label) +
            ',' + Field("class", label) + ',' + Field("url", node.url) + '}';
  }
  *out += "]";
}

void AppendEdges(const Drawing& drawing, std::string* out) {
  *out += ",\"edges\":[";
  for (const DrawingEdge& edge : drawing.edges) {
    if (&edge != drawing.edges.data()) *out += ',';
    const LineStyle& line = StyleOfModality(edge.modality);
    *out +=
        "\n{" + Field("id", edge.id) +
        ",\"from\":" + std::to_string(edge.from) +
        ",\"to\":" + std::to_string(edge.to) + ',' +
        Field("label", edge.label) + ',' + Field("detail", edge.detail) + ',' +
        Field("modality",
              drawing.language == "zh" ? line.label_zh : line.label_en) +
        ",\"confidence\":" + Number(edge.confidence) +
        ",\"documents\":" + std::to_string(edge.documents) + ",\"evidence\":[";
    for (const DrawingEvidence& evidence : edge.evidence) {
      if (&evidence != edge.evidence.data()) *out += ',';
      *out += '{' + Field("document", evidence.document) +
              ",\"begin\":" + std::to_string(evidence.begin) +
              ",\"end\":" + std::to_string(evidence.end) + ',' +
              Field("quote", evidence.quote) + ',' +
              Field("rule", evidence.rule) + ',' + Field("url", evidence.url) +
              '}';
    }
    *out += "]}";
  }
  *out += "]";
}

std::string LeftOut(const Drawing& drawing, bool chinese) {
  if (drawing.nodes_left_out == 0 && drawing.edges_left_out == 0) return "";
  const std::string nodes = std::to_string(drawing.nodes_left_out);
  const std::string edges = std::to_string(drawing.edges_left_out);
  return chinese ? "未画出：" + nodes + " 个实体，" + edges + " 条陈述"
                 : "left out: " + nodes + " entities, " + edges + " statements";
}

}  // namespace

std::string ToHtml(const Drawing& drawing, std::string_view svg) {
  const bool chinese = drawing.language == "zh";
  const auto word = [chinese](std::string_view zh, std::string_view en) {
    return std::string(chinese ? zh : en);
  };
  const std::string title =
      EscapeXml(drawing.title.empty() ? word("知识图谱", "knowledge graph")
                                      : drawing.title);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"" + word("zh", "en") +
      "\"><head><meta charset=\"utf-8\"><title>" + title + "</title>\n<style>" +
      std::string(kStyle) + "</style></head>\n<body><header><h1>" + title +
      "</h1><input id=\"search\" placeholder=\"" +
      word("查找实体，回车定位", "find; Enter goes there") +
      "\"><span id=\"found\"></span>"
      "<button id=\"in\">+</button><button id=\"out\">−</button>"
      "<button id=\"all\">" +
      word("全图", "all") + "</button></header>\n<main><div id=\"picture\">";
  // Without the XML declaration and the document type.
  const size_t begin = svg.find("<svg");
  if (begin != std::string_view::npos) out += svg.substr(begin);
  out += "</div><div id=\"said\"></div></main>\n";
  out += "<script type=\"application/json\" id=\"data\">{";
  AppendNodes(drawing, &out);
  AppendEdges(drawing, &out);
  out += ',' + Field("left_out", LeftOut(drawing, chinese)) + ",\"words\":{" +
         Field("hint",
               word("点击实体或连线查看出处；拖动平移，滚轮缩放。",
                    "Click an entity or a line for its evidence; drag to move, "
                    "scroll to zoom.")) +
         ',' + Field("documents", word("份文档", "documents")) + ',' +
         Field("found", word("个匹配", "found")) + "}}</script>\n<script>" +
         std::string(kScript) + "</script></body></html>\n";
  return out;
}

}  // namespace zhimai
