// Sorts more records than fit into memory: sorted runs in files, then a merge.
// Not a public header.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/store/order.h"
#include "graph/store/quad_sort.h"

namespace zhimai {

// A temporary file of records, written once and read once in sequence.
class SpillFile {
 public:
  static Result<SpillFile> Create(const std::string& path);

  Status Append(const void* bytes, size_t size);
  Status Rewind();
  // The number of bytes read: less than `size` at the end only.
  Result<size_t> Read(void* bytes, size_t size);
  // All of `size` bytes; thread-safe once Rewind() has ended writing.
  Status ReadAt(uint64_t offset, void* bytes, size_t size) const;

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Closer> file_;
  std::string path_;
};

// Add all records, then Sort once, then take them with Next. The files have
// the host's byte order; they never outlive the process by intent.
template <typename Record, typename Less = std::less<Record>>
class ExternalSorter {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  // Keeps about `memory_bytes`; spills into files named `path_prefix` + N.
  ExternalSorter(std::string path_prefix, size_t memory_bytes)
      : path_prefix_(std::move(path_prefix)),
        capacity_(std::max(memory_bytes / sizeof(Record), size_t{1024})) {}

  // That about so many will be added.
  void Expect(size_t records) {
    records_.reserve(std::min(records, capacity_));
  }

  Status Add(const Record& record) {
    // Not beyond what was allowed.
    if (records_.size() == records_.capacity()) {
      const size_t more = std::max(records_.size() * 2, size_t{1024});
      records_.reserve(std::min(more, capacity_));
    }
    records_.push_back(record);
    return records_.size() < capacity_ ? Status() : Spill();
  }

  Status Sort() {
    SortRecords();
    if (runs_.empty()) return {};
    if (!records_.empty()) ZM_TRY(Spill());
    // Its memory is that of the runs now.
    records_ = std::vector<Record>();
    // All runs together may keep what the records kept.
    const size_t share = capacity_ / runs_.size();
    buffer_records_ = std::clamp(share, size_t{16}, size_t{1} << 15);
    for (size_t i = 0; i < runs_.size(); ++i) {
      ZM_TRY(runs_[i].file.Rewind());
      ZM_TRY(Refill(&runs_[i]));
      if (!runs_[i].done()) heap_.push({runs_[i].front(), i});
    }
    return {};
  }

  // False at the end. Equal records come as often as they were added.
  Result<bool> Next(Record* record) {
    if (runs_.empty()) {
      if (next_ == records_.size()) return false;
      *record = records_[next_++];
      return true;
    }
    if (heap_.empty()) return false;
    const size_t which = heap_.top().second;
    *record = heap_.top().first;
    heap_.pop();
    Run& run = runs_[which];
    ++run.next;
    if (run.next == run.buffer.size()) ZM_TRY(Refill(&run));
    if (!run.done()) heap_.push({run.front(), which});
    return true;
  }

 private:
  void SortRecords() {
    if constexpr (std::is_same_v<Less, QuadLess>) {
      SortQuads(&records_);
    } else {
      std::sort(records_.begin(), records_.end(), Less());
    }
  }

  struct Run {
    SpillFile file;
    std::vector<Record> buffer;
    size_t next = 0;

    bool done() const { return next == buffer.size(); }
    const Record& front() const { return buffer[next]; }
  };
  using Head = std::pair<Record, size_t>;

  Status Spill() {
    SortRecords();
    Run run;
    ZM_TRY_ASSIGN(run.file, SpillFile::Create(path_prefix_ +
                                              std::to_string(runs_.size())));
    ZM_TRY(run.file.Append(records_.data(), records_.size() * sizeof(Record)));
    runs_.push_back(std::move(run));
    records_.clear();
    return {};
  }

  Status Refill(Run* run) {
    run->next = 0;
    run->buffer.resize(buffer_records_);
    ZM_TRY_ASSIGN(
        const size_t bytes,
        run->file.Read(run->buffer.data(), buffer_records_ * sizeof(Record)));
    run->buffer.resize(bytes / sizeof(Record));
    return {};
  }

  std::string path_prefix_;
  size_t capacity_;
  size_t buffer_records_ = 0;
  std::vector<Record> records_;
  size_t next_ = 0;
  std::vector<Run> runs_;
  struct ComesLater {
    bool operator()(const Head& a, const Head& b) const {
      if (Less()(b.first, a.first)) return true;
      return !Less()(a.first, b.first) && b.second < a.second;
    }
  };
  std::priority_queue<Head, std::vector<Head>, ComesLater> heap_;
};

}  // namespace zhimai
