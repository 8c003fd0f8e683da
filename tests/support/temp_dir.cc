#include "tests/support/temp_dir.h"

#include <fstream>
#include <sstream>
#include <stdlib.h>
#include <system_error>

#include "graph/base/status.h"

namespace zhimai {

namespace fs = std::filesystem;

TempDir::TempDir() {
  std::string name = (fs::temp_directory_path() / "zhimai-XXXXXX").string();
  ZM_CHECK(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TempDir::File(std::string_view name) const {
  return (path_ / name).string();
}

std::string TempDir::Write(std::string_view name,
                           std::string_view bytes) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  ZM_CHECK(out.good());
  return file.string();
}

std::string ReadFileOrDie(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  ZM_CHECK(in.good());
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

fs::path SharedDir() {
  const char* named = getenv("ZM_SHARED");
  const fs::path path =
      named == nullptr ? fs::path("../shared") : fs::path(named);
  return fs::is_directory(path) ? fs::canonical(path) : fs::path();
}

}  // namespace zhimai
