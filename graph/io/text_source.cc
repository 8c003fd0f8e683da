#include "graph/io/text_source.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {
namespace {

constexpr size_t kReadBytes = size_t{1} << 20;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Status FileError(const std::string& file) {
  const Code code = errno == ENOENT   ? Code::kNotFound
                    : errno == EISDIR ? Code::kInvalidInput
                                      : Code::kIo;
  return Status(code, std::strerror(errno)).In(file);
}

Status ReadFileInto(const std::string& file, const TextSink& sink) {
  const std::unique_ptr<std::FILE, CloseFile> stream(
      std::fopen(file.c_str(), "rb"));
  if (stream == nullptr) return FileError(file);
  std::vector<char> buffer(kReadBytes);
  for (;;) {
    const size_t count =
        std::fread(buffer.data(), 1, buffer.size(), stream.get());
    if (count == 0) break;
    ZM_TRY(sink(std::string_view(buffer.data(), count)));
  }
  return std::ferror(stream.get()) != 0 ? FileError(file) : Status();
}

}  // namespace

TextSource FileText(std::string file) {
  return [file = std::move(file)](const TextSink& sink) {
    return ReadFileInto(file, sink);
  };
}

}  // namespace zhimai
