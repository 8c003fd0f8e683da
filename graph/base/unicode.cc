#include "graph/base/unicode.h"

#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "graph/base/status.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// ICU passes ill-formed bytes through; our contract replaces them.
std::string ReplaceIllFormed(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    AppendUtf8(DecodeUtf8(text, &pos), &out);
  }
  return out;
}

std::string Normalize(const icu::Normalizer2* normalizer,
                      std::string_view text) {
  if (FindInvalidUtf8(text) != std::string_view::npos) {
    return Normalize(normalizer, ReplaceIllFormed(text));
  }
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(
      0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
      nullptr, error);
  ZM_CHECK(U_SUCCESS(error));
  return out;
}

bool IsNamePunctuation(char32_t c) {
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_SPACE_SEPARATOR:
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
      return true;
    default:
      return c == U'·' || c == U'•' || c == U'・' || c == U'\'' || c == U'"' ||
             c == U'.';
  }
}

}  // namespace

std::string ToNfc(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  ZM_CHECK(U_SUCCESS(error));
  return Normalize(nfc, text);
}

std::string ToNfkc(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  ZM_CHECK(U_SUCCESS(error));
  return Normalize(nfkc, text);
}

std::string NameKey(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* fold =
      icu::Normalizer2::getNFKCCasefoldInstance(error);
  ZM_CHECK(U_SUCCESS(error));
  const std::string folded = Normalize(fold, name);
  std::string out;
  for (size_t pos = 0; pos < folded.size();) {
    const size_t start = pos;
    const char32_t c = DecodeUtf8(folded, &pos);
    if (!IsNamePunctuation(c)) out.append(folded, start, pos - start);
  }
  return out;
}

std::string ToUpper(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8ToUpper(
      "", 0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
      sink, nullptr, error);
  ZM_CHECK(U_SUCCESS(error));
  return out;
}

std::string ToLower(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8ToLower(
      "", 0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
      sink, nullptr, error);
  ZM_CHECK(U_SUCCESS(error));
  return out;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (size_t pos = 0; pos < text.size();) {
    const auto c = static_cast<UChar32>(DecodeUtf8(text, &pos));
    const int type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
        type == U_FORMAT_CHAR || type == U_CONTROL_CHAR) {
      continue;
    }
    const int east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

}  // namespace zhimai
