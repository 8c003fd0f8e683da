// The graph that --db names, as programs see it: build it, look things up,
// walk it, dump it, draw it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/hash.h"
#include "graph/base/result.h"
#include "graph/base/text_sink.h"
#include "graph/engine/diff.h"
#include "graph/engine/graph_options.h"
#include "graph/engine/request.h"
#include "graph/engine/search.h"
#include "graph/engine/view.h"
#include "graph/engine/walk.h"
#include "graph/export/drawing.h"
#include "graph/io/rdf_parser.h"

namespace zhimai {

class ExportSource;
struct EntityGraph;
struct ExportRequest;
struct RdfExportRequest;
struct RdfExportSummary;

namespace v1 {
class Extraction;
class Ontology;
}  // namespace v1

// What a name stands for.
struct EntityMatches {
  enum class Kind {
    kExact,      // one entity: the id, or the only one of this name
    kAmbiguous,  // several entities bear the name
    kSuggested,  // none does; these are near (at most five, nearest first)
    kNone,
  };
  struct Candidate {
    EntityRef entity;
    std::string matched;     // the name that matched
    uint64_t documents = 0;  // that name it
  };
  Kind kind = Kind::kNone;
  std::vector<Candidate> candidates;  // most documents first, then id
};

struct SearchResult {
  // Whole names first, then beginnings, then the rest; most documents first.
  std::vector<EntityMatches::Candidate> entities;
  size_t more_entities = 0;  // beyond the limit
  std::vector<TitleHit> documents;
  // Passages that a statement was read in, one of each place.
  std::vector<QuotationHit> quotations;
};

struct DumpOptions {
  RdfFormat format = RdfFormat::kNQuads;
  bool rdf11 = false;          // reify with rdf:subject/predicate/object
  bool no_provenance = false;  // leave statement and evidence nodes out
  std::string base = "https://w3id.org/zhimai/";
};

struct BuildSummary {
  uint64_t documents_new = 0;
  uint64_t documents_changed = 0;
  uint64_t documents_unchanged = 0;  // Put() with equal hashes, or skipped
  uint64_t documents_removed = 0;
  uint64_t entities_new = 0;
  uint64_t entities_gone = 0;
  uint64_t statements_new = 0;
  uint64_t statements_gone = 0;
  // In the graph after the build.
  uint64_t entities = 0;
  uint64_t statements = 0;
  std::map<std::string, uint64_t> by_modality;
};

// Brings the graph in line with documents. What the graph holds afterwards
// depends only on the set of documents, not on order or history: it equals a
// rebuild from nothing. Documents are committed in batches; each batch is
// atomic, so a killed build leaves a smaller correct graph and the next build
// does the rest. One thread at a time; one session per graph at a time;
// readers are never blocked and see whole batches.
class BuildSession {
 public:
  virtual ~BuildSession() = default;

  // Labels for show and drawings; kept with the graph.
  virtual Status SetOntology(const v1::Ontology& ontology) = 0;

  // False when the graph holds this version of the document as this extractor
  // reads it; counts it as unchanged. Thread-safe.
  virtual Result<bool> NeedsExtraction(std::string_view path,
                                       std::string_view content_hash,
                                       std::string_view extractor_hash) = 0;

  // Adds the document, or replaces what was read from it. `root`: the
  // argument that the path is relative to, for --prune; may be empty.
  virtual Status Put(const v1::Extraction& extraction,
                     std::string_view root = {}) = 0;

  // kNotFound when there is no such document.
  virtual Status Remove(std::string_view path) = 0;

  // Paths that were put with this root, sorted.
  virtual Result<std::vector<std::string>> DocumentsUnder(
      std::string_view root) = 0;

  // Commits what is pending. The session is over; destroying it without
  // Finish() drops the pending batch.
  virtual Result<BuildSummary> Finish() = 0;
};

// Reading is thread-safe, also beside a build session of the same process.
// Ids are local IRIs: "e/…", "s/…".
class Graph {
 public:
  // kNotFound: no graph there (kRead, kReadWrite); kLocked; kCorruption.
  static Result<Graph> Open(const std::string& directory, GraphMode mode);
  static Result<Graph> Open(const std::string& directory,
                            const GraphOptions& options);

  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;
  ~Graph();

  // REQUIRES: opened for writing. The session must not outlive the graph.
  // `time` is for the change log: ISO 8601 in UTC; may be empty.
  Result<std::unique_ptr<BuildSession>> BeginBuild(std::string time = {});

  // Empty when no build stored one.
  Result<OntologyView> Ontology() const;

  // By id ("e/sco", with or without the namespace IRI), by external id
  // ("wikidata:Q485207"), or by any name in any language.
  Result<EntityMatches> FindEntity(std::string_view name) const;
  // Names that start so, sorted, for completion.
  Result<std::vector<EntityMatches::Candidate>> CompleteEntity(
      std::string_view prefix, size_t limit) const;
  // Names, titles and passages that hold the text, whatever the case and the
  // punctuation. kInvalidInput for a text of punctuation only. It reads all
  // names and evidence.
  Result<SearchResult> Search(const SearchRequest& request) const;
  Result<EntityView> GetEntity(std::string_view id) const;
  // Every entity, by id, with the number of documents that name it.
  Status VisitEntities(
      const std::function<bool(std::string_view id, uint64_t documents)>& visit)
      const;
  // Every name, by its NameKey() and then entity.
  Status VisitNames(
      const std::function<bool(std::string_view key, std::string_view entity,
                               std::string_view name)>& visit) const;

  // Statements with the entity as subject or object, sorted by direction
  // (out first), relation, other end, id.
  Result<std::vector<StatementView>> StatementsOf(
      std::string_view entity, const StatementFilter& filter) const;
  // As one of their qualifiers, sorted by id.
  Result<std::vector<StatementView>> QualifiedBy(
      std::string_view entity, const StatementFilter& filter) const;
  // "s/…", or any prefix of it that only one statement has.
  Result<StatementView> GetStatement(std::string_view id) const;
  // Unset: any. `object` is an entity id or the text of a literal.
  Result<std::vector<StatementView>> FindStatements(
      const std::optional<std::string>& subject,
      const std::optional<std::string>& predicate,
      const std::optional<std::string>& object,
      const StatementFilter& filter) const;
  // Sorted by document, then offset.
  Result<std::vector<EvidenceView>> EvidenceOf(
      std::string_view statement) const;

  Result<std::vector<DocumentView>> Documents() const;  // by path
  Result<DocumentView> GetDocument(std::string_view path) const;
  // Statements read in a document, sorted by id.
  Result<std::vector<StatementView>> StatementsIn(
      std::string_view document) const;

  Result<GraphStats> Stats() const;
  // Every problem found, one line each; empty: all is well. An error only
  // when the check itself could not run.
  Result<std::vector<std::string>> Verify() const;

  Result<Neighborhood> Neighbors(const NeighborhoodRequest& request) const;
  // kInvalidInput when from, to, via and avoid are not all different.
  Result<PathResult> FindPaths(const PathRequest& request) const;

  // Documents, then entities, then statements: those gone or changed by id,
  // then those added.
  static Status Diff(const Graph& before, const Graph& after,
                     const DiffOptions& options, const ChangeVisitor& visit);

  // Grows by one with each commit of a build that changed something.
  Result<uint64_t> Generation() const;
  // What the builds since then amount to, by the change log, in the order of
  // thing and id. The side before is known only of what is gone.
  // kNotFound when the log does not go back so far, or the graph is not at
  // that generation yet.
  Status ChangesSince(const SinceRequest& request,
                      const ChangeVisitor& visit) const;

  // graph/engine/analyze.h. `weighted`: by confidence, else each counts 1.
  Result<EntityGraph> Project(const Selection& selection, bool weighted) const;
  // Of statements whose subject is an occurrence, the objects took part in it;
  // those of any other statement met each other, on the occasion that it names
  // or else on one of its own. Most occasions first, then by id. Classes: of
  // those who met.
  Result<std::vector<Encounter>> Encounters(const Selection& selection) const;
  // Of each id; an unknown one gets itself as its label.
  Result<std::vector<EntityRef>> References(
      const std::vector<std::string>& ids) const;
  // export_source.h. Must not outlive the graph.
  Result<std::unique_ptr<ExportSource>> OpenExport(
      const ExportRequest& request) const;
  Result<RdfExportSummary> ExportRdf(const ExportRequest& request,
                                     const RdfExportRequest& rdf,
                                     const TextSink& sink) const;

  // The dataset, sorted (RDF 1.2 unless rdf11), without clock times: equal
  // graphs give equal bytes. kInvalidInput for what the format cannot hold.
  Status Dump(const DumpOptions& options, const TextSink& sink) const;

  // For graph/export (ToDot, Render, ToGraphMl, …).
  Result<Drawing> Draw(const DrawRequest& request) const;

 private:
  friend class GraphDiffer;
  struct Impl;
  explicit Graph(std::unique_ptr<Impl> impl);
  // Nothing without a focus.
  Result<std::optional<std::set<Hash128>>> StatementsAround(
      const Selection& selection) const;
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhimai
