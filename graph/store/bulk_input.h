// Quads on their way into a new base generation: terms numbered and quads kept
// by chunks, each of which is sorted and spilled when memory is full. Not a
// public header.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/term.h"
#include "graph/store/byte_spool.h"
#include "graph/store/key_table.h"
#include "graph/store/order.h"
#include "graph/store/term_id.h"

namespace zhimai {

// First Add() all, then Seal(); then the terms in order, each once, with the
// ids that they get; then the triple terms by depth; then Translate(), and the
// quads. One thread at a time, but for VisitQuads().
class BulkInput {
 public:
  // Spills into files in `folder`, which it makes.
  BulkInput(std::string folder, IriPrefixes prefixes, size_t memory_bytes);
  ~BulkInput();
  BulkInput(const BulkInput&) = delete;
  BulkInput& operator=(const BulkInput&) = delete;

  Status Add(const Quad& quad);
  Status Seal();

  // The distinct keys of all terms but triple terms, ascending.
  bool has_term() const { return !heap_.empty(); }
  // REQUIRES: has_term().
  std::string_view term() const { return chunks_[heap_.front()]->head; }
  // Gives the term its id and moves on to the next one.
  Status AssignTerm(TermId id);

  // After the last term: the keys of the triple terms of this depth, and where
  // their ids go. All depths below have their ids.
  Status AddTripleTerms(int depth,
                        std::vector<std::pair<std::string, TermId*>>* level);

  // All terms have their ids: gives them to the quads.
  Status Translate();
  // With duplicates.
  uint64_t quad_count() const { return quad_count_; }
  // Duplicates come as often as they were added. Thread-safe.
  Status VisitQuads(const std::function<Status(const IdQuad&)>& visit) const;

 private:
  struct TripleTerm {
    int depth = 1;
    std::array<TermId, 3> parts;
  };
  // While it is filled, the payload of a delta id is a number of the table;
  // once it is closed, the rank among its sorted keys: strings, then triples.
  struct Chunk {
    uint64_t strings = 0;
    ByteSpool keys;  // of the strings: length and bytes
    std::unique_ptr<ByteSpool::Reader> reader;
    std::string head;  // the key that comes next
    ByteSpool ids;     // of the strings, by rank
    std::vector<TripleTerm> triples;
    std::vector<TermId> triple_ids;
    ByteSpool quads;
  };

  Result<TermId> IdOf(const Term& term);
  Result<TermId> TripleIdOf(const Triple& triple, int depth);
  TermId Interned(std::string_view key);
  Status CloseChunk(bool spill);
  Status WriteTerms(Chunk* chunk, std::vector<TermId>* ranks);
  Result<ByteSpool> NewSpool(bool spill);
  // False at the end.
  Result<bool> NextTerm(Chunk* chunk);
  bool ComesLater(size_t a, size_t b) const;
  static Result<std::vector<TermId>> IdsOf(const Chunk& chunk);
  static TermId Translated(TermId id, const Chunk& chunk,
                           const std::vector<TermId>& ids);

  std::string folder_;
  IriPrefixes prefixes_;
  size_t memory_bytes_;
  // The chunk that is being filled.
  KeyTable table_;
  std::vector<IdQuad> quads_;
  std::string key_;
  // Neighbours mostly have the same subject.
  Term last_subject_;
  TermId last_id_;

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::vector<size_t> heap_;  // chunks that have terms left
  uint64_t files_ = 0;
  uint64_t quad_count_ = 0;
};

}  // namespace zhimai
