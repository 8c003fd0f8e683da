#include "tools/commands/source_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "extract/layout/reader.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kExtensions = {
    ".txt", ".md", ".markdown", ".html", ".htm"};

bool IsRead(const fs::path& file) {
  std::string extension = file.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::find(kExtensions.begin(), kExtensions.end(), extension) !=
         kExtensions.end();
}

bool IsHidden(const fs::path& path) {
  return path.filename().string().starts_with(".");
}

Status FileError(const fs::path& path, const std::error_code& error) {
  return Status::Io(error.message()).In(path.string());
}

// The folder in one spelling, so that --prune knows it from wherever it is
// named.
std::string AbsoluteFolder(const fs::path& folder) {
  std::error_code error;
  fs::path absolute = fs::weakly_canonical(folder, error);
  if (error) absolute = fs::absolute(folder, error).lexically_normal();
  std::string text = absolute.generic_string();
  if (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

Status WalkFolder(const fs::path& folder, SourceList* list) {
  const std::string root = AbsoluteFolder(folder);
  list->roots.push_back(root);
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  for (; !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    const fs::path& path = it->path();
    std::error_code type_error;
    // A link that leads nowhere is kept: it shall be reported, not forgotten.
    const bool file = it->is_regular_file(type_error) ||
                      (it->is_symlink(type_error) && !it->exists(type_error));
    if (IsHidden(path)) {
      it.disable_recursion_pending();
    } else if (file) {
      if (!IsRead(path)) {
        ++list->skipped;
        continue;
      }
      list->sources.push_back({path.lexically_relative(folder).generic_string(),
                               path.string(), root});
    }
  }
  if (error) return FileError(folder, error);
  return Status();
}

Status AddPath(const std::string& name, SourceList* list) {
  if (name == "-") {
    list->sources.push_back({"-", "-", ""});
    return Status();
  }
  const fs::path path(name);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return Status::NotFound("no such file or folder").In(name);
  }
  if (fs::is_directory(status)) return WalkFolder(path, list);
  list->sources.push_back({path.filename().string(), path.string(),
                           AbsoluteFolder(fs::absolute(path).parent_path())});
  return Status();
}

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Status TooLarge() {
  return Status::InvalidInput("is larger than " +
                              std::to_string(kMaxDocumentBytes >> 20) +
                              " MiB, the most that one document may have");
}

Result<std::string> ReadStream(std::istream* in) {
  std::string bytes;
  std::array<char, 65536> buffer;
  while (in->read(buffer.data(), buffer.size()) || in->gcount() > 0) {
    bytes.append(buffer.data(), static_cast<size_t>(in->gcount()));
    if (bytes.size() > kMaxDocumentBytes) return TooLarge();
  }
  return bytes;
}

}  // namespace

Result<SourceList> ListSources(const std::vector<std::string>& paths) {
  SourceList list;
  for (const std::string& path : paths) ZM_TRY(AddPath(path, &list));
  std::sort(list.roots.begin(), list.roots.end());
  list.roots.erase(std::unique(list.roots.begin(), list.roots.end()),
                   list.roots.end());
  std::vector<SourceRef>& sources = list.sources;
  std::sort(sources.begin(), sources.end(),
            [](const SourceRef& a, const SourceRef& b) {
              return std::tie(a.logical, a.root) < std::tie(b.logical, b.root);
            });
  const auto same = [](const SourceRef& a, const SourceRef& b) {
    return a.logical == b.logical && a.root == b.root;
  };
  sources.erase(std::unique(sources.begin(), sources.end(), same),
                sources.end());
  for (size_t i = 1; i < sources.size(); ++i) {
    if (sources[i].logical != sources[i - 1].logical) continue;
    return Status::InvalidInput(
        sources[i - 1].file + " and " + sources[i].file +
        " would both be the document '" + sources[i].logical +
        "'; name a folder that holds both");
  }
  return list;
}

Result<std::string> ReadFile(const std::string& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (fs::is_regular_file(status) &&
      fs::file_size(file, error) > kMaxDocumentBytes) {
    return TooLarge();
  }
  const std::unique_ptr<std::FILE, FileCloser> stream(
      std::fopen(file.c_str(), "rb"));
  if (stream == nullptr) return Status::Io(std::strerror(errno));
  std::string bytes;
  std::array<char, 65536> buffer;
  size_t count = 0;
  while ((count = std::fread(buffer.data(), 1, buffer.size(), stream.get())) >
         0) {
    bytes.append(buffer.data(), count);
    if (bytes.size() > kMaxDocumentBytes) return TooLarge();
  }
  if (std::ferror(stream.get()) != 0) return Status::Io(std::strerror(errno));
  return bytes;
}

Result<std::string> ReadSource(const SourceRef& source, const Io& io) {
  return source.file == "-" ? ReadStream(io.in) : ReadFile(source.file);
}

}  // namespace zhimai
