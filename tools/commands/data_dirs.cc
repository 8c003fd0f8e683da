#include "tools/commands/data_dirs.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "extract/lexicon/data_files.h"
#include "extract/lexicon/lexicon.h"
#include "tools/cli/version.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

// From build/release/ up to the source root, with some to spare.
constexpr int kLevelsUp = 6;

bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool IsListed(const fs::path& path, const std::vector<std::string>& dirs) {
  std::error_code error;
  return std::any_of(dirs.begin(), dirs.end(), [&](const std::string& dir) {
    return fs::equivalent(path, dir, error);
  });
}

bool HoldsKnowledge(const fs::path& data) {
  return IsFolder(data / "ontology");
}

}  // namespace

Result<std::string> BuiltInDataDir(const Io& io) {
  if (!io.data_dir.empty()) {
    if (HoldsKnowledge(io.data_dir)) return io.data_dir;
    return Status::NotFound("$ZHIMAI_DATA holds no folder 'ontology'")
        .In(io.data_dir);
  }
  if (!io.program_dir.empty()) {
    fs::path folder(io.program_dir);
    for (int level = 0; level < kLevelsUp; ++level) {
      if (HoldsKnowledge(folder / "data")) return (folder / "data").string();
      if (folder == folder.parent_path()) break;
      folder = folder.parent_path();
    }
    const fs::path moved =
        fs::path(io.program_dir).parent_path() / "share/zhimai/data";
    if (HoldsKnowledge(moved)) return moved.string();
  }
  if (HoldsKnowledge(kInstalledData)) return std::string(kInstalledData);
  return Status::NotFound(
      "the folder data/ is not beside the program nor installed; name it in "
      "$ZHIMAI_DATA");
}

Result<std::vector<std::string>> DataDirs(const Flags& flags, const Io& io) {
  ZM_TRY_ASSIGN(const std::string built_in, BuiltInDataDir(io));
  std::vector<std::string> dirs = {built_in};
  std::vector<std::string> folders = LexiconFolders();
  folders.insert(folders.end(), {"ontology", "rules"});
  for (const std::string& dir : flags.GetAll(kDataFlag.name)) {
    if (!IsFolder(dir)) return Status::NotFound("no such folder").In(dir);
    ZM_TRY(CheckDataFolder(dir, folders));
    // Naming a folder twice, the built-in one too, is no overlay.
    if (!IsListed(dir, dirs)) dirs.push_back(dir);
  }
  return dirs;
}

}  // namespace zhimai
