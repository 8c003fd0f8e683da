// Arrow's IPC file format: https://arrow.apache.org/docs/format/Columnar.html.
// The metadata are flatbuffers, built here field by field: Schema.fbs,
// Message.fbs and File.fbs give the numbers.
#include <flatbuffers/flatbuffers.h>

#include "graph/export/column_batch.h"

namespace zhimai {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;
using flatbuffers::voffset_t;

struct Table {};  // of any kind: offsets need a type
using TableOffset = Offset<Table>;

// Structs of the format; their layout is as flatbuffers want it.
struct FieldNode {
  int64_t length;
  int64_t null_count;
};
struct Buffer {
  int64_t offset;
  int64_t length;
};
struct Block {
  int64_t offset;
  int32_t metadata_length;
  int32_t padding;
  int64_t body_length;
};

constexpr int16_t kVersion5 = 4;
enum Header : uint8_t { kSchemaHeader = 1, kBatchHeader = 3 };
enum Type : uint8_t { kInt = 2, kFloat = 3, kUtf8 = 5, kBool = 6, kDate = 8 };
constexpr int16_t kDouble = 2;
constexpr int16_t kDay = 0;
constexpr int16_t kMillisecond = 1;  // the default of Date.unit

constexpr voffset_t Slot(int index) {
  return static_cast<voffset_t>(4 + 2 * index);
}

Type TypeOf(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return kInt;
    case ColumnType::kReal:
      return kFloat;
    case ColumnType::kBool:
      return kBool;
    case ColumnType::kDate:
      return kDate;
    case ColumnType::kText:
      break;
  }
  return kUtf8;
}

TableOffset MakeType(ColumnType type, FlatBufferBuilder* builder) {
  const auto start = builder->StartTable();
  if (type == ColumnType::kInteger) {
    builder->AddElement<int32_t>(Slot(0), 64, 0);
    builder->AddElement<uint8_t>(Slot(1), 1, 0);
  } else if (type == ColumnType::kReal) {
    builder->AddElement<int16_t>(Slot(0), kDouble, 0);
  } else if (type == ColumnType::kDate) {
    builder->AddElement<int16_t>(Slot(0), kDay, kMillisecond);
  }
  return TableOffset(builder->EndTable(start));
}

TableOffset MakeSchema(const TableSchema& schema, FlatBufferBuilder* builder) {
  std::vector<TableOffset> fields;
  for (const Column& column : schema.columns) {
    const auto name = builder->CreateString(column.name);
    const TableOffset type = MakeType(column.type, builder);
    const auto children = builder->CreateVector(std::vector<TableOffset>());
    const auto start = builder->StartTable();
    builder->AddOffset(Slot(0), name);
    builder->AddElement<uint8_t>(Slot(1), 1, 0);
    builder->AddElement<uint8_t>(Slot(2), TypeOf(column.type), 0);
    builder->AddOffset(Slot(3), type);
    builder->AddOffset(Slot(5), children);
    fields.emplace_back(builder->EndTable(start));
  }
  const auto all = builder->CreateVector(fields);
  const auto start = builder->StartTable();
  builder->AddOffset(Slot(1), all);
  return TableOffset(builder->EndTable(start));
}

void Pad(std::string* bytes) { bytes->resize((bytes->size() + 7) / 8 * 8); }

// The buffers of a batch one after the other, each begun at eight bytes.
class Body {
 public:
  void Add(std::string_view bytes) {
    buffers_.push_back({static_cast<int64_t>(bytes_.size()),
                        static_cast<int64_t>(bytes.size())});
    bytes_ += bytes;
    Pad(&bytes_);
  }
  void Add(const ColumnBatch& column);

  const std::string& bytes() const { return bytes_; }
  const std::vector<Buffer>& buffers() const { return buffers_; }

 private:
  std::string bytes_;
  std::vector<Buffer> buffers_;
};

void SetBit(size_t i, std::string* bits) {
  (*bits)[i / 8] = static_cast<char>((*bits)[i / 8] | 1 << (i % 8));
}

// Validity, then values for every row; a row without one has zeros.
void Body::Add(const ColumnBatch& column) {
  std::string validity((column.rows() + 7) / 8, '\0');
  std::string values;
  std::string bits(validity.size(), '\0');
  uint32_t end = 0;
  if (column.type == ColumnType::kText) AppendNumber(end, &values);
  size_t next = 0;
  for (size_t row = 0; row < column.rows(); ++row) {
    const bool valid = column.valid[row];
    if (valid) SetBit(row, &validity);
    switch (column.type) {
      case ColumnType::kText:
        if (valid) end = column.ends[next];
        AppendNumber(end, &values);
        break;
      case ColumnType::kInteger:
        AppendNumber(valid ? column.integers[next] : int64_t{0}, &values);
        break;
      case ColumnType::kDate:
        AppendNumber(valid ? static_cast<int32_t>(column.integers[next]) : 0,
                     &values);
        break;
      case ColumnType::kReal:
        AppendNumber(valid ? column.reals[next] : 0.0, &values);
        break;
      case ColumnType::kBool:
        if (valid && column.integers[next] != 0) SetBit(row, &bits);
        break;
    }
    if (valid) ++next;
  }
  Add(validity);
  Add(column.type == ColumnType::kBool ? bits : values);
  if (column.type == ColumnType::kText) Add(column.bytes);
}

class ArrowWriter : public RowWriter {
 public:
  ArrowWriter(TableSchema schema, const BatchOptions& options, TextSink sink)
      : schema_(std::move(schema)),
        sink_(std::move(sink)),
        batch_(schema_, options.rows) {
    pending_.assign("ARROW1\0\0", 8);
    FlatBufferBuilder builder;
    const TableOffset schema_at = MakeSchema(schema_, &builder);
    AppendMessage(kSchemaHeader, schema_at, "", &builder);
  }

  Status Add(std::span<const Cell> row) override {
    batch_.Add(row);
    return batch_.full() ? WriteBatch() : Status();
  }

  Status Finish() override {
    if (batch_.rows() > 0) ZM_TRY(WriteBatch());
    AppendNumber(uint32_t{0xFFFFFFFF}, &pending_);
    AppendNumber(uint32_t{0}, &pending_);
    FlatBufferBuilder builder;
    const TableOffset schema_at = MakeSchema(schema_, &builder);
    const auto blocks =
        builder.CreateVectorOfStructs(blocks_.data(), blocks_.size());
    const auto start = builder.StartTable();
    builder.AddElement<int16_t>(Slot(0), kVersion5, 0);
    builder.AddOffset(Slot(1), schema_at);
    builder.AddOffset(Slot(3), blocks);
    builder.Finish(TableOffset(builder.EndTable(start)));
    AppendBytes(builder);
    AppendNumber(builder.GetSize(), &pending_);
    pending_ += "ARROW1";
    return Flush();
  }

 private:
  Status Flush() {
    written_ += static_cast<int64_t>(pending_.size());
    Status status = sink_(pending_);
    pending_.clear();
    return status;
  }

  void AppendBytes(const FlatBufferBuilder& builder) {
    pending_.append(reinterpret_cast<const char*>(builder.GetBufferPointer()),
                    builder.GetSize());
  }

  // Returns the bytes before the body.
  int32_t AppendMessage(Header type, TableOffset header,
                        const std::string& body, FlatBufferBuilder* builder) {
    const auto start = builder->StartTable();
    builder->AddElement<int16_t>(Slot(0), kVersion5, 0);
    builder->AddElement<uint8_t>(Slot(1), type, 0);
    builder->AddOffset(Slot(2), header);
    builder->AddElement<int64_t>(Slot(3), static_cast<int64_t>(body.size()), 0);
    builder->Finish(TableOffset(builder->EndTable(start)));
    const uint32_t size = (builder->GetSize() + 7) / 8 * 8;
    AppendNumber(uint32_t{0xFFFFFFFF}, &pending_);
    AppendNumber(size, &pending_);
    AppendBytes(*builder);
    pending_.append(size - builder->GetSize(), '\0');
    pending_ += body;
    return static_cast<int32_t>(size + 8);
  }

  Status WriteBatch() {
    Body body;
    std::vector<FieldNode> nodes;
    const auto rows = static_cast<int64_t>(batch_.rows());
    for (const ColumnBatch& column : batch_.columns()) {
      nodes.push_back({rows, rows - static_cast<int64_t>(column.values())});
      body.Add(column);
    }
    FlatBufferBuilder builder;
    const auto nodes_at =
        builder.CreateVectorOfStructs(nodes.data(), nodes.size());
    const auto buffers_at = builder.CreateVectorOfStructs(
        body.buffers().data(), body.buffers().size());
    const auto start = builder.StartTable();
    builder.AddElement<int64_t>(Slot(0), rows, 0);
    builder.AddOffset(Slot(1), nodes_at);
    builder.AddOffset(Slot(2), buffers_at);
    const TableOffset header(builder.EndTable(start));
    Block block{written_ + static_cast<int64_t>(pending_.size()), 0, 0,
                static_cast<int64_t>(body.bytes().size())};
    block.metadata_length =
        AppendMessage(kBatchHeader, header, body.bytes(), &builder);
    blocks_.push_back(block);
    batch_.Clear();
    return Flush();
  }

  TableSchema schema_;
  TextSink sink_;
  RowBatch batch_;
  std::vector<Block> blocks_;
  std::string pending_;
  int64_t written_ = 0;
};

}  // namespace

std::unique_ptr<RowWriter> MakeArrowWriter(const TableSchema& schema,
                                           const BatchOptions& options,
                                           TextSink sink) {
  return std::make_unique<ArrowWriter>(schema, options, std::move(sink));
}

}  // namespace zhimai
