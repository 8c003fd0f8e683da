// Any bytes as a compressed text: no crash, and the same however they are cut;
// what is compressed comes back.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/io/compression.h"

namespace {

using zhimai::Compression;
using zhimai::Result;
using zhimai::Status;
using zhimai::TextSink;
using zhimai::TextSource;

TextSource InPieces(std::string_view text, size_t size) {
  return [text, size](const TextSink& sink) -> Status {
    for (size_t at = 0; at < text.size(); at += size) {
      ZM_TRY(sink(text.substr(at, size)));
    }
    return {};
  };
}

// A few bytes may stand for gigabytes: no more than this is looked at.
constexpr size_t kEnough = size_t{1} << 20;

Result<std::string> Collect(const TextSource& source) {
  std::string out;
  ZM_TRY(source([&](std::string_view piece) {
    out += piece;
    return out.size() < kEnough ? Status()
                                : Status(zhimai::Code::kCancelled, "enough");
  }));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1),
                               size - 1);
  const size_t step = size_t{1} + data[0];
  const auto whole = Collect(zhimai::Decompressed(InPieces(bytes, size)));
  const auto pieces = Collect(zhimai::Decompressed(InPieces(bytes, step)));
  ZM_CHECK(whole.ok() == pieces.ok());
  if (whole.ok()) ZM_CHECK(*whole == *pieces);
  for (Compression compression : {Compression::kGzip, Compression::kZstd}) {
    const auto packed = Collect([&](const TextSink& sink) {
      return zhimai::WriteCompressed(compression, sink, InPieces(bytes, step));
    });
    ZM_CHECK(packed.ok());
    const auto back = Collect(zhimai::Decompressed(InPieces(*packed, step)));
    ZM_CHECK(back.ok() && *back == bytes);
  }
  return 0;
}
