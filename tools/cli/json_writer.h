// Writes JSON (RFC 8259), without spaces, in the order of the calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhimai {

// Appends to a string that it borrows. One thread at a time.
// REQUIRES: calls form one JSON value (or several, for JSON Lines, with
// EndLine() after each).
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view name);
  // Ill-formed UTF-8 becomes U+FFFD, so that the output is always UTF-8.
  JsonWriter& String(std::string_view text);
  JsonWriter& Int(int64_t value);
  JsonWriter& Uint(uint64_t value);
  // The shortest form that reads back as the same double; null for infinities
  // and NaN, which JSON does not have.
  JsonWriter& Double(double value);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  // `token` as it stands. REQUIRES: it is a JSON value.
  JsonWriter& Raw(std::string_view token);
  JsonWriter& EndLine();

  JsonWriter& Field(std::string_view name, std::string_view text) {
    return Key(name).String(text);
  }
  JsonWriter& Field(std::string_view name, uint64_t value) {
    return Key(name).Uint(value);
  }

 private:
  void Separate();

  std::string* out_;
  std::vector<bool> has_items_;  // of each open object or array
  bool after_key_ = false;
};

}  // namespace zhimai
