#include "graph/ingest/link_key.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace zhimai {
namespace {

// A longer literal stands in keys as its hash.
constexpr size_t kMaxLiteralBytes = 100;

std::string IdBytesOf(const StatementId& id) {
  return std::string(id.begin(), id.end());
}

std::string LinkValue(const StatementRecord& statement) {
  const auto scaled =
      static_cast<uint16_t>(std::lround(statement.confidence * 1e4));
  return {static_cast<char>(statement.modality), static_cast<char>(scaled >> 8),
          static_cast<char>(scaled & 255)};
}

}  // namespace

std::string LinkPrefix(LinkKind kind, std::string_view first) {
  std::string key(1, static_cast<char>(kind));
  key += first;
  key += '\0';
  return key;
}

std::string LinkPrefix(LinkKind kind, std::string_view first,
                       std::string_view second) {
  std::string key = LinkPrefix(kind, first);
  key += second;
  key += '\0';
  return key;
}

std::string LinkPrefix(LinkKind kind, std::string_view first,
                       std::string_view second, std::string_view third) {
  std::string key = LinkPrefix(kind, first, second);
  key += third;
  key += '\0';
  return key;
}

std::string LinkEnd(const ValueRecord& object) {
  if (object.is_entity()) return object.entity;
  const std::string& value = object.literal.value;
  if (value.size() <= kMaxLiteralBytes) return '\x01' + value;
  return "\x01#" + HashText(value);
}

std::map<std::string, std::string> LinksOf(const StatementRecord& statement) {
  std::map<std::string, std::string> links;
  const std::string id = IdBytesOf(statement.id);
  const std::string end = LinkEnd(statement.object);
  const std::string value = LinkValue(statement);
  links[LinkPrefix(LinkKind::kOut, statement.subject, statement.predicate,
                   end) +
        id] = value;
  links[LinkPrefix(LinkKind::kRelation, statement.predicate, statement.subject,
                   end) +
        id] = value;
  if (statement.object.is_entity()) {
    links[LinkPrefix(LinkKind::kIn, end, statement.predicate,
                     statement.subject) +
          id] = value;
  }
  for (const QualifierRecord& qualifier : statement.qualifiers) {
    if (!qualifier.value.is_entity()) continue;
    links[LinkPrefix(LinkKind::kQualifier, qualifier.value.entity,
                     qualifier.key, statement.subject) +
          id] = value;
  }
  return links;
}

std::optional<Link> ParseLink(std::string_view key, std::string_view value) {
  Link link;
  if (key.empty() || value.size() != 3) return std::nullopt;
  key.remove_prefix(1);
  const std::array<std::string_view*, 3> parts = {&link.first, &link.second,
                                                  &link.third};
  for (std::string_view* part : parts) {
    const size_t end = key.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    *part = key.substr(0, end);
    key.remove_prefix(end + 1);
  }
  if (key.size() != link.statement.size()) return std::nullopt;
  std::transform(key.begin(), key.end(), link.statement.begin(),
                 [](char c) { return static_cast<uint8_t>(c); });
  link.modality = ModalityFromNumber(value[0]);
  link.confidence = (static_cast<unsigned char>(value[1]) * 256 +
                     static_cast<unsigned char>(value[2])) /
                    1e4;
  return link;
}

}  // namespace zhimai
