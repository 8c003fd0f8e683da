// A drawing with every modality, a literal, and labels that need care.
#pragma once

#include "graph/export/drawing.h"

namespace zhimai {

inline Drawing SampleDrawing() {
  Drawing drawing;
  drawing.title = "上海合作组织";
  drawing.nodes = {
      {"e/sco", "上海合作组织", "Organization", false, true},
      {"e/china", "中国", "Country", false, false},
      {"e/summit", "上海合作组织成员国元首理事会第二十五次会议", "Summit",
       false, false},
      {"e/decl", "《天津宣言》", "Document", false, false},
      {"e/person", "\"R&D\" <b>\\N</b> {x|y}", "Person", false, false},
      {"l/1", "2025-08-31", "", true, false},
  };
  drawing.edges = {
      {"s/1", 1, 0, "member_of", "成员", "role: 创始成员国; since: 2001",
       Modality::kAsserted, 0.95},
      {"s/2", 2, 3, "adopted", "通过", "", Modality::kPlanned, 0.8},
      {"s/3", 0, 2, "organizer", "主办", "", Modality::kProposed, 0.8},
      {"s/4", 4, 2, "participant", "参加", "", Modality::kDemanded, 0.8},
      {"s/5", 4, 1, "stated", "表示", "", Modality::kReported, 0.8},
      {"s/6", 4, 0, "opposes", "反对", "", Modality::kNegated, 0.8},
      {"s/7", 2, 5, "point_in_time", "日期", "", Modality::kAsserted, 0.9},
  };
  drawing.classes = {{"Country", "国家", "Place"},
                     {"Document", "文件", "Policy"},
                     {"Organization", "组织", "Body"},
                     {"Person", "人物", "Agent"},
                     {"Summit", "峰会", "Occurrence"}};
  drawing.nodes_left_out = 3;
  drawing.edges_left_out = 12;
  return drawing;
}

}  // namespace zhimai
