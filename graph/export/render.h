// Drawings as text formats, and as pictures through Graphviz.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/export/drawing.h"

namespace zhimai {

struct DotOptions {
  bool legend = true;
  // Under the relation, where the drawing is not dense; the tooltip has them
  // anyway.
  bool qualifiers = true;
  // Boxes around clusters and the legend: what dot and fdp can draw.
  bool clusters = true;
  bool top_down = false;  // else from left to right
  // Let dot rank nodes without regard to their boxes: less neat, but possible
  // where it else gives up.
  bool rank_across = false;
  int wrap_columns = 16;  // of node labels, in terminal columns
  std::string font = "WenQuanYi Micro Hei,Noto Sans CJK SC,sans-serif";
};

// A pure function: equal drawings give equal bytes.
std::string ToDot(const Drawing& drawing, const DotOptions& options = {});

// A page of its own, without anything from elsewhere: the picture, which can
// be moved, enlarged and searched, and the evidence of what is clicked. `svg`
// is Render()'s of the same drawing.
std::string ToHtml(const Drawing& drawing, std::string_view svg);

enum class PictureFormat { kSvg, kPng, kPdf };

struct RenderOptions {
  DotOptions dot;
  std::chrono::seconds time_limit{60};
  // "dot", "sfdp", "neato", "fdp", "twopi", "circo"; empty: by size.
  std::string engine = {};
  // Drawings with more nodes, or twice as many edges, are laid out by sfdp:
  // dot does not finish. So are dense ones without boxes.
  size_t max_dot_nodes = 300;
  std::string program_dir;  // where dot and sfdp are; empty: PATH
};

// The program that Render() tries first.
std::string EngineFor(const Drawing& drawing, const RenderOptions& options);

// Whether the boxes of clusters are drawn by this program.
bool DrawsBoxes(std::string_view engine);

// The bytes of the picture. Where dot fails at it or takes too long, other ways
// are tried; without boxes only when no engine was named. kUnsupported when
// Graphviz is not installed, with the package to install; kCancelled at the
// time limit; kIo when it failed, with what it said.
Result<std::string> Render(const Drawing& drawing, PictureFormat format,
                           const RenderOptions& options = {});

}  // namespace zhimai
