#include "graph/engine/line_sorter.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <queue>

namespace zhimai {
namespace {

Status FileError(const char* what) {
  return Status::Io(std::string(what) +
                    " a temporary file: " + std::strerror(errno));
}

// The next line of a run; false at its end or on an error.
bool ReadLine(std::FILE* file, std::string* line) {
  line->clear();
  char* buffer = nullptr;
  size_t size = 0;
  const ssize_t length = getline(&buffer, &size, file);
  if (length > 0) line->assign(buffer, static_cast<size_t>(length) - 1);
  std::free(buffer);
  return length > 0;
}

}  // namespace

Status LineSorter::Add(std::string line) {
  used_ += line.size() + sizeof(std::string);
  lines_.push_back(std::move(line));
  return used_ >= memory_bytes_ ? Spill() : Status();
}

void LineSorter::SortLines() {
  std::sort(lines_.begin(), lines_.end());
  lines_.erase(std::unique(lines_.begin(), lines_.end()), lines_.end());
}

Status LineSorter::Spill() {
  SortLines();
  File file(std::tmpfile());
  if (!file) return FileError("making");
  for (const std::string& line : lines_) {
    if (std::fwrite(line.data(), 1, line.size(), file.get()) != line.size() ||
        std::fputc('\n', file.get()) == EOF) {
      return FileError("writing");
    }
  }
  if (std::fflush(file.get()) != 0) return FileError("writing");
  std::rewind(file.get());
  runs_.push_back(std::move(file));
  lines_.clear();
  used_ = 0;
  return {};
}

Status LineSorter::Finish(const std::function<Status(std::string_view)>& sink) {
  if (!runs_.empty()) {
    ZM_TRY(Spill());
    return Merge(sink);
  }
  SortLines();
  for (const std::string& line : lines_) ZM_TRY(sink(line));
  return {};
}

Status LineSorter::Merge(const std::function<Status(std::string_view)>& sink) {
  using Head = std::pair<std::string, size_t>;  // line, run
  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
  std::string line;
  const auto advance = [&](size_t run) {
    if (ReadLine(runs_[run].get(), &line)) heads.emplace(line, run);
    return std::ferror(runs_[run].get()) == 0;
  };
  for (size_t run = 0; run < runs_.size(); ++run) {
    if (!advance(run)) return FileError("reading");
  }
  std::string last;
  bool first = true;
  while (!heads.empty()) {
    Head head = heads.top();
    heads.pop();
    if (first || head.first != last) ZM_TRY(sink(head.first));
    first = false;
    last = std::move(head.first);
    if (!advance(head.second)) return FileError("reading");
  }
  return {};
}

}  // namespace zhimai
