// A run of sorted quads packed into one value. docs/formats/blocks.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status.h"
#include "graph/store/order.h"

namespace zhimai {

// A block that claims more is damaged.
inline constexpr size_t kMaxQuadsInBlock = size_t{1} << 16;

// The 32 bytes of a quad as a key: its columns, big-endian.
void AppendQuadKey(const OrderedQuad& quad, std::string* out);
std::string QuadKey(const OrderedQuad& quad);
// Nothing unless `key` has 32 bytes.
std::optional<OrderedQuad> ParseQuadKey(std::string_view key);

// REQUIRES: strictly ascending, 1 to kMaxQuadsInBlock quads.
std::string EncodeBlock(const std::vector<OrderedQuad>& quads);

// The number of quads, without decoding them; 0 for a damaged block.
size_t BlockCount(std::string_view block);

// Replaces `*quads`. False for bytes that EncodeBlock does not write, among
// them any whose quads do not ascend.
bool DecodeBlock(std::string_view block, std::vector<OrderedQuad>* quads);

// What the delta says of a quad. Bytes of the format.
enum class DeltaOp : uint8_t {
  kAdded = '+',    // it is there, though not in the base
  kRemoved = '-',  // it is gone, though in the base
  kCleared = '=',  // an older run no longer counts: it is as in the base
};

// The same with an op for each quad. REQUIRES: ops.size() == quads.size().
std::string EncodeDeltaBlock(const std::vector<OrderedQuad>& quads,
                             const std::vector<DeltaOp>& ops);
bool DecodeDeltaBlock(std::string_view block, std::vector<OrderedQuad>* quads,
                      std::vector<DeltaOp>* ops);

}  // namespace zhimai
