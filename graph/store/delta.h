// What changed since the base was written: runs of sorted quads, in six
// orders each. docs/formats/blocks.md.
//
// A commit writes one run. It takes the youngest runs along while they are no
// larger than what it writes, so that there are never more than about log2(n)
// of them and every quad is rewritten about as often. Where runs speak of the
// same quad, the youngest is right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/block_cursor.h"
#include "graph/store/order.h"

namespace zhimai {

struct DeltaRun {
  uint64_t number = 0;
  uint64_t quads = 0;

  friend bool operator==(const DeltaRun&, const DeltaRun&) = default;
};

// What `meta` says of the delta.
struct DeltaMeta {
  uint64_t added = 0;    // quads that are there and not in the base
  uint64_t removed = 0;  // quads of the base that are gone
  uint64_t terms = 0;    // entries of the delta dictionary
  uint64_t next_run = 0;
  std::vector<DeltaRun> runs;  // the oldest first

  std::string Encode() const;
  static Result<DeltaMeta> Decode(std::string_view bytes);

  friend bool operator==(const DeltaMeta&, const DeltaMeta&) = default;
};

// What the keys of a run in one order begin with.
std::string RunPrefix(Order order, uint64_t run);

// All runs of one order as one: each quad once, with the op that is right.
// One thread at a time. When valid() turns false, status() tells the end from
// an error.
class DeltaCursor {
 public:
  DeltaCursor(const KvStore& kv, const KvFamily& family, Order order,
              const std::vector<DeltaRun>& runs, const KvSnapshot& snapshot);

  void Seek(const OrderedQuad& target);
  // Only forward. REQUIRES: valid().
  void SkipTo(const OrderedQuad& target);
  // REQUIRES: valid().
  void Next();
  bool valid() const { return youngest_ != nullptr; }
  const OrderedQuad& quad() const { return youngest_->quad(); }
  DeltaOp op() const { return youngest_->op(); }
  const Status& status() const { return status_; }

 private:
  void Choose();

  std::vector<BlockCursor> cursors_;  // the oldest first
  const BlockCursor* youngest_ = nullptr;
  Status status_;
};

struct DeltaEntry {
  OrderedQuad quad;  // in the order spo
  DeltaOp op = DeltaOp::kAdded;
};

// Adds a run to `*meta` and to the batch. `entries` is sorted by quad, without
// duplicates.
Status WriteRun(const KvStore& kv, const KvFamily& family,
                const std::vector<DeltaEntry>& entries, DeltaMeta* meta,
                KvBatch* batch);

}  // namespace zhimai
