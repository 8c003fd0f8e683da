#include "extract/lexicon/double_array.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<PhraseMatch> Naive(const std::vector<DoubleArray::Phrase>& phrases,
                               std::string_view text) {
  std::vector<PhraseMatch> out;
  for (uint32_t begin = 0; begin < text.size(); ++begin) {
    if (!IsUtf8Lead(text[begin])) continue;
    for (size_t length = 1; begin + length <= text.size(); ++length) {
      for (const auto& phrase : phrases) {
        if (phrase.text == text.substr(begin, length)) {
          out.push_back(
              {phrase.value, {begin, begin + static_cast<uint32_t>(length)}});
        }
      }
    }
  }
  return out;
}

TEST(DoubleArrayTest, FindsOverlappingPhrasesByStartThenLength) {
  const auto array = DoubleArray::Build(
      {{"上海", 1}, {"上海合作组织", 2}, {"合作", 3}, {"组织", 4}, {"a", 5}});
  ASSERT_TRUE(array.ok());
  EXPECT_THAT(array->FindAll("上海合作组织a"),
              ElementsAre(PhraseMatch{1, {0, 6}}, PhraseMatch{2, {0, 18}},
                          PhraseMatch{3, {6, 12}}, PhraseMatch{4, {12, 18}},
                          PhraseMatch{5, {18, 19}}));
  EXPECT_EQ(array->Find("合作"), 3U);
  EXPECT_EQ(array->Find("合"), std::nullopt);
  EXPECT_EQ(array->Find(""), std::nullopt);
  std::vector<PhraseMatch> prefixes;
  array->PrefixesAt("在上海合作", 3, &prefixes);
  EXPECT_THAT(prefixes, ElementsAre(PhraseMatch{1, {3, 9}}));
}

TEST(DoubleArrayTest, NoPhrasesMatchNothing) {
  EXPECT_THAT(DoubleArray().FindAll("上海"), IsEmpty());
  const auto array = DoubleArray::Build({});
  ASSERT_TRUE(array.ok());
  EXPECT_THAT(array->FindAll("上海\n"), IsEmpty());
}

TEST(DoubleArrayTest, RejectsWhatCannotBeAPhrase) {
  const std::vector<DoubleArray::Phrase> cases[] = {
      {{"", 1}},
      {{"\xE4\xB8", 1}},
      {{"上", 1}, {"上", 2}},
      {{"a\xEF\xBF\xBD", 1}},  // U+FFFD is what bad bytes decode to
  };
  for (const auto& phrases : cases) {
    EXPECT_EQ(DoubleArray::Build(phrases).status().code(), Code::kInvalidInput);
  }
}

TEST(DoubleArrayTest, IllFormedTextMatchesOnlyItsGoodParts) {
  const auto array = DoubleArray::Build({{"上", 1}, {"b", 2}});
  ASSERT_TRUE(array.ok());
  EXPECT_THAT(array->FindAll("\xE4\xB8"
                             "b\xFF\xE4\xB8\x8A\xE4"),
              ElementsAre(PhraseMatch{2, {2, 3}}, PhraseMatch{1, {4, 7}}));
}

// Random phrases over a small alphabet of one- to four-byte characters, so
// that prefixes, repeats and near misses are common.
TEST(DoubleArrayTest, AgreesWithNaiveSearch) {
  const std::vector<std::string> alphabet = {"a",  "b",  "é",  "中", "国",
                                             "一", "二", "𠀀", "…"};
  std::mt19937 random(20240101);
  const auto word = [&](size_t length) {
    std::string out;
    for (size_t i = 0; i < length; ++i) out += alphabet[random() % 9];
    return out;
  };
  for (int round = 0; round < 40; ++round) {
    std::set<std::string> chosen;
    const size_t count = random() % 80;
    while (chosen.size() < count) chosen.insert(word(1 + random() % 5));
    std::vector<DoubleArray::Phrase> phrases;
    for (const std::string& text : chosen) {
      phrases.push_back({text, static_cast<uint32_t>(phrases.size() * 3)});
    }
    const auto array = DoubleArray::Build(phrases);
    ASSERT_TRUE(array.ok());
    EXPECT_EQ(array->size(), phrases.size());
    const std::string text = word(30);
    EXPECT_EQ(array->FindAll(text), Naive(phrases, text));
  }
}

TEST(DoubleArrayTest, HoldsManyPhrases) {
  std::vector<DoubleArray::Phrase> phrases;
  for (uint32_t i = 0; i < 30000; ++i) {
    std::string text;
    AppendUtf8(0x4E00 + i % 173, &text);
    AppendUtf8(0x4E00 + i / 173, &text);
    AppendUtf8(0x5E00 + i % 7, &text);
    phrases.push_back({text, i});
  }
  const auto array = DoubleArray::Build(phrases);
  ASSERT_TRUE(array.ok());
  for (const auto& phrase : phrases) {
    ASSERT_EQ(array->Find(phrase.text), phrase.value);
  }
}

}  // namespace
}  // namespace zhimai
