#include "graph/io/rdf_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/io/rdf_helpers.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using testing::ParseLines;

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

TEST(RdfParserTest, ReadsTurtle) {
  const std::string reifies = "<" + std::string(kRdf) + "reifies>";
  const std::string first = "<" + std::string(kRdf) + "first>";
  const std::string rest = "<" + std::string(kRdf) + "rest>";
  const std::string nil = "<" + std::string(kRdf) + "nil>";
  struct {
    std::string_view in;
    std::vector<std::string> want;
  } const cases[] = {
      {"", {}},
      {"# nothing\n", {}},
      {"<a> <b> <c>.",
       {"<http://e/dir/a> <http://e/dir/b> <http://e/dir/c> ."}},
      {"@prefix : <http://p/>. :a a :b, 'x'@en-GB; :c 1, 1.0, 1e0, true .",
       {"<http://p/a> <" + std::string(kRdf) + "type> <http://p/b> .",
        "<http://p/a> <" + std::string(kRdf) + "type> \"x\"@en-GB .",
        "<http://p/a> <http://p/c> "
        "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
        "<http://p/a> <http://p/c> "
        "\"1.0\"^^<http://www.w3.org/2001/XMLSchema#decimal> .",
        "<http://p/a> <http://p/c> "
        "\"1e0\"^^<http://www.w3.org/2001/XMLSchema#double> .",
        "<http://p/a> <http://p/c> "
        "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> ."}},
      {"@prefix:<http://p/>.:a :b:c: :x.",
       {"<http://p/a> <http://p/b:c:> <http://p/x> ."}},
      {"PREFIX : <http://p/> :a :b (1) .",
       {"<http://p/a> <http://p/b> _:g0 .",
        "_:g0 " + first +
            " \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
        "_:g0 " + rest + " " + nil + " ."}},
      {"PREFIX : <http://p/> :a :b [ :c _:g0 ] .",
       {"_:g0 <http://p/c> _:lg0 .", "<http://p/a> <http://p/b> _:g0 ."}},
      {"PREFIX : <http://p/> :a :b \"\"\"x\"\"y\n\"\"\"@ar--rtl .",
       {"<http://p/a> <http://p/b> \"x\\\"\\\"y\\n\"@ar--rtl ."}},
      {"PREFIX : <http://p/> :s :p :o ~ :r {| :q 'z' |} .",
       {"<http://p/s> <http://p/p> <http://p/o> .",
        "<http://p/r> " + reifies +
            " <<( <http://p/s> <http://p/p> <http://p/o> )>> .",
        "<http://p/r> <http://p/q> \"z\" ."}},
      {"PREFIX : <http://p/> << :s :p :o ~ :r >> :q <<( :a :b :c )>> .",
       {"<http://p/r> " + reifies +
            " <<( <http://p/s> <http://p/p> <http://p/o> )>> .",
        "<http://p/r> <http://p/q> "
        "<<( <http://p/a> <http://p/b> <http://p/c> )>> ."}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.in);
    const auto lines = ParseLines(c.in, RdfFormat::kTurtle);
    ASSERT_THAT(lines, IsOk());
    std::vector<std::string> got = *lines;
    std::vector<std::string> want = c.want;
    // The order of a document is nobody's promise.
    std::sort(got.begin(), got.end());
    std::sort(want.begin(), want.end());
    EXPECT_THAT(got, ElementsAreArray(want));
  }
}

TEST(RdfParserTest, ReadsGraphsOfTriG) {
  EXPECT_THAT(
      ParseLines("PREFIX : <http://p/>\n"
                 "{ :a :b :c } GRAPH :g { :a :b 'x' . } :h {} _:g { :a :b :d }"
                 " :a :b :e .",
                 RdfFormat::kTriG),
      IsOkAnd(ElementsAre("<http://p/a> <http://p/b> <http://p/c> .",
                          "<http://p/a> <http://p/b> \"x\" <http://p/g> .",
                          "<http://p/a> <http://p/b> <http://p/d> _:lg .",
                          "<http://p/a> <http://p/b> <http://p/e> .")));
}

TEST(RdfParserTest, SaysWhereAndWhatItExpected) {
  struct {
    RdfFormat format;
    std::string_view in, want;
  } const cases[] = {
      {RdfFormat::kTurtle, "<a> <b> <c>", "1:12: expected '.', found the end"},
      {RdfFormat::kTurtle, "<a> <b>\n  %", "2:3: expected an object"},
      {RdfFormat::kTurtle, "x:a <b> <c> .", "1:1: unknown prefix 'x:'"},
      {RdfFormat::kTurtle, "<a> <b> \"c", "1:9: this string never ends"},
      {RdfFormat::kTurtle, "<上 合> <b> <c> .", "1:3: a character that no IRI"},
      {RdfFormat::kTurtle, "<a> <b> \"\\q\" .", "1:10: unknown escape"},
      {RdfFormat::kTurtle, "<a> <b> \"\\uD800\" .", "escape names no"},
      {RdfFormat::kTurtle, "<a> <b> 'x'@en--up .", "base direction"},
      {RdfFormat::kTurtle, "<<( <a> <b> <c> )>> <d> <e> .", "triple term"},
      {RdfFormat::kTriG, "{ <a> <b> <c> ", "expected '.' or '}'"},
      {RdfFormat::kTriG, "{ <a> <b> <c> . ", "1:17: expected '}'"},
      {RdfFormat::kNTriples, "<a> <b> <c> .", "1:1: <a> is relative"},
      {RdfFormat::kNTriples, "<x:a> <x:b> <x:c> <x:g> .", "expected '.'"},
      {RdfFormat::kNTriples, "<x:a> <x:b> <x:c> . <x:a>", "end of the line"},
      {RdfFormat::kNQuads, "<x:a> <x:b> 'c' .", "expected an object"},
      {RdfFormat::kNQuads, "<x:a> <x:b> <x:c> \"g\" .", "graph name or '.'"},
      {RdfFormat::kTurtle, "<a> <b> \"\xFF\" .", "1:10: ill-formed UTF-8"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.in);
    EXPECT_THAT(ParseLines(c.in, c.format),
                FailsWith(Code::kInvalidInput, std::string(c.want)));
  }
}

TEST(RdfParserTest, DeepNestingIsAnErrorAndNoCrash) {
  for (std::string_view open : {"[ <p> ", "( ", "<< ", "<<( "}) {
    SCOPED_TRACE(open);
    std::string text = "<a> <b> ";
    for (int i = 0; i < 100000; ++i) text += open;
    EXPECT_THAT(ParseLines(text, RdfFormat::kTurtle),
                FailsWith(Code::kInvalidInput, ""));
  }
}

TEST(RdfParserTest, LabelsOfTwoDocumentsDiffer) {
  RdfParseOptions options;
  options.format = RdfFormat::kNQuads;
  options.blank_prefix = "d7";
  EXPECT_THAT(ParseLines("_:a <x:b> _:a _:a .", options),
              IsOkAnd(ElementsAre("_:d7la <x:b> _:d7la _:d7la .")));
}

TEST(RdfParserTest, TellsPrefixes) {
  std::vector<std::pair<std::string, std::string>> told;
  RdfParseOptions options;
  options.on_prefix = [&](std::string_view prefix, std::string_view iri) {
    told.emplace_back(prefix, iri);
  };
  ASSERT_THAT(ParseLines("@prefix a: <x:a>. PREFIX : <y:>", options), IsOk());
  EXPECT_THAT(told, ElementsAre(std::pair("a", "x:a"), std::pair("", "y:")));
}

TEST(RdfParserTest, KnowsFormatsByExtension) {
  EXPECT_THAT(RdfFormatOf("a.b/c.nt"), IsOkAnd(RdfFormat::kNTriples));
  EXPECT_THAT(RdfFormatOf("c.trig"), IsOkAnd(RdfFormat::kTriG));
  EXPECT_THAT(RdfFormatOf("c"), FailsWith(Code::kUnsupported, "'c'"));
}

}  // namespace
}  // namespace zhimai
