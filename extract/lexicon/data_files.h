// The knowledge files (protobuf text format) under one or more data folders.
#pragma once

#include <cstdint>
#include <google/protobuf/text_format.h>
#include <string>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

struct DataFile {
  std::string path;      // as opened; what errors name
  std::string relative;  // below its data folder, with '/': "cues/lists.txtpb"
  uint32_t dir = 0;      // which of the data folders; later ones override
  std::string bytes;
};

// Reads every *.txtpb below dir/<folder> for each dir in order and each folder
// in order; within one dir the files are sorted by byte order of their path
// below the dir, so that a listing never depends on the file system. A folder
// that is absent gives no files; a dir that is absent is kNotFound.
Result<std::vector<DataFile>> ReadDataFiles(
    const std::vector<std::string>& dirs,
    const std::vector<std::string>& folders);

// Fails for a folder that holds a *.txtpb file in none of `folders`: most
// likely another one was meant.
Status CheckDataFolder(const std::string& dir,
                       const std::vector<std::string>& folders);

// The file `relative` of the last of the folders that has it; `bytes` is empty
// when none has.
Result<DataFile> ReadDataFile(const std::vector<std::string>& dirs,
                              const std::string& relative);

// Where each field of a parsed message stands, from line and column 0.
using FieldLines = google::protobuf::TextFormat::ParseInfoTree;

// Parses text format into `message`. An error is kInvalidInput with file, line
// and column of the first mistake. `lines` may be null.
Status ParseTextProto(const DataFile& file, google::protobuf::Message* message,
                      FieldLines* lines = nullptr);

}  // namespace zhimai
