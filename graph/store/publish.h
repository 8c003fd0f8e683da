// The state that a writer shows to other processes: a copy with hard links
// under published/ of the store. Not a public header.
//
// published/current names the one to read; there is none while no writer is at
// work. A reader holds the lock of its copy for as long as it reads, so that no
// file vanishes under it; a writer deletes the copies that nobody holds.
#pragma once

#include <optional>
#include <string>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/kv/lock_file.h"

namespace zhimai {

struct PublishedState {
  std::string dir;
  LockFile lock;
};

// Nothing when nothing is published.
std::optional<PublishedState> OpenPublished(const std::string& dir);

// The rest is for the one who holds the store's lock.

// Makes the present state of `kv` the published one, and deletes those before
// that nobody reads.
Status PublishState(const KvStore& kv, const std::string& dir);

// Nothing is published any more.
void RetractCurrent(const std::string& dir);
// The same, and deletes what nobody reads.
void WithdrawState(const std::string& dir);

}  // namespace zhimai
