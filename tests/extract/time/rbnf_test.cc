// ICU's rules for spelling numbers are the oracle: what they write in Chinese
// is read back as the same number.
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>
#include <unicode/locid.h>
#include <unicode/rbnf.h>

#include "extract/time/number.h"

namespace zhimai {
namespace {

std::string Spell(icu::RuleBasedNumberFormat* format, const char* rules,
                  int64_t number) {
  UErrorCode error = U_ZERO_ERROR;
  format->setDefaultRuleSet(rules, error);
  icu::UnicodeString spelt;
  format->format(number, spelt);
  std::string out;
  spelt.toUTF8String(out);
  return U_SUCCESS(error) ? out : "";
}

// Of every length up to 16 digits, with runs of zeros.
int64_t Draw(std::mt19937_64* chance) {
  const auto pick = [&](int limit) {
    return static_cast<int>((*chance)() % static_cast<uint64_t>(limit));
  };
  const int digits = 1 + pick(16);
  int64_t out = 1 + pick(9);
  for (int i = 1; i < digits; ++i)
    out = out * 10 + (pick(3) > 0 ? 0 : pick(10));
  return pick(2) > 0 ? out : out + pick(10);
}

TEST(RbnfTest, ReadsWhatIcuSpells) {
  UErrorCode error = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT,
                                    icu::Locale("zh", "CN"), error);
  ASSERT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  constexpr int kRounds = 20000;
  for (const char* rules :
       {"%spellout-cardinal", "%spellout-cardinal-financial"}) {
    std::mt19937_64 chance(20261124);
    int failures = 0;
    for (int i = 0; i < kRounds && failures < 10; ++i) {
      const int64_t number = i < 2000 ? i : Draw(&chance);
      const std::string spelt = Spell(&format, rules, number);
      ASSERT_FALSE(spelt.empty()) << rules;
      const auto read = ParseNumber(spelt);
      const auto value = read ? read->ToInteger() : std::nullopt;
      if (value == number) continue;
      ++failures;
      ADD_FAILURE() << rules << ": " << spelt << " is " << number << ", read "
                    << (read ? read->ToString() : "nothing");
    }
  }
}

TEST(RbnfTest, ReadsYearsDigitByDigit) {
  UErrorCode error = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT,
                                    icu::Locale("zh", "CN"), error);
  ASSERT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  for (int64_t year = 1000; year < 3000; ++year) {
    const std::string spelt = Spell(&format, "%spellout-numbering-year", year);
    const auto read = ParseNumber(spelt);
    ASSERT_TRUE(read.has_value()) << spelt;
    EXPECT_EQ(read->ToInteger(), year) << spelt;
  }
}

}  // namespace
}  // namespace zhimai
