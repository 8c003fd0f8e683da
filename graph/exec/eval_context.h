// What expressions need besides the row: where solutions come from, the time,
// randomness, and EXISTS, which the engine answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graph/base/status.h"
#include "graph/exec/value.h"
#include "graph/model/term.h"

namespace zhimai {
class Regex;
}

namespace zhimai::sparql {

// One solution. The engine implements it over its batches, so that a term is
// decoded only when an expression reads it.
class Row {
 public:
  virtual ~Row() = default;
  // nullptr when unbound. Valid until the row changes.
  virtual const Term* At(size_t column) const = 0;
  // The same as a value. To be overridden where a value can be had without the
  // term, from an id that holds it; its ToTerm() must be the very term.
  virtual std::optional<Value> ValueAt(size_t column) const {
    const Term* term = At(column);
    return term != nullptr ? std::optional(Value::Of(*term)) : std::nullopt;
  }
  virtual bool IsBound(size_t column) const { return At(column) != nullptr; }
};

// A row of terms in memory, which it borrows.
class TermRow final : public Row {
 public:
  explicit TermRow(std::span<const std::optional<Term>> terms)
      : terms_(terms) {}
  const Term* At(size_t column) const override {
    return terms_[column] ? &*terms_[column] : nullptr;
  }

 private:
  std::span<const std::optional<Term>> terms_;
};

struct EvalOptions {
  // For RAND, UUID and fresh blank nodes; the same seed gives the same terms.
  uint64_t seed = 0;
  // NOW(): one instant for a whole query.
  int64_t now_millis = 0;
  // Labels of fresh blank nodes begin so. Choose what the data does not have.
  std::string blank_prefix = "q";
  // A string longer than this ends the query: CONCAT in a chain of BINDs
  // doubles.
  size_t max_string_bytes = size_t{64} << 20;
  // Polled by what may run long (regular expressions); true stops them.
  std::function<bool()> cancelled;
};

// One thread at a time; one for a query, or for each thread of it (then with
// different blank prefixes and seeds).
class EvalContext {
 public:
  explicit EvalContext(EvalOptions options = {});
  ~EvalContext();
  EvalContext(const EvalContext&) = delete;
  EvalContext& operator=(const EvalContext&) = delete;

  // Answers EXISTS: does the pattern that BindOptions::exists has numbered
  // match with the variables of `row` put in? Nothing is a type error; an error
  // that ends the query goes to Fail().
  std::function<std::optional<bool>(size_t pattern, const Row& row)> exists;

  // To be called before the first expression of each solution: BNODE("x") is
  // one node within a solution. So evaluate the expressions of one SELECT
  // clause row by row, not column by column.
  void NewSolution() { labels_.clear(); }

  // A blank node that no other call gives; for CONSTRUCT templates too.
  Term FreshBlank();
  Term BlankFor(std::string_view label);
  uint64_t Random();

  // An error that is no type error: too long a string, cancellation. It stays;
  // the engine looks after each row or batch.
  const Status& failure() const { return failure_; }
  void Fail(Status status);

  const EvalOptions& options() const { return options_; }

  // The regular expression, compiled at first use and kept for some time;
  // nullptr when it is ill-formed. Used by REGEX and REPLACE.
  Regex* FindRegex(const std::string& pattern, const std::string& flags);

 private:
  EvalOptions options_;
  uint64_t random_state_ = 0;
  uint64_t next_blank_ = 0;
  std::map<std::string, Term, std::less<>> labels_;
  using RegexKey = std::pair<std::string, std::string>;
  std::map<RegexKey, std::unique_ptr<Regex>> regexes_;
  // The one used last; most queries have only one.
  const std::pair<const RegexKey, std::unique_ptr<Regex>>* last_ = nullptr;
  Status failure_;
};

}  // namespace zhimai::sparql
