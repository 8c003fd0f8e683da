// A small lexicon for tests of extract/time, and its arcs as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon/lexicon.h"
#include "extract/time/annotate.h"

namespace zhimai::testing {

inline constexpr std::string_view kTimeOntology = R"(
class { name: "Country" } class { name: "Initiative" } class { name: "City" }
)";

inline constexpr std::string_view kTimeLexicon = R"(
entity { id: "a" class: "Initiative" zh: "2030年绿洲议程" }
entity { id: "b" class: "City" zh: "日本月" }
list { name: "currency:CNY" phrase: "元" phrase: "人民币" phrase: "元人民币" }
list { name: "currency:USD" phrase: "美元" phrase: "$" phrase: "US$"
       phrase: "US dollars" phrase: "USD" }
list { name: "unit" phrase: "个" phrase: "项" phrase: "份" phrase: "公里"
       phrase: "国" phrase: "次" phrase: "人" phrase: "km" phrase: "members"
       phrase: "层" phrase: "步" }
list { name: "no_number" phrase: "进一步" }
list { name: "date:1901/2000" phrase: "上世纪" }
list { name: "date:2021/2025" phrase: "“十四五”时期" phrase: "十四五" }
cue { modality: PLANNED phrase: "将" phrase: "拟" phrase: "will" }
)";

class TimeWorld {
 public:
  TimeWorld()
      : ontology_(
            *Ontology::Parse({{"o", "o", 0, std::string(kTimeOntology)}})),
        lexicon_(*Lexicon::Build({{"l", "l", 0, std::string(kTimeLexicon)}},
                                 ontology_, &types_)),
        times_(*TimeLexicon::Create(lexicon_, &types_)) {}

  // One block; sentences end at 。 or ". ", clauses at ，.
  static Article MakeArticle(std::string text) {
    Article article;
    article.text = std::move(text);
    const std::string_view view = article.text;
    Sentence sentence;
    Span clause;
    for (size_t i = 0; i < view.size();) {
      const bool stop = view.substr(i, 3) == "。" || view.substr(i, 2) == ". ";
      const bool comma = view.substr(i, 3) == "，";
      i += stop && view[i] == '.' ? 2U : stop || comma ? 3U : 1U;
      if (i < view.size() && !stop && !comma) continue;
      clause.end = static_cast<uint32_t>(i);
      sentence.clauses.push_back(clause);
      clause.begin = clause.end;
      if (!stop && i < view.size()) continue;
      sentence.span.end = clause.end;
      article.sentences.push_back(sentence);
      sentence = Sentence();
      sentence.span = {clause.end, clause.end};
    }
    return article;
  }

  Lattice Annotate(const Article& article, const std::string& anchor) const {
    Lattice lattice;
    lexicon_.Annotate(article, &lattice);
    AnnotateTimes(article, times_, {anchor}, &lattice);
    return lattice;
  }

  // "text=value" of the arcs of one type; value and number and unit for
  // quantities: "text=number|unit".
  std::vector<std::string> Find(const std::string& text,
                                const std::string& anchor,
                                std::string_view type) const {
    const Article article = MakeArticle(text);
    const Lattice lattice = Annotate(article, anchor);
    std::vector<std::string> out;
    for (const Annotation& arc : lattice.all()) {
      if (arc.type != types_.Find(type)) continue;
      const LiteralValue& value = lattice.literal(arc.literal);
      std::string line = std::string(arc.span.In(article.text)) + "=";
      line += value.type == LiteralValue::Type::kDate || type == "Duration"
                  ? value.value
                  : value.number;
      if (value.type == LiteralValue::Type::kQuantity && type != "Duration" &&
          type != "Number") {
        line += "|" + value.unit;
      }
      out.push_back(line);
    }
    return out;
  }

 private:
  TypeRegistry types_;
  Ontology ontology_;
  Lexicon lexicon_;
  TimeLexicon times_;
};

}  // namespace zhimai::testing
