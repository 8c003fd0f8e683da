// Apache Parquet: https://parquet.apache.org/docs/file-format/. A column chunk
// is a dictionary page where the values repeat, and one data page.
#include <future>
#include <zstd.h>

#include "graph/base/hash.h"
#include "graph/export/column_batch.h"
#include "graph/export/thrift.h"

namespace zhimai {
namespace {

// Numbers of parquet.thrift.
enum PhysicalType : int32_t {
  kBoolean = 0,
  kInt32 = 1,
  kInt64 = 2,
  kDouble = 5,
  kByteArray = 6,
};
enum Encoding : int32_t { kPlain = 0, kRle = 3, kRleDictionary = 8 };
enum Codec : int32_t { kUncompressed = 0, kZstd = 6 };
enum PageType : int32_t { kDataPage = 0, kDictionaryPage = 2 };
enum ConvertedType : int32_t { kUtf8 = 0, kConvertedDate = 6 };
constexpr int32_t kOptional = 1;

constexpr size_t kMaxDictionaryBytes = size_t{1} << 20;

PhysicalType TypeOf(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return kByteArray;
    case ColumnType::kInteger:
      return kInt64;
    case ColumnType::kReal:
      return kDouble;
    case ColumnType::kBool:
      return kBoolean;
    case ColumnType::kDate:
      return kInt32;
  }
  return kByteArray;
}

// What the footer must know of a column chunk.
struct Chunk {
  int64_t values = 0;
  int64_t plain_bytes = 0;
  int64_t stored_bytes = 0;
  int64_t data_at = 0;
  int64_t dictionary_at = -1;
};

struct RowGroup {
  int64_t rows = 0;
  std::vector<Chunk> chunks;
};

void AppendVarint(uint32_t value, std::string* out) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

// One bit-packed run of the RLE hybrid: groups of eight values.
template <typename Get>
void AppendPacked(size_t count, int width, Get get, std::string* out) {
  const size_t groups = (count + 7) / 8;
  AppendVarint(static_cast<uint32_t>(groups << 1 | 1), out);
  uint64_t bits = 0;
  int held = 0;
  for (size_t i = 0; i < groups * 8; ++i) {
    const uint64_t value = i < count ? get(i) : 0;
    bits |= value << held;
    held += width;
    while (held >= 8) {
      out->push_back(static_cast<char>(bits));
      bits >>= 8;
      held -= 8;
    }
  }
}

// 1 where there is a value; with its length in front.
void AppendDefinitionLevels(const std::vector<uint8_t>& valid, size_t values,
                            std::string* out) {
  std::string levels;
  if (values == valid.size()) {
    AppendVarint(static_cast<uint32_t>(valid.size() << 1), &levels);
    levels.push_back(1);
  } else {
    AppendPacked(
        valid.size(), 1, [&](size_t i) { return valid[i]; }, &levels);
  }
  AppendNumber(static_cast<uint32_t>(levels.size()), out);
  *out += levels;
}

void AppendText(std::string_view text, std::string* out) {
  AppendNumber(static_cast<uint32_t>(text.size()), out);
  out->append(text);
}

void AppendPlain(const ColumnBatch& column, std::string* out) {
  switch (column.type) {
    case ColumnType::kText:
      out->reserve(out->size() + column.bytes.size() + 4 * column.ends.size());
      for (size_t i = 0; i < column.ends.size(); ++i) {
        AppendText(column.TextAt(i), out);
      }
      break;
    case ColumnType::kInteger:
      for (int64_t value : column.integers) AppendNumber(value, out);
      break;
    case ColumnType::kDate:
      for (int64_t value : column.integers) {
        AppendNumber(static_cast<int32_t>(value), out);
      }
      break;
    case ColumnType::kReal:
      for (double value : column.reals) AppendNumber(value, out);
      break;
    case ColumnType::kBool: {
      std::string packed((column.integers.size() + 7) / 8, '\0');
      for (size_t i = 0; i < column.integers.size(); ++i) {
        if (column.integers[i] == 0) continue;
        packed[i / 8] = static_cast<char>(packed[i / 8] | 1 << (i % 8));
      }
      *out += packed;
      break;
    }
  }
}

// Distinct texts of a column in order of occurrence; given up where they
// hardly repeat. Keeps what it has allocated.
class Dictionary {
 public:
  // Whether the column has one.
  bool Make(const ColumnBatch& column) {
    page_.clear();
    indices_.clear();
    texts_.clear();
    if (column.type != ColumnType::kText || column.values() < 16) return false;
    slots_.assign(kFirstSlots, Slot());
    for (size_t i = 0; i < column.values(); ++i) {
      const bool added = Add(column.TextAt(i));
      if (!added) continue;
      const bool unique = i >= 1024 && texts_.size() > i / 2;
      if (unique || page_.size() > kMaxDictionaryBytes) return false;
    }
    return true;
  }

  const std::vector<uint32_t>& indices() const { return indices_; }
  const std::string& page() const { return page_; }
  size_t size() const { return texts_.size(); }

 private:
  static constexpr size_t kFirstSlots = 1024;  // a power of two

  // `text` counts from 1; 0 is a free slot.
  struct Slot {
    uint32_t text = 0;
    uint32_t hash = 0;
  };

  // Whether the text is new.
  bool Add(std::string_view text) {
    const auto hash = static_cast<uint32_t>(Hash64(text));
    size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].text != 0; at = (at + 1) & (slots_.size() - 1)) {
      const uint32_t index = slots_[at].text - 1;
      if (slots_[at].hash != hash || texts_[index] != text) continue;
      indices_.push_back(index);
      return false;
    }
    indices_.push_back(static_cast<uint32_t>(texts_.size()));
    texts_.push_back(text);
    AppendText(text, &page_);
    slots_[at] = {static_cast<uint32_t>(texts_.size()), hash};
    if (texts_.size() * 2 > slots_.size()) Grow();
    return true;
  }

  void Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.text == 0) continue;
      size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].text != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<uint32_t> indices_;
  std::string page_;
  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;
};

class ParquetWriter : public RowWriter {
 public:
  ParquetWriter(TableSchema schema, const BatchOptions& options, TextSink sink)
      : schema_(std::move(schema)),
        options_(options),
        sink_(std::move(sink)),
        batch_(schema_, options.rows),
        behind_(schema_, options.rows),
        context_(ZSTD_createCCtx()) {
    pending_ = "PAR1";
  }
  ParquetWriter(const ParquetWriter&) = delete;
  ParquetWriter& operator=(const ParquetWriter&) = delete;
  ~ParquetWriter() override {
    if (writing_.valid()) writing_.wait();
    ZSTD_freeCCtx(context_);
  }

  Status Add(std::span<const Cell> row) override {
    batch_.Add(row);
    return batch_.full() ? WriteBehind() : Status();
  }

  Status Finish() override {
    if (batch_.rows() > 0) ZM_TRY(WriteBehind());
    ZM_TRY(Wait());
    const size_t begin = pending_.size();
    AppendFooter();
    AppendNumber(static_cast<uint32_t>(pending_.size() - begin), &pending_);
    pending_ += "PAR1";
    return Flush();
  }

 private:
  int64_t position() const {
    return written_ + static_cast<int64_t>(pending_.size());
  }

  Status Flush() {
    written_ += static_cast<int64_t>(pending_.size());
    Status status = sink_(pending_);
    pending_.clear();
    return status;
  }

  // A full batch is encoded and written by another thread while the next one
  // fills: encoding takes as long as reading the store.
  Status WriteBehind() {
    ZM_TRY(Wait());
    std::swap(batch_, behind_);
    batch_.Clear();
    writing_ = std::async(std::launch::async, [this] { return WriteGroup(); });
    return {};
  }

  Status Wait() { return writing_.valid() ? writing_.get() : Status(); }

  Status WriteGroup() {
    RowGroup& group = groups_.emplace_back();
    group.rows = static_cast<int64_t>(behind_.rows());
    for (const ColumnBatch& column : behind_.columns()) {
      ZM_TRY_ASSIGN(Chunk chunk, WriteChunk(column));
      group.chunks.push_back(chunk);
      ZM_TRY(Flush());
    }
    return {};
  }

  Result<Chunk> WriteChunk(const ColumnBatch& column) {
    Chunk chunk;
    chunk.values = static_cast<int64_t>(column.rows());
    const int64_t begin = position();
    page_.clear();
    AppendDefinitionLevels(column.valid, column.values(), &page_);
    const bool repeated = dictionary_.Make(column);
    if (repeated) {
      chunk.dictionary_at = begin;
      ZM_TRY(WritePage(kDictionaryPage, dictionary_.page(), dictionary_.size(),
                       kPlain, &chunk));
      const int width =
          std::max(static_cast<int>(std::bit_width(dictionary_.size() - 1)), 1);
      page_.push_back(static_cast<char>(width));
      AppendPacked(
          dictionary_.indices().size(), width,
          [&](size_t i) { return dictionary_.indices()[i]; }, &page_);
    } else {
      AppendPlain(column, &page_);
    }
    chunk.data_at = position();
    ZM_TRY(WritePage(kDataPage, page_, column.rows(),
                     repeated ? kRleDictionary : kPlain, &chunk));
    chunk.stored_bytes = position() - begin;
    return chunk;
  }

  Status WritePage(PageType type, const std::string& page, size_t values,
                   Encoding encoding, Chunk* chunk) {
    std::string_view stored = page;
    if (options_.compress) {
      const size_t bound = ZSTD_compressBound(page.size());
      if (packed_.size() < bound) packed_.resize(bound);
      const size_t size =
          ZSTD_compressCCtx(context_, packed_.data(), packed_.size(),
                            page.data(), page.size(), kZstdLevel);
      if (ZSTD_isError(size) != 0) return Status::Io(ZSTD_getErrorName(size));
      stored = std::string_view(packed_).substr(0, size);
    }
    const size_t begin = pending_.size();
    ThriftWriter header(&pending_);
    header.BeginStruct();
    header.I32(1, type);
    header.I32(2, static_cast<int32_t>(page.size()));
    header.I32(3, static_cast<int32_t>(stored.size()));
    header.BeginStruct(type == kDataPage ? 5 : 7);
    header.I32(1, static_cast<int32_t>(values));
    header.I32(2, encoding);
    if (type == kDataPage) {
      header.I32(3, kRle);
      header.I32(4, kRle);
    }
    header.EndStruct();
    header.EndStruct();
    chunk->plain_bytes +=
        static_cast<int64_t>(pending_.size() - begin + page.size());
    pending_ += stored;
    return {};
  }

  void AppendFooter() {
    ThriftWriter footer(&pending_);
    int64_t rows = 0;
    for (const RowGroup& group : groups_) rows += group.rows;
    footer.BeginStruct();
    footer.I32(1, 1);
    AppendSchema(&footer);
    footer.I64(3, rows);
    footer.ListOfStructs(4, groups_.size());
    for (const RowGroup& group : groups_) AppendGroup(group, &footer);
    footer.Text(6, "zhimai");
    footer.EndStruct();
  }

  void AppendSchema(ThriftWriter* footer) const {
    footer->ListOfStructs(2, schema_.columns.size() + 1);
    footer->BeginStruct();
    footer->Text(4, schema_.name);
    footer->I32(5, static_cast<int32_t>(schema_.columns.size()));
    footer->EndStruct();
    for (const Column& column : schema_.columns) {
      footer->BeginStruct();
      footer->I32(1, TypeOf(column.type));
      footer->I32(3, kOptional);
      footer->Text(4, column.name);
      const bool text = column.type == ColumnType::kText;
      if (text || column.type == ColumnType::kDate) {
        footer->I32(6, text ? kUtf8 : kConvertedDate);
        // The union LogicalType: STRING is its field 1, DATE 6.
        footer->BeginStruct(10);
        footer->BeginStruct(text ? 1 : 6);
        footer->EndStruct();
        footer->EndStruct();
      }
      footer->EndStruct();
    }
  }

  void AppendGroup(const RowGroup& group, ThriftWriter* footer) const {
    int64_t bytes = 0;
    for (const Chunk& chunk : group.chunks) bytes += chunk.plain_bytes;
    footer->BeginStruct();
    footer->ListOfStructs(1, group.chunks.size());
    for (size_t i = 0; i < group.chunks.size(); ++i) {
      const Chunk& chunk = group.chunks[i];
      const bool repeated = chunk.dictionary_at >= 0;
      footer->BeginStruct();
      footer->I64(2, repeated ? chunk.dictionary_at : chunk.data_at);
      footer->BeginStruct(3);
      footer->I32(1, TypeOf(schema_.columns[i].type));
      footer->ListOfI32(2, repeated ? 3 : 2);
      footer->Element(kPlain);
      footer->Element(kRle);
      if (repeated) footer->Element(kRleDictionary);
      footer->ListOfTexts(3, 1);
      footer->Text(schema_.columns[i].name);
      footer->I32(4, options_.compress ? kZstd : kUncompressed);
      footer->I64(5, chunk.values);
      footer->I64(6, chunk.plain_bytes);
      footer->I64(7, chunk.stored_bytes);
      footer->I64(9, chunk.data_at);
      if (repeated) footer->I64(11, chunk.dictionary_at);
      footer->EndStruct();
      footer->EndStruct();
    }
    footer->I64(2, bytes);
    footer->I64(3, group.rows);
    footer->EndStruct();
  }

  static constexpr int kZstdLevel = 1;

  TableSchema schema_;
  BatchOptions options_;
  TextSink sink_;
  RowBatch batch_;
  RowBatch behind_;
  std::future<Status> writing_;  // uses all below, and behind_ and sink_
  Dictionary dictionary_;
  std::string page_;
  std::string packed_;
  ZSTD_CCtx* context_;
  std::vector<RowGroup> groups_;
  std::string pending_;
  int64_t written_ = 0;
};

}  // namespace

std::unique_ptr<RowWriter> MakeParquetWriter(const TableSchema& schema,
                                             const BatchOptions& options,
                                             TextSink sink) {
  return std::make_unique<ParquetWriter>(schema, options, std::move(sink));
}

}  // namespace zhimai
