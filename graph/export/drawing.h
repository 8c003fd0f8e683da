// A picture of a part of the graph, before any layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/base/modality.h"

namespace zhimai {

struct DrawingNode {
  std::string id;          // unique in the drawing
  std::string label;       // in the drawing's language
  std::string class_name;  // of the ontology; empty for literals
  bool literal = false;
  bool focus = false;
  std::string cluster = {};  // of Drawing::clusters; empty for none
  std::string url = {};      // where more is said of it; may be empty
};

// Where a statement was read.
struct DrawingEvidence {
  std::string document;  // path
  uint64_t begin = 0;    // raw bytes
  uint64_t end = 0;
  std::string quote;
  std::string rule;
  std::string url = {};  // of the document; may be empty
};

struct DrawingEdge {
  std::string id;     // the statement's; sorts edges that are else equal
  uint32_t from = 0;  // index into nodes
  uint32_t to = 0;
  std::string relation;
  std::string label;  // in the drawing's language
  // "role: member; since: 2001"; empty for none.
  std::string detail;
  Modality modality = Modality::kAsserted;
  double confidence = 1;
  uint64_t documents = 1;
  std::vector<DrawingEvidence> evidence = {};  // the first few
  // Of a part of what the edge points to, such as the fourth section of a
  // paper: which one it is, from 1; 0 for none.
  int64_t ordinal = 0;
};

struct DrawingClass {
  std::string name;
  std::string label;
  // A root class that decides colour and shape ("Organization").
  std::string family;
};

struct DrawingCluster {
  std::string key;
  std::string label;
};

struct Drawing {
  std::string title;
  std::string language = "zh";
  std::vector<DrawingNode> nodes;
  std::vector<DrawingEdge> edges;
  std::vector<DrawingClass> classes;          // of the nodes, for the legend
  std::vector<DrawingCluster> clusters = {};  // in the order of drawing
  // Stated in the drawing and returned, never silent.
  size_t nodes_left_out = 0;
  size_t edges_left_out = 0;
  // By what the nodes that are drawn were chosen ("degree").
  std::string chosen_by = {};
};

}  // namespace zhimai
