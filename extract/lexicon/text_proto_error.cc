#include "extract/lexicon/text_proto_error.h"

#include <algorithm>
#include <google/protobuf/descriptor.h>
#include <set>
#include <vector>

#include "graph/base/suggest.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;

constexpr int kTab = 8;

std::string_view LineAt(std::string_view bytes, int line) {
  for (; line > 0; --line) {
    const size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return {};
    bytes.remove_prefix(end + 1);
  }
  return bytes.substr(0, bytes.find('\n'));
}

size_t OffsetOf(std::string_view line, int column) {
  int at = 0;
  size_t offset = 0;
  while (offset < line.size() && at < column) {
    at += line[offset] == '\t' ? kTab - at % kTab : 1;
    ++offset;
  }
  return offset;
}

// The text between `before` and `after`; nothing when they do not stand there.
std::string_view Between(std::string_view text, std::string_view before,
                         std::string_view after) {
  const size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  const size_t end = text.find(after);
  return end == std::string_view::npos ? std::string_view()
                                       : text.substr(0, end);
}

// The ASCII character that an input method makes `c` of; 0 for none.
char HalfWidth(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<char>(c - 0xFEE0);
  switch (c) {
    case 0x201C:
    case 0x201D:
      return '"';
    case 0x2018:
    case 0x2019:
      return '\'';
    case 0x3000:
      return ' ';
    case 0x3001:
      return ',';
    default:
      return 0;
  }
}

std::string StrayCharacter(std::string_view line, size_t offset) {
  size_t end = offset;
  const char32_t c = offset < line.size() ? DecodeUtf8(line, &end) : 0;
  const std::string shown =
      "'" + std::string(line.substr(offset, end - offset));
  const char plain = HalfWidth(c);
  if (plain != 0) {
    return shown + "' is full-width; write '" + std::string(1, plain) + "'";
  }
  return shown +
         "' stands outside a text; write a quotation mark inside a text as "
         "\\\"";
}

std::string Listed(const char* what, const std::vector<std::string>& words) {
  std::string out = what;
  for (size_t i = 0; i < words.size(); ++i) {
    out += (i == 0 ? " " : ", ") + words[i];
  }
  return out;
}

std::string UnknownField(std::string_view message, const Descriptor& root) {
  const std::string type(Between(message, "Message type \"", "\""));
  const std::string field(Between(message, "field named \"", "\""));
  const Descriptor* descriptor =
      root.file()->pool()->FindMessageTypeByName(type);
  if (descriptor == nullptr) return std::string(message);
  std::vector<std::string> known;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    known.push_back(descriptor->field(i)->name());
  }
  const std::string near = DidYouMean(field, known);
  return "no field '" + field + "' here" +
         (near.empty() ? Listed("; there are", known) : near);
}

// The enumeration of the first field of that name at or below `root`.
const EnumDescriptor* FindEnum(const Descriptor& root,
                               const std::string& name) {
  std::vector<const Descriptor*> todo = {&root};
  std::set<const Descriptor*> seen;
  while (!todo.empty()) {
    const Descriptor* type = todo.back();
    todo.pop_back();
    if (!seen.insert(type).second) continue;
    for (int i = 0; i < type->field_count(); ++i) {
      const auto* field = type->field(i);
      if (field->enum_type() != nullptr && field->name() == name) {
        return field->enum_type();
      }
      if (field->message_type() != nullptr) {
        todo.push_back(field->message_type());
      }
    }
  }
  return nullptr;
}

std::string UnknownValue(std::string_view message, const Descriptor& root) {
  const std::string value(Between(message, "value of \"", "\""));
  const std::string field(Between(message, "for field \"", "\""));
  const EnumDescriptor* type = FindEnum(root, field);
  if (type == nullptr) return std::string(message);
  std::vector<std::string> known;
  for (int i = 0; i < type->value_count(); ++i) {
    known.push_back(type->value(i)->name());
  }
  return "'" + value + "' is no " + field + Listed("; there are", known);
}

std::string Explain(std::string_view message, std::string_view line,
                    size_t offset, const Descriptor& root) {
  if (message.starts_with("Interpreting non ascii codepoint")) {
    return StrayCharacter(line, offset);
  }
  if (message.find("has no field named") != std::string_view::npos) {
    return UnknownField(message, root);
  }
  if (message.starts_with("Unknown enumeration value")) {
    return UnknownValue(message, root);
  }
  if (message.starts_with("String literals cannot cross")) {
    return "a text ends on its line; its closing \" is missing";
  }
  constexpr std::string_view kNoName = "Expected identifier, got: ";
  if (!message.starts_with(kNoName)) return std::string(message);
  message.remove_prefix(kNoName.size());
  if (message.empty()) return "the file ends inside a block; a } is missing";
  return "expected a field, found '" + std::string(message) +
         "'; does a text before it lack its closing \"?";
}

}  // namespace

Status ExplainTextProtoError(std::string_view bytes, int line, int column,
                             std::string_view message, const Descriptor& root) {
  const std::string_view text = LineAt(bytes, std::max(line, 0));
  const size_t offset = OffsetOf(text, std::max(column, 0));
  return Status::InvalidInput(Explain(message, text, offset, root))
      .At(static_cast<uint32_t>(std::max(line, 0) + 1),
          static_cast<uint32_t>(CountCodePoints(text.substr(0, offset)) + 1));
}

}  // namespace zhimai
