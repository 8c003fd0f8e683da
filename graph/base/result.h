// Result<T>: a value, or the Status that says why there is none.
#pragma once

#include <optional>
#include <utility>

#include "graph/base/status.h"

namespace zhimai {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}  // NOLINT: implicit on purpose
  Result(Status status) : status_(std::move(status)) {  // NOLINT: the same
    ZM_CHECK(!status_.ok());
  }

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }

  // REQUIRES: ok().
  T& value() & {
    ZM_CHECK(ok());
    return *value_;
  }
  const T& value() const& {
    ZM_CHECK(ok());
    return *value_;
  }
  T&& value() && {
    ZM_CHECK(ok());
    return *std::move(value_);
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace zhimai

#define ZM_CONCAT_INNER(a, b) a##b
#define ZM_CONCAT(a, b) ZM_CONCAT_INNER(a, b)

// Returns the error of `expr` (a Status) from the enclosing function.
#define ZM_TRY(expr)                       \
  do {                                     \
    ::zhimai::Status zm_status = (expr);   \
    if (!zm_status.ok()) return zm_status; \
  } while (false)

// ZM_TRY_ASSIGN(Automaton names, Automaton::Load(path)): returns the error,
// or declares `names`.
#define ZM_TRY_ASSIGN(declaration, expr)             \
  auto ZM_CONCAT(zm_result_, __LINE__) = (expr);     \
  if (!ZM_CONCAT(zm_result_, __LINE__).ok())         \
    return ZM_CONCAT(zm_result_, __LINE__).status(); \
  declaration = std::move(ZM_CONCAT(zm_result_, __LINE__)).value()
