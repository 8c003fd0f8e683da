#include "graph/store/publish.h"

#include <algorithm>
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
constexpr std::string_view kLock = "/zhimai.lock";

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

// The numbers of the copies under `folder`, in order.
std::vector<uint64_t> Copies(const std::string& folder) {
  std::error_code error;
  std::vector<uint64_t> numbers;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(folder, error)) {
    // Also "7.tmp", which a killed checkpoint leaves.
    const std::string name = entry.path().filename().string();
    uint64_t number = 0;
    const auto read =
        std::from_chars(name.data(), name.data() + name.size(), number);
    if (read.ec == std::errc()) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void DeleteUnread(const std::string& folder, std::optional<uint64_t> keep) {
  for (const uint64_t number : Copies(folder)) {
    if (number == keep) continue;
    std::error_code error;
    const std::string copy = folder + "/" + std::to_string(number);
    fs::remove_all(copy + ".tmp", error);
    if (!fs::exists(copy, error)) continue;
    const Result<LockFile> lock = LockFile::Acquire(copy + std::string(kLock),
                                                    LockFile::Kind::kExclusive);
    if (lock.ok()) fs::remove_all(copy, error);
  }
}

}  // namespace

std::optional<PublishedState> OpenPublished(const std::string& dir) {
  const std::string folder = FolderOf(dir);
  // Again when another one was published meanwhile and this one deleted.
  for (;;) {
    const std::optional<uint64_t> number = CurrentNumber(folder);
    if (!number) return std::nullopt;
    PublishedState state;
    state.dir = folder + "/" + std::to_string(*number);
    Result<LockFile> lock = LockFile::Acquire(state.dir + std::string(kLock),
                                              LockFile::Kind::kShared);
    // Once it is locked and still the current one, nobody deletes it.
    if (CurrentNumber(folder) != number) continue;
    if (!lock.ok()) return std::nullopt;
    state.lock = *std::move(lock);
    return state;
  }
}

Status PublishState(const KvStore& kv, const std::string& dir) {
  const std::string folder = FolderOf(dir);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return Status::Io("cannot create " + folder + ": " + error.message());
  }
  const std::vector<uint64_t> copies = Copies(folder);
  const uint64_t number = copies.empty() ? 1 : copies.back() + 1;
  ZM_TRY(kv.Checkpoint(folder + "/" + std::to_string(number)));
  ZM_TRY(PointTo(folder, number));
  DeleteUnread(folder, number);
  return {};
}

void RetractCurrent(const std::string& dir) {
  std::error_code error;
  fs::remove(FolderOf(dir) + std::string(kCurrent), error);
}

void WithdrawState(const std::string& dir) {
  RetractCurrent(dir);
  const std::string folder = FolderOf(dir);
  DeleteUnread(folder, std::nullopt);
  std::error_code error;
  // Only when it is empty.
  fs::remove(folder, error);
}

}  // namespace zhimai
