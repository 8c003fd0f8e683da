#include "tools/cli/json_writer.h"

#include <charconv>
#include <cmath>

#include "graph/base/status.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

void AppendEscaped(char c, std::string* out) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      *out += "\\\"";
      return;
    case '\\':
      *out += "\\\\";
      return;
    case '\n':
      *out += "\\n";
      return;
    case '\r':
      *out += "\\r";
      return;
    case '\t':
      *out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  *out += "\\u00";
  *out += kHex[byte >> 4];
  *out += kHex[byte & 15];
}

bool NeedsEscape(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || c == '"' || c == '\\';
}

void AppendString(std::string_view text, std::string* out) {
  *out += '"';
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out->append(text.substr(begin, i - begin));
    AppendEscaped(text[i], out);
    begin = i + 1;
  }
  out->append(text.substr(begin));
  *out += '"';
}

// U+FFFD for each ill-formed byte.
std::string Repair(std::string_view text) {
  std::string repaired;
  size_t pos = 0;
  while (pos < text.size()) AppendUtf8(DecodeUtf8(text, &pos), &repaired);
  return repaired;
}

}  // namespace

void JsonWriter::Separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_items_.empty()) return;
  if (has_items_.back()) *out_ += ',';
  has_items_.back() = true;
}

JsonWriter& JsonWriter::BeginObject() {
  Separate();
  *out_ += '{';
  has_items_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::EndObject() {
  ZM_CHECK(!has_items_.empty());
  has_items_.pop_back();
  *out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::BeginArray() {
  Separate();
  *out_ += '[';
  has_items_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::EndArray() {
  ZM_CHECK(!has_items_.empty());
  has_items_.pop_back();
  *out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view name) {
  String(name);
  *out_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::String(std::string_view text) {
  Separate();
  if (FindInvalidUtf8(text) == std::string_view::npos) {
    AppendString(text, out_);
  } else {
    AppendString(Repair(text), out_);
  }
  return *this;
}

JsonWriter& JsonWriter::Int(int64_t value) {
  Separate();
  *out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::Uint(uint64_t value) {
  Separate();
  *out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::Double(double value) {
  if (!std::isfinite(value)) return Null();
  Separate();
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value).ptr;
  out_->append(buffer, end);
  return *this;
}

JsonWriter& JsonWriter::Bool(bool value) {
  Separate();
  *out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::Null() {
  Separate();
  *out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::Raw(std::string_view token) {
  Separate();
  *out_ += token;
  return *this;
}

JsonWriter& JsonWriter::EndLine() {
  ZM_CHECK(has_items_.empty());
  *out_ += '\n';
  return *this;
}

}  // namespace zhimai
