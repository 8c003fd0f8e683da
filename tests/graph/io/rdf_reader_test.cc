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

// The objects that are read, and "line:column" of each skip.
Result<std::string> ReadLeniently(std::string_view text, RdfFormat format,
                                  size_t size) {
  RdfParseOptions options;
  options.format = format;
  std::string out;
  std::string skips;
  options.on_skip = [&](const Status& error) {
    skips += ' ' + std::to_string(error.location().line) + ':' +
             std::to_string(error.location().column);
  };
  RdfReader reader(options, [&](const Quad& quad) {
    out += quad.object.value();
    if (!quad.in_default_graph()) out += '/' + quad.graph.value();
    out += ' ';
    return Status();
  });
  for (size_t at = 0; at < text.size(); at += size) {
    ZM_TRY(reader.Feed(text.substr(at, size)));
  }
  ZM_TRY(reader.Finish());
  return out + "|" + skips;
}

TEST(RdfReaderTest, SkipsStatementsThatAreWrong) {
  constexpr RdfFormat kNt = RdfFormat::kNTriples;
  constexpr RdfFormat kTtl = RdfFormat::kTurtle;
  constexpr RdfFormat kTriG = RdfFormat::kTriG;
  struct {
    RdfFormat format;
    std::string_view text, want;
  } const cases[] = {
      {kNt, "<x:a> <x:b> \"1\" .\n<x:a> <x:b> .\n<x:a> <x:b> \"3\" .\n",
       "1 3 | 2:13"},
      {kNt, "bad\r\nbad\n\n<x:a> <x:b> \"3\" .\nbad", "3 | 1:1 2:1 5:1"},
      {kNt,
       "<x:a> <x:b> \"1\" .\n<x:a> <x:b> \"\xC3\x28 \xFF\" .\n"
       "<x:a> <x:b> \"3\" .\n\xFF\n",
       "1 3 | 2:14 4:1"},
      {kNt, "\xFF", "| 1:1"},
      // Lines that end in CR count as one, but are skipped each for itself.
      {kNt, "\rbad\rbad\r<x:a> <x:b> \"3\" .\r", "3 | 1:2 1:6"},
      // The first quad of a statement that turns out wrong is left out too.
      {kTtl, "<x:a> <x:b> 1 , 2 ;\n <x:c> \"no end .\n<x:a> <x:b> 3 .\n",
       "3 | 2:17"},
      {kTtl,
       "p:a <x:b> 1 .\n@prefix p: <x:p> .\np:a p:a 2 . p:b <x:b> no "
       ".\np:a p:a 3 .",
       "2 3 | 1:1 3:23"},
      {kTtl, "<x:a> <x:b> '''no\nend .\n<x:a> <x:b> 3 .", "3 | 1:13"},
      {kTriG,
       "<x:g> { <x:a> <x:b> 1 .\n bad .\n <x:a> <x:b> 2 }\n"
       "<x:a> <x:b> 3 .\n",
       "1/x:g 2/x:g 3 | 2:2"},
      {kTriG, "<x:g> {\n <x:a> <x:b> 1 .\n bad\n}\n<x:a> <x:b> 3 .",
       "1/x:g 3 | 3:2"},
      {kTriG, "<x:g> {\n <x:a> <x:b> 1 . bad }\n<x:a> <x:b> 3 .",
       "1/x:g 3 | 2:18"},
      // Not into the default graph.
      {kTriG, "<x g> {\n <x:a> <x:b> 1 .\n}\n<x:a> <x:b> 3 .", "3 | 1:3"},
      {kTriG, "<x:g> { <x:a> <x:b> 1 .\n", "1/x:g | 3:1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    for (const size_t size : {size_t{1} << 20, size_t{1}}) {
      EXPECT_THAT(ReadLeniently(c.text, c.format, size),
                  IsOkAnd(std::string(c.want)));
    }
  }
}

TEST(RdfReaderTest, SkipsOverWindows) {
  std::string text;
  for (int i = 0; i < 30000; ++i) {
    text += "<x:a> <x:b> " + std::to_string(i) + " .\n<x:a> <x:b> \xFF .\n";
  }
  const auto whole = ReadLeniently(text, RdfFormat::kTurtle, text.size());
  ASSERT_THAT(whole, IsOk());
  EXPECT_TRUE(whole->starts_with("0 1 2 3 "));
  EXPECT_TRUE(whole->ends_with(" 59998:13 60000:13"));
  const auto pieces = ReadLeniently(text, RdfFormat::kTurtle, 1000);
  ASSERT_THAT(pieces, IsOk());
  EXPECT_TRUE(*pieces == *whole);  // too long to be printed
  // Takes forever if a skip looks at anything twice.
  const std::string hopeless = "x" + std::string(size_t{1} << 20, '\n');
  EXPECT_THAT(ReadLeniently(hopeless + "\xFF", RdfFormat::kTurtle, 4096),
              IsOkAnd(std::string("| 1:1")));
}

}  // namespace
}  // namespace zhimai
