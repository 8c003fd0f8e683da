// From the bytes of one file to the statements in it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "proto/document.pb.h"

namespace zhimai {

class Lattice;
class Lexicon;
class Ontology;
class RuleObserver;
class RuleSet;
class TimeLexicon;
class TypeRegistry;
struct Article;
struct Document;
struct DroppedFact;

struct SourceFile {
  std::string path;   // logical: relative to the root argument
  std::string bytes;  // as stored
};

struct PipelineOptions {
  // Folders laid out like data/; later ones add to and override earlier ones.
  std::vector<std::string> data_dirs;
};

// The stages that time is counted for.
enum class Stage { kRead, kLexicon, kTime, kRules, kFact };
inline constexpr size_t kStages = 5;
std::string_view StageName(Stage stage);

// Sees an extraction from inside, article by article.
class ArticleObserver {
 public:
  ArticleObserver() = default;
  ArticleObserver(const ArticleObserver&) = delete;
  ArticleObserver& operator=(const ArticleObserver&) = delete;
  virtual ~ArticleObserver() = default;

  // Before the rules run.
  virtual void OnArticle(const Document& document, const Article& article) = 0;
  // After them; `lattice` has what they annotated.
  virtual void OnLattice(const Article& article, const Lattice& lattice) = 0;
};

// What Extract() may be told besides the file, and what it counts. One thread
// at a time.
struct ExtractContext {
  // ISO 8601; replaces the document's date. Empty: as read.
  std::string document_date;
  // A name of the entity that topic() gives where its class fits; of rule
  // tests. Empty: as computed.
  std::string topic;
  // Whether Extraction.literal is filled: what the grammar of numbers and
  // dates read.
  bool literals = false;
  // Both may be null. Borrowed.
  RuleObserver* rule_observer = nullptr;
  ArticleObserver* article_observer = nullptr;
  // Takes what rules said and the ontology forbids. May be null. Borrowed.
  std::vector<DroppedFact>* dropped = nullptr;
  // Output: seconds spent, added to what is there.
  std::array<double, kStages> seconds = {};
};

// Holds the compiled knowledge. Immutable after Load(), so any number of
// threads may call Extract() at once.
class Pipeline {
 public:
  // Reads and checks every data file. An error names file, line and column.
  static Result<Pipeline> Load(const PipelineOptions& options);

  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  // A pure function of (file, data). Everything repeated in the result is
  // sorted, so equal inputs give equal bytes. Fails with kInvalidInput for
  // bytes that are no text it reads (binary, ill-formed UTF-8, unknown
  // format), with the offset of the first bad byte.
  Result<v1::Extraction> Extract(const SourceFile& file) const;
  // `context` may be null.
  Result<v1::Extraction> Extract(const SourceFile& file,
                                 ExtractContext* context) const;

  // Hash over the extractor's version and the data files: the stage key that
  // decides whether an unchanged document must be read again.
  const std::string& extractor_hash() const;

  // The knowledge, for listings. References live as long as the pipeline.
  const Ontology& ontology() const;
  const Lexicon& lexicon() const;
  const TimeLexicon& times() const;
  const TypeRegistry& types() const;
  const RuleSet& rules() const;

 private:
  struct Impl;
  explicit Pipeline(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zhimai
