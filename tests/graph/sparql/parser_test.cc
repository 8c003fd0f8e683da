#include "graph/sparql/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace zhimai::sparql {
namespace {

constexpr std::string_view kPrefix = "PREFIX : <http://e/>\n";

Status Parse(std::string_view text) {
  const ParseOptions options{"http://base/"};
  const std::string all = std::string(kPrefix) + std::string(text);
  const bool update = text.find("INSERT") != std::string_view::npos ||
                      text.find("DELETE") != std::string_view::npos ||
                      text.find("LOAD") != std::string_view::npos ||
                      text.find("CREATE") != std::string_view::npos;
  return update ? ParseUpdate(all, options).status()
                : ParseQuery(all, options).status();
}

TEST(SparqlParserTest, Accepts) {
  constexpr std::string_view kGood[] = {
      "SELECT * {}",
      "select ?x where { ?x a :T . }",
      "SELECT DISTINCT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING (?n > "
      "1)"
      " ORDER BY DESC(?n) ?p LIMIT 3 OFFSET 4",
      "ASK FROM :g FROM NAMED :h { GRAPH ?g { ?s ^:p/(:q|!(:r|^:t))*/:u? ?o } "
      "}",
      "CONSTRUCT { ?s :p [] } WHERE { ?s :p \"x\"@en-GB, 'y'^^:t, 1, -1.5, 2e9 "
      "}",
      "CONSTRUCT WHERE { ?s ?p ?o }",
      "DESCRIBE :a ?b { ?b :p :c }",
      "DESCRIBE :a",
      "SELECT * { VALUES (?a ?b) { (1 UNDEF) (:x 'y') } } VALUES ?c { 1 }",
      "SELECT * { ?s :p ?o FILTER NOT EXISTS { ?s :q ?o } MINUS { ?s :r 1 } }",
      "SELECT * { { ?s :p ?o } UNION { ?s :q ?o } OPTIONAL { ?o :r ?x } }",
      "SELECT * { { SELECT ?s (1 AS ?one) { ?s :p :o } } BIND(?one+1 AS ?two) "
      "}",
      "SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR=', ') AS ?g) { ?x :p ?y }",
      "SELECT (123 AS ?z) { ?s :p ?z } GROUP BY ?s",
      // SPARQL 1.2.
      "VERSION '1.2' SELECT * { << :s :p :o ~ ?r >> :q 'x'@ar--rtl }",
      "SELECT * { ?s :p ?o ~ ?r {| :q ?x |} . <<( ?s :p ?o )>> :q :z }",
      "SELECT (TRIPLE(?s, ?p, ?o) AS ?t) { ?s ?p ?o FILTER(hasLANGDIR(?o)) }",
      "SELECT (<<( ?s ?p 'x' )>> AS ?t) { ?s ?p ?o }",
      // An escape stands for one character of an IRI or a string.
      "SELECT * { <\\u0078> :p \"\\u005Cn \\U0001F600\" }",
      // Our own.
      "PATHS START ?a = :x END ?b = :y",
      "PATHS ALL FROM :g START ?a { ?a a :T } END ?b = :y VIA :p|^(:q|^:r)"
      " MAX LENGTH 3 LIMIT 2 OFFSET 1",
      "INSERT DATA { :s :p _:b GRAPH :g { :s :p 'x' } }",
      "DELETE DATA { :s :p :o } ; INSERT { ?s :q ?o } WHERE { ?s :p ?o } ;",
      "WITH :g DELETE { ?s ?p ?o } INSERT { ?s :p [] } USING NAMED :h WHERE"
      " { ?s ?p ?o }",
      "DELETE WHERE { ?s :p ?o . GRAPH ?g { ?o ?q ?r } }",
      "LOAD SILENT <file:/x.ttl> INTO GRAPH :g ; CREATE GRAPH :h ;"
      " DROP ALL ; CLEAR SILENT DEFAULT ; COPY :g TO DEFAULT",
  };
  for (std::string_view text : kGood) {
    SCOPED_TRACE(text);
    EXPECT_THAT(Parse(text), IsOk());
  }
}

TEST(SparqlParserTest, RefusesAndSaysWhere) {
  struct {
    std::string_view in, want;
  } const cases[] = {
      {"SELECT", "2:7: expected '*' or what to select, found the end"},
      {"SELECT * { ?s ?p }", "2:18: expected a term, found '}'"},
      {"SELECT * { ?s x:p ?o }", "2:15: unknown prefix 'x:'"},
      {"SELECT * { ?s :p 'x }", "2:18: this string never ends"},
      {"SELECT ?x { ?x :p ?o } GROUP BY ?o", "2:8: ?x is neither grouped by"},
      {"SELECT (1 AS ?x) { ?x :p ?o }", "?x is bound in the pattern already"},
      {"SELECT (123 AS ?z) { } GROUP BY (1 AS ?z)", "?z is bound"},
      {"SELECT * { BIND(1 AS ?x) ?x :p ?y . BIND(2 AS ?y) }", "?y"},
      {"SELECT * { VALUES (?a ?a) { (1 1) } }", "?a"},
      {"SELECT (COUNT(COUNT(*)) AS ?c) {}", "2:15: "},
      {"SELECT * { _:a :p :o . OPTIONAL { _:a :q :o } }", "'a' was used"},
      {"SELECT * { ?s :p|:q ?o {| :r :t |} }", "annotation"},
      {"SELECT * { BIND(<<( <<( :s :p :o )>> :q :z )>> AS ?x) }", "subject"},
      {"SELECT * { BIND(<<( ?s ?p _:b )>> AS ?x) }", "blank"},
      // Escapes make no keywords, names or variables.
      {"\\u0041SK {}", "2:1: "},
      {"SELECT * { ?\\u0061 :p :o }", "2:"},
      {"SELECT * { :a\\u0061 :p :o }", "2:"},
      {"SELECT * { ?s :p '\\uD83C\\uDCA1' }", "names no character"},
      {"SELECT * { ?s :p <http://e/\\u0020> }", "no IRI has"},
      {"SELECT * { ?s :p \"\xFF\" }", "ill-formed UTF-8"},
      {"INSERT DATA { ?s :p :o }", "no variables"},
      {"DELETE DATA { _:b :p :o }", "no blank nodes"},
      {"DELETE { [] :p :o } WHERE { }", "no blank nodes"},
      {"INSERT DATA { <<( :a :b :c )>> :p :o }", "subject"},
      {"INSERT { ?s :p :o }", "expected WHERE"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.in);
    EXPECT_THAT(Parse(c.in),
                FailsWith(Code::kInvalidInput, std::string(c.want)));
  }
}

TEST(SparqlParserTest, ReadsEscapesOnce) {
  const auto query =
      ParseQuery("SELECT * { VALUES ?v { 'abc\\u005Cn' '\\\\u005C' } }", {});
  ASSERT_THAT(query, IsOk());
  const auto& rows = query->where.elements.front().values.rows;
  EXPECT_EQ(rows[0][0], Term::String("abc\\n"));
  EXPECT_EQ(rows[1][0], Term::String("\\u005C"));
}

TEST(SparqlParserTest, DeepNestingIsAnErrorAndNoCrash) {
  struct {
    std::string_view head, open;
  } const cases[] = {
      {"SELECT * ", "{"},
      {"SELECT * { FILTER ", "("},
      {"SELECT * { FILTER ", "!"},
      {"SELECT * { FILTER ", "-"},
      {"SELECT * { ?s ", "("},
      {"SELECT * { ?s ", "^"},
      {"SELECT * { ?s :p ", "["},
      {"SELECT * { ?s :p ", "[ :p "},
      {"SELECT * { ?s :p ", "( "},
      {"SELECT * { ?s :p ", "<< "},
      {"SELECT * { ?s :p ", "<<( :a :b "},
      {"SELECT * { ?s :p :o ", "{| :p :o "},
      {"SELECT * { VALUES ?x { ", "<<( :a :b "},
      {"SELECT * { FILTER ", "NOT EXISTS { FILTER "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.open);
    std::string text(c.head);
    for (int i = 0; i < 200000; ++i) text += c.open;
    EXPECT_THAT(Parse(text), FailsWith(Code::kInvalidInput, ""));
  }
}

}  // namespace
}  // namespace zhimai::sparql
