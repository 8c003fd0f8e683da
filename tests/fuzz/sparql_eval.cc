// An expression of SPARQL over a row of terms of every kind: no crash, the
// same term every time, and a term that can be read again.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status.h"
#include "graph/exec/expression.h"
#include "graph/sparql/parser.h"

namespace zhimai::sparql {
namespace {

Term Xsd(std::string_view lexical, std::string_view type) {
  return Term::Literal(lexical, std::string(kXsd).append(type));
}

// ?a to ?l; ?z is never bound.
std::vector<std::optional<Term>> MakeRow() {
  return {Term::Iri("http://example.org/a"),
          Term::Blank("b"),
          Term::String("a\xE7\x9F\xA5"),
          Term::LangString("text", "ar", Direction::kRtl),
          Xsd("170141183460469231731687303715884105727", "integer"),
          Xsd("-0.00000000000000000000000000000000000001", "decimal"),
          Xsd("1.5", "double"),
          Xsd("2024-02-29T23:59:59.999999999999Z", "dateTime"),
          Xsd("-P1Y", "yearMonthDuration"),
          Xsd("0000-01-01", "date"),
          Xsd("bad", "boolean"),
          Term::OfTriple({Term::Blank("b"), Term::Iri("urn:p"),
                          Term::LangString("x", "en")})};
}

std::optional<size_t> Column(std::string_view name) {
  if (name.size() != 1 || name[0] < 'a' || name[0] > 'l') return std::nullopt;
  return static_cast<size_t>(name[0] - 'a');
}

std::optional<Term> EvaluateOnce(const CompiledExpression& expression,
                                 const Row& row, bool* failed) {
  EvalOptions options;
  options.max_string_bytes = 1 << 16;
  int polls = 0;
  options.cancelled = [&polls] { return ++polls > 100; };
  EvalContext context(options);
  context.exists = [](size_t, const Row&) { return std::optional(true); };
  context.NewSolution();
  std::optional<Term> out = expression.Evaluate(row, context);
  *failed = !context.failure().ok();
  return out;
}

void Check(std::string_view text) {
  const std::string query =
      "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (" +
      std::string(text) + " AS ?result) {}";
  const Result<Query> parsed = ParseQuery(query, {.base = "http://e.org/"});
  if (!parsed.ok() || !parsed->select[0].expression) return;
  const Result<CompiledExpression> compiled = CompiledExpression::Compile(
      *parsed->select[0].expression,
      {.column = Column,
       .exists = [](const Expression&) -> Result<size_t> { return size_t{0}; },
       .base = "http://e.org/"});
  if (!compiled.ok()) return;
  const std::vector<std::optional<Term>> terms = MakeRow();
  const TermRow row(terms);
  bool failed = false;
  const std::optional<Term> first = EvaluateOnce(*compiled, row, &failed);
  if (failed) return;
  ZM_CHECK(EvaluateOnce(*compiled, row, &failed) == first);
  if (!first) return;
  ZM_CHECK(Value::Of(*first).kind() != ValueKind::kIllTyped ||
           !first->language().empty() || !first->datatype().empty());
  for (const std::optional<Term>& term : terms) {
    const std::weak_ordering order = CompareForOrder(&*first, &*term);
    const std::weak_ordering other = CompareForOrder(&*term, &*first);
    ZM_CHECK((order < 0) == (other > 0) && (order == 0) == (other == 0));
  }
}

}  // namespace
}  // namespace zhimai::sparql

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  zhimai::sparql::Check({reinterpret_cast<const char*>(data), size});
  return 0;
}
