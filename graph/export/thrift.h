// Apache Thrift's compact protocol, as much of it as Parquet's headers need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhimai {

// Appends one struct (and those inside it) to a string that it borrows.
class ThriftWriter {
 public:
  explicit ThriftWriter(std::string* out) : out_(out) {}

  // A struct that is a field; without a number, an element of a list or the
  // outermost one.
  void BeginStruct(int16_t field) {
    Header(field, kStruct);
    BeginStruct();
  }
  void BeginStruct() { last_.push_back(0); }
  void EndStruct() {
    out_->push_back(0);
    last_.pop_back();
  }
  void I32(int16_t field, int32_t value) {
    Header(field, kI32);
    ZigZag(value);
  }
  void I64(int16_t field, int64_t value) {
    Header(field, kI64);
    ZigZag(value);
  }
  void Bool(int16_t field, bool value) {
    Header(field, value ? kTrue : kFalse);
  }
  void Text(int16_t field, std::string_view text) {
    Header(field, kBinary);
    Text(text);
  }
  // `size` elements follow: Text(text), Element(value) or structs.
  void ListOfStructs(int16_t field, size_t size) { List(field, size, kStruct); }
  void ListOfTexts(int16_t field, size_t size) { List(field, size, kBinary); }
  void ListOfI32(int16_t field, size_t size) { List(field, size, kI32); }
  void Text(std::string_view text) {
    Varint(text.size());
    out_->append(text);
  }
  void Element(int32_t value) { ZigZag(value); }

 private:
  enum Type : uint8_t {
    kTrue = 1,
    kFalse = 2,
    kI32 = 5,
    kI64 = 6,
    kBinary = 8,
    kList = 9,
    kStruct = 12,
  };

  // Field numbers rise by less than 16 in all structs of Parquet.
  void Header(int16_t field, Type type) {
    const int delta = field - last_.back();
    out_->push_back(static_cast<char>((delta << 4) | type));
    last_.back() = field;
  }
  void List(int16_t field, size_t size, Type type) {
    Header(field, kList);
    if (size < 15) {
      out_->push_back(static_cast<char>((size << 4) | type));
    } else {
      out_->push_back(static_cast<char>(0xF0 | type));
      Varint(size);
    }
  }
  void Varint(uint64_t value) {
    while (value >= 0x80) {
      out_->push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out_->push_back(static_cast<char>(value));
  }
  void ZigZag(int64_t value) {
    Varint((static_cast<uint64_t>(value) << 1) ^
           static_cast<uint64_t>(value >> 63));
  }

  std::string* out_;
  std::vector<int16_t> last_;  // number of the last field, by depth
};

}  // namespace zhimai
