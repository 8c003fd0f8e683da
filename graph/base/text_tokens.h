// Tokens of texts for an inverted index, and what a search needs of them.
//
// A token begins with a byte that says what it is: 'w' a word of a script that
// has spaces, 't' up to three letters in a row of such a script, 'g' up to two
// characters in a row of Han, Kana and the like, 'n' the hash of a whole name.
// Runs of the last two kinds do not end at spaces and punctuation. At the end
// of a run shorter tokens are there too, so that whatever stands in a text is
// the beginning of a token. No token has a byte 0 or is longer than
// kMaxTokenBytes (longer words are cut).
//
// Tokens only narrow down: a text that matches has them, one that has them
// need not match.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/text_fold.h"

namespace zhimai {

inline constexpr size_t kMaxTokenBytes = 64;

// Tokens one behind the other; some come twice.
class TextTokens {
 public:
  // Cut to what a token may be.
  void Add(char kind, std::u32string_view text);
  // REQUIRES: token.size() <= kMaxTokenBytes.
  void Add(std::string_view token);
  void Clear() { bytes_.clear(); }
  bool empty() const { return bytes_.empty(); }

  template <typename Visit>
  void ForEach(Visit visit) const {
    const std::string_view bytes = bytes_;
    for (size_t at = 0; at < bytes.size();) {
      const auto size = static_cast<unsigned char>(bytes[at]);
      visit(bytes.substr(at + 1, size));
      at += size + size_t{1};
    }
  }
  // Each once.
  std::set<std::string, std::less<>> Distinct() const;

 private:
  std::string bytes_;  // size and token, and so on
};

// What a text must have to match: a token that is, begins with, ends with or
// holds `text`, which has the kind byte in front.
struct TokenNeed {
  enum class Kind { kWhole, kBegin, kEnd, kInside };
  Kind kind = Kind::kWhole;
  std::string text;

  bool Accepts(std::string_view token) const;
  // What all such tokens begin with.
  std::string_view Prefix() const;
  friend bool operator==(const TokenNeed&, const TokenNeed&) = default;
};

// One thread at a time.
class TextTokenizer {
 public:
  // Of a text that TextMatch may look at.
  void AddText(std::string_view text, TextTokens* tokens);
  // Of a name key (unicode.h) that may be searched for parts.
  void AddKey(std::string_view name_key, TextTokens* tokens);
  // Of a name that may be asked for whole.
  static void AddName(std::string_view name_key, TextTokens* tokens);

  // Needed by name keys that hold this one. Empty: nothing is known.
  std::vector<TokenNeed> NeedsOfKey(std::string_view part);
  static std::vector<TokenNeed> NeedsOfName(std::string_view name_key);
  // Needed by texts with this folded word (TextMatch), which may go on at an
  // open end.
  void AddNeedsOfWord(const std::u32string& word, bool open_front,
                      bool open_back, std::vector<TokenNeed>* needs);

 private:
  struct Run {
    CharClass kind = CharClass::kNone;
    std::u32string text;
  };
  std::vector<Run> RunsOf(const std::u32string& text);
  void AddNeedsOfRun(const Run& run, std::vector<TokenNeed>* needs);

  TextFolder folder_;
};

}  // namespace zhimai
