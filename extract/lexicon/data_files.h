// The knowledge files (protobuf text format) under one or more data folders.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace google::protobuf {
class Message;
}

namespace zhimai {

struct DataFile {
  std::string path;      // as opened; what errors name
  std::string relative;  // below its data folder, with '/': "cues/lists.txtpb"
  std::string bytes;
};

// Reads every *.txtpb below dir/<folder> for each dir in order and each folder
// in order; within one dir the files are sorted by byte order of their path
// below the dir, so that a listing never depends on the file system. A folder
// that is absent gives no files; a dir that is absent is kNotFound.
Result<std::vector<DataFile>> ReadDataFiles(
    const std::vector<std::string>& dirs,
    const std::vector<std::string>& folders);

// Parses text format into `message`. An error is kInvalidInput with file, line
// and column of the first mistake.
Status ParseTextProto(const DataFile& file,
                      google::protobuf::Message* message);

}  // namespace zhimai
