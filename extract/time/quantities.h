// Numbers and what is counted, without dates; private to extract/time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/time/date_parts.h"
#include "extract/time/number.h"
#include "extract/time/time_tables.h"

namespace zhimai {

struct LiteralArc {
  Span span;
  TypeId type = TypeRegistry::kNone;
  LiteralValue value;
};

// Whether QuantityScanner::Scan() could find something at this character; the
// first characters of currencies come on top.
bool MayBeginQuantity(char32_t c);

// One text. One thread at a time.
class QuantityScanner {
 public:
  QuantityScanner(std::string_view text, const TimeLexicon::Tables& tables)
      : text_(text), tables_(tables) {}

  // Appends the arcs of the expression at `pos` and returns where it ends;
  // `pos` when there is none. Sets *shift for 3天前, 几天后: a distance that a
  // date can be counted from, with its span.
  uint32_t Scan(uint32_t pos, std::vector<LiteralArc>* out,
                std::optional<DateMatch>* shift);

 private:
  uint32_t Spaced(uint32_t pos);
  bool InsideLatinWord(uint32_t pos) const;
  void Add(Span span, TypeId type, LiteralValue value);
  void AddNumber(const NumberMatch& number);
  uint32_t AddQuantity(const NumberMatch& number, uint32_t end, TypeId type,
                       std::string unit);
  uint32_t Ordinal(uint32_t pos);
  uint32_t EnglishOrdinal(const NumberMatch& number);
  uint32_t PercentOf(uint32_t pos);
  uint32_t SignedMoney(uint32_t pos);
  uint32_t Negative(uint32_t pos);
  uint32_t Fraction(const NumberMatch& first, uint32_t at);
  uint32_t MinorUnits(uint32_t at, Decimal* value) const;
  uint32_t Counted(uint32_t pos, uint32_t begin, int sign);
  uint32_t PartOf(const NumberMatch& number, uint32_t at, bool spaced);
  uint32_t Unit(const NumberMatch& number, uint32_t at, bool spaced);
  // 几天后, 半年: lengths without a numeral.
  uint32_t VagueLength(uint32_t pos);
  uint32_t LengthOfTime(const NumberMatch& number, uint32_t at);
  void AddLength(Span core, const Decimal& amount, char unit, bool half,
                 Span unit_span);
  void NoteShift(Span core, int amount, char unit, bool vague);
  uint32_t BeginWithModifier(uint32_t pos) const;

  const std::string_view text_;
  const TimeLexicon::Tables& tables_;
  std::vector<LiteralArc>* out_ = nullptr;
  std::optional<DateMatch>* shift_ = nullptr;
};

}  // namespace zhimai
