#include "graph/store/bulk_load.h"

#include <utility>

#include "graph/store/bulk_input.h"
#include "graph/store/text_index.h"

namespace zhimai {

BulkLoad::BulkLoad(std::unique_ptr<BulkInput> input)
    : input_(std::move(input)) {}
BulkLoad::~BulkLoad() = default;

Status BulkLoad::Add(const Quad& quad) {
  has_names_ = has_names_ || IsName(quad);
  return input_->Add(quad);
}

void BulkLoad::PutBlob(std::string_view name, std::string_view bytes) {
  blobs_.insert_or_assign(std::string(name), std::string(bytes));
}

}  // namespace zhimai
