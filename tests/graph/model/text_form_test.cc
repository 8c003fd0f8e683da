#include "graph/model/text_form.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TEST(TextFormTest, WhatItWritesItReads) {
  const Term iri = Term::Iri("https://w3id.org/zhimai/e/上合");
  const Term terms[] = {
      iri,
      Term::Blank("b1.x"),
      Term::String(""),
      Term::String("a\"b\\c\n\r\t\b\f\x01\x7F"),
      Term::String(std::string_view("nul\0inside", 10)),
      Term::LangString("上海合作组织", "zh-Hans"),
      Term::LangString("منظمة", "ar", Direction::kRtl),
      Term::LangString("x", "en", Direction::kLtr),
      Term::Literal("01", "http://www.w3.org/2001/XMLSchema#integer"),
      Term::OfTriple(
          {iri, Term::Iri("http://e/p"),
           Term::OfTriple({Term::Blank("b"), iri, Term::String("deep")})}),
  };
  for (const Term& term : terms) {
    SCOPED_TRACE(FormatTerm(term));
    EXPECT_THAT(ParseTerm(FormatTerm(term)), IsOkAnd(term));
  }
}

TEST(TextFormTest, WritesTheCanonicalForm) {
  struct {
    std::string_view in, want;
  } const cases[] = {
      {R"("\u0041\U0001F600")", "\"A😀\""},
      {R"("\u0000\u001f\u007F")", R"("\u0000\u001F\u007F")"},
      {R"("\'\t")", R"("'\t")"},
      {R"(<http://e/\u4E0A>)", "<http://e/上>"},
      {R"("x"^^<http://www.w3.org/2001/XMLSchema#string>)", R"("x")"},
      {R"(<<(<http://e/s><http://e/p>"o"@en--ltr)>>)",
       R"(<<( <http://e/s> <http://e/p> "o"@en--ltr )>>)"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.in);
    const Result<Term> term = ParseTerm(c.in);
    ASSERT_THAT(term, IsOk());
    EXPECT_EQ(FormatTerm(*term), c.want);
  }
}

TEST(TextFormTest, RefusesWhatTheGrammarRefuses) {
  std::string deep;
  for (int i = 0; i <= kMaxTripleTermDepth; ++i) {
    deep += "<<( <http://e/s> <http://e/p> ";
  }
  struct {
    std::string_view in, want;
  } const cases[] = {
      {"", "expected a term"},
      {"x", "expected '<', '_:', '\"' or '<<('"},
      {"<http://e/a b>", "expected a character of an IRI"},
      {"<relative>", "expected an absolute IRI"},
      {"<http://e", "expected '>'"},
      {"_:", "expected the label of a blank node"},
      {"_:-a", "expected the label of a blank node"},
      {"\"a\nb\"", "expected an escaped line end"},
      {"\"a", "expected '\"'"},
      {"\"a\\x\"", "expected an escape"},
      {"\"\\uD800\"", "expected a Unicode scalar value"},
      {"\"\\U00110000\"", "expected a Unicode scalar value"},
      {"\"\\u12\"", "expected 4 hex digits"},
      {"\"\xFF\"", "expected well-formed UTF-8"},
      {"\"a\"@", "expected a language tag"},
      {"\"a\"@en--up", "expected '--ltr' or '--rtl'"},
      {"\"a\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>",
       "expected a language tag for this datatype"},
      {"<http://e/a> x", "expected the end of the term"},
      {"<<( \"s\" <http://e/p> <http://e/o> )>>", "expected '<'"},
      {"<<( <http://e/s> <http://e/p> <http://e/o>", "expected ')>>'"},
      {deep, "nested triple terms"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.in);
    EXPECT_THAT(ParseTerm(c.in), FailsWith(Code::kInvalidInput, c.want));
  }
}

TEST(TextFormTest, QuadsOfALine) {
  const Quad quad{Term::Iri("http://e/s"), Term::Iri("http://e/p"),
                  Term::String("o"), Term::Iri("http://e/g")};
  EXPECT_EQ(FormatQuad(quad), "<http://e/s> <http://e/p> \"o\" <http://e/g> .");
  EXPECT_THAT(ParseQuad(FormatQuad(quad)), IsOkAnd(quad));
  EXPECT_THAT(ParseQuad("_:a <http://e/p> _:b. # note"),
              IsOkAnd(Quad{Term::Blank("a"), Term::Iri("http://e/p"),
                           Term::Blank("b"), Term()}));
  EXPECT_THAT(ParseQuad("<http://e/s> <http://e/p> \"o\""),
              FailsWith(Code::kInvalidInput, "expected '.'"));
  const Status status = ParseQuad("<http://e/s> \"p\" \"o\" .").status();
  EXPECT_THAT(Status(status).At(7, status.location().column),
              FailsWith(Code::kInvalidInput, "7:14: expected '<'"));
}

}  // namespace
}  // namespace zhimai
