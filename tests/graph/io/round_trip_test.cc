// Random datasets, written in each format and read again, are the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "graph/io/quad_writer.h"
#include "graph/io/rdf_parser.h"
#include "graph/model/text_form.h"
#include "tests/support/isomorphic.h"
#include "tests/support/json_ld_reader.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using testing::Isomorphic;

class Maker {
 public:
  explicit Maker(uint64_t seed) : random_(seed) {}

  std::vector<Quad> Quads(bool graphs) {
    std::vector<Quad> quads;
    const size_t count = Below(30);
    for (size_t i = 0; i < count; ++i) {
      Quad quad = {Node(), Predicate(), Object(), Term()};
      if (graphs && OneIn(3)) quad.graph = Node();
      quads.push_back(quad);
    }
    for (size_t i = Below(4); i > 0; --i) AddChain(&quads);
    return quads;
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  bool OneIn(size_t n) { return Below(n) == 0; }

  Term Blank() { return Term::Blank("b" + std::to_string(Below(8))); }
  Term Node() { return OneIn(2) ? Blank() : Iri(); }

  Term Iri() {
    static const char* const kIris[] = {
        "http://e/a",
        "http://e/o#T",
        "http://e/o#",
        "http://e/a/b",
        "http://e/x.",
        "urn:x:y",
        "http://e/o#\u4E0A\u6D77",
        "http://e/a%20b",
        "http://e/1a?q=\u00E9&b='",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"};
    return Term::Iri(kIris[Below(std::size(kIris))]);
  }

  Term Predicate() {
    static const char* const kIris[] = {
        "http://e/p",
        "http://e/o#p.q",
        "http://e/o#-p",
        "http://e/12",
        "http://x/y#\u5173\u7CFB",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#li",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#_1"};
    return Term::Iri(kIris[Below(std::size(kIris))]);
  }

  std::string Text() {
    static const char* const kPieces[] = {
        "a",    "\"",  "'''", "\\",     "\n", "\r", "\t",         "\x01",
        "\x7F", "]]>", "&",   "\u4E0A", "<",  " ",  "\U0001F600", "\uFFFF"};
    std::string text;
    for (size_t i = Below(5); i > 0; --i) {
      text += kPieces[Below(std::size(kPieces))];
    }
    return text;
  }

  Term Literal() {
    static const char* const kTyped[][2] = {
        {"01", "integer"},   {"+1", "integer"}, {"1.", "decimal"},
        {"1.10", "decimal"}, {".5", "decimal"}, {"1e0", "double"},
        {"1.E3", "double"},  {"NaN", "double"}, {"-0.0", "double"},
        {"true", "boolean"}, {"1", "boolean"},  {"x", "integer"},
        {"-INF", "float"},   {"", "dateTime"}};
    static const char* const kTags[] = {"en", "zh-Hans", "EN-us", "ar"};
    switch (Below(5)) {
      case 0:
        return Term::LangString(Text(), kTags[Below(4)],
                                static_cast<Direction>(Below(3)));
      case 1:
        return Term::LangString(Text(), kTags[Below(4)]);
      case 2:
        return Term::Literal(Text(), "http://e/o#type");
      case 3: {
        const auto& typed = kTyped[Below(std::size(kTyped))];
        return Term::Literal(typed[0],
                             std::string(kXsd) + std::string(typed[1]));
      }
      default:
        return Term::String(Text());
    }
  }

  Term Object() {
    if (OneIn(12)) return Term::OfTriple({Node(), Predicate(), Literal()});
    return OneIn(2) ? Literal() : Node();
  }

  // A list, a chain of nodes, or a ring; the nodes are used nowhere else, but
  // that one is now and then.
  void AddChain(std::vector<Quad>* quads) {
    const std::string name = "n" + std::to_string(quads->size()) + "x";
    const bool list = OneIn(2);
    const size_t count = 1 + (OneIn(5) ? 40 : Below(4));
    const auto cell = [&](size_t i) {
      return Term::Blank(name + std::to_string(i));
    };
    const Term next =
        Term::Iri(std::string(kRdf) + std::string(list ? "rest" : "value"));
    for (size_t i = 0; i < count; ++i) {
      quads->push_back(
          {cell(i), Term::Iri(std::string(kRdf) + "first"), Object(), Term()});
      const Term end = OneIn(8) ? cell(0) : Term::Iri(kRdfNil);
      quads->push_back(
          {cell(i), next, i + 1 == count ? end : cell(i + 1), Term()});
    }
    if (!OneIn(4)) quads->push_back({Node(), Predicate(), cell(0), Term()});
    if (OneIn(4)) quads->push_back({Node(), Predicate(), cell(0), Term()});
  }

  std::mt19937_64 random_;
};

struct Case {
  RdfFormat format;
  bool pretty;
};

// What the format takes; the text.
Result<std::string> WriteAll(const Case& c, std::vector<Quad>* quads) {
  std::string text;
  QuadWriterOptions options;
  options.format = c.format;
  options.pretty = c.pretty;
  options.prefixes = {{"e", "http://e/"}, {"", "http://e/o#"}, {"a.b", "urn:"}};
  const auto writer = QuadWriter::Create(options, [&](std::string_view piece) {
    text += piece;
    return Status();
  });
  std::vector<Quad> taken;
  for (const Quad& quad : *quads) {
    if (writer->Write(quad).ok()) taken.push_back(quad);
  }
  *quads = taken;
  ZM_TRY(writer->Finish());
  return text;
}

Result<std::vector<Quad>> ReadAll(RdfFormat format, const std::string& text) {
  if (format == RdfFormat::kJsonLd) return testing::ReadExpandedJsonLd(text);
  std::vector<Quad> quads;
  RdfParseOptions options;
  options.format = format;
  ZM_TRY(ParseRdf(text, options, [&](Quad quad) {
    quads.push_back(std::move(quad));
    return Status();
  }));
  return quads;
}

class RoundTripTest : public ::testing::TestWithParam<Case> {};

TEST_P(RoundTripTest, RandomDatasetsComeBack) {
  size_t total = 0;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    std::vector<Quad> quads = Maker(seed).Quads(seed % 2 == 1);
    const auto text = WriteAll(GetParam(), &quads);
    ASSERT_THAT(text, IsOk());
    total += quads.size();
    const auto back = ReadAll(GetParam().format, *text);
    ASSERT_THAT(back, IsOk()) << *text;
    ASSERT_TRUE(Isomorphic(quads, *back)) << *text;
  }
  EXPECT_GT(total, size_t{4000});
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTripTest,
                         ::testing::Values(Case{RdfFormat::kNTriples, false},
                                           Case{RdfFormat::kNQuads, false},
                                           Case{RdfFormat::kTurtle, false},
                                           Case{RdfFormat::kTurtle, true},
                                           Case{RdfFormat::kTriG, false},
                                           Case{RdfFormat::kTriG, true},
                                           Case{RdfFormat::kRdfXml, false},
                                           Case{RdfFormat::kJsonLd, false}));

TEST(IsomorphicTest, TellsDatasetsApart) {
  const Term p = Term::Iri("p");
  const auto ring = [&](const char* prefix, size_t from, size_t size) {
    std::vector<Quad> quads;
    for (size_t i = 0; i < size; ++i) {
      quads.push_back(
          {Term::Blank(prefix + std::to_string(from + i)), p,
           Term::Blank(prefix + std::to_string(from + (i + 1) % size)),
           Term()});
    }
    return quads;
  };
  EXPECT_TRUE(Isomorphic(ring("a", 0, 6), ring("b", 3, 6)));
  std::vector<Quad> two = ring("a", 0, 3);
  const std::vector<Quad> other = ring("a", 3, 3);
  two.insert(two.end(), other.begin(), other.end());
  EXPECT_FALSE(Isomorphic(ring("a", 0, 6), two));
  EXPECT_TRUE(Isomorphic(two, two));
}

}  // namespace
}  // namespace zhimai
