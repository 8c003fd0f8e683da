#include "graph/base/text_match.h"

#include "graph/base/text_fold.h"
#include "graph/base/unicode.h"

namespace zhimai {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

TextMatch::TextMatch(std::string_view query)
    : folder_(std::make_unique<TextFolder>()) {
  const std::string wide = ToNfkc(query);  // of the space U+3000, too
  for (size_t pos = 0; pos < wide.size();) {
    if (IsSpace(wide[pos])) {
      ++pos;
      continue;
    }
    size_t end = pos;
    if (wide[pos] == '"') {
      end = wide.find('"', ++pos);
    } else {
      while (end < wide.size() && !IsSpace(wide[end])) ++end;
    }
    if (end == std::string::npos) end = wide.size();
    Add(std::string_view(wide).substr(pos, end - pos));
    pos = end + (end < wide.size() ? 1 : 0);
  }
}

TextMatch::TextMatch(TextMatch&&) noexcept = default;
TextMatch& TextMatch::operator=(TextMatch&&) noexcept = default;
TextMatch::~TextMatch() = default;

void TextMatch::Add(std::string_view text) {
  Word word;
  if (!text.empty() && text.front() == '*') {
    word.open_front = true;
    text.remove_prefix(1);
  }
  if (!text.empty() && text.back() == '*') {
    word.open_back = true;
    text.remove_suffix(1);
  }
  word.text = folder_->Fold(text);
  if (word.text.empty()) return;
  word.open_front = word.open_front || !JoinsWords(word.text.front());
  word.open_back = word.open_back || !JoinsWords(word.text.back());
  words_.push_back(std::move(word));
}

bool TextMatch::JoinsWords(char32_t c) {
  return folder_->ClassOf(c) == CharClass::kJoined;
}

bool TextMatch::Occurs(const Word& word, const std::u32string& text) {
  for (size_t at = text.find(word.text); at != std::u32string::npos;
       at = text.find(word.text, at + 1)) {
    const size_t end = at + word.text.size();
    const bool front = word.open_front || at == 0 || !JoinsWords(text[at - 1]);
    const bool back =
        word.open_back || end == text.size() || !JoinsWords(text[end]);
    if (front && back) return true;
  }
  return false;
}

std::vector<TokenNeed> TextMatch::Needs(TextTokenizer* tokenizer) const {
  std::vector<TokenNeed> needs;
  for (const Word& word : words_) {
    tokenizer->AddNeedsOfWord(word.text, word.open_front, word.open_back,
                              &needs);
  }
  return needs;
}

bool TextMatch::Matches(std::string_view text) {
  if (words_.empty()) return false;
  const std::u32string folded = folder_->Fold(text);
  for (const Word& word : words_) {
    if (!Occurs(word, folded)) return false;
  }
  return true;
}

}  // namespace zhimai
