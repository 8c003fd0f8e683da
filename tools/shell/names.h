// Names of the graph in use, for completion.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "graph/engine/graph.h"
#include "tools/shell/completion.h"
#include "tools/shell/name_index.h"

namespace zhimai {

// Reads the names in a thread of its own; until they are there, names are
// found by their first characters only. Find() is for one thread.
class ShellNames {
 public:
  // `readings`: file of Pinyin::AddReadings; need not be there.
  explicit ShellNames(std::string readings);
  ~ShellNames();
  ShellNames(const ShellNames&) = delete;
  ShellNames& operator=(const ShellNames&) = delete;

  // Forgets what it has and reads this graph; without one, nothing.
  void Use(const std::string& db);
  const OntologyView* ontology() const { return &ontology_; }

  std::vector<NamedEntity> Find(std::string_view typed) const;

 private:
  void Stop();
  void ReadAll();

  static constexpr size_t kMost = 200;

  std::string readings_;
  std::unique_ptr<Graph> graph_;
  OntologyView ontology_;
  std::atomic<bool> stop_{false};
  std::thread reader_;
  std::unique_ptr<Pinyin> pinyin_;  // of reader_, then kept
  NameIndex index_;                 // valid when ready_
  std::atomic<bool> ready_{false};
};

}  // namespace zhimai
