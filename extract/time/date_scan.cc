#include <algorithm>
#include <array>

#include "extract/time/cursor.h"
#include "extract/time/date_parts.h"

namespace zhimai {
namespace {

using From = DatePart::From;

// The Chinese characters that dates begin with, as bits.
class FirstCharacters {
 public:
  constexpr FirstCharacters() {
    for (char32_t c :
         U"〇一七三上下九二五今公八六前十去同后周四大当星昨明本来次礼第翌转这零"
         U"首贰叁肆伍陆柒捌玖壹两") {
      if (c >= kFirst && c <= kLast) {
        bits_[(c - kFirst) / 64] |= uint64_t{1} << (c - kFirst) % 64;
      }
    }
  }
  constexpr bool Has(char32_t c) const {
    if (c == U'〇') return true;
    return c >= kFirst && c <= kLast &&
           (bits_[(c - kFirst) / 64] >> (c - kFirst) % 64 & 1) != 0;
  }

 private:
  static constexpr char32_t kFirst = 0x4E00;
  static constexpr char32_t kLast = 0x9FFF;
  std::array<uint64_t, (kLast - kFirst) / 64 + 1> bits_{};
};

constexpr FirstCharacters kFirstCharacters;

std::optional<DateMatch> ScanSide(std::string_view text, uint32_t pos,
                                  bool bare_han_day = false) {
  if (pos >= text.size() || !MayBeginDate(text, pos)) return std::nullopt;
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte < 0x80) {
    if (auto match = ScanEnglishDate(text, pos)) return match;
    if (!IsAsciiDigit(text[pos])) return std::nullopt;
  }
  return ScanChineseDate(text, pos, bare_han_day);
}

bool TakeTo(Cursor* at) {
  return at->TakeAny(
      {"至", "到", "—", "－", "–", "-", "~", "～", " to ", " - ", " – "});
}

// Every part printed, and nothing but years, months and days.
bool IsPlain(const DateParts& parts) {
  return parts.extent == DateParts::Extent::kPoint && !parts.shift &&
         !parts.weekday && !parts.week.given();
}

// Whether `last` may end an interval that `first` begins: as precise, and not
// more exact about the year than the day allows.
bool MayEnd(const DateParts& first, const DateParts& last) {
  if (!IsPlain(first) || !IsPlain(last)) return false;
  if (last.day.given() || first.day.given()) {
    return first.day.given() && last.day.given();
  }
  if (last.month.given() || first.month.given()) {
    return first.month.given() && last.month.given();
  }
  return true;
}

// 2016—2020年, 5—7月, 3至5日: the first side has no word of its own.
std::optional<DateMatch> ScanElliptic(std::string_view text, uint32_t pos) {
  Cursor at(text, pos);
  NumberMatch::Style style = NumberMatch::Style::kArabic;
  const auto number = at.TakeSmallNumber(&style);
  if (!number || style != NumberMatch::Style::kArabic) return std::nullopt;
  const uint32_t digits = at.pos() - pos;
  if (!TakeTo(&at)) return std::nullopt;
  const auto last = ScanSide(text, at.pos());
  if (!last || last->last || !IsPlain(last->first)) return std::nullopt;
  const DateParts& end = last->first;
  DateMatch match{{pos, last->span.end}, end, end};
  const int parts = (end.year.given() ? 1 : 0) + (end.month.given() ? 1 : 0) +
                    (end.day.given() ? 1 : 0);
  DatePart* part = nullptr;
  if (end.year.printed() && parts == 1 && digits == 4) {
    part = &match.first.year;
  } else if (end.month.printed() && !end.year.given() && *number <= 12) {
    part = end.day.given() ? nullptr : &match.first.month;
  } else if (end.day.printed() && parts == 1 && *number <= 31) {
    part = &match.first.day;
  }
  if (part == nullptr || *number < 1 || *number >= part->value) {
    return std::nullopt;
  }
  part->value = *number;
  return match;
}

// 2015年和2018年之间, 10月与5月间
std::optional<DateMatch> ScanBetween(std::string_view text,
                                     const DateMatch& first) {
  Cursor at(text, first.span.end);
  if (!at.TakeAny({"和", "与", "同"})) return std::nullopt;
  const auto last = ScanSide(text, at.pos(), first.first.day.given());
  if (!last || last->last || !MayEnd(first.first, last->first)) {
    return std::nullopt;
  }
  at.Seek(last->span.end);
  if (!at.Take("之间") && (!at.Take("间") || at.AtAny({"隔", "接", "断"}))) {
    return std::nullopt;
  }
  DateMatch out = first;
  out.last = last->first;
  out.first_end = first.span.end;
  out.span.end = at.pos();
  return out;
}

}  // namespace

bool MayBeginDate(std::string_view text, uint32_t pos) {
  const auto byte = static_cast<unsigned char>(text[pos]);
  if (byte < 0x80) {
    if (pos > 0 &&
        (IsAsciiLetter(text[pos - 1]) || IsAsciiDigit(text[pos - 1]))) {
      return false;
    }
    return IsAsciiDigit(text[pos]) || IsAsciiLetter(text[pos]);
  }
  // Three bytes hold all of them.
  if (byte < 0xE3 || byte > 0xE9 || pos + 2 >= text.size()) return false;
  size_t at = pos;
  return kFirstCharacters.Has(DecodeUtf8(text, &at));
}

std::optional<DateMatch> ScanDate(std::string_view text, uint32_t pos) {
  if (!MayBeginDate(text, pos)) return std::nullopt;
  std::optional<DateMatch> match = ScanSide(text, pos);
  if (!match) {
    return IsAsciiDigit(text[pos]) ? ScanElliptic(text, pos) : std::nullopt;
  }
  if (match->last) return match;
  Cursor at(text, match->span.end);
  if (auto between = ScanBetween(text, *match)) return between;
  if (!TakeTo(&at)) return match;
  const auto last = ScanSide(text, at.pos(), match->first.day.given());
  if (last && !last->last && MayEnd(match->first, last->first)) {
    match->last = last->first;
    match->first_end = match->span.end;
    match->span.end = last->span.end;
  }
  return match;
}

}  // namespace zhimai
