#include "tools/cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

#include "graph/io/compression.h"

namespace zhimai {

Status CheckOutput(const Io& io) {
  return io.out_failed() ? Status(Code::kCancelled, "") : Status();
}

namespace {

using Writer = std::function<Status(const TextSink&)>;

Status WriteThroughPart(const std::string& file, const Writer& write) {
  const std::string part = file + ".part" + std::to_string(::getpid());
  std::FILE* stream = std::fopen(part.c_str(), "wb");
  if (stream == nullptr) return Status::Io(std::strerror(errno)).In(file);
  const Status written = write([&](std::string_view text) -> Status {
    if (std::fwrite(text.data(), 1, text.size(), stream) == text.size()) {
      return Status();
    }
    return Status::Io(std::strerror(errno)).In(file);
  });
  const bool closed = std::fclose(stream) == 0;
  if (written.ok() && closed && std::rename(part.c_str(), file.c_str()) == 0) {
    return Status();
  }
  Status error =
      written.ok() ? Status::Io(std::strerror(errno)).In(file) : written;
  std::remove(part.c_str());
  return error;
}

}  // namespace

Status WriteFileAtomically(const std::string& file, std::string_view bytes) {
  return WriteThroughPart(file,
                          [&](const TextSink& sink) { return sink(bytes); });
}

Status WriteOutput(const std::string& file, const Io& io, const Writer& write) {
  // To `sink`, until Ctrl-C.
  const auto write_to = [&](const TextSink& sink) {
    return write([&](std::string_view text) -> Status {
      if (io.cancelled()) return {Code::kCancelled, "interrupted"};
      return sink(text);
    });
  };
  if (file.empty()) {
    return write_to([&io](std::string_view text) {
      *io.out << text;
      return CheckOutput(io);
    });
  }
  return WriteThroughPart(file, [&](const TextSink& sink) {
    return WriteCompressed(CompressionOf(file), sink, write_to);
  });
}

}  // namespace zhimai
