// What the families of the store hold, as values, and their bytes.
//
// Everything repeated is sorted where order means nothing, so equal contents
// give equal bytes. Decoding fails with kCorruption.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/hash.h"
#include "graph/base/result.h"
#include "graph/model/records.h"

namespace zhimai {

// Family `statement`: the fusion of what documents contribute.
struct FusedStatement {
  StatementRecord record;
  uint64_t documents = 0;

  friend bool operator==(const FusedStatement&,
                         const FusedStatement&) = default;
};

// Family `evidence`: what one document contributes to a statement.
struct Contribution {
  std::vector<EvidenceRecord> evidence;  // by place
  std::vector<QualifierRecord> qualifiers;
  double confidence = 0;
  std::vector<uint32_t> bands;  // graph/ingest/sketch.h
};

// Family `entity`: one thing said of it, and by how many documents.
struct EntityVariant {
  EntityRecord entity;
  uint64_t documents = 0;
};

struct ByteRangeRecord {
  uint64_t begin = 0;
  uint64_t end = 0;
};

struct ArticleRecord {
  uint32_t number = 0;
  std::string title;
  std::vector<ByteRangeRecord> ranges;
  std::string published;
  std::string published_place;
  std::string agency;
};

// DocumentRecord::metadata.
struct DocumentInfo {
  struct EntityUse {
    std::string entity;
    Hash128 variant{};  // VariantHash
  };
  std::string root;
  std::vector<ArticleRecord> articles;
  std::vector<EntityUse> entities;
  uint64_t mentions = 0;
  uint64_t statements = 0;
  Hash128 hash{};  // of the extraction
};

// Blob "counters".
struct Counters {
  uint64_t documents = 0;
  uint64_t bytes = 0;
  uint64_t entities = 0;
  uint64_t statements = 0;
  uint64_t evidence = 0;
  uint64_t triples = 0;
  std::map<std::string, uint64_t> by_modality;
  std::map<std::string, uint64_t> by_class;
  std::map<std::string, uint64_t> by_relation;

  friend bool operator==(const Counters&, const Counters&) = default;
};

inline constexpr std::string_view kCountersBlob = "counters";
inline constexpr std::string_view kOntologyBlob = "ontology";

std::string EncodeStatement(const FusedStatement& statement);
Result<FusedStatement> DecodeStatement(const StatementId& id,
                                       std::string_view bytes);

// DecodeStatement() for many of them: it keeps what it has allocated, and does
// not look whether texts are UTF-8. One thread at a time.
class StatementDecoder {
 public:
  StatementDecoder() = default;
  // What Decode() returned points into it.
  StatementDecoder(const StatementDecoder&) = delete;
  StatementDecoder& operator=(const StatementDecoder&) = delete;

  // Lives until the next call.
  Result<const FusedStatement*> Decode(const StatementId& id,
                                       std::string_view bytes);

 private:
  FusedStatement statement_;
};

std::string EncodeContribution(const Contribution& contribution);
Result<Contribution> DecodeContribution(std::string_view document,
                                        std::string_view bytes);

std::string EncodeEntity(const std::vector<EntityVariant>& variants);
Result<std::vector<EntityVariant>> DecodeEntity(std::string_view id,
                                                std::string_view bytes);
// Names a variant of an entity.
Hash128 VariantHash(const EntityRecord& entity);

std::string EncodeDocumentInfo(const DocumentInfo& info);
Result<DocumentInfo> DecodeDocumentInfo(std::string_view bytes);

std::string EncodeCounters(const Counters& counters);
// Of no bytes: all zero.
Result<Counters> DecodeCounters(std::string_view bytes);

// "s/" and base32, and back; nothing for any other text.
std::string StatementName(const StatementId& id);
std::optional<StatementId> ParseStatementName(std::string_view name);

}  // namespace zhimai
