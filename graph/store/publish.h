// The state that a writer shows to other processes: a copy with hard links
// under published/ of the store. Not a public header.
#pragma once

#include <optional>
#include <string>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/kv/lock_file.h"

namespace zhimai {

struct PublishedState {
  std::string dir;
  // Keeps the writer from deleting it before its files are open.
  LockFile lock;
};

// Nothing when nothing was published.
Result<std::optional<PublishedState>> OpenPublished(const std::string& dir);

// Makes the present state of `kv` the published one and deletes the one
// before, unless a reader is just opening it (then the next call does).
Status PublishState(const KvStore& kv, const std::string& dir);

}  // namespace zhimai
