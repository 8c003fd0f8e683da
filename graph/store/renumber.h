// The ids of one generation in terms of the next. Not a public header.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/base_writer.h"
#include "graph/store/bulk_input.h"
#include "graph/store/dictionary.h"
#include "graph/store/generation.h"
#include "graph/store/term_key.h"

namespace zhimai {

// Collects the terms that are used, writes the new dictionary from them, and
// then translates. Keeps 8 bytes for each entry of the old dictionary, and the
// strings of the delta while they are sorted. One thread at a time.
class Renumbering {
 public:
  // Borrows all it is given. `fresh`: sealed, with terms that the dictionary
  // gets besides; may be null.
  Renumbering(const KvStore* kv, const Generation* old,
              const KvSnapshot* snapshot, uint64_t delta_terms,
              BulkInput* fresh);

  // That a quad has this term. Parts of triple terms are marked with it.
  Status Mark(TermId id);
  // Writes what was marked, sorted. Once, after all marks.
  Status WriteDictionary(DictionaryWriter* writer);
  // REQUIRES: id was marked, and the dictionary is written.
  TermId New(TermId old) const;
  IdQuad New(const IdQuad& old) const {
    return {New(old.subject), New(old.predicate), New(old.object),
            New(old.graph)};
  }

 private:
  struct OldTriple {
    TermId id;
    TripleParts parts;
  };
  using DeltaEntry = std::pair<std::string, uint64_t>;

  Status MarkEntry(TermId id, std::vector<TermId>* pending);
  TermId* SlotOf(TermId id);
  Result<std::vector<DeltaEntry>> SortedDelta() const;
  Status MergeStrings(DictionaryWriter* writer);
  Status AddBefore(const std::string* bound, DictionaryWriter* writer);
  Status AddLevel(const std::vector<std::pair<std::string, TermId*>>& level,
                  DictionaryWriter* writer);
  Status WriteTriples(DictionaryWriter* writer);

  const KvStore* kv_;
  const Generation* old_;
  const KvSnapshot* snapshot_;
  BulkInput* fresh_;
  Dictionary dictionary_;
  // By position and by sequence; none, then marked, then the new id.
  std::vector<TermId> base_;
  std::vector<TermId> delta_;
  std::vector<OldTriple> triples_;
  // Of the old delta, sorted; those before next_ are written.
  std::vector<DeltaEntry> strings_;
  size_t next_ = 0;
};

}  // namespace zhimai
