#include "graph/exec/xsd_types.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace zhimai::sparql {
namespace {

constexpr XsdType Plain(std::string_view name, ValueKind kind) {
  return {.name = name, .kind = kind};
}

constexpr XsdType Whole(std::string_view name, std::string_view least,
                        std::string_view most) {
  return {
      .name = name, .kind = ValueKind::kInteger, .least = least, .most = most};
}

constexpr XsdType Time(std::string_view name, DateTimeKind kind) {
  return {.name = name, .kind = ValueKind::kDateTime, .date_time_kind = kind};
}

constexpr XsdType Span(std::string_view name, DurationKind kind) {
  return {.name = name, .kind = ValueKind::kDuration, .duration_kind = kind};
}

constexpr std::array<XsdType, 30> kTypes = {{
    Plain("boolean", ValueKind::kBoolean),
    Whole("byte", "-128", "127"),
    Time("date", DateTimeKind::kDate),
    Time("dateTime", DateTimeKind::kDateTime),
    Time("dateTimeStamp", DateTimeKind::kDateTime),
    Span("dayTimeDuration", DurationKind::kDayTime),
    Plain("decimal", ValueKind::kDecimal),
    Plain("double", ValueKind::kDouble),
    Span("duration", DurationKind::kDuration),
    Plain("float", ValueKind::kFloat),
    Time("gDay", DateTimeKind::kGDay),
    Time("gMonth", DateTimeKind::kGMonth),
    Time("gMonthDay", DateTimeKind::kGMonthDay),
    Time("gYear", DateTimeKind::kGYear),
    Time("gYearMonth", DateTimeKind::kGYearMonth),
    Whole("int", "-2147483648", "2147483647"),
    Whole("integer", "", ""),
    Whole("long", "-9223372036854775808", "9223372036854775807"),
    Whole("negativeInteger", "", "-1"),
    Whole("nonNegativeInteger", "0", ""),
    Whole("nonPositiveInteger", "", "0"),
    Whole("positiveInteger", "1", ""),
    Whole("short", "-32768", "32767"),
    Plain("string", ValueKind::kString),
    Time("time", DateTimeKind::kTime),
    Whole("unsignedByte", "0", "255"),
    Whole("unsignedInt", "0", "4294967295"),
    Whole("unsignedLong", "0", "18446744073709551615"),
    Whole("unsignedShort", "0", "65535"),
    Span("yearMonthDuration", DurationKind::kYearMonth),
}};

std::string_view TakeDigits(std::string_view* text) {
  const size_t end =
      std::min(text->find_first_not_of("0123456789"), text->size());
  const std::string_view digits = text->substr(0, end);
  text->remove_prefix(end);
  return digits;
}

void SkipSign(std::string_view* text) {
  if (!text->empty() && ((*text)[0] == '+' || (*text)[0] == '-')) {
    text->remove_prefix(1);
  }
}

// Also says where the first digit that counts stands: the number is below
// 10^magnitude, which tells what is too big from what is too small.
bool IsFloatForm(std::string_view text, int64_t* magnitude) {
  SkipSign(&text);
  std::string_view whole = TakeDigits(&text);
  std::string_view fraction;
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    fraction = TakeDigits(&text);
  }
  if (whole.empty() && fraction.empty()) return false;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  *magnitude = static_cast<int64_t>(whole.size());
  if (whole.empty()) {
    *magnitude = -static_cast<int64_t>(
        std::min(fraction.find_first_not_of('0'), fraction.size()));
  }
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  const bool negative = !text.empty() && text[0] == '-';
  SkipSign(&text);
  const std::string_view digits = TakeDigits(&text);
  if (digits.empty() || !text.empty()) return false;
  int64_t exponent = 0;
  for (const char c : digits) {
    exponent = std::min<int64_t>(exponent * 10 + (c - '0'), 1'000'000'000);
  }
  *magnitude += negative ? -exponent : exponent;
  return true;
}

template <typename Float>
std::optional<Float> ParseFloating(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<Float>::quiet_NaN();
  if (text == "INF" || text == "+INF") {
    return std::numeric_limits<Float>::infinity();
  }
  if (text == "-INF") return -std::numeric_limits<Float>::infinity();
  int64_t magnitude = 0;
  if (!IsFloatForm(text, &magnitude)) return std::nullopt;
  const bool negative = text[0] == '-';
  if (text[0] == '+') text.remove_prefix(1);
  Float out = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
  if (end.ec == std::errc::result_out_of_range) {
    out = magnitude > 0 ? std::numeric_limits<Float>::infinity() : Float{0};
    return negative ? -out : out;
  }
  return out;
}

template <typename Float>
std::string XPathFloating(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-INF" : "INF";
  if (value == 0) return std::signbit(value) ? "-0" : "0";
  const Float size = std::fabs(value);
  std::array<char, 64> buffer{};
  char* const begin = buffer.data();
  char* const limit = begin + buffer.size();
  if (size >= Float(1e-6) && size < Float(1e6)) {
    const auto end =
        std::to_chars(begin, limit, value, std::chars_format::fixed);
    return {begin, end.ptr};
  }
  const auto end =
      std::to_chars(begin, limit, value, std::chars_format::scientific);
  const std::string_view text(begin, static_cast<size_t>(end.ptr - begin));
  const size_t e = text.find('e');
  std::string out(text.substr(0, e));
  if (out.find('.') == std::string::npos) out += ".0";
  out += 'E';
  std::string_view exponent = text.substr(e + 1);
  if (exponent[0] == '-') out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent[0] == '0') exponent.remove_prefix(1);
  return out.append(exponent);
}

}  // namespace

const XsdType* FindXsdType(std::string_view datatype_iri) {
  if (datatype_iri.substr(0, kXsd.size()) != kXsd) return nullptr;
  const std::string_view name = datatype_iri.substr(kXsd.size());
  // Lengths differ so much that few names are compared.
  for (const XsdType& type : kTypes) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

std::optional<bool> ParseBoolean(std::string_view text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

std::optional<double> ParseDouble(std::string_view text) {
  return ParseFloating<double>(text);
}

std::optional<float> ParseFloat(std::string_view text) {
  return ParseFloating<float>(text);
}

bool IsDecimalForm(std::string_view text, bool integer) {
  SkipSign(&text);
  const size_t whole = TakeDigits(&text).size();
  if (text.empty()) return whole > 0;
  if (integer || text[0] != '.') return false;
  text.remove_prefix(1);
  const size_t fraction = TakeDigits(&text).size();
  return text.empty() && whole + fraction > 0;
}

std::string_view DateTimeTypeName(DateTimeKind kind) {
  switch (kind) {
    case DateTimeKind::kDateTime:
      return "dateTime";
    case DateTimeKind::kDate:
      return "date";
    case DateTimeKind::kTime:
      return "time";
    case DateTimeKind::kGYear:
      return "gYear";
    case DateTimeKind::kGYearMonth:
      return "gYearMonth";
    case DateTimeKind::kGMonthDay:
      return "gMonthDay";
    case DateTimeKind::kGMonth:
      return "gMonth";
    case DateTimeKind::kGDay:
      return "gDay";
  }
  return "dateTime";
}

std::string_view DurationTypeName(DurationKind kind) {
  switch (kind) {
    case DurationKind::kDuration:
      return "duration";
    case DurationKind::kYearMonth:
      return "yearMonthDuration";
    case DurationKind::kDayTime:
      return "dayTimeDuration";
  }
  return "duration";
}

std::string XPathDouble(double value) { return XPathFloating(value); }

std::string XPathFloat(float value) { return XPathFloating(value); }

}  // namespace zhimai::sparql
