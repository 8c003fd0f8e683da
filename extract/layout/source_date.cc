#include "extract/layout/source_date.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int Digits(std::string_view text, size_t* pos, size_t least, size_t most) {
  int value = 0;
  size_t count = 0;
  while (count < most && *pos + count < text.size() &&
         IsDigit(text[*pos + count])) {
    value = value * 10 + (text[*pos + count] - '0');
    ++count;
  }
  if (count < least) return -1;
  *pos += count;
  return value;
}

bool Take(std::string_view text, size_t* pos, std::string_view token) {
  if (text.substr(*pos, token.size()) != token) return false;
  *pos += token.size();
  return true;
}

bool IsDay(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 &&
         day >= 1 && day <= kDays[static_cast<size_t>(month - 1)];
}

std::string DateAt(std::string_view text, size_t pos) {
  const int year = Digits(text, &pos, 4, 4);
  if (year < 0) return {};
  size_t packed = pos;
  const int packed_month = Digits(text, &packed, 2, 2);
  const int packed_day = packed_month < 0 ? -1 : Digits(text, &packed, 2, 2);
  const bool ends = packed >= text.size() || !IsDigit(text[packed]);
  if (packed_day > 0 && ends && IsDay(year, packed_month, packed_day)) {
    return IsoDate(year, packed_month, packed_day);
  }
  const bool chinese = Take(text, &pos, "年");
  if (!chinese && !Take(text, &pos, "-") && !Take(text, &pos, "_") &&
      !Take(text, &pos, ".") && !Take(text, &pos, "/")) {
    return {};
  }
  const int month = Digits(text, &pos, 1, 2);
  if (month < 0) return {};
  if (chinese ? !Take(text, &pos, "月")
              : !(Take(text, &pos, "-") || Take(text, &pos, "_") ||
                  Take(text, &pos, ".") || Take(text, &pos, "/"))) {
    return {};
  }
  const int day = Digits(text, &pos, 1, 2);
  if (pos < text.size() && IsDigit(text[pos])) return {};
  return IsDay(year, month, day) ? IsoDate(year, month, day) : std::string();
}

// "8月28日电" read backwards from 电: where the date begins, or npos.
size_t ReadDayBefore(std::string_view line, size_t end, Dateline* out) {
  constexpr size_t kWord = 3;  // bytes of 月 and 日
  size_t pos = end;
  const auto number = [&](int* value) {
    size_t begin = pos;
    while (begin > 0 && IsDigit(line[begin - 1]) && pos - begin < 2) --begin;
    size_t at = begin;
    *value = Digits(line, &at, 1, 2);
    pos = begin;
    return *value > 0;
  };
  const auto word = [&](std::string_view token) {
    if (pos < kWord || line.substr(pos - kWord, kWord) != token) return false;
    pos -= kWord;
    return true;
  };
  if (!word("日") || !number(&out->day) || !word("月") ||
      !number(&out->month)) {
    return std::string_view::npos;
  }
  if (pos >= 7 && word("年")) {
    size_t at = pos - 4;
    out->year = std::max(0, Digits(line, &at, 4, 4));
    pos -= 4;
  }
  return pos;
}

Dateline ChineseDateline(std::string_view line) {
  Dateline out;
  size_t begin = 0;
  if (!Take(line, &begin, "（")) Take(line, &begin, "(");
  const size_t mark = line.substr(0, 120).find("日电");
  if (mark == std::string_view::npos) return {};
  const size_t wire = mark + 3;  // of 电
  const size_t date = ReadDayBefore(line, wire, &out);
  if (date == std::string_view::npos || date < begin) return {};
  const std::string_view head = line.substr(begin, date - begin);
  size_t agency_end = 0;
  for (std::string_view word : {"社", "网", "报"}) {
    const size_t at = head.find(word);
    if (at != std::string_view::npos) {
      agency_end = at + word.size();
      break;
    }
  }
  if (agency_end == 0 || CountCodePoints(head) > 16) return {};
  out.agency = head.substr(0, agency_end);
  out.place = head.substr(agency_end);
  out.length = wire + 3;
  size_t close = out.length;
  if (Take(line, &close, "）") || Take(line, &close, ")")) out.length = close;
  // 电（记者 张三 李四）
  if (begin == 0 && Take(line, &close, "（")) {
    const size_t end = line.substr(0, out.length + 90).find("）", close);
    if (end != std::string_view::npos) out.length = end + 3;
  }
  return out;
}

// 央视网消息（新闻联播）：, 本报讯
Dateline AgencyLead(std::string_view line) {
  Dateline out;
  const size_t mark = line.substr(0, 30).find("消息");
  if (mark == std::string_view::npos || mark == 0) return out;
  const std::string_view agency = line.substr(0, mark);
  const bool named = agency.find("网") != std::string_view::npos ||
                     agency.find("社") != std::string_view::npos ||
                     agency.find("报") != std::string_view::npos;
  if (!named) return out;
  size_t pos = mark + 6;
  if (Take(line, &pos, "（")) {
    const size_t close = line.substr(0, pos + 60).find("）", pos);
    if (close == std::string_view::npos) return out;
    pos = close + 3;
  }
  if (!Take(line, &pos, "：") && !Take(line, &pos, ":")) return out;
  out.agency = agency;
  out.length = pos;
  return out;
}

// "BEIJING, Aug. 28 (Xinhua) --"
Dateline EnglishDateline(std::string_view line) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun",
      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Dateline out;
  const size_t dash = line.substr(0, 90).find("--");
  const size_t open = line.substr(0, 90).find('(');
  if (dash == std::string_view::npos || open == std::string_view::npos ||
      open > dash) {
    return {};
  }
  const size_t close = line.find(')', open);
  const size_t comma = line.substr(0, open).find(',');
  if (close == std::string_view::npos || close > dash ||
      comma == std::string_view::npos) {
    return {};
  }
  std::string_view date = line.substr(comma + 1, open - comma - 1);
  while (!date.empty() && date.front() == ' ') date.remove_prefix(1);
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (date.substr(0, 3) != kMonths[i]) continue;
    out.month = static_cast<int>(i) + 1;
    size_t pos = date.find_first_of("0123456789");
    if (pos == std::string_view::npos) return {};
    out.day = Digits(date, &pos, 1, 2);
  }
  if (out.month == 0) return {};
  out.place = line.substr(0, comma);
  out.agency = line.substr(open + 1, close - open - 1);
  out.length = dash + 2;
  return out;
}

}  // namespace

std::string IsoDate(int year, int month, int day) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

std::string FindFullDate(std::string_view text) {
  for (size_t pos = 0; pos < text.size(); ++pos) {
    if (!IsDigit(text[pos]) || (pos > 0 && IsDigit(text[pos - 1]))) continue;
    std::string date = DateAt(text, pos);
    if (!date.empty()) return date;
  }
  return {};
}

Dateline ParseDateline(std::string_view line) {
  Dateline out = ChineseDateline(line);
  if (out.length == 0) out = AgencyLead(line);
  if (out.length == 0) out = EnglishDateline(line);
  return out;
}

int DatelineYear(const Dateline& dateline, std::string_view document_date,
                 std::string_view article_text) {
  if (dateline.year != 0) return dateline.year;
  if (document_date.size() >= 4) {
    return std::stoi(std::string(document_date.substr(0, 4)));
  }
  std::string newest;
  for (size_t pos = 0; pos < article_text.size(); ++pos) {
    if (!IsDigit(article_text[pos]) ||
        (pos > 0 && IsDigit(article_text[pos - 1]))) {
      continue;
    }
    newest = std::max(newest, DateAt(article_text, pos));
  }
  return newest.empty() ? 0 : std::stoi(newest.substr(0, 4));
}

}  // namespace zhimai
