#include "graph/store/term_id.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/text_form.h"
#include "graph/model/xsd.h"

namespace zhimai {
namespace {

const IriPrefixes kPrefixes = {"http://www.wikidata.org/entity/Q",
                               "http://e/n"};

Term Xsd(std::string_view lexical, std::string_view type) {
  return Term::Literal(lexical, std::string(kXsd) + std::string(type));
}

std::optional<TermId> Id(const Term& term) {
  return InlineTerm(term, kPrefixes);
}

TEST(TermIdTest, CanonicalFormsAreInlineAndComeBack) {
  const Term terms[] = {
      Xsd("true", "boolean"),
      Xsd("false", "boolean"),
      Xsd("0", "integer"),
      Xsd("-36028797018963968", "integer"),
      Xsd("36028797018963967", "long"),
      Xsd("255", "unsignedByte"),
      Xsd("-128", "byte"),
      Xsd("1", "positiveInteger"),
      Xsd("-0.5", "decimal"),
      Xsd("36028797018.963967", "decimal"),
      Xsd("1.5E0", "double"),
      Xsd("-0.0E0", "double"),
      Xsd("INF", "double"),
      Xsd("NaN", "double"),
      Xsd("1.0E76", "double"),
      Xsd("3.4028235E38", "float"),
      Xsd("NaN", "float"),
      Xsd("2025-08-31", "date"),
      Xsd("2025-08-31T23:59:59.999+05:30", "dateTime"),
      Xsd("12:00:00-14:00", "time"),
      Xsd("2001", "gYear"),
      Xsd("2001-06", "gYearMonth"),
      Xsd("--06-15", "gMonthDay"),
      Xsd("--06", "gMonth"),
      Xsd("---15Z", "gDay"),
      Term::Iri("http://www.wikidata.org/entity/Q485207"),
      Term::Iri("http://e/n1099511627775"),
  };
  for (const Term& term : terms) {
    SCOPED_TRACE(FormatTerm(term));
    const std::optional<TermId> id = Id(term);
    ASSERT_TRUE(id.has_value());
    EXPECT_FALSE(id->in_dictionary());
    EXPECT_EQ(id->is_iri(), term.is_iri());
    EXPECT_EQ(id->is_literal(), term.is_literal());
    EXPECT_EQ(TermOfInline(*id, kPrefixes), term);
  }
}

TEST(TermIdTest, OtherFormsGoToTheDictionary) {
  const Term terms[] = {
      Xsd("01", "integer"),
      Xsd("+1", "integer"),
      Xsd("36028797018963968", "integer"),
      Xsd("256", "unsignedByte"),
      Xsd("0", "positiveInteger"),
      Xsd("1", "boolean"),
      Xsd("1", "decimal"),
      Xsd("1.50", "decimal"),
      Xsd("36028797018.963968", "decimal"),
      Xsd("1.5", "double"),
      Xsd("1.0E300", "double"),
      Xsd("5.0E-324", "double"),
      Xsd("2025-08-31T00:00:00+05:31", "dateTime"),
      Xsd("99999-01-01", "date"),
      Xsd("P1D", "duration"),
      Term::String("5"),
      Term::LangString("5", "en"),
      Term::Literal("5", "http://e/integer"),
      Term::Iri("http://www.wikidata.org/entity/Q"),
      Term::Iri("http://www.wikidata.org/entity/Q007"),
      Term::Iri("http://www.wikidata.org/entity/Q-1"),
      Term::Iri("http://e/n1099511627776"),
      Term::Blank("n1"),
  };
  for (const Term& term : terms) {
    SCOPED_TRACE(FormatTerm(term));
    EXPECT_FALSE(Id(term).has_value());
  }
}

TEST(TermIdTest, IdsSortAsValuesDo) {
  const std::vector<std::vector<Term>> rising = {
      {Xsd("-36028797018963968", "integer"), Xsd("-1", "integer"),
       Xsd("0", "integer"), Xsd("1", "integer"), Xsd("1000", "integer")},
      {Xsd("-2.5", "decimal"), Xsd("-0.000001", "decimal"),
       Xsd("0.0", "decimal"), Xsd("10.25", "decimal")},
      {Xsd("-INF", "double"), Xsd("-1.0E70", "double"),
       Xsd("-1.0E-70", "double"), Xsd("-0.0E0", "double"),
       Xsd("0.0E0", "double"), Xsd("1.0E-70", "double"), Xsd("1.0E0", "double"),
       Xsd("1.0000000000000002E0", "double"), Xsd("INF", "double"),
       Xsd("NaN", "double")},
      {Xsd("-INF", "float"), Xsd("-1.0E-40", "float"), Xsd("0.0E0", "float"),
       Xsd("1.0E-40", "float"), Xsd("INF", "float")},
      {Xsd("-0001-01-01T00:00:00Z", "dateTime"),
       Xsd("2025-08-31T12:00:00+08:00", "dateTime"),
       Xsd("2025-08-31T05:00:00Z", "dateTime"),
       Xsd("2025-08-31T00:00:00-08:00", "dateTime")},
      {Xsd("0999", "gYear"), Xsd("2001", "gYear"), Xsd("10000", "gYear")},
      {Xsd("false", "boolean"), Xsd("true", "boolean")},
  };
  for (const std::vector<Term>& terms : rising) {
    for (size_t i = 1; i < terms.size(); ++i) {
      SCOPED_TRACE(FormatTerm(terms[i]));
      EXPECT_LT(*Id(terms[i - 1]), *Id(terms[i]));
    }
  }
}

TEST(TermIdTest, RandomDoublesRoundTripInOrder) {
  std::mt19937_64 random(3);
  std::optional<double> last;
  TermId last_id;
  for (int i = 0; i < 50000; ++i) {
    const auto value = std::bit_cast<double>(random());
    const Term term = Xsd(FormatDouble(value), "double");
    const std::optional<TermId> id = Id(term);
    if (!id) continue;
    EXPECT_EQ(TermOfInline(*id, kPrefixes), term);
    if (std::isnan(value)) continue;
    if (last && *last != value) {
      EXPECT_EQ(*last < value, last_id < *id);
    }
    last = value;
    last_id = *id;
  }
}

TEST(TermIdTest, NoForeignBitsAreAnId) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 200000; ++i) {
    // All first bytes, small and large payloads.
    const uint64_t payload = (random() >> 8) >> (random() % 56);
    const TermId id{payload | random() << 56};
    const std::optional<Term> term = TermOfInline(id, kPrefixes);
    if (term) {
      EXPECT_EQ(Id(*term), id);
    }
  }
}

}  // namespace
}  // namespace zhimai
