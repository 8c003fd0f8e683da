#include "graph/base/pinyin.h"

#include <algorithm>
#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

struct Block {
  char32_t first;
  char32_t last;
};

// CJK Unified Ideographs and extension A; rarer ones are in no name that
// anybody types.
constexpr Block kBlocks[] = {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}};

bool IsSmallLetter(char c) { return c >= 'a' && c <= 'z'; }

std::string SmallLetters(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  std::string letters;
  for (const char c : ToLower(utf8)) {
    if (IsSmallLetter(c)) letters += c;
  }
  return letters;
}

// Not the characters that ICU leaves as they are.
template <typename Take>
void VisitTable(const icu::Transliterator& latin, const Take& take) {
  for (const Block& block : kBlocks) {
    for (char32_t c = block.first; c <= block.last; ++c) {
      icu::UnicodeString text(static_cast<UChar32>(c));
      latin.transliterate(text);
      std::string letters = SmallLetters(text);
      if (!letters.empty()) take(c, std::move(letters));
    }
  }
}

std::string_view NextLine(std::string_view* text) {
  const size_t end = std::min(text->find('\n'), text->size());
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return line;
}

std::vector<std::string_view> Words(std::string_view line) {
  line = line.substr(0, line.find('#'));
  std::vector<std::string_view> words;
  size_t pos = 0;
  while ((pos = line.find_first_not_of(" \t\r", pos)) != line.npos) {
    const size_t end = std::min(line.find_first_of(" \t\r", pos), line.size());
    words.push_back(line.substr(pos, end - pos));
    pos = end;
  }
  return words;
}

}  // namespace

Pinyin::Pinyin() {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Han-Latin; Latin-ASCII",
                                          UTRANS_FORWARD, error));
  // Without its data ICU makes none: then names have no spelling.
  if (U_FAILURE(error) || latin == nullptr) return;
  VisitTable(*latin, [this](char32_t c, std::string letters) {
    readings_[c].push_back(std::move(letters));
  });
}

Status Pinyin::AddReadings(std::string_view text) {
  uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::vector<std::string_view> words = Words(NextLine(&text));
    if (words.empty()) continue;
    size_t pos = 0;
    const char32_t c = DecodeUtf8(words[0], &pos);
    if (pos != words[0].size() || words.size() < 2) {
      return Status::InvalidInput("a character and its readings are wanted")
          .At(number, 1);
    }
    std::vector<std::string>& known = readings_[c];
    for (size_t i = 1; i < words.size(); ++i) {
      if (!std::all_of(words[i].begin(), words[i].end(), IsSmallLetter)) {
        return Status::InvalidInput("a reading has small letters only")
            .At(number, 1);
      }
      if (std::find(known.begin(), known.end(), words[i]) == known.end()) {
        known.emplace_back(words[i]);
      }
    }
  }
  return {};
}

std::vector<Pinyin::Spelling> Pinyin::Spellings(std::string_view name) const {
  const std::string key = NameKey(name);
  std::vector<Spelling> spellings(1);
  bool any = false;
  size_t pos = 0;
  while (pos < key.size()) {
    const size_t begin = pos;
    const auto found = readings_.find(DecodeUtf8(key, &pos));
    if (found == readings_.end()) {
      for (Spelling& spelling : spellings) {
        spelling.full.append(key, begin, pos - begin);
        spelling.initials.append(key, begin, pos - begin);
      }
      continue;
    }
    any = true;
    const std::vector<std::string>& readings = found->second;
    const size_t before = spellings.size();
    for (size_t r = 1; r < readings.size(); ++r) {
      for (size_t i = 0; i < before && spellings.size() < kMaxSpellings; ++i) {
        Spelling other = spellings[i];
        other.full += readings[r];
        other.initials += readings[r].front();
        spellings.push_back(std::move(other));
      }
    }
    for (size_t i = 0; i < before; ++i) {
      spellings[i].full += readings[0];
      spellings[i].initials += readings[0].front();
    }
  }
  if (!any) spellings.clear();
  return spellings;
}

std::string Pinyin::Typed(std::string_view text) {
  std::string typed;
  const std::string key = NameKey(text);
  for (size_t pos = 0; pos < key.size();) {
    char32_t c = DecodeUtf8(key, &pos);
    const bool after_ln =
        !typed.empty() && (typed.back() == 'l' || typed.back() == 'n');
    if (c == U'ü' || (c == U'v' && after_ln)) c = U'u';
    const bool plain = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
    if (!plain) return "";
    typed += static_cast<char>(c);
  }
  return typed;
}

}  // namespace zhimai
