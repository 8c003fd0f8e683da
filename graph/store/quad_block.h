// A run of sorted quads packed into one value. docs/formats/blocks.md.
#pragma once

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

}  // namespace zhimai
