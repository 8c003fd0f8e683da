// How classes and modalities look: one place for colours, shapes and lines.
#pragma once

#include <string_view>

#include "graph/base/modality.h"

namespace zhimai {

struct NodeStyle {
  std::string_view name;  // of the class or family
  std::string_view shape;
  std::string_view fill;
};

// By class, else by family, else a plain box. Tints keep a contrast of at
// least 7:1 with black text, and families differ by shape too, so that the
// drawing can be read without colour.
const NodeStyle& StyleOfClass(std::string_view class_name,
                              std::string_view family);
const NodeStyle& LiteralStyle();

struct LineStyle {
  std::string_view style;  // of Graphviz
  std::string_view color;
  std::string_view arrow;
  std::string_view label_zh;
  std::string_view label_en;
};

const LineStyle& StyleOfModality(Modality modality);

}  // namespace zhimai
