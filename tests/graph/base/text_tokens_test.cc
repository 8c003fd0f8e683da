#include "graph/base/text_tokens.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "graph/base/text_match.h"
#include "graph/base/unicode.h"
#include "tests/support/random_text.h"

namespace zhimai {
namespace {

using Tokens = std::set<std::string, std::less<>>;

bool Has(const Tokens& tokens, const TokenNeed& need) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const auto& token) {
    return token.substr(0, need.Prefix().size()) == need.Prefix() &&
           need.Accepts(token);
  });
}

bool HasAll(const Tokens& tokens, const std::vector<TokenNeed>& needs) {
  return std::all_of(needs.begin(), needs.end(),
                     [&](const TokenNeed& need) { return Has(tokens, need); });
}

Tokens TokensOf(TextTokenizer* tokenizer, std::string_view text) {
  TextTokens tokens;
  tokenizer->AddText(text, &tokens);
  return tokens.Distinct();
}

TEST(TextTokensTest, WordsAndPairs) {
  TextTokenizer tokenizer;
  EXPECT_EQ(TokensOf(&tokenizer, "上海合作 SCO-2022"),
            (Tokens{"g上海", "g海合", "g合作", "g作", "wsco", "w2022"}));
  TextTokens key;
  tokenizer.AddKey("g20國", &key);
  EXPECT_EQ(key.Distinct(), (Tokens{"tg20", "t20", "t0", "g国"}));
  EXPECT_TRUE(TokensOf(&tokenizer, "").empty());
  EXPECT_TRUE(TokensOf(&tokenizer, "！ …").empty());
}

TEST(TextTokensTest, NoTokenIsLongOrHasNul) {
  TextTokenizer tokenizer;
  const std::string text = std::string(5000, 'a') + '\0' + "é" + "国";
  for (const std::string& token : TokensOf(&tokenizer, text)) {
    EXPECT_LE(token.size(), kMaxTokenBytes);
    EXPECT_EQ(token.find('\0'), std::string::npos);
  }
}

// The ends of long words are cut, but not lost.
TEST(TextTokensTest, LongWordsAreFound) {
  TextTokenizer tokenizer;
  const std::string text = std::string(100, 'a') + "xyz";
  const std::vector<std::string> queries = {text, "*xyz", "*ax*",
                                            std::string(80, 'a') + "*", "a*"};
  for (const std::string& query : queries) {
    TextMatch match(query);
    ASSERT_TRUE(match.Matches(text)) << query;
    EXPECT_TRUE(HasAll(TokensOf(&tokenizer, text), match.Needs(&tokenizer)))
        << query;
  }
}

TEST(TextTokensTest, WhatMatchesHasWhatIsNeeded) {
  RandomText random(1);
  TextTokenizer tokenizer;
  int matches = 0;
  int refused = 0;
  for (int i = 0; i < 30000; ++i) {
    const std::string text = random.Make(12, true);
    const std::string query = random.Query(3);
    TextMatch match(query);
    const bool has =
        HasAll(TokensOf(&tokenizer, text), match.Needs(&tokenizer));
    refused += has ? 0 : 1;
    if (!match.Matches(text)) continue;
    ++matches;
    EXPECT_TRUE(has) << query << " in " << text;
  }
  EXPECT_GT(matches, 1000);
  EXPECT_GT(refused, 1000);
}

TEST(TextTokensTest, KeysThatHoldAPartHaveWhatIsNeeded) {
  RandomText random(2);
  TextTokenizer tokenizer;
  int matches = 0;
  for (int i = 0; i < 30000; ++i) {
    const std::string text = NameKey(random.Make(12, true));
    const std::string part = NameKey(random.Make(4));
    if (part.empty() || text.find(part) == std::string::npos) continue;
    ++matches;
    TextTokens tokens;
    tokenizer.AddKey(text, &tokens);
    EXPECT_TRUE(HasAll(tokens.Distinct(), tokenizer.NeedsOfKey(part)))
        << part << " in " << text;
  }
  EXPECT_GT(matches, 1000);
}

TEST(TextTokensTest, WholeNames) {
  TextTokens tokens;
  TextTokenizer::AddName(NameKey("Xi Jinping"), &tokens);
  EXPECT_TRUE(HasAll(tokens.Distinct(),
                     TextTokenizer::NeedsOfName(NameKey("xi-jinping"))));
  EXPECT_FALSE(
      HasAll(tokens.Distinct(), TextTokenizer::NeedsOfName(NameKey("xi"))));
}

}  // namespace
}  // namespace zhimai
