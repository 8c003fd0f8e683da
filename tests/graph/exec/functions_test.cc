#include <gtest/gtest.h>

#include "tests/graph/exec/evaluate.h"

namespace zhimai::sparql {
namespace {

struct Case {
  std::string_view text, want;
};

void Check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Evaluate(c.text), c.want);
  }
}

TEST(FunctionsTest, OnTerms) {
  Check({
      {"STR(:a)", "\"http://example.org/a\""},
      {"STR(01)", "\"01\""},
      {"STR(1 + 1)", "\"2\""},
      {"STR(BNODE())", "error"},
      {"STR(<<(:s :p :o)>>)", "error"},
      {"LANG(\"a\"@En)", "\"En\""},
      {"LANG(1)", "\"\""},
      {"LANG(:a)", "error"},
      {"LANGDIR(\"a\"@ar--rtl)", "\"rtl\""},
      {"LANGDIR(\"a\"@ar)", "\"\""},
      {"HASLANG(\"a\"@ar--rtl)", "\"true\"^^xsd:boolean"},
      {"HASLANG(\"a\")", "\"false\"^^xsd:boolean"},
      {"HASLANGDIR(\"a\"@ar)", "\"false\"^^xsd:boolean"},
      {"HASLANGDIR(\"a\"@ar--ltr)", "\"true\"^^xsd:boolean"},
      {"DATATYPE(\"a\"@en)",
       "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"},
      {"DATATYPE(\"a\"@en--ltr)",
       "<http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString>"},
      {"DATATYPE(1/2)", "xsd:decimal"},
      {"DATATYPE(:a)", "error"},
      {"IRI(\"x\")", ":base/x"},
      {"IRI(:x)", ":x"},
      {"IRI(\"a b\")", "error"},
      {"IRI(\"a\"@en)", "error"},
      {"IRI(1)", "error"},
      {"BNODE(1)", "error"},
      {"STRDT(\"1\", xsd:byte)", "\"1\"^^xsd:byte"},
      {"STRDT(\"1\"@en, xsd:byte)", "error"},
      {"STRDT(\"1\", \"x\")", "error"},
      {"STRLANG(\"a\", \"en-US\")", "\"a\"@en-US"},
      {"STRLANG(\"a\", \"\")", "error"},
      {"STRLANG(\"a\", \"e n\")", "error"},
      {"STRLANG(\"a\", \"toolongtag\")", "error"},
      {"STRLANG(\"a\"@en, \"en\")", "error"},
      {"STRLANGDIR(\"a\", \"ar\", \"rtl\")", "\"a\"@ar--rtl"},
      {"STRLANGDIR(\"a\", \"ar\", \"RTL\")", "error"},
      {"sameTerm(1, 01)", "\"false\"^^xsd:boolean"},
      {"sameTerm(1 + 1, 2)", "\"true\"^^xsd:boolean"},
      {"isIRI(:a)", "\"true\"^^xsd:boolean"},
      {"isURI(1)", "\"false\"^^xsd:boolean"},
      {"isBLANK(BNODE())", "\"true\"^^xsd:boolean"},
      {"isLITERAL(\"a\"@en)", "\"true\"^^xsd:boolean"},
      {"isLITERAL(<<(:s :p :o)>>)", "\"false\"^^xsd:boolean"},
      {"isNUMERIC(\"1\"^^xsd:byte)", "\"true\"^^xsd:boolean"},
      {"isNUMERIC(\"x\"^^xsd:byte)", "\"false\"^^xsd:boolean"},
      {"isNUMERIC(\"1\")", "\"false\"^^xsd:boolean"},
      {"isNUMERIC(9999999999999999999999999999999999999999999)",
       "\"true\"^^xsd:boolean"},
  });
}

TEST(FunctionsTest, OnTripleTerms) {
  Check({
      {"TRIPLE(:s, :p, 1)", "<<( :s :p \"1\"^^xsd:integer )>>"},
      {"<<(:s :p <<(:a :b :c)>>)>>", "<<( :s :p <<( :a :b :c )>> )>>"},
      {"TRIPLE(\"s\", :p, 1)", "error"},
      {"TRIPLE(:s, BNODE(), 1)", "error"},
      {"TRIPLE(<<(:s :p :o)>>, :p, 1)", "error"},
      {"SUBJECT(<<(:s :p :o)>>)", ":s"},
      {"PREDICATE(<<(:s :p :o)>>)", ":p"},
      {"OBJECT(<<(:s :p 01)>>)", "\"01\"^^xsd:integer"},
      {"OBJECT(:s)", "error"},
      {"isTRIPLE(<<(:s :p :o)>>)", "\"true\"^^xsd:boolean"},
      {"isTRIPLE(:s)", "\"false\"^^xsd:boolean"},
      {"<<(:s :p 1)>> = <<(:s :p 1.0)>>", "\"true\"^^xsd:boolean"},
      {"<<(:s :p 1)>> < <<(:s :p 2)>>", "error"},
  });
}

TEST(FunctionsTest, OnStrings) {
  Check({
      {"STRLEN(\"知脉😀\"@zh)", "\"3\"^^xsd:integer"},
      {"STRLEN(1)", "error"},
      {"SUBSTR(\"知脉图\", 2)", "\"脉图\""},
      {"SUBSTR(\"abcde\"@en, 2, 3)", "\"bcd\"@en"},
      {"SUBSTR(\"12345\", 1.5, 2.6)", "\"234\""},
      {"SUBSTR(\"12345\", 0, 3)", "\"12\""},
      {"SUBSTR(\"12345\", 5, -3)", "\"\""},
      {"SUBSTR(\"12345\", -3, 5)", "\"1\""},
      {"SUBSTR(\"12345\", \"NaN\"^^xsd:double, 3)", "\"\""},
      {"SUBSTR(\"12345\", -42, \"INF\"^^xsd:double)", "\"12345\""},
      {"SUBSTR(\"12345\", \"-INF\"^^xsd:double, \"INF\"^^xsd:double)", "\"\""},
      {"SUBSTR(\"a\", \"1\")", "error"},
      {"UCASE(\"straße\"@de)", "\"STRASSE\"@de"},
      {"LCASE(\"ΑΣ\")", "\"ας\""},
      {"STRSTARTS(\"abc\"@en, \"ab\")", "\"true\"^^xsd:boolean"},
      {"STRSTARTS(\"abc\"@en, \"ab\"@EN)", "\"true\"^^xsd:boolean"},
      {"STRSTARTS(\"abc\"@en, \"ab\"@fr)", "error"},
      {"STRSTARTS(\"abc\", \"ab\"@en)", "error"},
      {"STRSTARTS(\"abc\"@en--ltr, \"ab\"@en)", "error"},
      {"STRENDS(\"abc\", \"bc\")", "\"true\"^^xsd:boolean"},
      {"CONTAINS(\"abc\", \"\")", "\"true\"^^xsd:boolean"},
      {"STRBEFORE(\"abc\"@en, \"b\")", "\"a\"@en"},
      {"STRBEFORE(\"abc\"@en, \"x\")", "\"\""},
      {"STRBEFORE(\"abc\"@en, \"\")", "\"\"@en"},
      {"STRAFTER(\"abc\"@en, \"\"@en)", "\"abc\"@en"},
      {"STRAFTER(\"abc\"@en--rtl, \"ab\")", "\"c\"@en--rtl"},
      {"ENCODE_FOR_URI(\"a/脉~\")", "\"a%2F%E8%84%89~\""},
      {"CONCAT()", "\"\""},
      {"CONCAT(\"a\"@en, \"b\"@en)", "\"ab\"@en"},
      {"CONCAT(\"a\"@en, \"b\")", "\"ab\""},
      {"CONCAT(\"a\", 1)", "error"},
      {"LANGMATCHES(\"en-US\", \"EN\")", "\"true\"^^xsd:boolean"},
      {"LANGMATCHES(\"eng\", \"en\")", "\"false\"^^xsd:boolean"},
      {"LANGMATCHES(\"\", \"*\")", "\"false\"^^xsd:boolean"},
      {"LANGMATCHES(\"en\", \"\")", "\"false\"^^xsd:boolean"},
      {"MD5(\"abc\")", "\"900150983cd24fb0d6963f7d28e17f72\""},
      {"SHA1(\"abc\")", "\"a9993e364706816aba3e25717850c26c9cd0d89d\""},
      {"SHA256(\"\")",
       "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""},
      {"STRLEN(SHA384(\"x\"))", "\"96\"^^xsd:integer"},
      {"STRLEN(SHA512(\"x\"))", "\"128\"^^xsd:integer"},
      {"MD5(1)", "error"},
  });
}

TEST(FunctionsTest, RegularExpressions) {
  Check({
      {"REGEX(\"知识脉络\", \"^知.脉\")", "\"true\"^^xsd:boolean"},
      {"REGEX(\"abc\"@en, \"B\", \"i\")", "\"true\"^^xsd:boolean"},
      {"REGEX(\"abc\", \"b\"@en)", "error"},
      {"REGEX(\"abc\", \"(\")", "error"},
      {"REGEX(\"abc\", \"b\", \"y\")", "error"},
      {"REGEX(:a, \"a\")", "error"},
      {"REPLACE(\"abcb\"@en, \"b\", \"[$0]\")", "\"a[b]c[b]\"@en"},
      {"REPLACE(\"abracadabra\", \"a.*a\", \"*\")", "\"*\""},
      {"REPLACE(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\""},
      {"REPLACE(\"abracadabra\", \".*?\", \"$1\")", "error"},
      {"REPLACE(\"AAAA\", \"A+\", \"b\")", "\"b\""},
      {"REPLACE(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\""},
      {"REPLACE(\"a\", \"a\", \"$\")", "error"},
      {"REPLACE(\"a.b\", \".\", \"$1\", \"q\")", "\"a$1b\""},
  });
}

TEST(FunctionsTest, OnNumbers) {
  Check({
      {"ABS(-1)", "\"1\"^^xsd:integer"},
      {"ABS(\"-1\"^^xsd:byte)", "\"1\"^^xsd:integer"},
      {"ABS(-1.5e0)", "\"1.5E0\"^^xsd:double"},
      {"ROUND(2.5)", "\"3.0\"^^xsd:decimal"},
      {"ROUND(-2.5)", "\"-2.0\"^^xsd:decimal"},
      {"ROUND(-2.5e0)", "\"-2.0E0\"^^xsd:double"},
      {"ROUND(0.49999999999999994e0)", "\"0.0E0\"^^xsd:double"},
      {"ROUND(-0.4e0)", "\"-0.0E0\"^^xsd:double"},
      {"CEIL(1.1)", "\"2.0\"^^xsd:decimal"},
      {"FLOOR(-1.1e0)", "\"-2.0E0\"^^xsd:double"},
      {"FLOOR(7)", "\"7\"^^xsd:integer"},
      {"CEIL(\"a\")", "error"},
      {"RAND() >= 0 && RAND() < 1", "\"true\"^^xsd:boolean"},
  });
}

TEST(FunctionsTest, OnDates) {
  Check({
      {"YEAR(\"-0044-03-15T00:00:00\"^^xsd:dateTime)", "\"-44\"^^xsd:integer"},
      {"MONTH(\"2024-05-06\"^^xsd:date)", "\"5\"^^xsd:integer"},
      {"DAY(\"2024-05-06T23:00:00-05:00\"^^xsd:dateTime)",
       "\"6\"^^xsd:integer"},
      {"HOURS(\"2024-05-06T23:01:02.50Z\"^^xsd:dateTime)",
       "\"23\"^^xsd:integer"},
      {"MINUTES(\"23:01:02\"^^xsd:time)", "\"1\"^^xsd:integer"},
      {"SECONDS(\"2024-05-06T23:01:02.50Z\"^^xsd:dateTime)",
       "\"2.5\"^^xsd:decimal"},
      {"HOURS(\"2024-05-06\"^^xsd:date)", "error"},
      {"YEAR(\"2024\")", "error"},
      {"TIMEZONE(\"2024-05-06T00:00:00-08:30\"^^xsd:dateTime)",
       "\"-PT8H30M\"^^xsd:dayTimeDuration"},
      {"TIMEZONE(\"2024-05-06T00:00:00Z\"^^xsd:dateTime)",
       "\"PT0S\"^^xsd:dayTimeDuration"},
      {"TIMEZONE(\"2024-05-06T00:00:00\"^^xsd:dateTime)", "error"},
      {"TZ(\"2024-05-06T00:00:00-08:30\"^^xsd:dateTime)", "\"-08:30\""},
      {"TZ(\"2024-05-06T00:00:00+00:00\"^^xsd:dateTime)", "\"+00:00\""},
      {"TZ(\"2024-05-06T00:00:00Z\"^^xsd:dateTime)", "\"Z\""},
      {"TZ(\"2024-05-06T00:00:00\"^^xsd:dateTime)", "\"\""},
      {"NOW() = NOW()", "\"true\"^^xsd:boolean"},
      {"NOW()", "\"1970-01-01T00:00:00Z\"^^xsd:dateTime"},
  });
}

TEST(FunctionsTest, BlankNodesAreOfTheirSolution) {
  EvalContext context;
  context.NewSolution();
  const std::string first = Evaluate("BNODE(\"x\")", context);
  EXPECT_EQ(Evaluate("BNODE(\"x\")", context), first);
  EXPECT_NE(Evaluate("BNODE(\"y\")", context), first);
  EXPECT_NE(Evaluate("BNODE()", context), Evaluate("BNODE()", context));
  context.NewSolution();
  EXPECT_NE(Evaluate("BNODE(\"x\")", context), first);
}

TEST(FunctionsTest, UuidsAreOfVersionFour) {
  EXPECT_EQ(Evaluate("REGEX(STRUUID(), \"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-"
                     "[89ab][0-9a-f]{3}-[0-9a-f]{12}$\")"),
            "\"true\"^^xsd:boolean");
  EXPECT_EQ(Evaluate("STRSTARTS(STR(UUID()), \"urn:uuid:\")"),
            "\"true\"^^xsd:boolean");
  EvalContext context;
  EXPECT_NE(Evaluate("UUID()", context), Evaluate("UUID()", context));
}

TEST(FunctionsTest, TooLongAStringEndsTheQuery) {
  EvalOptions options;
  options.max_string_bytes = 10;
  EvalContext context(options);
  // The first argument is not constant, so that it is computed here.
  EXPECT_EQ(Evaluate("CONCAT(STRUUID(), \"a\")", context), "failed");
}

TEST(FunctionsTest, CancellationStopsRegularExpressions) {
  EvalOptions options;
  options.cancelled = [] { return true; };
  EvalContext context(options);
  EXPECT_EQ(Evaluate("REGEX(CONCAT(STRUUID(), \""
                     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"), "
                     "\"(a|aa)+$x\")",
                     context),
            "failed");
  EXPECT_EQ(context.failure().code(), Code::kCancelled);
}

}  // namespace
}  // namespace zhimai::sparql
