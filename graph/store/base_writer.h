// Writes the families of a new base generation into files to ingest. Not a
// public header.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/external_sort.h"
#include "graph/store/generation.h"
#include "graph/store/order.h"
#include "graph/store/term_id.h"

namespace zhimai {

// Sorted keys of one family into files of moderate size, cut between keys so
// that they do not overlap.
class FamilyWriter {
 public:
  // `folder` is on the file system of the store.
  FamilyWriter(KvFamily family, std::string folder);

  // REQUIRES: key > the last one.
  Status Add(std::string_view key, std::string_view value);
  Result<KvStore::IngestFiles> Finish();

 private:
  Status CloseFile();

  KvFamily family_;
  std::string folder_;
  std::optional<SstBuilder> file_;
  std::vector<std::string> paths_;
};

// The base dictionary: strings into blocks, and their hashes.
class DictionaryWriter {
 public:
  DictionaryWriter(const Generation& generation, const std::string& folder,
                   size_t memory_bytes);

  // The id of the entry. REQUIRES: key > the last one.
  Result<TermId> Add(std::string_view key);
  // Appends the files of both families.
  Status Finish(std::vector<KvStore::IngestFiles>* files);
  uint64_t count() const { return count_; }

 private:
  struct HashEntry {
    uint64_t hash = 0;
    uint64_t id = 0;
    auto operator<=>(const HashEntry&) const = default;
  };

  Status FlushBlock();
  Status WriteHashes();

  FamilyWriter blocks_;
  FamilyWriter hashes_;
  ExternalSorter<HashEntry> sorter_;
  std::vector<std::string> block_;
  uint64_t count_ = 0;
};

// One order: sorted quads into blocks.
class OrderWriter {
 public:
  OrderWriter(const Generation& generation, Order order,
              const std::string& folder);

  // Equal neighbours are one quad. REQUIRES: quad >= the last one.
  Status Add(const OrderedQuad& quad);
  Status Finish(std::vector<KvStore::IngestFiles>* files);
  uint64_t count() const { return count_; }

 private:
  Status FlushBlock();

  FamilyWriter writer_;
  std::vector<OrderedQuad> block_;
  uint64_t count_ = 0;
};

}  // namespace zhimai
