#include "graph/exec/aggregate.h"

#include <set>
#include <utility>

#include "graph/base/status.h"

namespace zhimai::sparql {
namespace {

// Terms seen, for DISTINCT.
class Seen {
 public:
  explicit Seen(bool on) : on_(on) {}

  // False for a repetition.
  bool Insert(const Value& value) {
    if (!on_) return true;
    const auto [at, fresh] = terms_.insert(value.ToTerm());
    if (fresh) bytes_ += sizeof(Term) + 48 + at->value().size();
    return fresh;
  }
  size_t memory_bytes() const { return bytes_; }

 private:
  bool on_;
  std::set<Term> terms_;
  size_t bytes_ = 0;
};

class Count final : public Accumulator {
 public:
  Count(bool all, bool distinct) : all_(all), seen_(distinct && !all) {}

  void Add(const std::optional<Value>& value) override {
    if (all_ || (value && seen_.Insert(*value))) ++count_;
  }
  std::optional<Term> Finish() const override {
    return Value::Integer(count_).ToTerm();
  }
  size_t memory_bytes() const override { return seen_.memory_bytes(); }

 private:
  bool all_;
  Seen seen_;
  int64_t count_ = 0;
};

// SUM and AVG. What is no number spoils them for good.
class Sum final : public Accumulator {
 public:
  Sum(bool average, bool distinct) : average_(average), seen_(distinct) {}

  void Add(const std::optional<Value>& value) override {
    if (!sum_) return;
    if (!value || !value->is_numeric()) {
      sum_.reset();
      return;
    }
    if (!seen_.Insert(*value)) return;
    sum_ = Compute(Arithmetic::kAdd, *sum_, *value);
    ++count_;
  }
  std::optional<Term> Finish() const override {
    if (!sum_) return std::nullopt;
    if (!average_ || count_ == 0) return sum_->ToTerm();
    const std::optional<Value> mean =
        Compute(Arithmetic::kDivide, *sum_, Value::Integer(count_));
    if (!mean) return std::nullopt;
    return mean->ToTerm();
  }
  size_t memory_bytes() const override { return seen_.memory_bytes(); }

 private:
  bool average_;
  Seen seen_;
  std::optional<Value> sum_ = Value::Integer(0);
  int64_t count_ = 0;
};

// MIN and MAX. Errors are left out. Of equal values the least term is taken,
// so that the order of the solutions does not matter.
class Extreme final : public Accumulator {
 public:
  explicit Extreme(bool least) : least_(least) {}

  void Add(const std::optional<Value>& value) override {
    if (value && (!best_ || Better(*value))) {
      best_ = Value::Owning(value->ToTerm());
    }
  }
  std::optional<Term> Finish() const override {
    if (!best_) return std::nullopt;
    return *best_->term();
  }
  size_t memory_bytes() const override {
    return best_ ? sizeof(Term) + best_->term()->value().size() : 0;
  }

 private:
  bool Better(const Value& value) const {
    const std::weak_ordering order = CompareForOrder(&value, &*best_);
    if (order == 0) return value.ToTerm() < *best_->term();
    return (order < 0) == least_;
  }

  bool least_;
  std::optional<Value> best_;
};

// The first value that is no error.
class Sample final : public Accumulator {
 public:
  void Add(const std::optional<Value>& value) override {
    if (value && !term_) term_ = value->ToTerm();
  }
  std::optional<Term> Finish() const override { return term_; }
  size_t memory_bytes() const override {
    return term_ ? term_->value().size() : 0;
  }

 private:
  std::optional<Term> term_;
};

// An error and a value without a string form spoil it for good.
class GroupConcat final : public Accumulator {
 public:
  GroupConcat(std::string separator, bool distinct)
      : separator_(std::move(separator)), seen_(distinct) {}

  void Add(const std::optional<Value>& value) override {
    good_ = good_ && value &&
            (value->is_literal() || value->kind() == ValueKind::kIri);
    if (!good_ || !seen_.Insert(*value)) return;
    if (!first_) text_ += separator_;
    first_ = false;
    text_ += value->term() != nullptr ? value->term()->value()
                                      : value->ToTerm().value();
  }
  std::optional<Term> Finish() const override {
    if (!good_) return std::nullopt;
    return Term::String(text_);
  }
  size_t memory_bytes() const override {
    return seen_.memory_bytes() + text_.capacity();
  }

 private:
  std::string separator_;
  Seen seen_;
  std::string text_;
  bool first_ = true;
  bool good_ = true;
};

}  // namespace

std::unique_ptr<Accumulator> MakeAccumulator(const Expression& aggregate,
                                             bool deduplicated) {
  ZM_CHECK(aggregate.op == Op::kAggregate);
  const bool distinct = aggregate.distinct && !deduplicated;
  const std::string& name = aggregate.name;
  if (name == "COUNT") {
    return std::make_unique<Count>(aggregate.arguments.empty(), distinct);
  }
  if (name == "SUM" || name == "AVG") {
    return std::make_unique<Sum>(name == "AVG", distinct);
  }
  if (name == "MIN" || name == "MAX") {
    return std::make_unique<Extreme>(name == "MIN");
  }
  if (name == "SAMPLE") return std::make_unique<Sample>();
  ZM_CHECK(name == "GROUP_CONCAT");
  return std::make_unique<GroupConcat>(aggregate.separator.value_or(" "),
                                       distinct);
}

}  // namespace zhimai::sparql
