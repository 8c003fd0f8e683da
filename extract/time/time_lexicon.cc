#include <map>

#include "extract/time/calendar.h"
#include "extract/time/date_parts.h"
#include "extract/time/quantities.h"
#include "extract/time/time_tables.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using Begins = TimeLexicon::Tables::Begins;

// A phrase that two lists give keeps the first: the lists are in order.
void Put(std::map<std::string, uint32_t>* phrases, const Lexicon& lexicon,
         const std::string& list, uint32_t value) {
  for (const std::string& phrase : lexicon.ListPhrases(list)) {
    phrases->emplace(phrase, value);
  }
}

void MarkFirst(const std::map<std::string, uint32_t>& phrases, Begins what,
               std::vector<uint8_t>* begins) {
  for (const auto& [phrase, value] : phrases) {
    size_t pos = 0;
    const char32_t c = DecodeUtf8(phrase, &pos);
    if (c < begins->size()) (*begins)[c] |= what;
  }
}

void MarkGrammar(std::vector<uint8_t>* begins) {
  for (char32_t c = 1; c < begins->size(); ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    if (MayBeginDate(text, 0)) (*begins)[c] |= Begins::kDate;
    if (MayBeginQuantity(c)) (*begins)[c] |= Begins::kQuantity;
  }
}

Result<DoubleArray> Compile(const std::map<std::string, uint32_t>& phrases) {
  std::vector<DoubleArray::Phrase> list;
  for (const auto& [text, value] : phrases) list.push_back({text, value});
  return DoubleArray::Build(list);
}

}  // namespace

TimeLexicon::TimeLexicon(std::unique_ptr<const Tables> tables)
    : tables_(std::move(tables)) {}
TimeLexicon::TimeLexicon(TimeLexicon&&) noexcept = default;
TimeLexicon& TimeLexicon::operator=(TimeLexicon&&) noexcept = default;
TimeLexicon::~TimeLexicon() = default;

Result<TimeLexicon> TimeLexicon::Create(const Lexicon& lexicon,
                                        TypeRegistry* types) {
  auto tables = std::make_unique<Tables>();
  tables->types = {types->Intern("Date"),     types->Intern("Number"),
                   types->Intern("Ordinal"),  types->Intern("Percent"),
                   types->Intern("Money"),    types->Intern("Quantity"),
                   types->Intern("Duration"), types->Intern("Cue:PLANNED"),
                   types->Intern("TitleMark")};
  std::map<std::string, uint32_t> currencies;
  std::map<std::string, uint32_t> periods;
  std::map<std::string, uint32_t> units;
  for (const std::string& name : lexicon.ListNames()) {
    if (name.rfind("currency:", 0) == 0) {
      const std::string code = name.substr(9);
      if (code.size() != 3) {
        return Status::InvalidInput("list '" + name +
                                    "': expected a three-letter ISO 4217 code");
      }
      Put(&currencies, lexicon, name,
          static_cast<uint32_t>(tables->currency_codes.size()));
      tables->currency_codes.push_back(code);
    } else if (name.rfind("date:", 0) == 0) {
      const std::string value = name.substr(5);
      if (!IsIsoDateOrInterval(value)) {
        return Status::InvalidInput("list '" + name +
                                    "': expected an ISO 8601 date or interval");
      }
      Put(&periods, lexicon, name,
          static_cast<uint32_t>(tables->period_values.size()));
      tables->period_values.push_back(value);
    }
  }
  Put(&units, lexicon, "unit", 0);
  std::map<std::string, uint32_t> no_numbers;
  Put(&no_numbers, lexicon, "no_number", 0);
  MarkFirst(no_numbers, Begins::kNoNumber, &tables->begins);
  ZM_TRY_ASSIGN(tables->no_numbers, Compile(no_numbers));
  MarkFirst(currencies, Begins::kQuantity, &tables->begins);
  MarkFirst(periods, Begins::kPeriod, &tables->begins);
  MarkGrammar(&tables->begins);
  ZM_TRY_ASSIGN(tables->currencies, Compile(currencies));
  ZM_TRY_ASSIGN(tables->periods, Compile(periods));
  ZM_TRY_ASSIGN(tables->units, Compile(units));
  return TimeLexicon(std::move(tables));
}

}  // namespace zhimai
