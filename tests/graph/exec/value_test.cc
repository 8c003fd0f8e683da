#include "graph/exec/value.h"

#include <gtest/gtest.h>
#include <vector>

#include "graph/model/text_form.h"

namespace zhimai::sparql {
namespace {

// "5^^integer": a literal of an XSD type; anything else as in N-Triples.
Term T(std::string_view text) {
  const size_t at = text.find("^^");
  if (text[0] != '"' && text[0] != '<' && at != std::string_view::npos) {
    return Term::Literal(text.substr(0, at),
                         std::string(kXsd).append(text.substr(at + 2)));
  }
  Result<Term> term = ParseTerm(text);
  EXPECT_TRUE(term.ok()) << term.status();
  return term.ok() ? *term : Term();
}

std::string EqualText(std::string_view a, std::string_view b) {
  const Term left = T(a);
  const Term right = T(b);
  const std::optional<bool> equal = Equal(Value::Of(left), Value::Of(right));
  EXPECT_EQ(Equal(Value::Of(right), Value::Of(left)), equal);
  return !equal ? "error" : *equal ? "true" : "false";
}

TEST(ValueTest, KnowsLexicalSpaces) {
  const struct {
    std::string_view text;
    ValueKind want;
  } cases[] = {
      {"5^^integer", ValueKind::kInteger},
      {"-129^^byte", ValueKind::kIllTyped},
      {"-128^^byte", ValueKind::kInteger},
      {"0^^positiveInteger", ValueKind::kIllTyped},
      {"18446744073709551615^^unsignedLong", ValueKind::kInteger},
      {"1.0^^integer", ValueKind::kIllTyped},
      {" 1^^integer", ValueKind::kIllTyped},
      {"^^integer", ValueKind::kIllTyped},
      // More digits than we compute with: unknown, but not ill-typed.
      {"999999999999999999999999999999999999999999^^integer",
       ValueKind::kOther},
      {"1e5^^decimal", ValueKind::kIllTyped},
      {"1.e-5^^double", ValueKind::kDouble},
      {"+INF^^double", ValueKind::kDouble},
      {"inf^^double", ValueKind::kIllTyped},
      {"nan^^double", ValueKind::kIllTyped},
      {"0x10^^double", ValueKind::kIllTyped},
      {"1e^^double", ValueKind::kIllTyped},
      {"TRUE^^boolean", ValueKind::kIllTyped},
      {"1^^boolean", ValueKind::kBoolean},
      {"2024-01-01T00:00:00^^dateTimeStamp", ValueKind::kIllTyped},
      {"a^^token", ValueKind::kOther},
      {"\"a\"", ValueKind::kString},
      {"\"a\"@en", ValueKind::kLangString},
      {"<urn:a>", ValueKind::kIri},
      {"_:a", ValueKind::kBlank},
      {"<<( <urn:a> <urn:b> \"c\" )>>", ValueKind::kTriple},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Term term = T(c.text);
    EXPECT_EQ(Value::Of(term).kind(), c.want);
    EXPECT_EQ(Value::Of(term).ToTerm(), term);
  }
}

TEST(ValueTest, DoublesBeyondTheRangeAreRounded) {
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"1e400^^double", "INF"},
      {"-1e400^^double", "-INF"},
      {"1e-400^^double", "0.0E0"},
      {"-0.001e-400^^double", "-0.0E0"},
      {"1e40^^float", "INF"},
      {"1e-60^^float", "0.0E0"},
      {"1e99999999999999999999^^double", "INF"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Value value = Value::Owning(T(c.text));
    const Value computed = value.kind() == ValueKind::kFloat
                               ? Value::Float(value.float_value())
                               : Value::Double(value.double_value());
    EXPECT_EQ(computed.ToTerm().value(), c.want);
  }
}

TEST(ValueTest, EqualityIsByValueAndErrsOnTheUnknown) {
  const struct {
    std::string_view a, b, want;
  } cases[] = {
      {"1^^integer", "01^^byte", "true"},
      {"1^^integer", "1.0^^decimal", "true"},
      {"1^^integer", "1e0^^float", "true"},
      {"0.1^^decimal", "0.1^^double", "true"},
      {"NaN^^double", "NaN^^double", "false"},
      {"0.0^^double", "-0.0^^double", "true"},
      {"1^^integer", "\"1\"", "false"},
      {"1^^boolean", "true^^boolean", "true"},
      {"\"a\"", "\"a\"@en", "false"},
      {"\"a\"@en", "\"a\"@EN", "true"},
      {"\"a\"@en", "\"a\"@fr", "false"},
      {"\"a\"@en--ltr", "\"a\"@en", "false"},
      {"2024-01-01^^date", "2024-01-01T00:00:00^^dateTime", "false"},
      {"2024-01-01^^date", "2024-01-01Z^^date", "error"},
      {"x^^integer", "x^^integer", "true"},
      {"x^^integer", "1^^integer", "error"},
      {"\"a\"^^<urn:t>", "\"a\"^^<urn:t>", "true"},
      {"\"a\"^^<urn:t>", "\"b\"^^<urn:t>", "error"},
      {"\"a\"^^<urn:t>", "<urn:a>", "false"},
      {"<urn:a>", "<urn:a>", "true"},
      {"_:a", "<urn:a>", "false"},
      {"P1Y^^yearMonthDuration", "P12M^^duration", "true"},
      {"<<( <urn:a> <urn:b> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> "
       ")>>",
       "<<( <urn:a> <urn:b> "
       "\"01\"^^<http://www.w3.org/2001/XMLSchema#integer> )>>",
       "true"},
      {"<<( <urn:a> <urn:b> \"1\"^^<urn:t> )>>",
       "<<( <urn:a> <urn:b> \"2\"^^<urn:t> )>>", "error"},
      {"<<( <urn:a> <urn:b> \"1\"^^<urn:t> )>>",
       "<<( <urn:c> <urn:b> \"2\"^^<urn:t> )>>", "false"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.a) + " = " + std::string(c.b));
    EXPECT_EQ(EqualText(c.a, c.b), c.want);
  }
}

TEST(ValueTest, OrdersAllTerms) {
  // In ascending order; on one line what is equivalent.
  const std::vector<std::vector<std::string_view>> groups = {
      {"_:a"},
      {"_:b"},
      {"<urn:a>"},
      {"<urn:b>"},
      {"NaN^^double", "NaN^^float"},
      {"-INF^^double"},
      {"-1^^integer"},
      {"0^^integer", "-0.0^^double", "0.00^^decimal"},
      {"1.1^^decimal", "1.1^^double"},
      {"9007199254740992^^integer", "9007199254740992^^double"},
      {"9007199254740993^^integer"},
      {"9007199254740994^^double"},
      {"1e39^^double"},
      {"INF^^float"},
      {"2024-01-01T08:00:00+08:00^^dateTime", "2024-01-01T00:00:00Z^^dateTime"},
      {"2024-01-01T00:00:01Z^^dateTime"},
      {"2024-01-01^^date"},
      {"P1M^^duration", "P1M^^yearMonthDuration"},
      {"P32D^^duration"},
      {"false^^boolean"},
      {"true^^boolean", "1^^boolean"},
      {"\"\""},
      {"\"Z\""},
      {"\"a\""},
      {"\"\xEF\xBF\xBD\""},
      {"\"\xF0\x9F\x98\x80\""},
      {"\"a\"@de"},
      {"\"a\"@EN", "\"a\"@en"},
      {"\"a\"@en--ltr"},
      {"a^^integer"},
      {"<<( <urn:a> <urn:b> \"-5\"^^"
       "<http://www.w3.org/2001/XMLSchema#integer> )>>"},
      {"<<( <urn:a> <urn:b> \"3\"^^"
       "<http://www.w3.org/2001/XMLSchema#integer> )>>"},
  };
  for (size_t i = 0; i < groups.size(); ++i) {
    for (size_t j = 0; j < groups.size(); ++j) {
      for (const std::string_view a : groups[i]) {
        for (const std::string_view b : groups[j]) {
          SCOPED_TRACE(std::string(a) + " and " + std::string(b));
          const Term left = T(a);
          const Term right = T(b);
          EXPECT_TRUE(CompareForOrder(&left, &right) == (i <=> j));
        }
      }
    }
  }
  const Term any = T("_:a");
  const Term* unbound = nullptr;
  EXPECT_TRUE(CompareForOrder(unbound, &any) < 0);
  EXPECT_TRUE(CompareForOrder(unbound, unbound) == 0);
}

}  // namespace
}  // namespace zhimai::sparql
