#include "tools/cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <unistd.h>

#include "graph/io/compression.h"

namespace zhimai {

Status CheckOutput(const Io& io) {
  return io.out_failed() ? Status(Code::kCancelled, "") : Status();
}

namespace {

namespace fs = std::filesystem;

using Writer = std::function<Status(const TextSink&)>;

constexpr int kMostLinks = 40;  // as Linux follows

Status CannotWrite(const std::string& file) {
  return Status::Io(std::string("cannot write: ") + std::strerror(errno))
      .In(file);
}

// Whether there is something that must be written to and not be replaced:
// devices, pipes, and the files that are open already, which these folders
// name (/dev/stdout, /dev/fd/63).
bool TakesStream(const std::string& file) {
  if (file.starts_with("/dev/") || file.starts_with("/proc/")) return true;
  std::error_code ignored;
  const fs::file_status status = fs::status(file, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) &&
         !fs::is_directory(status);
}

// The file that a symbolic link leads to, also one that is not there yet.
std::string LinkTarget(std::string file) {
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(file, error); ++i) {
    const fs::path to = fs::read_symlink(file, error);
    if (error) break;
    file = (fs::path(file).parent_path() / to).string();
  }
  return file;
}

Status WriteStream(const std::string& opened, const std::string& file,
                   const Writer& write) {
  std::FILE* stream = std::fopen(opened.c_str(), "wb");
  if (stream == nullptr) return CannotWrite(file);
  const Status written = write([&](std::string_view text) -> Status {
    if (std::fwrite(text.data(), 1, text.size(), stream) == text.size()) {
      return Status();
    }
    return CannotWrite(file);
  });
  const bool closed = std::fclose(stream) == 0;
  return written.ok() && !closed ? CannotWrite(file) : written;
}

}  // namespace

Status ReplaceFile(const std::string& file,
                   const std::function<Status(const std::string&)>& make) {
  std::error_code ignored;
  const std::string target = LinkTarget(file);
  const fs::file_status before = fs::status(target, ignored);
  if (fs::exists(before) && !fs::is_regular_file(before)) {
    return Status::Io(fs::is_directory(before) ? "it is a folder"
                                               : "it is no regular file")
        .In(file);
  }
  const std::string part = target + ".part" + std::to_string(::getpid());
  fs::remove(part, ignored);
  Status status = make(part);
  if (status.ok() && fs::exists(before)) {
    fs::permissions(part, before.permissions(), ignored);
  }
  if (status.ok() && std::rename(part.c_str(), target.c_str()) != 0) {
    status = CannotWrite(file);
  }
  if (!status.ok()) fs::remove(part, ignored);
  return status;
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
  const auto packed = [&](const TextSink& sink) {
    return WriteCompressed(CompressionOf(file), sink, write_to);
  };
  if (TakesStream(file)) return WriteStream(file, file, packed);
  return ReplaceFile(file, [&](const std::string& part) {
    return WriteStream(part, file, packed);
  });
}

}  // namespace zhimai
