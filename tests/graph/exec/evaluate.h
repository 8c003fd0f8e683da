// Evaluates an expression that is written as in a query.
#pragma once

#include <string>
#include <string_view>

#include "graph/exec/expression.h"
#include "graph/model/text_form.h"
#include "graph/sparql/parser.h"

namespace zhimai::sparql {

inline constexpr std::string_view kPrefixes =
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
    "PREFIX : <http://example.org/>\n";

// The first expression of `SELECT (text AS ?result)`.
inline Expression ParseExpressionText(std::string_view text) {
  const std::string query = std::string(kPrefixes) + "SELECT (" +
                            std::string(text) + " AS ?result) {}";
  Result<Query> parsed =
      ParseQuery(query, {.base = "http://example.org/base/"});
  ZM_CHECK(parsed.ok());
  return *parsed->select[0].expression;
}

// N-Triples with xsd: and : shortened; "error" for the type error, "failed"
// when the query would end. No variable is bound.
inline std::string Evaluate(std::string_view text, EvalContext& context) {
  Result<CompiledExpression> compiled = CompiledExpression::Compile(
      ParseExpressionText(text),
      {.column = {}, .exists = {}, .base = "http://example.org/base/"});
  if (!compiled.ok()) return compiled.status().ToString();
  const std::optional<Term> term = compiled->Evaluate(TermRow({}), context);
  if (!context.failure().ok()) return "failed";
  if (!term) return "error";
  std::string out = FormatTerm(*term);
  const auto shorten = [&out](std::string_view iri, std::string_view prefix) {
    for (size_t at = out.find("<" + std::string(iri)); at != std::string::npos;
         at = out.find("<" + std::string(iri))) {
      const size_t end = out.find('>', at);
      out.erase(end, 1);
      out.replace(at, iri.size() + 1, prefix);
    }
  };
  shorten(kXsd, "xsd:");
  shorten("http://example.org/", ":");
  return out;
}

inline std::string Evaluate(std::string_view text) {
  EvalContext context;
  return Evaluate(text, context);
}

}  // namespace zhimai::sparql
