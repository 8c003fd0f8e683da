#include "extract/layout/seams.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "extract/layout/characters.h"
#include "graph/base/hash.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Bounds of what the characters of one seam can say.
constexpr double kMostSeam = 4;
constexpr double kLeastSeam = -3;
// Weight of what the page itself has behind the last two characters.
constexpr double kPageWeight = 0.4;
constexpr double kClosed = -4;  // behind the dateline that ends an article
constexpr double kOpened = -3;  // before one that begins an article
constexpr double kHeading = 1;  // a heading stands above its text
constexpr double kMarked = -3;  // （上接第1版） lies between

enum Quote : uint8_t { kNoQuote, kOpenQuote, kCloseQuote };

// Log odds of the first quote of a line behind the last quote of the line
// before it in the article.
constexpr double kQuoteOdds[3][3] = {
    // none, “, ”: what the next line has first
    {0, 0, 0},        // behind none
    {0, -2.0, 1.5},   // behind “
    {0, 0.4, -2.0}};  // behind ”

struct Ends {
  char32_t first = 0;
  char32_t second = 0;
  char32_t last = 0;
  char32_t before_last = 0;
  Quote first_quote = kNoQuote;
  Quote last_quote = kNoQuote;
};

Ends EndsOf(std::string_view text) {
  Ends ends;
  size_t count = 0;
  for (size_t pos = 0; pos < text.size(); ++count) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (count == 0) ends.first = c;
    if (count == 1) ends.second = c;
    ends.before_last = ends.last;
    ends.last = c;
    const Quote quote = c == U'“'   ? kOpenQuote
                        : c == U'”' ? kCloseQuote
                                    : kNoQuote;
    if (quote == kNoQuote) continue;
    if (ends.first_quote == kNoQuote) ends.first_quote = quote;
    ends.last_quote = quote;
  }
  return ends;
}

uint64_t TripleKey(char32_t a, char32_t b, char32_t c) {
  return (static_cast<uint64_t>(a) << 42) | (static_cast<uint64_t>(b) << 21) |
         c;
}

// Runs of up to three characters inside the lines of a page.
class PageGrams {
 public:
  explicit PageGrams(const std::vector<SeamLine>& lines) {
    for (const SeamLine& line : lines) {
      char32_t a = 0;
      char32_t b = 0;
      for (size_t pos = 0; pos < line.text.size();) {
        const char32_t c = DecodeUtf8(line.text, &pos);
        ++grams_[TripleKey(0, 0, c)];
        if (b != 0) ++grams_[TripleKey(0, b, c)];
        if (a != 0) ++grams_[TripleKey(a, b, c)];
        a = b;
        b = c;
      }
    }
  }

  // Share of `b.first` in what stands behind the end of `a` on the page, as
  // far as the character before or behind it makes sure that it is the same
  // word.
  double Following(const Ends& a, const Ends& b) const {
    return std::max(
        Ratio(TripleKey(a.before_last, a.last, b.first),
              TripleKey(0, a.before_last, a.last)),
        Count(TripleKey(a.last, b.first, b.second)) == 0
            ? 0.0
            : Ratio(TripleKey(0, a.last, b.first), TripleKey(0, 0, a.last)));
  }

 private:
  uint32_t Count(uint64_t key) const {
    const auto it = grams_.find(key);
    return it == grams_.end() ? 0 : it->second;
  }
  double Ratio(uint64_t part, uint64_t whole) const {
    return Count(part) / (Count(whole) + 1.0);
  }

  std::unordered_map<uint64_t, uint32_t> grams_;
};

// How likely each first character is behind any line of the page.
std::map<char32_t, double> Expected(const PairTable& pairs,
                                    const std::vector<Ends>& ends) {
  std::map<char32_t, double> lasts;
  std::map<char32_t, double> expected;
  for (const Ends& e : ends) {
    ++lasts[e.last];
    expected[e.first] = 0;
  }
  const auto lines = static_cast<double>(ends.size());
  for (auto& [first, sum] : expected) {
    for (const auto& [last, count] : lasts) {
      sum += count / lines * pairs.FollowingLine(last, first);
    }
  }
  return expected;
}

}  // namespace

Seams::Seams(const PairTable& pairs, const std::vector<SeamLine>& lines)
    : values_(lines.size() * kReach, 0.0) {
  std::vector<Ends> ends;
  ends.reserve(lines.size());
  for (const SeamLine& line : lines) ends.push_back(EndsOf(line.text));
  const PageGrams page(lines);
  const std::map<char32_t, double> expected = Expected(pairs, ends);
  for (size_t i = 0; i < lines.size(); ++i) {
    const Ends& a = ends[i];
    const size_t end = std::min(lines.size(), i + 1 + kReach);
    for (size_t j = i + 1; j < end; ++j) {
      const Ends& b = ends[j];
      const double likely = pairs.FollowingLine(a.last, b.first);
      const double here = page.Following(a, b);
      const double odds = std::log((likely + kPageWeight * here) /
                                   expected.find(b.first)->second);
      double value = std::clamp(odds, kLeastSeam, kMostSeam) +
                     kQuoteOdds[a.last_quote][b.first_quote];
      if (lines[i].closes_article) value += kClosed;
      if (lines[j].opens_article && !lines[i].heads) value += kOpened;
      if (j == i + 1 && lines[i].heads) value += kHeading;
      if (j == i + 1 && lines[i].mark_behind) value += kMarked;
      values_[i * kReach + (j - i - 1)] = value;
    }
  }
}

}  // namespace zhimai
