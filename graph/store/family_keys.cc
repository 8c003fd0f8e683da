#include "graph/store/family_keys.h"

#include <algorithm>

#include "graph/store/coding.h"

namespace zhimai {

std::string_view IdBytes(const StatementId& id) {
  return {reinterpret_cast<const char*>(id.data()), id.size()};
}

std::optional<StatementId> ParseId(std::string_view bytes) {
  StatementId id;
  if (bytes.size() != id.size()) return std::nullopt;
  std::transform(bytes.begin(), bytes.end(), id.begin(),
                 [](char c) { return static_cast<uint8_t>(c); });
  return id;
}

std::string EvidenceKey(const StatementId& id, std::string_view document) {
  std::string key(IdBytes(id));
  key += document;
  return key;
}

std::string DocStatementKey(std::string_view document, const StatementId& id) {
  std::string key;
  AppendEscaped(document, &key);
  key += IdBytes(id);
  return key;
}

std::optional<std::pair<std::string, StatementId>> ParseDocStatementKey(
    std::string_view key) {
  std::optional<std::string> document = TakeEscaped(&key);
  const std::optional<StatementId> id = ParseId(key);
  if (!document || !id) return std::nullopt;
  return std::pair(*std::move(document), *id);
}

std::string SupportKey(SupportKind kind, std::string_view key) {
  return static_cast<char>(kind) + std::string(key);
}

std::string AliasKey(std::string_view name_key, std::string_view entity) {
  std::string key;
  AppendEscaped(name_key, &key);
  key += entity;
  return key;
}

std::optional<std::pair<std::string, std::string>> ParseAliasKey(
    std::string_view key) {
  std::optional<std::string> name = TakeEscaped(&key);
  if (!name) return std::nullopt;
  return std::pair(*std::move(name), std::string(key));
}

}  // namespace zhimai
