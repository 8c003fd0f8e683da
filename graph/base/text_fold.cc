#include "graph/base/text_fold.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr char32_t kPlaneEnd = 0x10000;

CharClass Classify(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (u_isalnum(point) == 0) return CharClass::kNone;
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(point, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return CharClass::kSingle;
    default:
      return CharClass::kJoined;
  }
}

}  // namespace

class TextFolder::Table {
 public:
  Table() {
    UErrorCode error = U_ZERO_ERROR;
    simplify_.reset(icu::Transliterator::createInstance(
        "Traditional-Simplified", UTRANS_FORWARD, error));
    // A build of ICU without this table tells the two apart; nothing else.
    if (U_FAILURE(error)) simplify_.reset();
  }

  // Character by character: the table has no longer entries that matter.
  char32_t Simplify(char32_t c) const {
    if (simplify_ == nullptr) return c;
    icu::UnicodeString one(static_cast<UChar32>(c));
    simplify_->transliterate(one);
    return one.countChar32() == 1 ? static_cast<char32_t>(one.char32At(0)) : c;
  }

 private:
  std::unique_ptr<icu::Transliterator> simplify_;
};

TextFolder::TextFolder() : plane_(kPlaneEnd) {}
TextFolder::~TextFolder() = default;

const TextFolder::Known& TextFolder::Look(char32_t c) {
  Known& known = c < kPlaneEnd ? plane_[c] : beyond_[c];
  if (known.seen) return known;
  known = {c, Classify(c), true};
  if (IsHan(c)) {
    if (table_ == nullptr) table_ = std::make_unique<Table>();
    known.simple = table_->Simplify(c);
  }
  return known;
}

std::u32string TextFolder::Simplified(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 2);
  for (size_t pos = 0; pos < text.size();) {
    out += Look(DecodeUtf8(text, &pos)).simple;
  }
  return out;
}

std::u32string TextFolder::Fold(std::string_view text) {
  return Simplified(ToLower(ToNfkc(text)));
}

}  // namespace zhimai
