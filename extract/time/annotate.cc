#include "extract/time/annotate.h"

#include <algorithm>

#include "extract/time/cursor.h"
#include "extract/time/date_parts.h"
#include "extract/time/quantities.h"
#include "extract/time/resolve.h"
#include "extract/time/time_tables.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// One article, left to right. Dates come first: what they cover is no number.
class TimeAnnotator {
 public:
  TimeAnnotator(const Article& article, const TimeLexicon::Tables& tables,
                const TimeOptions& options, Lattice* lattice)
      : article_(article),
        text_(article.text),
        tables_(tables),
        lattice_(*lattice),
        quantities_(article.text, tables),
        resolver_(ParseIso(options.anchor)) {}

  void Run() {
    const auto length = static_cast<uint32_t>(text_.size());
    if (article_.sentences.empty()) {
      Scan({{0, length}, {{0, length}}, 0});
    }
    uint32_t block = UINT32_MAX;
    for (const Sentence& sentence : article_.sentences) {
      if (sentence.block != block) {
        resolver_.BeginBlock();
        block = sentence.block;
      } else {
        resolver_.BeginSentence();
      }
      Scan(sentence);
    }
    for (LiteralArc& arc : found_) {
      Annotation out;
      out.span = arc.span;
      out.type = arc.type;
      out.literal = lattice_.AddLiteral(std::move(arc.value));
      lattice_.Add(out);
    }
    lattice_.Finish(length);
  }

 private:
  void Scan(const Sentence& sentence) {
    size_t pos = sentence.span.begin;
    const std::string_view text = text_.substr(0, sentence.span.end);
    while (pos < text.size()) {
      const auto begin = static_cast<uint32_t>(pos);
      const char32_t c = DecodeUtf8(text, &pos);
      const uint8_t begins =
          c < tables_.begins.size() ? tables_.begins[c] : uint8_t{0};
      if (begins == 0) continue;
      pos = std::max<size_t>(pos, At(sentence, begin, begins));
      if (c >= 0x80) continue;
      // Nothing begins inside a Latin word.
      while (pos < text.size() && IsAsciiLetter(text[pos - 1]) &&
             IsAsciiLetter(text[pos])) {
        ++pos;
      }
    }
  }

  // Returns where to go on; `pos` when nothing begins here.
  uint32_t At(const Sentence& sentence, uint32_t pos, uint8_t begins) {
    using Tables = TimeLexicon::Tables;
    if (article_.dateline.Contains({pos, pos + 1})) return pos;
    if (begins & Tables::kNoNumber) {
      uint32_t value = 0;
      const uint32_t end = Longest(tables_.no_numbers, pos, &value);
      if (end > pos) return end;
    }
    std::optional<DateMatch> date;
    if (begins & Tables::kDate) date = ScanDate(text_, pos);
    if (date && (CutsName(date->span) || IsTitleWord(*date))) date.reset();
    if (begins & Tables::kPeriod) {
      // 上世纪 is a period, and the beginning of 上世纪90年代.
      uint32_t value = 0;
      const uint32_t end = Longest(tables_.periods, pos, &value);
      if (end > pos && (!date || date->span.end < end) &&
          !CutsName({pos, end})) {
        AddDateArc({pos, end}, tables_.period_values[value]);
        return end;
      }
    }
    if (date) return AddDate(sentence, *date);
    if ((begins & Tables::kQuantity) == 0) return pos;
    std::optional<DateMatch> shift;
    const uint32_t end = quantities_.Scan(pos, &found_, &shift);
    if (shift) AddDate(sentence, *shift);
    return end;
  }

  // End of the longest phrase at `pos`; `pos` for none.
  uint32_t Longest(const DoubleArray& phrases, uint32_t pos,
                   uint32_t* value) const {
    uint32_t end = pos;
    phrases.VisitPrefixes(text_, pos,
                          [&](uint32_t v, uint32_t e) { end = e, *value = v; });
    return end;
  }

  void AddDateArc(Span span, std::string value) {
    LiteralArc arc;
    arc.span = span;
    arc.type = tables_.types.date;
    arc.value.type = LiteralValue::Type::kDate;
    arc.value.value = std::move(value);
    found_.push_back(std::move(arc));
  }

  // Returns where to go on.
  uint32_t AddDate(const Sentence& sentence, DateMatch match) {
    const bool future = IsFuture(sentence, match.span);
    auto interval = resolver_.Resolve(match, future);
    // 5日到3日 is no interval; 5日 is a date all the same.
    if (!interval && match.first_end > 0) {
      match.last.reset();
      match.span.end = match.first_end;
      interval = resolver_.Resolve(match, future);
    }
    if (!interval) return match.span.end;
    AddDateArc(match.span, FormatIso(*interval));
    // 2030年 in the name of an agenda tells nothing about the dates after it.
    if (!InsideName(match.span)) resolver_.Remember(match, *interval);
    return match.span.end;
  }

  // A planned cue before the date in its clause, or right behind it:
  // 将于9月1日, 9月1日将; but 9月1日宣布将.
  bool IsFuture(const Sentence& sentence, Span date) const {
    uint32_t behind = date.end;
    for (std::string_view word : {"上午", "下午", "晚上", "晚", "起"}) {
      if (text_.substr(behind, word.size()) == word) {
        behind += static_cast<uint32_t>(word.size());
        break;
      }
    }
    for (const Span& clause : sentence.clauses) {
      if (!clause.Contains({date.begin, date.begin + 1})) continue;
      const uint32_t end = std::min(clause.end, behind + 1);
      for (const Annotation& arc : lattice_.StartingIn({clause.begin, end})) {
        if (arc.type == tables_.types.planned) return true;
      }
    }
    return false;
  }

  // Names that may cover or cross a span begin at most this far before it.
  static constexpr uint32_t kLookBack = 96;

  template <typename Test>
  bool AnyName(Span span, Test test) const {
    const uint32_t from = span.begin > kLookBack ? span.begin - kLookBack : 0;
    for (const Annotation& arc : lattice_.StartingIn({from, span.end})) {
      if (arc.entity >= 0 && test(arc.span)) return true;
    }
    return false;
  }

  // 本月 in 日本月球: the span crosses the border of a name.
  bool CutsName(Span span) const {
    return AnyName(span, [&](Span name) {
      return name.Overlaps(span) && !name.Contains(span) &&
             !span.Contains(name);
    });
  }

  // 《明日之后》, 今日头条: no day is meant.
  bool IsTitleWord(const DateMatch& date) const {
    const bool deictic = date.first.day.from == DatePart::From::kAnchor;
    if (!deictic || date.last) return false;
    const uint32_t from =
        date.span.begin > kLookBack ? date.span.begin - kLookBack : 0;
    for (const Annotation& arc : lattice_.StartingIn({from, date.span.end})) {
      const bool title = arc.entity >= 0 || arc.type == tables_.types.title;
      if (title && arc.span.Contains(date.span)) return true;
    }
    return false;
  }

  bool InsideName(Span span) const {
    return AnyName(
        span, [&](Span name) { return name.Contains(span) && name != span; });
  }

  const Article& article_;
  const std::string_view text_;
  const TimeLexicon::Tables& tables_;
  Lattice& lattice_;
  QuantityScanner quantities_;
  DateResolver resolver_;
  std::vector<LiteralArc> found_;
};

}  // namespace

void AnnotateTimes(const Article& article, const TimeLexicon& lexicon,
                   const TimeOptions& options, Lattice* lattice) {
  TimeAnnotator(article, lexicon.tables(), options, lattice).Run();
}

}  // namespace zhimai
