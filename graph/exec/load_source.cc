#include "graph/exec/load_source.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "graph/io/compression.h"
#include "graph/io/name_chars.h"
#include "graph/io/text_source.h"

namespace zhimai::sparql {
namespace {

namespace fs = std::filesystem;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 32) - 'a' + 10;
}

// RFC 8089: "file:/path" and "file:///path", "localhost" too. Nothing for
// another scheme or host, a query or a fragment.
std::optional<std::string> PathOf(std::string_view iri) {
  if (iri.substr(0, 5) != "file:") return std::nullopt;
  std::string_view rest = iri.substr(5);
  if (rest.substr(0, 2) == "//") {
    rest.remove_prefix(2);
    if (rest.substr(0, 10) == "localhost/") rest.remove_prefix(9);
  }
  if (rest.empty() || rest[0] != '/') return std::nullopt;
  std::string path;
  for (size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '?' || rest[i] == '#') return std::nullopt;
    const bool escape = rest[i] == '%' && i + 2 < rest.size() &&
                        IsAsciiHex(static_cast<unsigned char>(rest[i + 1])) &&
                        IsAsciiHex(static_cast<unsigned char>(rest[i + 2]));
    if (!escape) {
      path += rest[i];
      continue;
    }
    path +=
        static_cast<char>(HexDigit(rest[i + 1]) * 16 + HexDigit(rest[i + 2]));
    i += 2;
  }
  if (path.find('\0') != std::string::npos) return std::nullopt;
  return path;
}

bool IsInside(const fs::path& file, const fs::path& folder) {
  const auto [in_folder, in_file] =
      std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return in_folder == folder.end() ||
         (in_folder->empty() && std::next(in_folder) == folder.end());
}

}  // namespace

Result<LoadSource> OpenLoadSource(const std::string& iri,
                                  const std::vector<std::string>& folders) {
  const std::optional<std::string> path = PathOf(iri);
  if (!path) {
    return Status(Code::kUnsupported,
                  "LOAD <" + iri + ">: only file: IRIs can be loaded");
  }
  std::error_code error;
  const fs::path file = fs::canonical(*path, error);
  const bool allowed = !error && fs::is_regular_file(file, error) &&
                       std::any_of(folders.begin(), folders.end(),
                                   [&](const std::string& folder) {
                                     std::error_code bad;
                                     const fs::path real =
                                         fs::canonical(folder, bad);
                                     return !bad && IsInside(file, real);
                                   });
  // The same words for what is missing: nobody learns what files there are.
  if (!allowed) {
    return Status::InvalidInput(
        "LOAD <" + iri + ">: no file inside a folder that LOAD may read");
  }
  LoadSource source;
  source.file = file.string();
  ZM_TRY_ASSIGN(source.format, RdfFormatOf(source.file));
  ZM_TRY(Decompressed(FileText(source.file))([&](std::string_view piece) {
    source.text += piece;
    return Status();
  }));
  return source;
}

}  // namespace zhimai::sparql
