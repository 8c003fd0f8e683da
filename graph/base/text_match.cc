#include "graph/base/text_match.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unordered_map>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Letters and digits of scripts that part words by spaces.
bool JoinsWords(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (u_isalnum(point) == 0) return false;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(point, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return false;
    default:
      return true;
  }
}

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

class TextMatch::Folder {
 public:
  Folder() {
    UErrorCode error = U_ZERO_ERROR;
    simplify_.reset(icu::Transliterator::createInstance(
        "Traditional-Simplified", UTRANS_FORWARD, error));
    // A build of ICU without this table tells the two apart; nothing else.
    if (U_FAILURE(error)) simplify_.reset();
  }

  std::u32string Fold(std::string_view text) {
    const std::string lower = ToLower(ToNfkc(text));
    std::u32string out;
    for (size_t pos = 0; pos < lower.size();) {
      out += Simplify(DecodeUtf8(lower, &pos));
    }
    return out;
  }

 private:
  // Character by character: the table has no longer entries that matter, and
  // each is looked up once.
  char32_t Simplify(char32_t c) {
    if (!IsHan(c) || simplify_ == nullptr) return c;
    const auto [entry, fresh] = known_.try_emplace(c, c);
    if (fresh) {
      icu::UnicodeString one(static_cast<UChar32>(c));
      simplify_->transliterate(one);
      if (one.countChar32() == 1) {
        entry->second = static_cast<char32_t>(one.char32At(0));
      }
    }
    return entry->second;
  }

  std::unique_ptr<icu::Transliterator> simplify_;
  std::unordered_map<char32_t, char32_t> known_;
};

TextMatch::TextMatch(std::string_view query)
    : folder_(std::make_unique<Folder>()) {
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

bool TextMatch::Matches(std::string_view text) {
  if (words_.empty()) return false;
  const std::u32string folded = folder_->Fold(text);
  for (const Word& word : words_) {
    if (!Occurs(word, folded)) return false;
  }
  return true;
}

}  // namespace zhimai
