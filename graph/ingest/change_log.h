// What each commit of a build changed: the entries of family `journal`
// (docs/formats/families.md). History, so no part of what equal graphs share.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

enum class ChangeKind : uint8_t { kAdded = 0, kGone = 1, kChanged = 2 };
enum class ChangeThing : uint8_t { kDocument = 0, kEntity = 1, kStatement = 2 };

struct LoggedChange {
  ChangeKind kind = ChangeKind::kAdded;
  ChangeThing thing = ChangeThing::kDocument;
  std::string id;  // path, "e/…", "s/…"
  // Of what is gone, as its family held it.
  std::string tombstone;
};

struct LogEntry {
  std::string time;  // ISO 8601 in UTC; empty when nobody told it
  std::vector<LoggedChange> changes;
};

std::string EncodeLogEntry(const LogEntry& entry);
Result<LogEntry> DecodeLogEntry(std::string_view bytes);

// Folds entries, in their order, into what they amount to: what came and went
// again is left out. Memory grows with what changed.
class ChangeFold {
 public:
  void Add(LogEntry entry);

  // By thing, then id.
  std::vector<LoggedChange> Finish() const;

 private:
  struct Net {
    bool was_there = false;  // before the first entry
    bool is_there = false;   // after the last
    std::string tombstone;
  };
  std::map<std::pair<ChangeThing, std::string>, Net> net_;
};

}  // namespace zhimai
