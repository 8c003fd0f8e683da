// Names and constants of the format on disk. docs/formats/families.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zhimai {

// Raised by every change after which an old store would be misread.
inline constexpr uint64_t kFormatVersion = 1;

inline constexpr size_t kQuadsPerBlock = 512;
inline constexpr size_t kStringsPerBlock = 64;

// When a writer optimizes by itself: so many quads in the delta, and one for so
// many in the base. Below, scans of the delta are quick (decision 1).
inline constexpr uint64_t kDueQuads = 250000;
inline constexpr uint64_t kDuePerBase = 4;

// Families that live as long as the store.
inline constexpr std::string_view kMetaFamily = "meta";
inline constexpr std::string_view kStatementFamily = "statement";
inline constexpr std::string_view kEvidenceFamily = "evidence";
inline constexpr std::string_view kDocStatementsFamily = "doc_statements";
inline constexpr std::string_view kSupportFamily = "support";
inline constexpr std::string_view kDocumentsFamily = "documents";
inline constexpr std::string_view kEntityFamily = "entity";
inline constexpr std::string_view kAliasFamily = "alias";
inline constexpr std::string_view kLinkFamily = "link";
inline constexpr std::string_view kTextFamily = "text";
inline constexpr std::string_view kJournalFamily = "journal";

// Families of one generation: "pso.3". They hold term ids, which the next
// generation numbers anew.
inline constexpr std::string_view kDictBaseFamily = "dict_base";
inline constexpr std::string_view kDictDeltaFamily = "dict_delta";
inline constexpr std::string_view kDictHashFamily = "dict_hash";
inline constexpr std::string_view kDeltaFamily = "delta";
inline constexpr std::string_view kStatsFamily = "stats";

// Keys of `meta`.
inline constexpr std::string_view kMetaFormat = "format";
inline constexpr std::string_view kMetaGeneration = "generation";
inline constexpr std::string_view kMetaDelta = "delta";
inline constexpr std::string_view kMetaText = "text";
inline constexpr std::string_view kMetaIriPrefixes = "iri_prefixes";
inline constexpr std::string_view kMetaBlobPrefix = "blob/";

}  // namespace zhimai
