// Numbers, quantities and dates as arcs with values.
//
//   [Date]     2025年7月15日, 去年9月, 1月1日至3日, 15 July 2025, last year
//              kDate; value ISO 8601 at the printed precision or "first/last"
//   [Number]   12, 二十三, 1.2万亿             kInteger; number; value as
//   printed [Ordinal]  第二十二, 12th                  kInteger; number
//   [Percent]  60%以上, 百分之三, 2个百分点    kQuantity; unit "%" or "pp"
//   [Money]    8900亿美元, $1.2 billion        kQuantity; unit ISO 4217
//   [Quantity] 100多项, 三份, 约5公里          kQuantity; unit as printed
//   [Duration] 5年, 三天, 一年来, two weeks    kQuantity; value ISO 8601 "P5Y",
//                                             number and unit as printed
// `number` is a plain decimal: 8900亿 -> "890000000000".
#pragma once

#include <memory>
#include <string>

#include "extract/doc/annotation.h"
#include "extract/doc/document.h"
#include "extract/lexicon/lexicon.h"
#include "graph/base/result.h"

namespace zhimai {

// Currencies, units and named periods out of a Lexicon. Immutable once made;
// thread-safe; holds no reference to the lexicon.
class TimeLexicon {
 public:
  // Interns the literal types. An error is a list "date:X" whose X is no ISO
  // 8601 date or interval, or "currency:X" with no three-letter code.
  static Result<TimeLexicon> Create(const Lexicon& lexicon,
                                    TypeRegistry* types);

  TimeLexicon(TimeLexicon&&) noexcept;
  TimeLexicon& operator=(TimeLexicon&&) noexcept;
  ~TimeLexicon();

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit TimeLexicon(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

struct TimeOptions {
  // ISO 8601 date that relative expressions count from: the article's date,
  // else the document's. Empty or partial: what cannot be resolved gives no
  // arc.
  std::string anchor;
};

// Adds the arcs of one article and calls lattice->Finish().
// REQUIRES: Lexicon::Annotate() has added its arcs; planned cues and longer
// names decide what is a date.
void AnnotateTimes(const Article& article, const TimeLexicon& lexicon,
                   const TimeOptions& options, Lattice* lattice);

}  // namespace zhimai
