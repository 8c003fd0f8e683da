// The arithmetic operators [17.3], with the numeric promotion of XPath.
#include "graph/exec/value.h"

namespace zhimai::sparql {
namespace {

template <typename Float>
Float ComputeFloat(Arithmetic op, Float a, Float b) {
  switch (op) {
    case Arithmetic::kAdd:
      return a + b;
    case Arithmetic::kSubtract:
      return a - b;
    case Arithmetic::kMultiply:
      return a * b;
    case Arithmetic::kDivide:
      return a / b;
  }
  return a;
}

std::optional<Decimal> ComputeDecimal(Arithmetic op, const Decimal& a,
                                      const Decimal& b) {
  switch (op) {
    case Arithmetic::kAdd:
      return Decimal::Add(a, b);
    case Arithmetic::kSubtract:
      return Decimal::Subtract(a, b);
    case Arithmetic::kMultiply:
      return Decimal::Multiply(a, b);
    case Arithmetic::kDivide:
      return Decimal::Divide(a, b);
  }
  return std::nullopt;
}

float ToFloat(const Value& value) {
  return value.kind() == ValueKind::kFloat ? value.float_value()
                                           : value.decimal().ToFloat();
}

std::optional<Value> ComputeNumbers(Arithmetic op, const Value& a,
                                    const Value& b) {
  const ValueKind wider = a.kind() > b.kind() ? a.kind() : b.kind();
  if (wider == ValueKind::kDouble) {
    return Value::Double(ComputeFloat(op, a.ToDouble(), b.ToDouble()));
  }
  if (wider == ValueKind::kFloat) {
    return Value::Float(ComputeFloat(op, ToFloat(a), ToFloat(b)));
  }
  const std::optional<Decimal> out =
      ComputeDecimal(op, a.decimal(), b.decimal());
  if (!out) return std::nullopt;
  // The quotient of two integers is a decimal.
  const bool integer =
      wider == ValueKind::kInteger && op != Arithmetic::kDivide;
  return integer ? Value::Integer(*out) : Value::OfDecimal(*out);
}

std::optional<Value> Wrap(const std::optional<Duration>& duration) {
  if (!duration) return std::nullopt;
  return Value::OfDuration(*duration);
}

std::optional<Value> Wrap(const std::optional<DateTime>& time) {
  if (!time) return std::nullopt;
  return Value::OfDateTime(*time);
}

// A duration by a number: of months only or of seconds only, as XPath has it.
std::optional<Value> Scale(Arithmetic op, const Duration& duration,
                           const Value& by) {
  if (duration.kind == DurationKind::kDuration) return std::nullopt;
  const std::optional<Decimal> factor =
      by.kind() <= ValueKind::kDecimal ? by.decimal()
                                       : Decimal::FromDouble(by.ToDouble());
  if (!factor) return std::nullopt;
  const bool months = duration.kind == DurationKind::kYearMonth;
  const std::optional<Decimal> scaled = ComputeDecimal(
      op, months ? Decimal(duration.months) : duration.seconds, *factor);
  if (!scaled) return std::nullopt;
  Duration out = duration;
  if (months) {
    const std::optional<int64_t> rounded = scaled->Round().ToInt64();
    if (!rounded) return std::nullopt;
    out.months = *rounded;
  } else {
    out.seconds = *scaled;
  }
  Duration zero;
  zero.kind = out.kind;
  // Checks the range.
  return Wrap(Add(out, zero));
}

std::optional<Value> ComputeTimes(Arithmetic op, const Value& a,
                                  const Value& b) {
  const bool times = a.kind() == ValueKind::kDateTime;
  const bool sum = op == Arithmetic::kAdd || op == Arithmetic::kSubtract;
  if (b.kind() == ValueKind::kDuration && sum) {
    const bool minus = op == Arithmetic::kSubtract;
    const Duration right = minus ? Negate(b.duration()) : b.duration();
    return times ? Wrap(Add(a.date_time(), right))
                 : Wrap(Add(a.duration(), right));
  }
  if (times && b.kind() == ValueKind::kDateTime &&
      op == Arithmetic::kSubtract) {
    const DateTimeKind kind = a.date_time().kind;
    if (kind != b.date_time().kind || kind > DateTimeKind::kTime) {
      return std::nullopt;
    }
    return Wrap(Subtract(a.date_time(), b.date_time()));
  }
  if (!times && b.is_numeric() && !sum) return Scale(op, a.duration(), b);
  return std::nullopt;
}

}  // namespace

std::optional<Value> Compute(Arithmetic op, const Value& a, const Value& b) {
  if (a.is_numeric() && b.is_numeric()) return ComputeNumbers(op, a, b);
  const auto timely = [](const Value& value) {
    return value.kind() == ValueKind::kDateTime ||
           value.kind() == ValueKind::kDuration;
  };
  if (timely(a)) return ComputeTimes(op, a, b);
  // The two that may change places.
  const bool turned = (op == Arithmetic::kMultiply && a.is_numeric() &&
                       b.kind() == ValueKind::kDuration);
  return turned ? ComputeTimes(op, b, a) : std::nullopt;
}

std::optional<Value> Negated(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInteger:
      return Value::Integer(value.decimal().Negate());
    case ValueKind::kDecimal:
      return Value::OfDecimal(value.decimal().Negate());
    case ValueKind::kFloat:
      return Value::Float(-value.float_value());
    case ValueKind::kDouble:
      return Value::Double(-value.double_value());
    default:
      return std::nullopt;
  }
}

}  // namespace zhimai::sparql
