#include "graph/base/status.h"

#include <cstdio>
#include <cstdlib>

namespace zhimai {

Status Status::In(std::string_view source) && {
  if (location_.source.empty()) location_.source = source;
  return std::move(*this);
}

Status Status::At(uint32_t line, uint32_t column) && {
  if (location_.line == 0) {
    location_.line = line;
    location_.column = column;
  }
  return std::move(*this);
}

std::string Status::ToString() const {
  if (ok()) return "ok";
  std::string out = location_.source;
  if (location_.line != 0) {
    if (!out.empty()) out += ':';
    out += std::to_string(location_.line);
    if (location_.column != 0) out += ':' + std::to_string(location_.column);
  }
  if (!out.empty()) out += ": ";
  return out + message_;
}

std::ostream& operator<<(std::ostream& out, const Status& status) {
  return out << status.ToString();
}

namespace internal {

void CheckFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "zhimai: internal error: %s at %s:%d\n", condition, file,
               line);
  std::abort();
}

}  // namespace internal
}  // namespace zhimai
