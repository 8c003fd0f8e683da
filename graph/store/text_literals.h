// The texts of a snapshot that the full-text index has, and their keys.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/store/snapshot.h"
#include "graph/store/text_index.h"

namespace zhimai {

// The literals that the predicate has as objects in the default graph, each
// once, in the order of their ids.
using NameLiteralVisitor =
    std::function<Status(TermId id, const Term& literal)>;
Status VisitNameLiterals(const Snapshot& snapshot,
                         const NamePredicate& predicate,
                         const NameLiteralVisitor& visit);

// Keys of units, and what they say. kInvalidInput for what TermKey() refuses.
Result<std::string> TextLiteralKey(const Term& literal);
std::string TextAliasKey(std::string_view name_key, std::string_view entity);
std::string TextEvidenceKey(const StatementId& id, std::string_view document);
// Nothing for what is no such key.
std::optional<Term> LiteralOfTextKey(std::string_view key);
std::optional<std::pair<std::string, std::string>> AliasOfTextKey(
    std::string_view key);
std::optional<std::pair<StatementId, std::string>> EvidenceOfTextKey(
    std::string_view key);

}  // namespace zhimai
