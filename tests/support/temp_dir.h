// A folder of its own for a test, gone with the object.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace zhimai {

// One thread at a time. A failure to create the folder aborts the test.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Absolute path of `name` (with '/' separators) inside the folder.
  std::string File(std::string_view name) const;
  // Writes a file, with the folders above it; returns its path.
  std::string Write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

// The whole file; aborts the test when it cannot be read.
std::string ReadFileOrDie(const std::filesystem::path& path);

// ZM_SHARED, else ../shared beside the source tree (the working directory of
// tests); empty when neither is there, and then a test that needs it says so
// with GTEST_SKIP.
std::filesystem::path SharedDir();

}  // namespace zhimai
