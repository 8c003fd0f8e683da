// From the bytes of one file to the statements in it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "proto/document.pb.h"

namespace zhimai {

struct SourceFile {
  std::string path;   // logical: relative to the root argument
  std::string bytes;  // as stored
};

struct PipelineOptions {
  // Folders laid out like data/; later ones add to and override earlier ones.
  std::vector<std::string> data_dirs;
};

// Holds the compiled knowledge. Immutable after Load(), so any number of
// threads may call Extract() at once.
class Pipeline {
 public:
  // Reads and checks every data file. An error names file, line and column.
  static Result<Pipeline> Load(const PipelineOptions& options);

  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  // A pure function of (file, data). Everything repeated in the result is
  // sorted, so equal inputs give equal bytes. Fails with kInvalidInput for
  // bytes that are no text it reads (binary, ill-formed UTF-8, unknown
  // format), with the offset of the first bad byte.
  Result<v1::Extraction> Extract(const SourceFile& file) const;

  // Hash over the extractor's version and the data files: the stage key that
  // decides whether an unchanged document must be read again.
  const std::string& extractor_hash() const;

 private:
  struct Impl;
  explicit Pipeline(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhimai
