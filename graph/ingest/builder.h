// Brings the graph in line with a set of documents.
//
// What each document says is kept apart (families evidence and entity,
// document records); everything else (statements, confidence, names, aliases,
// links, triples, counters) is a function of that, computed anew for what a
// batch touches. So the order of documents does not matter, and the result is
// that of a build from nothing. docs/decisions/0003-incremental.md.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/text_tokens.h"
#include "graph/ingest/change_log.h"
#include "graph/ingest/stored.h"
#include "graph/store/store.h"

namespace zhimai {

namespace v1 {
class Extraction;
class Ontology;
}  // namespace v1

struct BuildCounts {
  uint64_t documents_new = 0;
  uint64_t documents_changed = 0;
  uint64_t documents_unchanged = 0;
  uint64_t documents_removed = 0;
  uint64_t entities_new = 0;
  uint64_t entities_gone = 0;
  uint64_t statements_new = 0;
  uint64_t statements_gone = 0;
  Counters after;
};

struct BuilderOptions {
  // A batch is committed when about so many bytes wait.
  size_t batch_bytes = size_t{32} << 20;
  // For the change log: ISO 8601 in UTC; may be empty.
  std::string time = {};
};

// One thread at a time, but NeedsExtraction, which any thread may call. The
// store must outlive it, and nobody else may write families meanwhile.
class Builder {
 public:
  static Result<std::unique_ptr<Builder>> Begin(Store* store,
                                                const BuilderOptions& options);

  Status SetOntology(const v1::Ontology& ontology);
  Result<bool> NeedsExtraction(std::string_view path,
                               std::string_view content_hash,
                               std::string_view extractor_hash);
  Status Put(const v1::Extraction& extraction, std::string_view root);
  Status Remove(std::string_view path);
  Result<std::vector<std::string>> DocumentsUnder(std::string_view root);
  Result<BuildCounts> Finish();

 private:
  struct StatementChange {
    StatementRecord core;  // when a document was put that states it
    bool has_core = false;
    // Bytes of the contribution; none to take it away.
    std::map<std::string, std::optional<std::string>> documents;
  };
  struct VariantChange {
    EntityRecord entity;
    int64_t documents = 0;
  };

  Builder(Store* store, const BuilderOptions& options)
      : store_(store), options_(options) {}

  Status Retract(const DocumentRecord& document);
  Status Flush();
  Status FlushAndPublish();
  Status LogDocuments(const Snapshot& snapshot, WriteBatch* batch);
  void Log(ChangeThing thing, std::string id, bool before, bool after,
           std::string tombstone);
  Status FlushStatements(const Snapshot& snapshot, WriteBatch* batch);
  Status FlushStatement(const Snapshot& snapshot, const StatementId& id,
                        const StatementChange& change, WriteBatch* batch);
  Status FlushTriples(const Snapshot& snapshot, WriteBatch* batch);
  Status FlushEntities(const Snapshot& snapshot, WriteBatch* batch);
  Status FlushEntity(const Snapshot& snapshot, const std::string& id,
                     const std::map<Hash128, VariantChange>& change,
                     WriteBatch* batch);
  void ReplaceStatement(const std::optional<FusedStatement>& before,
                        const std::optional<FusedStatement>& after,
                        WriteBatch* batch);
  void ReplaceEntity(const std::string& id,
                     const std::vector<EntityVariant>& before,
                     const std::vector<EntityVariant>& after,
                     WriteBatch* batch);

  Store* store_;
  BuilderOptions options_;
  BuildCounts counts_;
  std::mutex unchanged_mutex_;
  TextTokenizer tokenizer_;

  // Waiting for the next commit.
  std::map<StatementId, StatementChange> statements_;
  std::map<std::string, std::map<Hash128, VariantChange>> entities_;
  std::map<std::string, std::optional<DocumentRecord>> documents_;
  std::map<Quad, int64_t> triples_;
  std::optional<std::string> ontology_;
  LogEntry log_;
  size_t waiting_bytes_ = 0;
};

}  // namespace zhimai
