// Keys of family `link`: from an entity or relation to statements.
//
//   'o' subject NUL relation NUL end NUL statement      out
//   'i' object NUL relation NUL subject NUL statement   in (entities only)
//   'q' value NUL key NUL subject NUL statement         as a qualifier
//   'p' relation NUL subject NUL end NUL statement
//
// `end` is an entity id, or 0x01 and the literal. The value is the modality
// and the confidence in 1/10000, so that walks need not read statements.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "graph/model/records.h"

namespace zhimai {

enum class LinkKind : char {
  kOut = 'o',
  kIn = 'i',
  kQualifier = 'q',
  kRelation = 'p',
};

// For look-ups: the parts after the first may be left out from the end.
std::string LinkPrefix(LinkKind kind, std::string_view first);
std::string LinkPrefix(LinkKind kind, std::string_view first,
                       std::string_view second);
std::string LinkPrefix(LinkKind kind, std::string_view first,
                       std::string_view second, std::string_view third);

// How the object of a statement stands in a key.
std::string LinkEnd(const ValueRecord& object);
inline bool IsLiteralEnd(std::string_view end) {
  return !end.empty() && end.front() == '\x01';
}

// All links of a statement: key -> value.
std::map<std::string, std::string> LinksOf(const StatementRecord& statement);

struct Link {
  std::string_view first;
  std::string_view second;
  std::string_view third;
  StatementId statement{};
  Modality modality = Modality::kAsserted;
  double confidence = 0;
};

// Views into `key`. Nothing for damaged bytes.
std::optional<Link> ParseLink(std::string_view key, std::string_view value);

}  // namespace zhimai
