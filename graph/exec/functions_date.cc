// Functions on dates and times [17.4.5].
#include <array>

#include "graph/exec/functions.h"

namespace zhimai::sparql {
namespace {

// SPARQL asks for xsd:dateTime; XPath has the same functions for the other
// kinds that carry the property.
const DateTime* TimeOf(const FunctionCall& call) {
  const Value& value = call.arguments[0];
  return value.kind() == ValueKind::kDateTime ? &value.date_time() : nullptr;
}

bool HasYear(DateTimeKind kind) {
  return kind == DateTimeKind::kDateTime || kind == DateTimeKind::kDate ||
         kind == DateTimeKind::kGYear || kind == DateTimeKind::kGYearMonth;
}

bool HasMonth(DateTimeKind kind) {
  return kind != DateTimeKind::kTime && kind != DateTimeKind::kGYear &&
         kind != DateTimeKind::kGDay;
}

bool HasDay(DateTimeKind kind) {
  return kind == DateTimeKind::kDateTime || kind == DateTimeKind::kDate ||
         kind == DateTimeKind::kGMonthDay || kind == DateTimeKind::kGDay;
}

bool HasTime(DateTimeKind kind) {
  return kind == DateTimeKind::kDateTime || kind == DateTimeKind::kTime;
}

std::optional<Value> Year(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !HasYear(time->kind)) return std::nullopt;
  return Value::Integer(time->year);
}

std::optional<Value> Month(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !HasMonth(time->kind)) return std::nullopt;
  return Value::Integer(time->month);
}

std::optional<Value> Day(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !HasDay(time->kind)) return std::nullopt;
  return Value::Integer(time->day);
}

std::optional<Value> Hours(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !HasTime(time->kind)) return std::nullopt;
  return Value::Integer(time->hour);
}

std::optional<Value> Minutes(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !HasTime(time->kind)) return std::nullopt;
  return Value::Integer(time->minute);
}

std::optional<Value> Seconds(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !HasTime(time->kind)) return std::nullopt;
  return Value::OfDecimal(time->second);
}

std::optional<Value> Timezone(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr || !time->zone) return std::nullopt;
  Duration zone;
  zone.kind = DurationKind::kDayTime;
  zone.seconds = Decimal(int64_t{*time->zone} * 60);
  return Value::OfDuration(zone);
}

std::optional<Value> Tz(const FunctionCall& call) {
  const DateTime* time = TimeOf(call);
  if (time == nullptr) return std::nullopt;
  // Z and +00:00 are one zone, but TZ shows the one that was written.
  const Term* term = call.arguments[0].term();
  if (term != nullptr && time->zone == 0 && !term->value().ends_with('Z')) {
    return Value::String(term->value().substr(term->value().size() - 6));
  }
  return Value::String(time->FormatZone());
}

std::optional<Value> Now(const FunctionCall& call) {
  return Value::OfDateTime(
      DateTime::FromUnixMillis(call.context.options().now_millis));
}

constexpr std::array<NamedFunction, 9> kFunctions = {{
    {"YEAR", Year},
    {"MONTH", Month},
    {"DAY", Day},
    {"HOURS", Hours},
    {"MINUTES", Minutes},
    {"SECONDS", Seconds},
    {"TIMEZONE", Timezone},
    {"TZ", Tz},
    {"NOW", Now, true, false},
}};

}  // namespace

std::span<const NamedFunction> DateFunctions() { return kFunctions; }

}  // namespace zhimai::sparql
