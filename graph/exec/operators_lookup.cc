// The subjects that a look-up finds, once, in the order of their ids.
#include <algorithm>
#include <tuple>

#include "graph/exec/lookup.h"
#include "graph/exec/operators.h"

namespace zhimai::sparql {
namespace {

class LookupOperator final : public Operator {
 public:
  LookupOperator(const Plan& plan, ExecContext* context)
      : Operator(plan, context), held_(&context->memory) {}

 protected:
  Status DoReset() override {
    begun_ = false;
    return {};
  }

  Status DoNext(Batch* out) override {
    if (!begun_) ZM_TRY(Begin());
    const size_t wanted = NextBatchRows();
    for (; next_ != end_ && out->rows < wanted; ++next_) {
      if (out->columns.empty()) {
        ++out->rows;
      } else {
        out->Append(&*next_);
      }
    }
    return {};
  }

 private:
  Status Begin() {
    if (!found_) ZM_TRY(Find());
    begun_ = true;
    const IdSlot& subject = plan().subject;
    TermId wanted = subject.id;
    if (subject.variable) wanted = context().parameters[*subject.variable];
    next_ = ids_.begin();
    end_ = ids_.end();
    if (!wanted.is_none()) {
      std::tie(next_, end_) = std::equal_range(next_, end_, wanted);
    }
    return {};
  }

  Status Find() {
    found_ = true;
    const LookupCall& call = *plan().lookup;
    const auto keep = [this](const Term& subject) -> Status {
      ZM_TRY(context().PollOften());
      ZM_TRY_ASSIGN(const TermId id, context().terms.Intern(subject));
      ids_.push_back(id);
      return held_.Set(ids_.capacity() * sizeof(TermId));
    };
    ZM_TRY(context().lookups->Find(call.predicate, call.object, keep));
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    return {};
  }

  MemoryHold held_;
  bool begun_ = false;
  bool found_ = false;
  std::vector<TermId> ids_;
  std::vector<TermId>::const_iterator next_;
  std::vector<TermId>::const_iterator end_;
};

}  // namespace

OperatorPtr MakeLookupOperator(const Plan& plan, ExecContext* context) {
  return std::make_unique<LookupOperator>(plan, context);
}

}  // namespace zhimai::sparql
