#include "tools/cli/json_writer.h"

#include <gtest/gtest.h>
#include <limits>

namespace zhimai {
namespace {

TEST(JsonWriterTest, PutsCommasBetweenItemsOnly) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject()
      .Field("a", "x")
      .Key("b")
      .BeginArray()
      .Int(-1)
      .Bool(true)
      .Null()
      .BeginObject()
      .EndObject()
      .BeginArray()
      .EndArray()
      .EndArray()
      .Field("c", uint64_t{18446744073709551615U})
      .EndObject()
      .EndLine();
  json.BeginArray().EndArray().EndLine();
  EXPECT_EQ(text,
            "{\"a\":\"x\",\"b\":[-1,true,null,{},[]],"
            "\"c\":18446744073709551615}\n[]\n");
}

TEST(JsonWriterTest, EscapesStrings) {
  struct {
    std::string_view text, want;
  } const cases[] = {
      {"", "\"\""},
      {"“引号”", "\"“引号”\""},
      {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
      {"\n\r\t", "\"\\n\\r\\t\""},
      {std::string_view("\0\x1f\x7f", 3), "\"\\u0000\\u001f\\u007f\""},
      {"a\xC3", "\"a\xEF\xBF\xBD\""},  // never gives out broken UTF-8
      {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.want);
    std::string text;
    JsonWriter(&text).String(c.text);
    EXPECT_EQ(text, c.want);
  }
}

TEST(JsonWriterTest, WritesDoublesThatReadBackTheSame) {
  struct {
    double value;
    std::string_view want;
  } const cases[] = {
      {0.1, "0.1"},
      {1, "1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {std::numeric_limits<double>::infinity(), "null"},
      {std::numeric_limits<double>::quiet_NaN(), "null"},
  };
  for (const auto& c : cases) {
    std::string text;
    JsonWriter(&text).Double(c.value);
    EXPECT_EQ(text, c.want);
  }
}

}  // namespace
}  // namespace zhimai
