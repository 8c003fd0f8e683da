#include "tools/cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace zhimai {

Status CheckOutput(const Io& io) {
  return io.out_failed() ? Status(Code::kCancelled, "") : Status();
}

Status WriteFileAtomically(const std::string& file, std::string_view bytes) {
  const std::string part = file + ".part" + std::to_string(::getpid());
  std::FILE* stream = std::fopen(part.c_str(), "wb");
  if (stream == nullptr) return Status::Io(std::strerror(errno)).In(file);
  const bool written =
      std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
  const bool closed = std::fclose(stream) == 0;
  if (written && closed && std::rename(part.c_str(), file.c_str()) == 0) {
    return Status();
  }
  Status error = Status::Io(std::strerror(errno)).In(file);
  std::remove(part.c_str());
  return error;
}

}  // namespace zhimai
