// Drawings as text formats, and as pictures through Graphviz.
#pragma once

#include <chrono>
#include <string>

#include "graph/base/result.h"
#include "graph/export/drawing.h"

namespace zhimai {

struct DotOptions {
  bool legend = true;
  int wrap_columns = 16;  // of node labels, in terminal columns
  std::string font = "WenQuanYi Micro Hei,Noto Sans CJK SC,sans-serif";
};

// All of these are pure functions: equal drawings give equal bytes.
std::string ToDot(const Drawing& drawing, const DotOptions& options = {});
std::string ToGraphMl(const Drawing& drawing);
// One edge a line, RFC 4180: source, relation, target, modality, ….
std::string ToEdgeCsv(const Drawing& drawing);
std::string ToNodeCsv(const Drawing& drawing);
// {"nodes": […], "edges": […]}.
std::string ToJson(const Drawing& drawing);

enum class PictureFormat { kSvg, kPng, kPdf };

struct RenderOptions {
  DotOptions dot;
  std::chrono::seconds time_limit{60};
  // Drawings with more nodes are laid out by sfdp: dot does not finish.
  size_t max_dot_nodes = 300;
  std::string program_dir;  // where dot and sfdp are; empty: PATH
};

// The bytes of the picture. kUnsupported when Graphviz is not installed, with
// the package to install; kCancelled at the time limit; kIo when it failed,
// with what it said.
Result<std::string> Render(const Drawing& drawing, PictureFormat format,
                           const RenderOptions& options = {});

}  // namespace zhimai
