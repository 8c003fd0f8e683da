#include "graph/store/publish.h"

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace zhimai {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "/published";
constexpr std::string_view kCurrent = "/current";
constexpr std::string_view kLock = "/lock";

std::string FolderOf(const std::string& dir) {
  return dir + std::string(kFolder);
}

// The target of published/current: "7".
std::optional<uint64_t> CurrentNumber(const std::string& folder) {
  std::error_code error;
  const std::string target =
      fs::read_symlink(folder + std::string(kCurrent), error).string();
  if (error) return std::nullopt;
  uint64_t number = 0;
  const char* end = target.data() + target.size();
  const auto read = std::from_chars(target.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

// Renaming is atomic: a reader finds the old state or the new one.
Status PointTo(const std::string& folder, uint64_t number) {
  const std::string fresh = folder + "/next";
  std::error_code error;
  fs::remove(fresh, error);
  fs::create_symlink(std::to_string(number), fresh, error);
  if (!error) fs::rename(fresh, folder + std::string(kCurrent), error);
  if (error) {
    return Status::Io("publishing in " + folder + ": " + error.message());
  }
  return {};
}

void DeleteOthers(const std::string& folder, uint64_t current) {
  const Result<LockFile> lock = LockFile::Acquire(
      folder + std::string(kLock), LockFile::Kind::kExclusive, 0);
  if (!lock.ok()) return;
  std::error_code error;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(folder, error)) {
    // Folders only: neither the link nor the lock.
    if (entry.is_symlink(error) || !entry.is_directory(error)) continue;
    if (entry.path().filename() == std::to_string(current)) continue;
    old.push_back(entry.path());
  }
  for (const fs::path& path : old) fs::remove_all(path, error);
}

}  // namespace

Result<std::optional<PublishedState>> OpenPublished(const std::string& dir) {
  const std::string folder = FolderOf(dir);
  if (!CurrentNumber(folder)) return std::optional<PublishedState>();
  PublishedState state;
  // The writer holds it for moments only.
  constexpr int kWaitMilliseconds = 2000;
  ZM_TRY_ASSIGN(state.lock,
                LockFile::Acquire(folder + std::string(kLock),
                                  LockFile::Kind::kShared, kWaitMilliseconds));
  const std::optional<uint64_t> number = CurrentNumber(folder);
  if (!number) return std::optional<PublishedState>();
  state.dir = folder + "/" + std::to_string(*number);
  return std::optional(std::move(state));
}

Status PublishState(const KvStore& kv, const std::string& dir) {
  const std::string folder = FolderOf(dir);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return Status::Io("cannot create " + folder + ": " + error.message());
  }
  const uint64_t number = CurrentNumber(folder).value_or(0) + 1;
  const std::string copy = folder + "/" + std::to_string(number);
  // A killed attempt may have left one of this name.
  fs::remove_all(copy, error);
  ZM_TRY(kv.Checkpoint(copy));
  ZM_TRY(PointTo(folder, number));
  DeleteOthers(folder, number);
  return {};
}

}  // namespace zhimai
