// Measures extract/time against cases with values of Microsoft
// Recognizers-Text (MIT), which lie outside the repository. Prints the share
// of values that are exact; fails only when it falls far below what was
// reached (docs/evaluation.md).
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>
#include <sstream>

#include "extract/lexicon/lexicon.h"
#include "extract/time/annotate.h"
#include "extract/time/calendar.h"
#include "extract/time/decimal.h"
#include "extract/time/number.h"

namespace zhimai {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;
using google::protobuf::Value;

std::string SharedFolder() {
  const char* given = std::getenv("ZM_SHARED");
  return (given != nullptr ? std::string(given) : "../shared") +
         "/datasets/recognizers/";
}

// Empty when the file is not there.
std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  std::string text = std::move(out).str();
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.erase(0, 3);
  return text;
}

const Value& Field(const Struct& object, const std::string& name) {
  static const auto* const none = new Value;
  const auto it = object.fields().find(name);
  return it == object.fields().end() ? *none : it->second;
}

std::string Text(const Struct& object, const std::string& name) {
  return Field(object, name).string_value();
}

class RecognizersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (ReadFile(SharedFolder() + "Number-NumberModel.json").empty()) {
      GTEST_SKIP() << "no recogniser cases in " << SharedFolder()
                   << " (set ZM_SHARED): nothing was measured";
    }
    auto ontology = Ontology::Load({"data"});
    ASSERT_TRUE(ontology.ok()) << ontology.status();
    auto lexicon = Lexicon::Load({"data"}, *ontology, &types_);
    ASSERT_TRUE(lexicon.ok()) << lexicon.status();
    lexicon_.emplace(*std::move(lexicon));
    auto times = TimeLexicon::Create(*lexicon_, &types_);
    ASSERT_TRUE(times.ok()) << times.status();
    times_.emplace(*std::move(times));
  }

  // Whether an arc of `type` that overlaps `part` has one of the values.
  bool Finds(const std::string& input, const std::string& part,
             const std::string& anchor, std::string_view type,
             const std::vector<std::string>& values) {
    Article article;
    article.text = input;
    const auto length = static_cast<uint32_t>(input.size());
    article.sentences = {{{0, length}, {{0, length}}, 0}};
    Lattice lattice;
    lexicon_->Annotate(article, &lattice);
    AnnotateTimes(article, *times_, {anchor}, &lattice);
    const auto begin = static_cast<uint32_t>(input.find(part));
    const Span want{begin, begin + static_cast<uint32_t>(part.size())};
    for (const Annotation& arc : lattice.all()) {
      if (arc.type != types_.Find(type) || !arc.span.Overlaps(want)) continue;
      const LiteralValue& value = lattice.literal(arc.literal);
      for (const std::string& v : values) {
        if (v == value.value || v == value.number ||
            v == value.number + value.unit) {
          return true;
        }
      }
    }
    return false;
  }

  // Runs count(result, context) over all cases; it answers -1 for what does
  // not apply, else whether the value was exact.
  template <typename Count>
  double Measure(const std::string& file, Count count) {
    ListValue cases;
    const std::string json = ReadFile(SharedFolder() + file);
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &cases).ok());
    int applicable = 0;
    int right = 0;
    int others = 0;
    std::string missed;
    for (const Value& item : cases.values()) {
      const Struct& one = item.struct_value();
      for (const Value& r : Field(one, "Results").list_value().values()) {
        const Struct& result = r.struct_value();
        const int outcome = count(one, result);
        if (outcome < 0) ++others;
        if (outcome >= 0) ++applicable;
        if (outcome > 0) ++right;
        if (outcome == 0) missed += "  " + Text(result, "Text") + "\n";
      }
    }
    std::printf("%s: %d of %d exact (%.3f), %d not applicable; missed:\n%s",
                file.c_str(), right, applicable,
                applicable > 0 ? double{1} * right / applicable : 0.0, others,
                missed.c_str());
    return applicable > 0 ? double{1} * right / applicable : 0.0;
  }

  // Traditional characters are converted, and blanks between characters
  // removed, before this stage; k, e+14 and ^ are no notation of the news.
  static bool IsForeignNotation(const std::string& text) {
    for (const char* sign :
         {" ", "k", "e", "^", "/", "萬", "億", "兩", "壹", "幾", "雙", "個",
          "點", "貳", "負", "陸", "週", "折", "打"}) {
      if (text.find(sign) != std::string::npos) return true;
    }
    return false;
  }

  TypeRegistry types_;
  std::optional<Lexicon> lexicon_;
  std::optional<TimeLexicon> times_;
};

TEST_F(RecognizersTest, Numbers) {
  const double share = Measure(
      "Number-NumberModel.json", [&](const Struct& one, const Struct& result) {
        const std::string text = Text(result, "Text");
        const std::string input = Text(one, "Input");
        if (IsForeignNotation(text) || input.find(text) == std::string::npos) {
          return -1;
        }
        // What stands alone as one character is read only before a unit.
        if (text.size() == 3) return -1;
        const std::string value =
            Text(Field(result, "Resolution").struct_value(), "value");
        const auto number = ParseNumber(text);
        if (number && number->ToString() == value) return 1;
        return Finds(input, text, "", "Number", {value}) ? 1 : 0;
      });
  EXPECT_GE(share, 0.7);
}

TEST_F(RecognizersTest, Percentages) {
  const double share = Measure(
      "Number-PercentModel.json", [&](const Struct& one, const Struct& result) {
        const std::string text = Text(result, "Text");
        const std::string input = Text(one, "Input");
        if (IsForeignNotation(text) || input.find(text) == std::string::npos) {
          return -1;
        }
        const std::string value =
            Text(Field(result, "Resolution").struct_value(), "value");
        const std::string points = value.substr(0, value.size() - 1) + "pp";
        return Finds(input, text, "", "Percent", {value, points}) ? 1 : 0;
      });
  EXPECT_GE(share, 0.7);
}

TEST_F(RecognizersTest, Currencies) {
  const double share = Measure(
      "NumberWithUnit-CurrencyModel.json",
      [&](const Struct& one, const Struct& result) {
        const std::string text = Text(result, "Text");
        const Struct& resolution = Field(result, "Resolution").struct_value();
        const std::string input = Text(one, "Input");
        const std::string value = Text(resolution, "value");
        if (IsForeignNotation(text) || value.empty() ||
            input.find(text) == std::string::npos) {
          return -1;
        }
        return Finds(input, text, "", "Money",
                     {value + Text(resolution, "isoCurrency")})
                   ? 1
                   : 0;
      });
  EXPECT_GE(share, 0.5);
}

// The interval in our form: years and months as such, days with both ends.
std::vector<std::string> Intervals(const std::string& start,
                                   const std::string& end) {
  const auto first = ParseIso(start);
  const auto after = ParseIso(end);
  if (!first || !after || !first->has_day() || !after->has_day()) return {};
  std::vector<std::string> out = {start + "/" + end};
  const auto last = AddDays(*after, -1);
  if (last) out.push_back(start + "/" + FormatIso(*last));
  if (first->day == 1 && after->day == 1 && last) {
    const std::string a = start.substr(0, 7);
    const std::string b = FormatIso(*last).substr(0, 7);
    out.push_back(a == b ? a : a + "/" + b);
    out.push_back(a + "/" + end.substr(0, 7));
    const std::string y = start.substr(0, 4);
    const std::string z = FormatIso(*last).substr(0, 4);
    out.push_back(y + "/" + end.substr(0, 4));
    if (first->month == 1 && after->month == 1) {
      out.push_back(y == z ? y : y + "/" + z);
    }
  }
  return out;
}

TEST_F(RecognizersTest, DatesAndDurations) {
  const double share = Measure(
      "DateTime-DateTimeModel.json",
      [&](const Struct& one, const Struct& result) {
        const std::string text = Text(result, "Text");
        const std::string input = Text(one, "Input");
        const std::string type = Text(result, "TypeName");
        const bool duration = type == "datetimeV2.duration";
        // Times of day and recurring sets are nothing the news dates by.
        if ((type != "datetimeV2.date" && type != "datetimeV2.daterange" &&
             !duration) ||
            IsForeignNotation(text) || input.find(text) == std::string::npos) {
          return -1;
        }
        std::vector<std::string> wanted;
        const Struct& resolution = Field(result, "Resolution").struct_value();
        for (const Value& v :
             Field(resolution, "values").list_value().values()) {
          const Struct& value = v.struct_value();
          if (Text(value, "value") == "not resolved") return -1;
          wanted.push_back(Text(value, "timex"));
          wanted.push_back(Text(value, "value"));
          for (std::string& i :
               Intervals(Text(value, "start"), Text(value, "end"))) {
            wanted.push_back(std::move(i));
          }
        }
        const std::string anchor =
            Text(Field(one, "Context").struct_value(), "ReferenceDateTime")
                .substr(0, 10);
        return Finds(input, text, anchor, duration ? "Duration" : "Date",
                     wanted)
                   ? 1
                   : 0;
      });
  EXPECT_GE(share, 0.6);
}

}  // namespace
}  // namespace zhimai
