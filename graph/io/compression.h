// gzip (RFC 1952) and Zstandard (RFC 8878), piece by piece. The only user of
// zlib and libzstd.
#pragma once

#include <functional>
#include <string_view>

#include "graph/base/result.h"
#include "graph/base/text_sink.h"
#include "graph/io/text_source.h"

namespace zhimai {

enum class Compression { kNone, kGzip, kZstd };

// By the end of the name: ".gz", ".zst".
Compression CompressionOf(std::string_view file);

// The text of `source`, which may be compressed: its first bytes tell (no text
// in UTF-8 begins so). Several members one after the other are one text. Memory
// does not depend on the size. kInvalidInput, without a place, for data that is
// damaged or cut off.
TextSource Decompressed(TextSource source);

// Runs `write` with a sink whose text goes to `sink` compressed; complete when
// this returns success.
Status WriteCompressed(Compression compression, const TextSink& sink,
                       const std::function<Status(const TextSink&)>& write);

}  // namespace zhimai
