// Any bytes as a query and as an update: a syntax tree or an error with a
// place, no crash.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "graph/base/status.h"
#include "graph/sparql/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const zhimai::sparql::ParseOptions options{"http://e/dir/doc"};
  const zhimai::Status query =
      zhimai::sparql::ParseQuery(text, options).status();
  const zhimai::Status update =
      zhimai::sparql::ParseUpdate(text, options).status();
  ZM_CHECK(query.ok() || query.location().line > 0);
  ZM_CHECK(update.ok() || update.location().line > 0);
  return 0;
}
