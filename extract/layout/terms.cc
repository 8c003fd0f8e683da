#include "extract/layout/terms.h"

#include <algorithm>
#include <unordered_map>

#include "extract/layout/characters.h"
#include "graph/base/hash.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr size_t kShortestWord = 4;
// Characters of grammar: pairs with one of them tell no subject.
constexpr std::u32string_view kGrammar =
    U"的了和是在有不为与等对将也及以之其这那们就都要会能可并从到被把让使给向于"
    U"而或中上下个一二三四五六七八九十";

// Appends keys of all terms of a line; a clash of 64-bit hashes is harmless.
void AppendKeys(std::string_view line, std::vector<uint64_t>* keys) {
  char32_t last = 0;
  for (size_t pos = 0; pos < line.size();) {
    if (IsAsciiLetter(line[pos])) {
      const size_t begin = pos;
      while (pos < line.size() && IsAsciiLetter(line[pos])) ++pos;
      std::string word(line.substr(begin, pos - begin));
      for (char& c : word) c = static_cast<char>(c | 0x20);
      if (word.size() >= kShortestWord) keys->push_back(Hash64(word));
      last = 0;
      continue;
    }
    const char32_t c = DecodeUtf8(line, &pos);
    const bool han = IsHan(c) && !IsIn(c, kGrammar);
    if (han && last != 0) {
      keys->push_back((static_cast<uint64_t>(last) << 32) | c);
    }
    last = han ? c : 0;
  }
}

}  // namespace

TermTable CountTerms(const std::vector<std::string_view>& lines) {
  std::vector<std::vector<uint64_t>> keys(lines.size());
  std::unordered_map<uint64_t, uint32_t> counts;
  for (size_t i = 0; i < lines.size(); ++i) {
    AppendKeys(lines[i], &keys[i]);
    std::sort(keys[i].begin(), keys[i].end());
    keys[i].erase(std::unique(keys[i].begin(), keys[i].end()), keys[i].end());
    for (const uint64_t key : keys[i]) ++counts[key];
  }
  TermTable table;
  table.lines.resize(lines.size());
  std::unordered_map<uint64_t, uint32_t> numbers;
  for (size_t i = 0; i < lines.size(); ++i) {
    for (const uint64_t key : keys[i]) {
      const uint32_t count = counts[key];
      if (count < 2) continue;
      const auto next = static_cast<uint32_t>(table.frequency.size());
      const auto [it, added] = numbers.try_emplace(key, next);
      if (added) table.frequency.push_back(count);
      table.lines[i].push_back(it->second);
    }
    std::sort(table.lines[i].begin(), table.lines[i].end());
  }
  return table;
}

}  // namespace zhimai
