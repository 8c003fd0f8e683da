#include "graph/io/quad_writer.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/io/rdf_helpers.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using testing::ParseLines;

Result<std::string> WriteText(std::string_view nquads,
                              const QuadWriterOptions& options) {
  std::string out;
  const auto writer = QuadWriter::Create(options, [&](std::string_view text) {
    out += text;
    return Status();
  });
  RdfParseOptions parse;
  parse.format = RdfFormat::kNQuads;
  ZM_TRY(ParseRdf(nquads, parse,
                  [&](const Quad& quad) { return writer->Write(quad); }));
  ZM_TRY(writer->Finish());
  return out;
}

constexpr std::string_view kData =
    "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<http://e/o#T> .\n"
    "<http://e/a> <http://e/p> \"x\\ny\"@en .\n"
    "<http://e/a> <http://e/p> "
    "\"-01\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
    "<http://e/b> <http://e/p> "
    "\"1.\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n"
    "<http://e/b> <http://e/p> \"1\"^^<http://e/o#T> .\n"
    "_:la <http://e/p> <<( <http://e/a> <http://e/p> <http://e/x.> )>> .\n"
    "<http://e/a> <http://e/p> <http://e/o#> <http://e/g> .\n"
    "<http://e/b> <http://e/p> <http://e/a/b> <http://e/g> .\n"
    "<http://e/b> <http://e/p> \"\" _:lg .\n";

TEST(QuadWriterTest, WritesTriG) {
  EXPECT_THAT(WriteText(kData, {RdfFormat::kTriG,
                                {{"e", "http://e/"}, {"", "http://e/o#"}}}),
              IsOkAnd(std::string("PREFIX : <http://e/o#>\n"
                                  "PREFIX e: <http://e/>\n"
                                  "\n"
                                  "e:a a :T ;\n"
                                  "  e:p \"x\\ny\"@en , -01 .\n"
                                  "e:b e:p \"1.\"^^"
                                  "<http://www.w3.org/2001/XMLSchema#decimal>"
                                  " , \"1\"^^:T .\n"
                                  "_:lla e:p <<( e:a e:p <http://e/x.> )>> .\n"
                                  "e:g {\n"
                                  "    e:a e:p : .\n"
                                  "    e:b e:p <http://e/a/b> .\n"
                                  "}\n"
                                  "_:llg {\n"
                                  "    e:b e:p \"\" .\n"
                                  "}\n")));
}

TEST(QuadWriterTest, WhatItWritesReadsBack) {
  const auto want = ParseLines(kData, RdfFormat::kNQuads);
  ASSERT_THAT(want, IsOk());
  // Labels get a letter at each reading; that is not looked at here.
  const auto labels_away = [](std::vector<std::string> lines) {
    for (std::string& line : lines) {
      for (size_t at = line.find("_:l"); at != std::string::npos;
           at = line.find("_:l", at)) {
        size_t end = at + 2;
        while (end < line.size() && line[end] == 'l') ++end;
        line.replace(at, end - at, "_.");
      }
    }
    return lines;
  };
  for (RdfFormat format : {RdfFormat::kNQuads, RdfFormat::kTriG}) {
    const auto text =
        WriteText(kData, {format, {{"e", "http://e/"}, {"o", "http://e/o#"}}});
    ASSERT_THAT(text, IsOk());
    const auto back = ParseLines(*text, format);
    ASSERT_THAT(back, IsOk());
    EXPECT_EQ(labels_away(*back), labels_away(*want));
  }
}

TEST(QuadWriterTest, NamedGraphsNeedAFormatThatHasThem) {
  for (RdfFormat format : {RdfFormat::kNTriples, RdfFormat::kTurtle}) {
    EXPECT_THAT(WriteText(kData, {format}),
                FailsWith(Code::kInvalidInput, "named graphs"));
  }
}

constexpr std::string_view kTree =
    "_:lx <http://e/p> _:ly .\n"
    "<http://e/b> <http://e/q> _:lx .\n"
    "_:ly <http://e/r> \"b\"@en .\n"
    "_:ly <http://e/r> \"a\"@en .\n"
    "<http://e/a> <http://e/list> _:l1 .\n"
    "_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <http://e/b> .\n"
    "_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l2 .\n"
    "_:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"2\" .\n"
    "_:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n"
    "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<http://e/o#T> .\n"
    "_:root <http://e/p> _:twice .\n"
    "<http://e/a> <http://e/p> _:twice .\n";

TEST(QuadWriterTest, WritesPrettyTurtle) {
  QuadWriterOptions options;
  options.format = RdfFormat::kTurtle;
  options.prefixes = {{"e", "http://e/"}, {"unused", "http://u/"}};
  options.pretty = true;
  EXPECT_THAT(WriteText(kTree, options),
              IsOkAnd(std::string("PREFIX e: <http://e/>\n"
                                  "\n"
                                  "e:a a <http://e/o#T> ;\n"
                                  "  e:list ( e:b \"2\" ) ;\n"
                                  "  e:p _:ltwice .\n"
                                  "\n"
                                  "e:b e:q [\n"
                                  "    e:p [\n"
                                  "      e:r \"a\"@en , \"b\"@en\n"
                                  "    ]\n"
                                  "  ] .\n"
                                  "\n"
                                  "[] e:p _:ltwice .\n")));
}

TEST(QuadWriterTest, PrettyIsNoMatterOfOrder) {
  std::vector<std::string> lines;
  for (std::string_view rest = kTree; !rest.empty();) {
    const size_t end = rest.find('\n') + 1;
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  QuadWriterOptions options;
  options.format = RdfFormat::kTriG;
  options.pretty = true;
  const auto want = WriteText(kTree, options);
  ASSERT_THAT(want, IsOk());
  for (size_t i = 0; i < lines.size(); ++i) {
    std::rotate(lines.begin(), lines.begin() + 1, lines.end());
    std::string text;
    for (const std::string& line : lines) text += line;
    EXPECT_THAT(WriteText(text, options), IsOkAnd(*want));
  }
}

TEST(QuadWriterTest, PrettyGoesOnWhenThereIsMuch) {
  std::string text;
  for (int i = 0; i < 210000; ++i) {
    text += "_:" + std::to_string(i % 5) + " <x:p> _:o" + std::to_string(i) +
            " .\n";
  }
  QuadWriterOptions options;
  options.format = RdfFormat::kTurtle;
  options.pretty = true;
  const auto out = WriteText(text, options);
  ASSERT_THAT(out, IsOk());
  const auto back = ParseLines(*out, RdfFormat::kTurtle);
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->size(), size_t{210000});
}

constexpr std::string_view kFlat =
    "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    "<http://e/o#T> .\n"
    "<http://e/a> <http://e/p> \"x<&\\n\"@en .\n"
    "<http://e/a> <http://e/p> "
    "\"01\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
    "<http://e/a> <http://f/q> _:0 .\n"
    "_:0 <http://e/p> <http://e/a?b&c> .\n";

TEST(QuadWriterTest, WritesRdfXml) {
  EXPECT_THAT(WriteText(kFlat, {RdfFormat::kRdfXml, {{"e", "http://e/"}}}),
              IsOkAnd(std::string(
                  R"(<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
    xmlns:e="http://e/"
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="http://e/a">
    <rdf:type rdf:resource="http://e/o#T"/>
    <e:p xml:lang="en">x&lt;&amp;
</e:p>
    <e:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">01</e:p>
    <n:q xmlns:n="http://f/" rdf:nodeID="l0"/>
  </rdf:Description>
  <rdf:Description rdf:nodeID="l0">
    <e:p rdf:resource="http://e/a?b&amp;c"/>
  </rdf:Description>
</rdf:RDF>
)")));
}

TEST(QuadWriterTest, SaysWhatXmlCannotHold) {
  for (const char* line :
       {"<x:a> <http://e/12> <x:b> .", "<x:a> <http://e/> <x:b> .",
        R"(<x:a> <x:b> "\u0001" .)", R"(<x:a> <x:b> "a"@en--ltr .)",
        "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .",
        "<x:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> <x:b> .",
        "<x:a> <http://www.w3.org/2000/xmlns/lang> <x:b> ."}) {
    EXPECT_THAT(WriteText(line, {RdfFormat::kRdfXml}),
                FailsWith(Code::kInvalidInput, "RDF/XML cannot hold"));
  }
}

TEST(QuadWriterTest, WritesJsonLd) {
  EXPECT_THAT(
      WriteText(kFlat, {RdfFormat::kJsonLd}),
      IsOkAnd(std::string(
          "[\n"
          R"({"@id":"http://e/a","@type":["http://e/o#T"],)"
          R"("http://e/p":[{"@value":"x<&\n","@language":"en"},{"@value":"01",)"
          R"("@type":"http://www.w3.org/2001/XMLSchema#integer"}],)"
          R"("http://f/q":[{"@id":"_:l0"}]},)"
          "\n"
          R"({"@id":"_:l0","http://e/p":[{"@id":"http://e/a?b&c"}]})"
          "\n]\n")));
  EXPECT_THAT(WriteText("", {RdfFormat::kJsonLd}),
              IsOkAnd(std::string("[\n]\n")));
  EXPECT_THAT(WriteText("<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .",
                        {RdfFormat::kJsonLd}),
              FailsWith(Code::kInvalidInput, "triple terms"));
}

}  // namespace
}  // namespace zhimai
