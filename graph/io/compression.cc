#include "graph/io/compression.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>
#include <zlib.h>
#include <zstd.h>

namespace zhimai {
namespace {

constexpr size_t kBufferBytes = size_t{128} << 10;
constexpr size_t kMagicBytes = 4;
constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

Status Damaged(std::string_view what) {
  return Status::InvalidInput("the " + std::string(what) + " data is damaged");
}

Status CutOff(std::string_view what) {
  return Status::InvalidInput("the " + std::string(what) +
                              " data ends too early");
}

// zlib does not write to what it reads.
Bytef* InputOf(std::string_view piece) {
  return const_cast<Bytef*>(  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      reinterpret_cast<const Bytef*>(piece.data()));
}

// zlib counts in 32 bits.
constexpr size_t kMaxPiece = size_t{1} << 30;

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual Status Take(std::string_view piece, const TextSink& sink) = 0;
  virtual Status Finish() = 0;
};

class GzipDecoder : public Decoder {
 public:
  GzipDecoder() : buffer_(kBufferBytes) {
    // 16: the gzip format and no other.
    good_ = inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK;
  }
  ~GzipDecoder() override { inflateEnd(&stream_); }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

  Status Take(std::string_view piece, const TextSink& sink) override {
    for (; piece.size() > kMaxPiece; piece.remove_prefix(kMaxPiece)) {
      ZM_TRY(Inflate(piece.substr(0, kMaxPiece), sink));
    }
    return Inflate(piece, sink);
  }

  Status Finish() override { return inside_ ? CutOff("gzip") : Status(); }

 private:
  Status Inflate(std::string_view piece, const TextSink& sink) {
    if (!good_) return Damaged("gzip");
    stream_.next_in = InputOf(piece);
    stream_.avail_in = static_cast<uInt>(piece.size());
    for (bool full = false; stream_.avail_in > 0 || full;) {
      inside_ = true;
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      const int done = inflate(&stream_, Z_NO_FLUSH);
      if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR) {
        return Damaged("gzip");
      }
      const size_t size = buffer_.size() - stream_.avail_out;
      full = stream_.avail_out == 0 && done == Z_OK;
      if (size > 0) ZM_TRY(sink(std::string_view(buffer_.data(), size)));
      if (done == Z_STREAM_END) {
        inside_ = false;
        good_ = inflateReset(&stream_) == Z_OK;
      } else if (done == Z_BUF_ERROR) {
        break;
      }
    }
    return {};
  }

  z_stream stream_{};
  std::vector<char> buffer_;
  bool good_ = false;
  bool inside_ = false;  // a member
};

class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder()
      : stream_(ZSTD_createDStream(), ZSTD_freeDStream),
        buffer_(kBufferBytes) {}

  Status Take(std::string_view piece, const TextSink& sink) override {
    if (!stream_) return Damaged("Zstandard");
    ZSTD_inBuffer in = {piece.data(), piece.size(), 0};
    for (bool full = false; in.pos < in.size || full;) {
      ZSTD_outBuffer out = {buffer_.data(), buffer_.size(), 0};
      const size_t rest = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(rest) != 0) return Damaged("Zstandard");
      inside_ = rest != 0;
      full = out.pos == out.size && rest != 0;
      if (out.pos > 0) ZM_TRY(sink(std::string_view(buffer_.data(), out.pos)));
    }
    return {};
  }

  Status Finish() override { return inside_ ? CutOff("Zstandard") : Status(); }

 private:
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream_;
  std::vector<char> buffer_;
  bool inside_ = false;
};

// Looks at the first bytes and then decodes, or hands on as it is.
class Sniffer {
 public:
  explicit Sniffer(const TextSink& sink) : sink_(sink) {}

  Status Take(std::string_view piece) {
    if (known_) return Pass(piece);
    head_ += piece;
    return head_.size() < kMagicBytes ? Status() : Begin();
  }

  Status Finish() {
    if (!known_) ZM_TRY(Begin());
    return decoder_ ? decoder_->Finish() : Status();
  }

 private:
  Status Begin() {
    known_ = true;
    const std::string_view head = head_;
    if (head.substr(0, 2) == kGzipMagic) {
      decoder_ = std::make_unique<GzipDecoder>();
    } else if (head.substr(0, 4) == kZstdMagic) {
      decoder_ = std::make_unique<ZstdDecoder>();
    }
    return Pass(std::exchange(head_, {}));
  }

  Status Pass(std::string_view piece) {
    if (piece.empty()) return {};
    return decoder_ ? decoder_->Take(piece, sink_) : sink_(piece);
  }

  const TextSink& sink_;
  std::string head_;
  bool known_ = false;
  std::unique_ptr<Decoder> decoder_;
};

class GzipEncoder {
 public:
  explicit GzipEncoder(const TextSink& sink)
      : sink_(sink), buffer_(kBufferBytes) {
    constexpr int kMemoryLevel = 8;
    good_ =
        deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                     16 + MAX_WBITS, kMemoryLevel, Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~GzipEncoder() { deflateEnd(&stream_); }
  GzipEncoder(const GzipEncoder&) = delete;
  GzipEncoder& operator=(const GzipEncoder&) = delete;

  Status Take(std::string_view piece) {
    for (; piece.size() > kMaxPiece; piece.remove_prefix(kMaxPiece)) {
      ZM_TRY(Deflate(piece.substr(0, kMaxPiece), Z_NO_FLUSH));
    }
    return Deflate(piece, Z_NO_FLUSH);
  }
  Status Finish() { return Deflate({}, Z_FINISH); }

 private:
  Status Deflate(std::string_view piece, int flush) {
    if (!good_) return Status::Io("cannot compress");
    stream_.next_in = InputOf(piece);
    stream_.avail_in = static_cast<uInt>(piece.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      if (deflate(&stream_, flush) == Z_STREAM_ERROR) {
        return Status::Io("cannot compress");
      }
      const size_t size = buffer_.size() - stream_.avail_out;
      if (size > 0) ZM_TRY(sink_(std::string_view(buffer_.data(), size)));
    } while (stream_.avail_out == 0);
    return {};
  }

  const TextSink& sink_;
  z_stream stream_{};
  std::vector<char> buffer_;
  bool good_ = false;
};

class ZstdEncoder {
 public:
  explicit ZstdEncoder(const TextSink& sink)
      : sink_(sink),
        stream_(ZSTD_createCStream(), ZSTD_freeCStream),
        buffer_(kBufferBytes) {}

  Status Take(std::string_view piece) {
    return Compress(piece, ZSTD_e_continue);
  }
  Status Finish() { return Compress({}, ZSTD_e_end); }

 private:
  Status Compress(std::string_view piece, ZSTD_EndDirective end) {
    if (!stream_) return Status::Io("cannot compress");
    ZSTD_inBuffer in = {piece.data(), piece.size(), 0};
    for (bool done = false; !done;) {
      ZSTD_outBuffer out = {buffer_.data(), buffer_.size(), 0};
      const size_t rest = ZSTD_compressStream2(stream_.get(), &out, &in, end);
      if (ZSTD_isError(rest) != 0) return Status::Io("cannot compress");
      if (out.pos > 0) ZM_TRY(sink_(std::string_view(buffer_.data(), out.pos)));
      done = end == ZSTD_e_end ? rest == 0 : in.pos == in.size;
    }
    return {};
  }

  const TextSink& sink_;
  std::unique_ptr<ZSTD_CStream, size_t (*)(ZSTD_CStream*)> stream_;
  std::vector<char> buffer_;
};

template <typename Encoder>
Status WriteThrough(const TextSink& sink,
                    const std::function<Status(const TextSink&)>& write) {
  Encoder encoder(sink);
  ZM_TRY(write([&](std::string_view text) { return encoder.Take(text); }));
  return encoder.Finish();
}

}  // namespace

Compression CompressionOf(std::string_view file) {
  if (file.ends_with(".gz")) return Compression::kGzip;
  return file.ends_with(".zst") ? Compression::kZstd : Compression::kNone;
}

TextSource Decompressed(TextSource source) {
  return [source = std::move(source)](const TextSink& sink) -> Status {
    Sniffer sniffer(sink);
    ZM_TRY(source([&](std::string_view piece) { return sniffer.Take(piece); }));
    return sniffer.Finish();
  };
}

Status WriteCompressed(Compression compression, const TextSink& sink,
                       const std::function<Status(const TextSink&)>& write) {
  switch (compression) {
    case Compression::kGzip:
      return WriteThrough<GzipEncoder>(sink, write);
    case Compression::kZstd:
      return WriteThrough<ZstdEncoder>(sink, write);
    case Compression::kNone:
      break;
  }
  return write(sink);
}

}  // namespace zhimai
