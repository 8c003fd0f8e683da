// The families beside the triples, for reading: small typed views of one
// snapshot. docs/formats/families.md has their keys and values.
//
// All are immutable and thread-safe, borrow the store, and hold the snapshot
// alive. Walks call a function for each entry in key order and stop early when
// it returns false. Every name, path and id is UTF-8 without restriction.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/model/records.h"

namespace zhimai {

// What a count in the support family is of. At zero the thing goes.
enum class SupportKind : uint8_t {
  kStatement = 1,
  kEntity = 2,
  kAlias = 3,
  kTriple = 4,
  kName = 5,
};

class FamilyView {
 public:
  FamilyView(const KvStore* kv, KvFamily family, KvSnapshot snapshot)
      : kv_(kv), family_(std::move(family)), snapshot_(std::move(snapshot)) {}

 protected:
  Result<std::optional<std::string>> GetBytes(std::string_view key) const;
  // Over the keys that begin with `prefix`, from `start` on. A `scan` reads
  // nearly all of the family, past the cache.
  Status Walk(std::string_view prefix, std::string_view start,
              const std::function<Result<bool>(std::string_view key,
                                               std::string_view value)>& visit,
              bool scan = false) const;

  const KvStore* kv_;
  KvFamily family_;
  KvSnapshot snapshot_;
};

// Statement id -> bytes.
class StatementFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(const StatementId& id, std::string_view bytes)>;

  Result<std::optional<std::string>> Get(const StatementId& id) const;
  Status ForEach(const Visit& visit) const;
  // From the first id >= `start`.
  Status ForEachFrom(const StatementId& start, const Visit& visit) const;
};

class EvidenceWalk;

// (statement, document) -> bytes.
class EvidenceFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(const StatementId& id, std::string_view document,
                         std::string_view bytes)>;

  Result<std::optional<std::string>> Get(const StatementId& id,
                                         std::string_view document) const;
  // By document.
  Status ForStatement(const StatementId& id, const Visit& visit) const;
  // For statements that are asked for in the order of their ids, `whole` when
  // these are nearly all.
  EvidenceWalk InOrder(bool whole) const;
  Status ForEach(const Visit& visit) const;
};

// The evidence of one statement after the other. One thread at a time.
class EvidenceWalk {
 public:
  // REQUIRES: `id` is not below that of the call before.
  Status ForStatement(const StatementId& id,
                      const EvidenceFamily::Visit& visit);

 private:
  friend class EvidenceFamily;
  explicit EvidenceWalk(KvCursor cursor) : cursor_(std::move(cursor)) {}

  bool Before(std::string_view key) const {
    return cursor_.valid() && cursor_.key() < key;
  }

  KvCursor cursor_;
  bool begun_ = false;
};

// Document -> its statements, so that retraction costs its size only.
class DocStatementFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(std::string_view document, const StatementId& id)>;

  Result<std::vector<StatementId>> Get(std::string_view document) const;
  Status ForEach(const Visit& visit) const;
};

class SupportFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit = std::function<bool(SupportKind kind, std::string_view key,
                                   uint64_t count)>;

  // 0 when there is none.
  Result<uint64_t> Get(SupportKind kind, std::string_view key) const;
  Status ForEach(const Visit& visit) const;
};

// Path -> DocumentRecord.
class DocumentFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit = std::function<bool(const DocumentRecord& record)>;

  Result<std::optional<DocumentRecord>> Get(std::string_view path) const;
  // Those whose path begins with `path_prefix`, by path.
  Status ForEach(std::string_view path_prefix, const Visit& visit) const;
};

// Entity id -> bytes.
class EntityFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(std::string_view id, std::string_view bytes)>;

  Result<std::optional<std::string>> Get(std::string_view id) const;
  Status ForEach(std::string_view id_prefix, const Visit& visit) const;
};

// (name key, entity) -> bytes. The key is what NameKey() makes of a name.
class AliasFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(std::string_view name_key, std::string_view entity,
                         std::string_view bytes)>;

  Result<std::optional<std::string>> Get(std::string_view name_key,
                                         std::string_view entity) const;
  // The entities of exactly this name, by id.
  Result<std::vector<std::string>> Find(std::string_view name_key) const;
  // Names that begin with `key_prefix`, by key and then entity. With an empty
  // prefix, all.
  Status ForPrefix(std::string_view key_prefix, const Visit& visit) const;
};

// Adjacency: which statements hang on which entity. Keys and values are
// graph/ingest's (docs/formats/families.md).
class LinkFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(std::string_view key, std::string_view bytes)>;

  // Keys that begin with `prefix`, in order.
  Status ForPrefix(std::string_view prefix, const Visit& visit) const;
};

// Append-only; sequence numbers from 1 without gaps.
class JournalFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit = std::function<bool(uint64_t sequence, std::string_view bytes)>;

  Status ForEachFrom(uint64_t sequence, const Visit& visit) const;
  // 0 when empty.
  Result<uint64_t> Last() const;
};

// Named blobs: the ontology, the namespace, the hash of the extractor, …
class BlobFamily : public FamilyView {
 public:
  using FamilyView::FamilyView;
  using Visit =
      std::function<bool(std::string_view name, std::string_view bytes)>;

  Result<std::optional<std::string>> Get(std::string_view name) const;
  Status ForEach(const Visit& visit) const;
};

}  // namespace zhimai
