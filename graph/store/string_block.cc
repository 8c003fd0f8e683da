#include "graph/store/string_block.h"

#include <algorithm>

#include "graph/base/status.h"
#include "graph/store/coding.h"

namespace zhimai {
namespace {

// A block that claims more is damaged.
constexpr size_t kMaxStringsInBlock = 1024;

size_t SharedPrefix(std::string_view a, std::string_view b) {
  const size_t limit = std::min(a.size(), b.size());
  size_t i = 0;
  while (i < limit && a[i] == b[i]) ++i;
  return i;
}

}  // namespace

std::string EncodeStrings(const std::vector<std::string>& strings) {
  ZM_CHECK(!strings.empty() && strings.size() <= kMaxStringsInBlock);
  std::string out;
  AppendVarint(strings.size(), &out);
  std::string_view last;
  for (const std::string& text : strings) {
    const size_t shared = SharedPrefix(last, text);
    AppendVarint(shared, &out);
    AppendLengthPrefixed(std::string_view(text).substr(shared), &out);
    last = text;
  }
  return out;
}

bool DecodeStrings(std::string_view block, std::vector<std::string>* strings) {
  ByteReader in(block);
  const uint64_t count = in.Varint();
  if (count == 0 || count > kMaxStringsInBlock) return false;
  strings->clear();
  strings->reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t shared = in.Varint();
    const std::string_view rest = in.LengthPrefixed();
    const std::string_view last = i == 0 ? std::string_view() : strings->back();
    if (!in.ok() || shared > last.size()) return false;
    std::string text(last.substr(0, shared));
    text += rest;
    if (i > 0 && text <= last) return false;
    strings->push_back(std::move(text));
  }
  return in.done();
}

}  // namespace zhimai
