#include "graph/io/rdf_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/io/rdf_helpers.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using testing::ParseLines;

// As ParseLines, in pieces of `size` bytes.
Result<std::vector<std::string>> ReadLines(std::string_view text,
                                           RdfFormat format, int size) {
  RdfParseOptions options;
  options.format = format;
  options.base = "http://e/dir/doc";
  std::vector<std::string> lines;
  const TextSource source = [&](const TextSink& sink) -> Status {
    const auto step = static_cast<size_t>(size);
    for (size_t at = 0; at < text.size(); at += step) {
      ZM_TRY(sink(text.substr(at, step)));
    }
    return {};
  };
  ZM_TRY(ReadRdf(source, options, [&](const Quad& quad) {
    lines.push_back(FormatQuad(quad));
    return Status();
  }));
  return lines;
}

// Statements whose end could be taken wrongly when more text is not there yet.
std::string TrickyTurtle(int repeats) {
  std::string text = "\xEF\xBB\xBF@prefix ex: <http://p/>.\n";
  for (int i = 0; i < repeats; ++i) {
    text +=
        "ex:a ex:b 1.5, 1. ex:a ex:b ex:c.d.e . # a comment. ex:x ex:y .\n"
        "ex:a ex:b \"\"\"x\"\"\", '', \"上海\"@zh-Hans--ltr, 1.e5 .\n"
        "BASE <http://q/>\n<r> ex:b [ ex:c (1 2), [] ], <http://z/> .\n"
        "ex:a ex:b true, ex:true {| ex:c ex:d |} ~ ex:r, <<( ex:a a 1 )>>.\n";
  }
  return text;
}

TEST(RdfReaderTest, ReadsTheSameHoweverItIsCut) {
  // More than one window of the reader.
  const std::string text = TrickyTurtle(900);
  ASSERT_GT(text.size(), size_t{200} << 10);
  const auto want = ParseLines(text, RdfFormat::kTurtle);
  ASSERT_THAT(want, IsOk());
  for (const int size : {7, 1000, 4099, 65537, 1 << 20}) {
    SCOPED_TRACE(size);
    EXPECT_THAT(ReadLines(text, RdfFormat::kTurtle, size), IsOkAnd(*want));
  }
}

TEST(RdfReaderTest, ReadsLongStatementsAndGraphs) {
  std::string text = "<x:g> { ";
  for (int i = 0; i < 30000; ++i) {
    text += "<x:a> <x:b> " + std::to_string(i) + " . ";
  }
  text += "<x:a> <x:b> 'one more' } <x:a> <x:b> (";
  for (int i = 0; i < 50000; ++i) text += " " + std::to_string(i);
  text += " ) .";
  const auto want = ParseLines(text, RdfFormat::kTriG);
  ASSERT_THAT(want, IsOk());
  EXPECT_THAT(ReadLines(text, RdfFormat::kTriG, 5000), IsOkAnd(*want));
}

TEST(RdfReaderTest, ReadsLines) {
  std::string text;
  for (int i = 0; i < 20000; ++i) {
    text += "_:b" + std::to_string(i) + " <x:b> \"上\" <x:g> . # c\r\n\n";
  }
  text += "<x:a> <x:b> <x:c> .";
  const auto want = ParseLines(text, RdfFormat::kNQuads);
  ASSERT_THAT(want, IsOk());
  for (const int size : {997, 65536}) {
    EXPECT_THAT(ReadLines(text, RdfFormat::kNQuads, size), IsOkAnd(*want));
  }
}

TEST(RdfReaderTest, CountsLinesOverWindows) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "<x:a>\n<x:b> 1 .\n";
  const std::string good = text;
  struct {
    std::string_view end, want;
  } const cases[] = {
      {"<x:a> <x:b> .", "40001:13: expected an object"},
      {" <上 >", "40001:4: a character that no IRI has"},
      {"<x:a> <x:b> \"\xC3\x28\" .", "40001:14: ill-formed UTF-8"},
      {"<x:a> <x:b> \"\xE4\xB8", "40001:14: ill-formed UTF-8"},
      {"<x:a> <x:b> ", "40001:13: expected an object, found the end"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.end);
    for (const int size : {1000, 1 << 20}) {
      EXPECT_THAT(
          ReadLines(good + std::string(c.end), RdfFormat::kTurtle, size),
          FailsWith(Code::kInvalidInput, std::string(c.want)));
    }
  }
}

TEST(RdfReaderTest, AnErrorAtTheBeginningEndsTheReading) {
  size_t fed = 0;
  const TextSource endless = [&](const TextSink& sink) -> Status {
    std::string piece = "<x:a> <x:b> <x:c> ; } .\n";
    piece.resize(4096, ' ');
    for (; fed < (size_t{1} << 30); fed += piece.size()) ZM_TRY(sink(piece));
    return {};
  };
  RdfParseOptions options;
  EXPECT_THAT(ReadRdf(endless, options, [](const Quad&) { return Status(); }),
              FailsWith(Code::kInvalidInput, "1:"));
  EXPECT_LT(fed, size_t{1} << 20);
}

}  // namespace
}  // namespace zhimai
