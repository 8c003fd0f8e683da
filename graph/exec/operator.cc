#include "graph/exec/operator.h"

#include <algorithm>
#include <chrono>

namespace zhimai::sparql {
namespace {

constexpr size_t kFirstBatchRows = 16;

class Timer {
 public:
  explicit Timer(int64_t* total)
      : total_(total), begin_(std::chrono::steady_clock::now()) {}
  ~Timer() {
    *total_ +=
        std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin_)
            .count();
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

 private:
  int64_t* total_;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace

void Batch::Reset(size_t column_count) {
  columns.resize(column_count);
  for (std::vector<TermId>& column : columns) column.clear();
  rows = 0;
}

void Batch::Append(const TermId* row) {
  for (size_t i = 0; i < columns.size(); ++i) columns[i].push_back(row[i]);
  ++rows;
}

void Batch::CopyRow(size_t row, TermId* out) const {
  for (size_t i = 0; i < columns.size(); ++i) out[i] = columns[i][row];
}

Status Operator::Reset() {
  ++counts_.resets;
  batch_rows_ = kFirstBatchRows;
  return DoReset();
}

Status Operator::Next(Batch* out) {
  const Timer timer(&counts_.nanoseconds);
  ZM_TRY(context_.Poll());
  out->Reset(plan_.columns.size());
  ZM_TRY(DoNext(out));
  counts_.rows += out->rows;
  return {};
}

size_t Operator::NextBatchRows() {
  const size_t rows = batch_rows_;
  batch_rows_ = std::min(kBatchRows, batch_rows_ * 4);
  return rows;
}

}  // namespace zhimai::sparql
