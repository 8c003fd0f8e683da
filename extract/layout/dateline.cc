#include "extract/layout/dateline.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "extract/layout/characters.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// 新华社记者……北京8月28日电 is no dateline; this bounds what is between the
// start and the day (bytes).
constexpr size_t kLongestHead = 60;
constexpr size_t kLongestReporters = 240;
constexpr size_t kLongestAgency = 24;
// The last characters of agencies' names: society, net, paper, station.
constexpr std::string_view kAgencyEnds[] = {"社", "网",     "报",
                                            "台", "客户端", "新闻"};

struct Bracket {
  std::string_view open, close;
};
constexpr Bracket kBrackets[] = {{"（", "）"}, {"(", ")"}};

// Bytes of one bracketed remark at the start, with its brackets; 0 for none.
size_t BracketSize(std::string_view text, size_t longest) {
  for (const Bracket& b : kBrackets) {
    if (!StartsWith(text, b.open)) continue;
    const size_t close = text.substr(0, longest).find(b.close);
    if (close != std::string_view::npos) return close + b.close.size();
  }
  return 0;
}

size_t BlankSize(std::string_view text) {
  size_t n = 0;
  while (n < text.size() && text[n] == ' ') ++n;
  return n;
}

bool IsNameText(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = DecodeUtf8(text, &pos);
    if (!IsHan(c) && !IsIn(c, U"·/、 ")) return false;
  }
  return true;
}

// End of the agency's name at the start of `head`: behind the first agency
// ending that leaves a name of two characters or more; 0 for none.
size_t AgencyEnd(std::string_view head) {
  size_t best = 0;
  for (const std::string_view ending : kAgencyEnds) {
    const size_t at = head.find(ending, 3);
    if (at == std::string_view::npos) continue;
    const size_t end = at + ending.size();
    if (end <= kLongestAgency && (best == 0 || end < best)) best = end;
  }
  return best;
}

// "新华社北京8月28日电" at the start of text, without what follows.
Dateline ReadCore(std::string_view text) {
  const std::string_view window = text.substr(0, kLongestHead + 30);
  for (size_t pos = 0; pos < window.size() && pos < kLongestHead; ++pos) {
    if (!IsAsciiDigit(window[pos])) continue;
    size_t length = 0;
    const auto date = ReadDate(window.substr(pos), &length);
    if (!date) return {};
    size_t end = pos + length;
    const std::string_view after = window.substr(end);
    if (!StartsWith(after, "电") && !StartsWith(after, "讯")) return {};
    end += 3;
    const std::string_view head = TrimBlanks(window.substr(0, pos));
    const size_t agency = AgencyEnd(head);
    if (agency == 0 || !IsNameText(head) || Contains(head, "记者")) return {};
    return {static_cast<uint32_t>(end), std::string(head.substr(0, agency)),
            std::string(TrimBlanks(head.substr(agency))), *date};
  }
  return {};
}

// "央视网消息（新闻联播）：", "本报讯（记者张三）": no place, no day.
Dateline ReadMessage(std::string_view text) {
  constexpr std::string_view kWords[] = {"消息", "讯"};
  for (const std::string_view word : kWords) {
    const size_t at = text.substr(0, kLongestAgency + 6).find(word);
    if (at == std::string_view::npos) continue;
    std::string_view head = TrimBlanks(text.substr(0, at));
    if (head.empty() || AgencyEnd(head) != head.size()) continue;
    size_t end = at + word.size();
    end += BlankSize(text.substr(end));
    const size_t remark = BracketSize(text.substr(end), kLongestReporters);
    end += remark;
    end += BlankSize(text.substr(end));
    const std::string_view rest = text.substr(end);
    const bool colon = StartsWith(rest, "：") || StartsWith(rest, ":");
    if (!colon && remark == 0) continue;
    if (colon) end += rest.front() == ':' ? 1U : 3U;
    end += BlankSize(text.substr(end));
    return {static_cast<uint32_t>(end), std::string(head), "", {}};
  }
  return {};
}

int MonthOf(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun",
      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (StartsWith(word, kMonths[i])) return static_cast<int>(i) + 1;
  }
  return 0;
}

// "BEIJING, Aug. 28 (Xinhua) --": places are in capitals, which keeps prose
// that starts alike out.
Dateline ReadLatin(std::string_view text) {
  const std::string_view window = text.substr(0, 2 * kLongestHead);
  const size_t comma = window.find(", ");
  if (comma == std::string_view::npos || comma == 0) return {};
  const std::string_view place = window.substr(0, comma);
  const bool capitals = std::all_of(place.begin(), place.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == ' ' || c == '.' || c == '/' ||
           c == '-' || c == '\'';
  });
  const int month = MonthOf(window.substr(comma + 2));
  if (!capitals || month == 0) return {};
  size_t pos = window.find(' ', comma + 2);
  if (pos == std::string_view::npos) return {};
  size_t length = 0;
  const int day = ReadSmallNumber(window.substr(++pos), &length);
  pos += length;
  const size_t open = pos + BlankSize(window.substr(pos));
  const size_t bracket = BracketSize(window.substr(open), kLongestHead);
  if (length == 0 || day < 1 || day > 31 || bracket < 3) return {};
  size_t end = open + bracket;
  const std::string agency(window.substr(open + 1, bracket - 2));
  end += BlankSize(window.substr(end));
  const std::string_view dash = window.substr(end);
  if (StartsWith(dash, "--")) end += 2;
  if (StartsWith(dash, "—") || StartsWith(dash, "–")) end += 3;
  end += BlankSize(text.substr(end));
  return {
      static_cast<uint32_t>(end), agency, std::string(place), {0, month, day}};
}

}  // namespace

Dateline ReadOpeningDateline(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
  if (first >= 'A' && first <= 'Z') return ReadLatin(text);
  if (first < 0xE4 || first > 0xE9) return {};
  Dateline dateline = ReadCore(text);
  if (dateline.size == 0) return ReadMessage(text);
  size_t end = dateline.size;
  end += BlankSize(text.substr(end));
  const size_t remark = BracketSize(text.substr(end), kLongestReporters);
  if (Contains(text.substr(end, remark), "记者")) end += remark;
  const std::string_view rest = text.substr(end);
  if (StartsWith(rest, "：")) end += 3;
  end += BlankSize(text.substr(end));
  dateline.size = static_cast<uint32_t>(end);
  return dateline;
}

Dateline ReadClosingDateline(std::string_view text) {
  for (const Bracket& b : kBrackets) {
    if (!EndsWith(text, b.close)) continue;
    const std::string_view inner = text.substr(0, text.size() - b.close.size());
    const size_t open = inner.rfind(b.open);
    if (open == std::string_view::npos) continue;
    const std::string_view content = inner.substr(open + b.open.size());
    Dateline dateline = ReadCore(content);
    if (dateline.size == 0) continue;
    const std::string_view rest = TrimBlanks(content.substr(dateline.size));
    if (!rest.empty() && !Contains(rest, "记者")) continue;
    dateline.size = static_cast<uint32_t>(text.size() - open);
    return dateline;
  }
  return {};
}

}  // namespace zhimai
