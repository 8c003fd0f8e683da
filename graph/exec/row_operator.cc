#include "graph/exec/row_operator.h"

#include "graph/exec/bound_expression.h"

namespace zhimai::sparql {

std::vector<size_t> SourcesOf(const Plan& plan, const Plan& child) {
  std::vector<size_t> out;
  for (const VarId id : plan.columns) {
    out.push_back(child.ColumnOf(id).value_or(kAbsentColumn));
  }
  return out;
}

Status RowOperator::DoNext(Batch* out) {
  while (out->rows == 0) {
    ZM_TRY(child_->Next(&batch_));
    if (batch_.rows == 0) return {};
    ZM_TRY(PrefetchColumns(batch_, read_, &context()));
    for (size_t i = 0; i < batch_.rows; ++i) {
      ZM_TRY(context().PollOften());
      for (size_t k = 0; k < row_.size(); ++k) {
        row_[k] = sources_[k] == kAbsentColumn ? TermId{}
                                               : batch_.columns[sources_[k]][i];
      }
      bool keep = true;
      ZM_TRY(Visit(batch_, i, &keep));
      if (keep) out->Append(row_.data());
    }
  }
  return {};
}

}  // namespace zhimai::sparql
