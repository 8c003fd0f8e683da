#include "extract/lexicon/data_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <limits>
#include <sstream>
#include <string_view>
#include <system_error>

#include "extract/lexicon/text_proto_error.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

// Written by some editors; says nothing.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Keeps the first error: the later ones are mostly its consequences.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  FirstError(std::string_view bytes, const google::protobuf::Descriptor& root)
      : bytes_(bytes), root_(root) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (!status_.ok()) return;
    status_ = ExplainTextProtoError(bytes_, line, column, message, root_);
  }
  void AddWarning(int, google::protobuf::io::ColumnNumber,
                  const std::string&) override {}

  const Status& status() const { return status_; }

 private:
  std::string_view bytes_;
  const google::protobuf::Descriptor& root_;
  Status status_;
};

Result<std::string> ReadWholeFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::Io("cannot open").In(path.string());
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (in.bad()) return Status::Io("cannot read").In(path.string());
  return std::move(bytes).str();
}

Result<std::vector<std::string>> ListTextProtos(const fs::path& dir,
                                                const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  if (!fs::is_directory(dir / folder, error)) return paths;
  fs::recursive_directory_iterator it(dir / folder, error);
  for (; !error && it != fs::recursive_directory_iterator();
       it.increment(error)) {
    if (it->is_regular_file(error) && it->path().extension() == ".txtpb") {
      paths.push_back(it->path().lexically_relative(dir).generic_string());
    }
  }
  if (error) return Status::Io(error.message()).In((dir / folder).string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Result<std::vector<DataFile>> ReadDataFiles(
    const std::vector<std::string>& dirs,
    const std::vector<std::string>& folders) {
  std::vector<DataFile> files;
  for (size_t i = 0; i < dirs.size(); ++i) {
    const fs::path dir(dirs[i]);
    std::error_code error;
    if (!fs::is_directory(dir, error)) {
      return Status::NotFound("no such data folder").In(dirs[i]);
    }
    for (const std::string& folder : folders) {
      ZM_TRY_ASSIGN(const std::vector<std::string> paths,
                    ListTextProtos(dir, folder));
      for (const std::string& relative : paths) {
        ZM_TRY_ASSIGN(std::string bytes, ReadWholeFile(dir / relative));
        files.push_back({(dir / relative).generic_string(), relative,
                         static_cast<uint32_t>(i), std::move(bytes)});
      }
    }
  }
  return files;
}

Status CheckDataFolder(const std::string& dir,
                       const std::vector<std::string>& folders) {
  std::string listed;
  for (const std::string& folder : folders) {
    ZM_TRY_ASSIGN(const std::vector<std::string> paths,
                  ListTextProtos(fs::path(dir), folder));
    if (!paths.empty()) return {};
    listed += (listed.empty() ? "" : ", ") + folder + "/";
  }
  return Status::NotFound("no *.txtpb file in any of its folders " + listed)
      .In(dir);
}

Result<DataFile> ReadDataFile(const std::vector<std::string>& dirs,
                              const std::string& relative) {
  for (size_t i = dirs.size(); i-- > 0;) {
    const fs::path path = fs::path(dirs[i]) / relative;
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    ZM_TRY_ASSIGN(std::string bytes, ReadWholeFile(path));
    return DataFile{path.generic_string(), relative, static_cast<uint32_t>(i),
                    std::move(bytes)};
  }
  return DataFile{"", relative, 0, ""};
}

Status ParseTextProto(const DataFile& file, google::protobuf::Message* message,
                      FieldLines* lines) {
  std::string_view bytes = file.bytes;
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  FirstError errors(bytes, *message->GetDescriptor());
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  if (lines != nullptr) parser.WriteLocationsTo(lines);
  if (bytes.size() > std::numeric_limits<int>::max()) {
    return Status::InvalidInput("larger than 2 GiB").In(file.path);
  }
  google::protobuf::io::ArrayInputStream in(bytes.data(),
                                            static_cast<int>(bytes.size()));
  if (parser.Parse(&in, message)) return {};
  Status status = errors.status();
  if (status.ok()) status = Status::InvalidInput("not a text format file");
  return std::move(status).In(file.path);
}

}  // namespace zhimai
