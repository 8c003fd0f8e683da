// Full-text search for words in any language: whether one text matches.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/text_fold.h"
#include "graph/base/text_tokens.h"

namespace zhimai {

// What a search looks for: words between spaces, all of which must occur, and
// "phrases" in quotes. Width, case and Traditional or Simplified characters
// make no difference. Where a word begins or ends with a letter or digit of a
// script that has spaces between words, it must begin or end a word of the
// text there, unless a '*' stands at this end; Chinese matches anywhere.
//
// One thread at a time: it remembers characters it has seen.
class TextMatch {
 public:
  explicit TextMatch(std::string_view query);
  TextMatch(TextMatch&&) noexcept;
  TextMatch& operator=(TextMatch&&) noexcept;
  ~TextMatch();

  // Nothing to look for: matches nothing.
  bool empty() const { return words_.empty(); }
  bool Matches(std::string_view text);
  // What the tokens of every text that matches have; empty when nothing is
  // known of them.
  std::vector<TokenNeed> Needs(TextTokenizer* tokenizer) const;

 private:
  struct Word {
    std::u32string text;
    bool open_front = false;  // may go on in front, or behind
    bool open_back = false;
  };

  void Add(std::string_view word);
  bool JoinsWords(char32_t c);
  bool Occurs(const Word& word, const std::u32string& text);

  std::unique_ptr<TextFolder> folder_;
  std::vector<Word> words_;
};

}  // namespace zhimai
