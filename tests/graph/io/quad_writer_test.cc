#include "graph/io/quad_writer.h"

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
  ZM_TRY_ASSIGN(const auto writer,
                QuadWriter::Create(options, [&](std::string_view text) {
                  out += text;
                  return Status();
                }));
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
  EXPECT_THAT(WriteText("", {RdfFormat::kRdfXml}),
              FailsWith(Code::kUnsupported, ""));
}

}  // namespace
}  // namespace zhimai
