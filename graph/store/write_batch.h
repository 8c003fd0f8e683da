// Changes to a store, collected in memory and committed together.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/status.h"
#include "graph/model/records.h"
#include "graph/model/term.h"
#include "graph/store/families.h"
#include "graph/store/text_index.h"

namespace zhimai {

// One thread at a time. The last change of a key or quad wins. Nothing is
// checked against the store before Store::Commit.
class WriteBatch {
 public:
  // Idempotent: adding what is there and removing what is not are no changes.
  void Add(const Quad& quad);
  void Remove(const Quad& quad);

  void PutStatement(const StatementId& id, std::string_view bytes);
  void DeleteStatement(const StatementId& id);
  // Keeps (document -> statement) in step.
  void PutEvidence(const StatementId& id, std::string_view document,
                   std::string_view bytes);
  void DeleteEvidence(const StatementId& id, std::string_view document);
  void PutDocument(const DocumentRecord& record);
  void DeleteDocument(std::string_view path);
  void PutEntity(std::string_view id, std::string_view bytes);
  void DeleteEntity(std::string_view id);
  void PutAlias(std::string_view name_key, std::string_view entity,
                std::string_view bytes = {});
  void DeleteAlias(std::string_view name_key, std::string_view entity);
  void PutLink(std::string_view key, std::string_view bytes);
  void DeleteLink(std::string_view key);
  void PutBlob(std::string_view name, std::string_view bytes);
  void DeleteBlob(std::string_view name);
  // Gets the next sequence number at commit.
  void AppendJournal(std::string_view bytes);
  // Changes within a batch add up; the commit adds the sum to what is stored
  // and deletes the count at zero. Falling below zero fails the commit.
  void AddSupport(SupportKind kind, std::string_view key, int64_t change);

  // A text that the full-text index gets; names in quads are seen to by the
  // commit. A unit that goes need not be taken out, only counted.
  void PutText(TextKind kind, std::string_view key, const TextTokens& tokens);
  void CountStaleText() { ++stale_text_; }

  // The quads to add.
  Status VisitAdded(const std::function<Status(const Quad&)>& visit) const;

  void Clear();
  bool empty() const;
  // Roughly what it occupies: commit and begin anew when it grows too large.
  size_t byte_size() const { return byte_size_ + text_.byte_size(); }
  size_t quad_count() const { return quads_.size(); }

 private:
  friend class Committer;

  // The families whose keys do not depend on what is stored.
  enum class Target : uint8_t {
    kStatement,
    kEvidence,
    kDocStatements,
    kDocuments,
    kEntity,
    kAlias,
    kLink,
    kMeta,
  };
  struct Change {
    bool put = true;
    std::string value;
  };

  void Set(Target target, std::string key, Change change);

  std::map<std::pair<Target, std::string>, Change> changes_;
  std::map<Quad, bool> quads_;  // true: add
  std::map<std::string, int64_t> support_;
  std::vector<std::string> journal_;
  TextCollector text_;
  uint64_t stale_text_ = 0;
  size_t byte_size_ = 0;
};

}  // namespace zhimai
