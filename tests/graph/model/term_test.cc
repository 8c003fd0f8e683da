#include "graph/model/term.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

TEST(TermTest, DatatypeFollowsFromTagAndDirection) {
  EXPECT_EQ(Term::String("x").datatype(), kXsdString);
  EXPECT_EQ(Term::Literal("x", kXsdString), Term::String("x"));
  EXPECT_EQ(Term::LangString("x", "zh").datatype(), kRdfLangString);
  EXPECT_EQ(Term::LangString("x", "ar", Direction::kRtl).datatype(),
            kRdfDirLangString);
  EXPECT_EQ(Term::Literal("1", "http://e/t").datatype(), "http://e/t");
}

TEST(TermTest, EqualityIsSamenessOfTerms) {
  const Term a = Term::OfTriple(
      {Term::Iri("http://e/s"), Term::Iri("http://e/p"), Term::String("o")});
  const Term b = Term::OfTriple(
      {Term::Iri("http://e/s"), Term::Iri("http://e/p"), Term::String("o")});
  const Term c =
      Term::OfTriple({Term::Iri("http://e/s"), Term::Iri("http://e/p"),
                      Term::LangString("o", "en")});
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
  EXPECT_NE(Term::Iri("b"), Term::Blank("b"));
  EXPECT_NE(Term::LangString("x", "en"), Term::LangString("x", "EN"));
}

TEST(TermTest, DepthCountsNesting) {
  Term term = Term::Iri("http://e/o");
  for (int depth = 1; depth <= kMaxTripleTermDepth; ++depth) {
    term = Term::OfTriple(
        {Term::Iri("http://e/s"), Term::Iri("http://e/p"), term});
    EXPECT_EQ(term.depth(), depth);
  }
}

}  // namespace
}  // namespace zhimai
