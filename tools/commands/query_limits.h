// What query and update share: their text, the store, limits.
#pragma once

#include <memory>
#include <string>

#include "graph/base/result.h"
#include "graph/exec/query.h"
#include "graph/store/store.h"
#include "tools/cli/command.h"
#include "tools/cli/io.h"

namespace zhimai {

inline constexpr FlagSpec kTimeoutFlag = {
    "timeout", "TIME", "give up after this long: 500ms, 10s, 2m"};
inline constexpr FlagSpec kMemoryFlag = {
    "memory", "SIZE", "what the query may hold at a time: 200MB, 4GB (2GB)"};

struct QueryText {
  std::string name;  // for messages
  std::string file;  // "-" where it has no IRI of its own
  std::string text;
};

// The argument's file ("-" is stdin), or what --execute says. kUsage when
// there are both or none.
Result<QueryText> ReadQueryText(const Flags& flags, const Io& io);

// --timeout, --memory and Ctrl-C.
Result<sparql::QueryOptions> ReadLimits(const Flags& flags, const Io& io);

// For reading. kNotFound says how to make one.
Result<std::unique_ptr<Store>> OpenStore(const Flags& flags, const Io& io);

}  // namespace zhimai
