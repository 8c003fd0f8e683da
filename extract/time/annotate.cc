#include "extract/time/annotate.h"

#include <algorithm>
#include <array>

#include "extract/time/date_parts.h"
#include "extract/time/number.h"
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
        lattice_(lattice) {
    const auto anchor = ParseIso(options.anchor);
    if (anchor && anchor->day != 0) anchor_ = anchor;
  }

  void Run() {
    for (const Sentence& sentence : article_.sentences) Scan(sentence);
    for (const Annotation& arc : found_) lattice_->Add(arc);
    lattice_->Finish(static_cast<uint32_t>(text_.size()));
  }

 private:
  void Scan(const Sentence& sentence) {
    previous_.reset();
    uint32_t pos = sentence.span.begin;
    while (pos < sentence.span.end) {
      const uint32_t next = At(sentence, pos);
      if (next > pos) {
        pos = next;
        continue;
      }
      size_t step = pos;
      DecodeUtf8(text_, &step);
      pos = static_cast<uint32_t>(step);
    }
  }

  // Returns where to go on; `pos` when nothing begins here.
  uint32_t At(const Sentence& sentence, uint32_t pos) {
    if (const uint32_t end = Period(pos); end > pos) return end;
    if (const uint32_t end = Date(sentence, pos); end > pos) return end;
    if (text_.substr(pos, kOrdinalMark.size()) == kOrdinalMark) {
      return Ordinal(pos);
    }
    if (text_.substr(pos, kPercentOf.size()) == kPercentOf) {
      return PercentOf(pos);
    }
    if (const uint32_t end = SignedMoney(pos); end > pos) return end;
    if (!MayBeginNumber(text_[pos]) || InsideLatinWord(pos)) return pos;
    return Number(pos);
  }

  bool InsideLatinWord(uint32_t pos) const {
    if (pos == 0) return false;
    const char c = text_[pos - 1];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
  }

  void AddLiteral(Span span, TypeId type, LiteralValue value) {
    Annotation arc;
    arc.span = span;
    arc.type = type;
    arc.literal = lattice_->AddLiteral(std::move(value));
    found_.push_back(arc);
  }

  void AddDate(Span span, std::string value) {
    LiteralValue literal;
    literal.type = LiteralValue::Type::kDate;
    literal.value = std::move(value);
    AddLiteral(span, tables_.types.date, std::move(literal));
  }

  void AddQuantity(Span span, TypeId type, std::string number,
                   std::string unit) {
    LiteralValue literal;
    literal.type = LiteralValue::Type::kQuantity;
    literal.value = span.In(text_);
    literal.number = std::move(number);
    literal.unit = std::move(unit);
    AddLiteral(span, type, std::move(literal));
  }

  uint32_t Period(uint32_t pos) {
    uint32_t end = pos;
    uint32_t value = 0;
    tables_.periods.VisitPrefixes(
        text_, pos, [&](uint32_t v, uint32_t e) { end = e, value = v; });
    if (end > pos) AddDate({pos, end}, tables_.period_values[value]);
    return end;
  }

  bool IsFuture(const Sentence& sentence, uint32_t pos) const {
    for (const Span& clause : sentence.clauses) {
      if (pos < clause.begin || pos >= clause.end) continue;
      for (const Annotation& arc : lattice_->StartingIn({clause.begin, pos})) {
        if (arc.type == tables_.types.planned) return true;
      }
    }
    return false;
  }

  std::optional<DateParts> ScanDate(uint32_t pos) const {
    if (MayBeginChineseDate(text_, pos) && !InsideLatinWord(pos)) {
      if (auto parts = ScanChineseDate(text_, pos)) return parts;
    }
    if (MayBeginEnglishDate(text_, pos)) return ScanEnglishDate(text_, pos);
    return std::nullopt;
  }

  uint32_t Date(const Sentence& sentence, uint32_t pos) {
    const std::optional<DateParts> parts = ScanDate(pos);
    if (!parts) return YearRange(pos);
    ResolveContext context;
    context.anchor = anchor_;
    context.previous = previous_;
    context.future = IsFuture(sentence, pos);
    const std::optional<PartialDate> begin = ResolveDate(*parts, context);
    if (!begin) return parts->span.end;
    previous_ = begin;
    const uint32_t end = RangeEnd(parts->span, *begin);
    if (end > parts->span.end) return end;
    AddDate(parts->span, ToIso(*begin));
    return parts->span.end;
  }

  // 2016—2020年: the first year has no 年 of its own.
  uint32_t YearRange(uint32_t pos) {
    if (text_[pos] < '1' || text_[pos] > '2' || InsideLatinWord(pos)) {
      return pos;
    }
    uint32_t scanned = 0;
    const auto number = ScanNumber(text_, pos, &scanned);
    const auto year = number ? number->value.ToInteger() : std::nullopt;
    if (!year || *year < 1000 || *year > 2200 || number->span.size() != 4) {
      return pos;
    }
    return RangeEnd(number->span, {static_cast<int>(*year), 0, 0});
  }

  // Reads 至… after a date and adds the interval; span.end when there is none.
  uint32_t RangeEnd(Span span, const PartialDate& begin) {
    constexpr std::array<std::string_view, 8> kTo = {"至", "到", "—", "－",
                                                     "-",  "–",  "~", " to "};
    for (std::string_view word : kTo) {
      if (text_.substr(span.end, word.size()) != word) continue;
      const auto at = static_cast<uint32_t>(span.end + word.size());
      if (at >= text_.size()) continue;
      const std::optional<DateParts> parts = ScanDate(at);
      if (!parts) continue;
      const std::optional<PartialDate> end = ResolveRangeEnd(*parts, begin);
      if (!end) continue;
      AddDate({span.begin, parts->span.end}, ToIso(begin) + "/" + ToIso(*end));
      return parts->span.end;
    }
    return span.end;
  }

  uint32_t Ordinal(uint32_t pos) {
    uint32_t end = 0;
    const auto at = static_cast<uint32_t>(pos + kOrdinalMark.size());
    if (at >= text_.size()) return at;
    const auto number = ScanNumber(text_, at, &end);
    if (!number || !number->value.is_integer()) return at;
    LiteralValue value;
    value.type = LiteralValue::Type::kInteger;
    value.value = Span{pos, number->span.end}.In(text_);
    value.number = number->value.ToString();
    AddNumber(*number);
    AddLiteral({pos, number->span.end}, tables_.types.ordinal, value);
    return number->span.end;
  }

  void AddNumber(const NumberMatch& number) {
    LiteralValue value;
    value.type = LiteralValue::Type::kInteger;
    value.value = number.span.In(text_);
    value.number = number.value.ToString();
    AddLiteral(number.span, tables_.types.number, std::move(value));
  }

  uint32_t PercentOf(uint32_t pos) {
    const auto at = static_cast<uint32_t>(pos + kPercentOf.size());
    uint32_t end = 0;
    if (at >= text_.size()) return at;
    const auto number = ScanNumber(text_, at, &end);
    if (!number) return at;
    AddQuantity({pos, number->span.end}, tables_.types.percent,
                number->value.ToString(), "%");
    return number->span.end;
  }

  // $1.2 billion, ¥300, US$5.
  uint32_t SignedMoney(uint32_t pos) {
    const auto lead = static_cast<unsigned char>(text_[pos]);
    const bool sign = lead == '$' || lead == 0xC2 || lead == 0xE2 ||
                      lead == 'U' || lead == 'R' || lead == 'C';
    if (!sign || InsideLatinWord(pos)) return pos;
    uint32_t after = pos;
    uint32_t code = 0;
    tables_.currencies.VisitPrefixes(
        text_, pos, [&](uint32_t v, uint32_t e) { after = e, code = v; });
    if (after == pos || after >= text_.size()) return pos;
    if (text_[after] == ' ') ++after;
    uint32_t end = 0;
    if (after >= text_.size() || text_[after] < '0' || text_[after] > '9') {
      return pos;
    }
    const auto number = ScanNumber(text_, after, &end);
    if (!number) return pos;
    AddQuantity({pos, number->span.end}, tables_.types.money,
                number->value.ToString(), tables_.currency_codes[code]);
    return number->span.end;
  }

  bool TakeAny(const std::array<std::string_view, 4>& words,
               uint32_t* pos) const {
    for (std::string_view word : words) {
      if (!word.empty() && text_.substr(*pos, word.size()) == word) {
        *pos += static_cast<uint32_t>(word.size());
        return true;
      }
    }
    return false;
  }

  uint32_t Longest(const DoubleArray& phrases, uint32_t pos,
                   uint32_t* value) const {
    uint32_t end = pos;
    phrases.VisitPrefixes(text_, pos,
                          [&](uint32_t v, uint32_t e) { end = e, *value = v; });
    return end;
  }

  uint32_t Number(uint32_t pos) {
    uint32_t end = 0;
    const auto number = ScanNumber(text_, pos, &end);
    if (!number) return std::max(end, pos);
    AddNumber(*number);
    uint32_t at = number->span.end;
    TakeAny({"多", "余", "几", ""}, &at);
    if (at < text_.size() && text_[at] == ' ') ++at;
    uint32_t unit_end = Unit(*number, at);
    return unit_end > at ? unit_end : number->span.end;
  }

  // The unit at `at`; returns where the quantity ends, or `at`.
  uint32_t Unit(const NumberMatch& number, uint32_t at) {
    const std::string digits = number.value.ToString();
    uint32_t end = at;
    if (TakeAny({"%", "％", "percent", "per cent"}, &end)) {
      return Close(number, end, tables_.types.percent, digits, "%");
    }
    if (TakeAny({"个百分点", "percentage points", "percentage point", ""},
                &end)) {
      return Close(number, end, tables_.types.percent, digits, "pp");
    }
    uint32_t code = 0;
    end = Longest(tables_.currencies, at, &code);
    if (end > at) {
      return Close(number, end, tables_.types.money, digits,
                   tables_.currency_codes[code]);
    }
    end = Duration(number, at);
    if (end > at) return end;
    end = Longest(tables_.units, at, &code);
    if (end == at || EndsInsideWord(end)) return at;
    return Close(number, end, tables_.types.quantity, digits,
                 std::string(Span{at, end}.In(text_)));
  }

  bool EndsInsideWord(uint32_t end) const {
    const auto letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return end < text_.size() && letter(text_[end - 1]) && letter(text_[end]);
  }

  uint32_t Close(const NumberMatch& number, uint32_t end, TypeId type,
                 std::string digits, std::string unit) {
    TakeAny({"以上", "以下", "左右", ""}, &end);
    AddQuantity({number.span.begin, end}, type, std::move(digits),
                std::move(unit));
    return end;
  }

  uint32_t Duration(const NumberMatch& number, uint32_t at) {
    struct Word {
      std::string_view text;
      std::string_view designator;  // after the number in ISO 8601
    };
    constexpr std::array<Word, 17> kWords = {{{"个多月", "M"},
                                              {"个月", "M"},
                                              {"周年", ""},
                                              {"年", "Y"},
                                              {"天", "D"},
                                              {"周", "W"},
                                              {"个星期", "W"},
                                              {"小时", "H"},
                                              {"个小时", "H"},
                                              {"分钟", "M"},
                                              {"years", "Y"},
                                              {"months", "M"},
                                              {"weeks", "W"},
                                              {"days", "D"},
                                              {"year", "Y"},
                                              {"month", "M"},
                                              {"day", "D"}}};
    for (const Word& word : kWords) {
      if (text_.substr(at, word.text.size()) != word.text) continue;
      const auto end = static_cast<uint32_t>(at + word.text.size());
      // 80周年 is an anniversary, no length of time.
      if (word.designator.empty() || EndsInsideWord(end)) return at;
      LiteralValue value;
      value.type = LiteralValue::Type::kQuantity;
      value.number = number.value.ToString();
      value.unit = word.text;
      const bool clock =
          word.text == "小时" || word.text == "个小时" || word.text == "分钟";
      value.value =
          (clock ? "PT" : "P") + value.number + std::string(word.designator);
      AddLiteral({number.span.begin, end}, tables_.types.duration,
                 std::move(value));
      return end;
    }
    return at;
  }

  static constexpr std::string_view kOrdinalMark = "第";
  static constexpr std::string_view kPercentOf = "百分之";

  const Article& article_;
  std::string_view text_;
  const TimeLexicon::Tables& tables_;
  Lattice* lattice_;
  std::optional<PartialDate> anchor_;
  std::optional<PartialDate> previous_;
  std::vector<Annotation> found_;
};

}  // namespace

void AnnotateTimes(const Article& article, const TimeLexicon& lexicon,
                   const TimeOptions& options, Lattice* lattice) {
  TimeAnnotator(article, lexicon.tables(), options, lattice).Run();
}

}  // namespace zhimai
