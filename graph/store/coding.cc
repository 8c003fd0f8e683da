#include "graph/store/coding.h"

namespace zhimai {

void AppendLengthPrefixed(std::string_view bytes, std::string* out) {
  AppendVarint(bytes.size(), out);
  out->append(bytes);
}

void AppendEscapedPrefix(std::string_view text, std::string* out) {
  for (char c : text) {
    *out += c;
    if (c == '\0') *out += '\xFF';
  }
}

void AppendEscaped(std::string_view text, std::string* out) {
  AppendEscapedPrefix(text, out);
  out->append("\0\1", 2);
}

std::optional<std::string> TakeEscaped(std::string_view* key) {
  std::string text;
  for (size_t i = 0; i < key->size(); ++i) {
    const char c = (*key)[i];
    if (c != '\0') {
      text += c;
      continue;
    }
    if (++i == key->size()) return std::nullopt;
    const char mark = (*key)[i];
    if (mark == '\1') {
      key->remove_prefix(i + 1);
      return text;
    }
    if (mark != '\xFF') return std::nullopt;
    text += '\0';
  }
  return std::nullopt;
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xFF') end.pop_back();
  if (!end.empty()) {
    end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  }
  return end;
}

}  // namespace zhimai
