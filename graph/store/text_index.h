// The inverted index over names, titles and quotes (family `text`), as of one
// snapshot. docs/decisions/0010-full-text.md, docs/formats/text.md.
//
// A unit is one text of the graph: its kind and the key under which the text
// is found. The index only names candidates: units that went, or whose text
// changed, are still in it, and some twice, until it is rebuilt; so whoever
// asks reads the text and compares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/text_tokens.h"
#include "graph/kv/kv.h"
#include "graph/model/term.h"
#include "graph/store/text_segment.h"

namespace zhimai {

enum class TextKind : uint8_t {
  kLiteral = 'l',   // object of a name predicate; the key: TermKey()
  kAlias = 'a',     // AliasKey()
  kTitle = 'd',     // path of a document
  kEvidence = 'q',  // EvidenceKey()
};
inline constexpr TextKind kTextKinds[] = {TextKind::kLiteral, TextKind::kAlias,
                                          TextKind::kTitle,
                                          TextKind::kEvidence};

// What `meta` says of the index.
struct TextMeta {
  uint64_t next_segment = 0;
  // Bits of the kinds all of whose units are in the index; others are to be
  // scanned. A store that was made before there was an index has none.
  uint64_t complete = 0;
  // Units that changed or went since the index was rebuilt, at least.
  uint64_t stale = 0;
  std::vector<TextSegment> segments;  // the oldest first

  bool IsComplete(TextKind kind) const;
  void SetComplete(TextKind kind, bool complete);
  uint64_t units() const;

  std::string Encode() const;
  static Result<TextMeta> Decode(std::string_view bytes);

  friend bool operator==(const TextMeta&, const TextMeta&) = default;
};

// Predicates whose literals in the default graph are units.
struct NamePredicate {
  std::string_view iri;
  bool is_label;  // to be shown, not only another name
};
inline constexpr NamePredicate kNamePredicates[] = {
    {"http://www.w3.org/2000/01/rdf-schema#label", true},
    {"http://www.w3.org/2004/02/skos/core#prefLabel", true},
    {"http://www.w3.org/2004/02/skos/core#altLabel", false},
    {"http://purl.org/dc/terms/title", true},
};
bool IsName(const Quad& quad);

// What the index has of a literal.
void AddLiteralTokens(std::string_view text, TextTokenizer* tokenizer,
                      TextTokens* tokens);

// Puts a unit into a collection.
void CollectUnit(TextKind kind, std::string_view key, const TextTokens& tokens,
                 TextCollector* collector);

// Immutable and thread-safe. Must not outlive the store.
class TextIndex {
 public:
  TextIndex(const KvStore* kv, KvFamily family, KvSnapshot snapshot,
            TextMeta meta)
      : kv_(kv),
        family_(std::move(family)),
        snapshot_(std::move(snapshot)),
        meta_(std::move(meta)) {}

  const TextMeta& meta() const { return meta_; }

  // Whether the index can answer: it has all units of the kind, and `needs`
  // says something.
  bool Serves(TextKind kind, const std::vector<TokenNeed>& needs) const {
    return meta_.IsComplete(kind) && !needs.empty();
  }
  // At least as many as there are candidates, from the counts of tokens alone.
  Result<uint64_t> Estimate(TextKind kind,
                            const std::vector<TokenNeed>& needs) const;

  // Candidates as unit numbers, by segment.
  using Candidates = std::vector<std::vector<uint32_t>>;
  Result<Candidates> Find(TextKind kind,
                          const std::vector<TokenNeed>& needs) const;
  static uint64_t CountOf(const Candidates& candidates);
  // Their keys, ascending, each once.
  Result<std::vector<std::string>> KeysOf(const Candidates& candidates) const;

  // Every posting, for checks: `segment` counts from 0. The tokens of a
  // segment come together, its units after all tokens.
  using VisitPosting = std::function<Status(size_t segment, uint32_t unit,
                                            std::string_view token)>;
  using VisitUnit = std::function<Status(size_t segment, uint32_t unit,
                                         TextKind kind, std::string_view key)>;
  Status ForEach(const VisitPosting& posting, const VisitUnit& unit) const;

 private:
  Status Union(size_t segment, TextKind kind, const TokenNeed& need,
               std::vector<uint32_t>* out) const;

  const KvStore* kv_;
  KvFamily family_;
  KvSnapshot snapshot_;
  TextMeta meta_;
};

// Adds a segment of what is collected to `*meta` and to the batch; takes along
// the youngest ones that are no larger. Only what `batch` gets is changed.
Status AddTextSegment(KvStore* kv, const KvFamily& family,
                      const std::vector<const TextCollector*>& collected,
                      TextMeta* meta, KvBatch* batch);
// The same for all segments together, as few as may be. Writes as it goes:
// nothing of it shows before `*meta` is stored.
Status MergeTextSegments(KvStore* kv, const KvFamily& family, TextMeta* meta,
                         KvBatch* batch);

}  // namespace zhimai
