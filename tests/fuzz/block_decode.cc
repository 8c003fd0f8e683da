// Blocks of quads and strings: what decodes, ascends and encodes to a block
// with the same content.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status.h"
#include "graph/store/quad_block.h"
#include "graph/store/string_block.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<zhimai::OrderedQuad> quads;
  std::vector<zhimai::OrderedQuad> quads_again;
  if (zhimai::DecodeBlock(bytes, &quads)) {
    ZM_CHECK(zhimai::BlockCount(bytes) == quads.size());
    ZM_CHECK(zhimai::DecodeBlock(zhimai::EncodeBlock(quads), &quads_again));
    ZM_CHECK(quads == quads_again);
  }
  std::vector<zhimai::DeltaOp> ops;
  std::vector<zhimai::DeltaOp> ops_again;
  if (zhimai::DecodeDeltaBlock(bytes, &quads, &ops)) {
    ZM_CHECK(zhimai::DecodeDeltaBlock(zhimai::EncodeDeltaBlock(quads, ops),
                                      &quads_again, &ops_again));
    ZM_CHECK(quads == quads_again && ops == ops_again);
  }
  std::vector<std::string> strings;
  std::vector<std::string> strings_again;
  if (zhimai::DecodeStrings(bytes, &strings)) {
    ZM_CHECK(
        zhimai::DecodeStrings(zhimai::EncodeStrings(strings), &strings_again));
    ZM_CHECK(strings == strings_again);
  }
  return 0;
}
