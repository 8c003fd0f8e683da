// Keys of the families beside the triples. docs/formats/families.md. Not a
// public header.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "graph/model/records.h"
#include "graph/store/families.h"

namespace zhimai {

std::string_view IdBytes(const StatementId& id);
// Nothing unless there are 16 bytes.
std::optional<StatementId> ParseId(std::string_view bytes);

// statement, document
std::string EvidenceKey(const StatementId& id, std::string_view document);
// document (escaped), statement
std::string DocStatementKey(std::string_view document, const StatementId& id);
std::optional<std::pair<std::string, StatementId>> ParseDocStatementKey(
    std::string_view key);
// kind, key
std::string SupportKey(SupportKind kind, std::string_view key);
// name key (escaped), entity
std::string AliasKey(std::string_view name_key, std::string_view entity);
std::optional<std::pair<std::string, std::string>> ParseAliasKey(
    std::string_view key);

}  // namespace zhimai
