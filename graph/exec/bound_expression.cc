#include "graph/exec/bound_expression.h"

#include <algorithm>

#include "graph/plan/inject.h"

namespace zhimai::sparql {
namespace {

// Puts values into the context and takes them back.
class Scope {
 public:
  Scope(ExecContext* context, const std::vector<VarId>& variables)
      : context_(*context), variables_(variables) {
    for (const VarId id : variables) {
      saved_.push_back(context_.parameters[id]);
      saved_.push_back(context_.visible[id]);
    }
  }
  ~Scope() {
    for (size_t i = 0; i < variables_.size(); ++i) {
      context_.parameters[variables_[i]] = saved_[2 * i];
      context_.visible[variables_[i]] = saved_[2 * i + 1];
    }
  }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  ExecContext& context_;
  const std::vector<VarId>& variables_;
  std::vector<TermId> saved_;
};

}  // namespace

void IdRow::Set(const TermId* ids) {
  ids_ = ids;
  for (TermPtr& term : terms_) term.reset();
  outside_.clear();
}

const Term* IdRow::Decode(TermId id, TermPtr* keep) const {
  Result<TermPtr> term = context_.terms.Get(id);
  if (!term.ok()) {
    context_.eval.Fail(term.status());
    return nullptr;
  }
  *keep = *std::move(term);
  return keep->get();
}

const Term* IdRow::At(size_t column) const {
  if (column < columns_.size()) {
    if (!ids_[column].is_none()) {
      if (terms_[column] != nullptr) return terms_[column].get();
      return Decode(ids_[column], &terms_[column]);
    }
    column = columns_.size() + columns_[column];
  }
  const TermId id = context_.visible[column - columns_.size()];
  if (id.is_none()) return nullptr;
  outside_.emplace_back();
  return Decode(id, &outside_.back());
}

TermId IdRow::ValueOf(VarId id) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] == id && !ids_[i].is_none()) return ids_[i];
  }
  return context_.visible[id];
}

Result<bool> ExistsPattern::Matches(const IdRow& row, ExecContext* context) {
  std::vector<TermId> values;
  for (const VarId id : variables_) values.push_back(row.ValueOf(id));
  if (answer_ && values == last_) return *answer_;
  answer_.reset();
  const Scope scope(context, variables_);
  for (size_t i = 0; i < variables_.size(); ++i) {
    context->parameters[variables_[i]] = values[i];
    context->visible[variables_[i]] = values[i];
  }
  ZM_TRY_ASSIGN(const bool found, Search(context));
  last_ = std::move(values);
  answer_ = found;
  return found;
}

Result<bool> ExistsPattern::Search(ExecContext* context) {
  ZM_TRY(root_->Reset());
  const std::vector<VarId>& columns = root_->plan().columns;
  Batch batch;
  for (;;) {
    ZM_TRY(root_->Next(&batch));
    if (batch.rows == 0) return false;
    for (size_t row = 0; row < batch.rows; ++row) {
      bool compatible = true;
      for (size_t i = 0; i < columns.size() && compatible; ++i) {
        const TermId given = context->parameters[columns[i]];
        const TermId found = batch.columns[i][row];
        compatible = given.is_none() || found.is_none() || given == found;
      }
      if (compatible) return true;
    }
  }
}

Result<BoundExpression> BoundExpression::Make(
    const Expr& expr, const std::vector<VarId>& columns,
    const std::map<const Group*, PlanPtr>& exists, ExecContext* context,
    std::vector<const Operator*>* all) {
  BoundExpression out;
  out.context_ = context;
  BindOptions options;
  options.base = context->base;
  options.column = [&](std::string_view name) -> std::optional<size_t> {
    const auto found = expr.variables.find(std::string(name));
    if (found == expr.variables.end()) return std::nullopt;
    const auto place = std::find(columns.begin(), columns.end(), found->second);
    if (place == columns.end()) return columns.size() + found->second;
    return static_cast<size_t>(place - columns.begin());
  };
  options.exists = [&](const Expression& part) -> Result<size_t> {
    const auto plan = exists.find(part.pattern.get());
    ZM_CHECK(plan != exists.end());
    ZM_TRY_ASSIGN(OperatorPtr root, MakeOperator(*plan->second, context, all));
    out.exists_.push_back(std::make_shared<ExistsPattern>(
        std::move(root), MentionedIn(*expr.exists.at(part.pattern.get()))));
    return out.exists_.size() - 1;
  };
  ZM_TRY_ASSIGN(out.compiled_, CompiledExpression::Compile(expr.ast, options));
  for (const size_t column : out.compiled_.columns()) {
    if (column < columns.size()) out.read_.push_back(column);
  }
  if (expr.ast.op == Op::kVariable && out.read_.size() == 1) {
    out.variable_column_ = out.read_[0];
  }
  return out;
}

// EXISTS inside EXISTS changes the callback: each sets its own.
void BoundExpression::Enter() {
  if (exists_.empty()) return;
  context_->eval.exists = [this](size_t pattern,
                                 const Row& row) -> std::optional<bool> {
    // The search may replace the callback that is running: from then on only
    // locals are touched.
    ExecContext* const context = context_;
    const std::shared_ptr<ExistsPattern> exists = exists_[pattern];
    const auto before = context->eval.exists;
    // Rows of this engine are nothing else.
    const Result<bool> found =
        exists->Matches(static_cast<const IdRow&>(row), context);
    context->eval.exists = before;
    if (found.ok()) return *found;
    context->eval.Fail(found.status());
    return std::nullopt;
  };
}

Result<std::optional<bool>> BoundExpression::Test(const IdRow& row) {
  Enter();
  const std::optional<bool> out = compiled_.Test(row, context_->eval);
  ZM_TRY(context_->eval.failure());
  return out;
}

Result<TermId> BoundExpression::Evaluate(const IdRow& row) {
  Enter();
  const std::optional<Term> term = compiled_.Evaluate(row, context_->eval);
  ZM_TRY(context_->eval.failure());
  if (!term) return TermId{};
  return context_->terms.Intern(*term);
}

Result<std::optional<Value>> BoundExpression::EvaluateValue(const IdRow& row) {
  Enter();
  std::optional<Value> value = compiled_.EvaluateValue(row, context_->eval);
  ZM_TRY(context_->eval.failure());
  return value;
}

Status PrefetchColumns(const Batch& batch, const std::vector<size_t>& columns,
                       ExecContext* context) {
  std::vector<TermId> ids;
  for (const size_t column : columns) {
    ids.insert(ids.end(), batch.columns[column].begin(),
               batch.columns[column].end());
  }
  return context->terms.Prefetch(&ids);
}

}  // namespace zhimai::sparql
