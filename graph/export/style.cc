#include "graph/export/style.h"

#include <array>

namespace zhimai {
namespace {

// Families of data/ontology and those of their classes that should stand out.
// A class that is not here looks like its family.
constexpr std::array<NodeStyle, 18> kNodeStyles = {{
    {"Place", "box", "#d9ead3"},
    {"Country", "box", "#b6d7a8"},
    {"Agent", "ellipse", "#cfe2f3"},
    {"Person", "ellipse", "#9fc5e8"},
    {"Position", "octagon", "#d0e0e3"},
    {"Body", "component", "#c9daf8"},
    {"Organization", "component", "#a4c2f4"},
    {"Group", "ellipse", "#d0e0e3"},
    {"Occurrence", "hexagon", "#fce5cd"},
    {"Summit", "hexagon", "#f9cb9c"},
    {"Policy", "note", "#ead1dc"},
    {"Document", "note", "#d5a6bd"},
    {"Outcome", "folder", "#d9d2e9"},
    {"Initiative", "folder", "#b4a7d6"},
    {"Concept", "parallelogram", "#d9d2e9"},
    {"PolicyGoal", "parallelogram", "#fff2cc"},
    {"Measure", "tab", "#ead1dc"},
    {"Any", "box", "#efefef"},
}};

constexpr NodeStyle kLiteral = {"", "plaintext", "#ffffff"};

const NodeStyle* Find(std::string_view name) {
  for (const NodeStyle& style : kNodeStyles) {
    if (style.name == name) return &style;
  }
  return nullptr;
}

constexpr LineStyle kAssertedLine = {"solid", "#333333", "normal", "陈述",
                                     "asserted"};
constexpr LineStyle kPlannedLine = {"dashed", "#b45f06", "normal", "计划",
                                    "planned"};
constexpr LineStyle kProposedLine = {"dotted", "#674ea7", "normal", "提议",
                                     "proposed"};
constexpr LineStyle kDemandedLine = {"dashed,bold", "#b45f06", "vee", "要求",
                                     "demanded"};
constexpr LineStyle kReportedLine = {"solid", "#999999", "empty", "转述",
                                     "reported"};
constexpr LineStyle kNegatedLine = {"dotted,bold", "#cc0000", "tee", "否定",
                                    "negated"};

}  // namespace

const NodeStyle& StyleOfClass(std::string_view class_name,
                              std::string_view family) {
  if (const NodeStyle* style = Find(class_name)) return *style;
  if (const NodeStyle* style = Find(family)) return *style;
  return kNodeStyles.back();
}

const NodeStyle& LiteralStyle() { return kLiteral; }

const LineStyle& StyleOfModality(Modality modality) {
  switch (modality) {
    case Modality::kPlanned:
      return kPlannedLine;
    case Modality::kProposed:
      return kProposedLine;
    case Modality::kDemanded:
      return kDemandedLine;
    case Modality::kReported:
      return kReportedLine;
    case Modality::kNegated:
      return kNegatedLine;
    case Modality::kAsserted:
      break;
  }
  return kAssertedLine;
}

}  // namespace zhimai
