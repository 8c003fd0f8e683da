// The documents of a run that could not be read.
#pragma once

#include <string>
#include <vector>

#include "graph/base/status.h"
#include "tools/cli/io.h"

namespace zhimai {

class Failures {
 public:
  void Add(const std::string& logical, Status status);
  const std::vector<std::string>& lines() const { return lines_; }

  // Lists the first twenty, one line each, and counts the rest. Success when
  // there were none; else kInvalidInput with the count.
  Status Report(size_t documents, const Io& io) const;

 private:
  std::vector<std::string> lines_;
};

}  // namespace zhimai
