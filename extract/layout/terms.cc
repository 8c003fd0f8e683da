#include "extract/layout/terms.h"

#include <algorithm>
#include <cmath>
#include <string>
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

// Shares in what a text has of terms: of a word of Latin script, whose use
// nobody counted; and the least of any, for what the counted text does not
// have.
constexpr double kUsualWord = 3e-4;
constexpr double kLeastShare = 2e-5;
// Of the pairs of characters of a text, about half are terms.
constexpr double kPairsPerTerm = 2;

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

uint64_t HashOfLine(size_t line) { return Hash64(std::to_string(line)); }

double UsualShare(const PairTable& pairs, uint64_t key) {
  const auto first = static_cast<char32_t>(key >> 32);
  if (!IsHan(first)) return kUsualWord;
  const double share =
      pairs.Share(first, static_cast<char32_t>(key & 0xFFFFFFFF));
  return std::max(kLeastShare, share * kPairsPerTerm);
}

void SetSubjects(const PageKnowledge& knowledge,
                 const std::vector<std::vector<uint64_t>>& keys,
                 TermTable* table) {
  for (const std::vector<uint64_t>& line : keys) {
    SubjectVector sum = {};
    double known = 0;
    for (const uint64_t key : line) {
      const SubjectVector* place =
          knowledge.subjects.Find(static_cast<char32_t>(key >> 32),
                                  static_cast<char32_t>(key & 0xFFFFFFFF));
      if (place == nullptr) continue;
      ++known;
      const auto rarity =
          static_cast<float>(-std::log(UsualShare(knowledge.pairs, key)));
      for (size_t k = 0; k < kSubjectAxes; ++k) sum[k] += rarity * (*place)[k];
    }
    float norm = 0;
    for (const float x : sum) norm += x * x;
    norm = std::sqrt(norm);
    for (float& x : sum) x = norm > 0 ? x / norm : 0;
    table->subjects.push_back(sum);
    table->subject_weights.push_back(std::sqrt(known));
  }
}

}  // namespace

TermTable CountTerms(const PageKnowledge& knowledge,
                     const std::vector<std::string_view>& lines) {
  std::vector<std::vector<uint64_t>> keys(lines.size());
  std::unordered_map<uint64_t, uint32_t> counts;
  for (size_t i = 0; i < lines.size(); ++i) {
    AppendKeys(lines[i], &keys[i]);
    std::sort(keys[i].begin(), keys[i].end());
    keys[i].erase(std::unique(keys[i].begin(), keys[i].end()), keys[i].end());
    for (const uint64_t key : keys[i]) ++counts[key];
  }
  TermTable table;
  SetSubjects(knowledge, keys, &table);
  table.lines.resize(lines.size());
  // By key, the sum of hashes of the lines that have it.
  std::unordered_map<uint64_t, uint64_t> places;
  for (size_t i = 0; i < lines.size(); ++i) {
    for (const uint64_t key : keys[i]) places[key] += HashOfLine(i);
  }
  std::unordered_map<uint64_t, uint32_t> numbers;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::vector<uint32_t>& found = table.lines[i];
    for (const uint64_t key : keys[i]) {
      const uint32_t count = counts[key];
      if (count < 2) continue;
      const double usual = UsualShare(knowledge.pairs, key);
      const auto next = static_cast<uint32_t>(table.frequency.size());
      const auto [it, added] = numbers.try_emplace(places[key], next);
      if (added) {
        table.frequency.push_back(count);
        table.usual.push_back(usual);
      }
      double& rarest = table.usual[it->second];
      rarest = std::min(rarest, usual);
      found.push_back(it->second);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return table;
}

}  // namespace zhimai
