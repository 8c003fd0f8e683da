// The datatypes whose values are known here, and their lexical spaces. Private
// to graph/exec.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/exec/date_time.h"
#include "graph/exec/value.h"

namespace zhimai::sparql {

struct XsdType {
  std::string_view name;  // behind the namespace of XSD
  ValueKind kind = ValueKind::kOther;
  DateTimeKind date_time_kind = DateTimeKind::kDateTime;
  DurationKind duration_kind = DurationKind::kDuration;
  // Bounds of types derived from xsd:integer, as text; empty for none.
  std::string_view least = {};
  std::string_view most = {};
};

// nullptr for what is not known. xsd:string is, language strings are not.
const XsdType* FindXsdType(std::string_view datatype_iri);

std::optional<bool> ParseBoolean(std::string_view text);
// Beyond the range they give infinity or zero, as XSD 1.1 rounds.
std::optional<double> ParseDouble(std::string_view text);
std::optional<float> ParseFloat(std::string_view text);
// Only the form, whatever the size.
bool IsDecimalForm(std::string_view text, bool integer);

std::string_view DateTimeTypeName(DateTimeKind kind);
std::string_view DurationTypeName(DurationKind kind);

// As fn:string writes: "1", "1.5", "1.0E7", "INF".
std::string XPathDouble(double value);
std::string XPathFloat(float value);

}  // namespace zhimai::sparql
