// What is asked of a graph: which statements, which part, which drawing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/modality.h"

namespace zhimai {

// Which statements a look-up or a walk may use.
struct StatementFilter {
  std::vector<std::string> relations;  // empty: any
  std::vector<std::string> classes;    // of the other end, or below; any
  std::vector<Modality> modalities;    // empty: any but negated
  double min_confidence = 0.5;         // below: candidates
  // A date (ISO 8601, as precise as wanted); statements that do not hold then
  // by their since, until or point_in_time are left out. One without a date
  // holds always.
  std::string valid_at = {};
  bool include_literals = true;  // literals as objects
  size_t limit = 0;              // 0: no limit
};

// Which statements an analysis or an export is about.
struct Selection {
  StatementFilter filter = {};  // classes: of both ends; no limit
  bool negated = false;         // negated ones, too, when all are taken
  std::string focus = {};       // id: only what surrounds it
  int depth = 1;
  // ISO days, inclusive: only statements that hold on a day between; those
  // that do not say when are left out.
  std::string from = {};
  std::string to = {};
  // Paths, or folders: only what was read there.
  std::vector<std::string> documents = {};
};

enum class ClusterBy { kNone, kClass, kCommunity, kYear, kMonth };

struct DrawRequest {
  Selection selection = {};
  std::string language = "zh";
  std::string title = {};  // default: the label of the focus
  // When there are more, those nearest to the focus stay, then the first by
  // this measure (graph/engine/analyze.h).
  size_t max_nodes = 300;
  size_t max_edges = 1000;
  std::string rank_by = "degree";
  ClusterBy cluster = ClusterBy::kNone;
  size_t max_evidence = 3;  // of each edge
  // What the path of a document is put behind to link to it; without it, the
  // folder that it was read from.
  std::optional<std::string> links = {};
};

// Two entities and what brought them together: entities ("e/…") both took
// part in, and statements ("s/…") that they met.
struct Encounter {
  std::string a;  // the smaller id
  std::string b;
  std::vector<std::string> occasions;  // sorted
};

}  // namespace zhimai
