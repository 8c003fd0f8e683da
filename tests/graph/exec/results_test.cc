#include "graph/exec/results.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace zhimai::sparql {
namespace {

using Rows = std::vector<std::vector<std::optional<Term>>>;

std::string Written(ResultFormat format, const Rows& rows) {
  std::string out;
  const auto writer = MakeResultsWriter(format, [&](std::string_view text) {
    out += text;
    return Status();
  });
  EXPECT_THAT(writer->Begin({"a", "b"}), IsOk());
  for (const auto& row : rows) EXPECT_THAT(writer->Row(row), IsOk());
  EXPECT_THAT(writer->End(), IsOk());
  return out;
}

std::string Answered(ResultFormat format) {
  std::string out;
  const auto writer = MakeResultsWriter(format, [&](std::string_view text) {
    out += text;
    return Status();
  });
  EXPECT_THAT(writer->Boolean(true), IsOk());
  return out;
}

Rows Samples() {
  const Term triple =
      Term::OfTriple({Term::Iri("x:s"), Term::Iri("x:p"), Term::String("o")});
  return {
      {Term::Iri("x:a&<b>"), Term::Blank("b1")},
      {std::nullopt, Term::String("a,\"b\"\r\n\x01<")},
      {Term::LangString("上", "zh"),
       Term::LangString("x", "ar", Direction::kRtl)},
      {Term::Literal("1", std::string(kXsd) + "integer"), triple},
  };
}

TEST(ResultsTest, Json) {
  EXPECT_EQ(
      Written(ResultFormat::kJson, Samples()),
      "{\"head\":{\"vars\":[\"a\",\"b\"]},\"results\":{\"bindings\":[\n"
      "{\"a\":{\"type\":\"uri\",\"value\":\"x:a&<b>\"},"
      "\"b\":{\"type\":\"bnode\",\"value\":\"b1\"}},\n"
      "{\"b\":{\"type\":\"literal\",\"value\":"
      "\"a,\\\"b\\\"\\r\\n\\u0001<\"}},\n"
      "{\"a\":{\"type\":\"literal\",\"value\":\"上\",\"xml:lang\":\"zh\"},"
      "\"b\":{\"type\":\"literal\",\"value\":\"x\",\"xml:lang\":\"ar\","
      "\"its:dir\":\"rtl\"}},\n"
      "{\"a\":{\"type\":\"literal\",\"value\":\"1\",\"datatype\":"
      "\"http://www.w3.org/2001/XMLSchema#integer\"},"
      "\"b\":{\"type\":\"triple\",\"value\":{"
      "\"subject\":{\"type\":\"uri\",\"value\":\"x:s\"},"
      "\"predicate\":{\"type\":\"uri\",\"value\":\"x:p\"},"
      "\"object\":{\"type\":\"literal\",\"value\":\"o\"}}}}\n"
      "]}}\n");
  EXPECT_EQ(Answered(ResultFormat::kJson), "{\"head\":{},\"boolean\":true}\n");
}

TEST(ResultsTest, Xml) {
  const std::string head =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\""
      " xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\">\n"
      "<head>\n";
  EXPECT_EQ(Written(ResultFormat::kXml, Samples()),
            head +
                "<variable name=\"a\"/>\n<variable name=\"b\"/>\n</head>\n"
                "<results>\n"
                "<result><binding name=\"a\"><uri>x:a&amp;&lt;b&gt;</uri>"
                "</binding><binding name=\"b\"><bnode>b1</bnode></binding>"
                "</result>\n"
                "<result><binding name=\"b\"><literal>a,&quot;b&quot;&#xD;\n"
                "\uFFFD&lt;</literal></binding></result>\n"
                "<result><binding name=\"a\"><literal xml:lang=\"zh\">上"
                "</literal></binding><binding name=\"b\"><literal "
                "xml:lang=\"ar\" its:dir=\"rtl\">x</literal></binding>"
                "</result>\n"
                "<result><binding name=\"a\"><literal datatype=\""
                "http://www.w3.org/2001/XMLSchema#integer\">1</literal>"
                "</binding><binding name=\"b\"><triple><subject><uri>x:s</uri>"
                "</subject><predicate><uri>x:p</uri></predicate><object>"
                "<literal>o</literal></object></triple></binding></result>\n"
                "</results>\n</sparql>\n");
  EXPECT_EQ(Answered(ResultFormat::kXml),
            head + "</head>\n<boolean>true</boolean>\n</sparql>\n");
}

TEST(ResultsTest, CsvAndTsv) {
  EXPECT_EQ(Written(ResultFormat::kCsv, Samples()),
            "a,b\r\n"
            "x:a&<b>,_:b1\r\n"
            ",\"a,\"\"b\"\"\r\n\x01<\"\r\n"
            "上,x\r\n"
            "1,\"<<( <x:s> <x:p> \"\"o\"\" )>>\"\r\n");
  EXPECT_EQ(Written(ResultFormat::kTsv, Samples()),
            "?a\t?b\n"
            "<x:a&\\u003Cb\\u003E>\t_:b1\n"
            "\t\"a,\\\"b\\\"\\r\\n\\u0001<\"\n"
            "\"上\"@zh\t\"x\"@ar--rtl\n"
            "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>"
            "\t<<( <x:s> <x:p> \"o\" )>>\n");
  EXPECT_EQ(Answered(ResultFormat::kCsv), "true\r\n");
}

TEST(ResultsTest, TheErrorOfTheSinkEndsTheWriting) {
  const auto writer = MakeResultsWriter(
      ResultFormat::kTsv, [](std::string_view) { return Status::Io("full"); });
  ASSERT_THAT(writer->Begin({"a"}), IsOk());
  const std::vector<std::optional<Term>> row = {
      Term::String(std::string(1 << 20, 'x'))};
  EXPECT_THAT(writer->Row(row), FailsWith(Code::kIo, "full"));
}

}  // namespace
}  // namespace zhimai::sparql
