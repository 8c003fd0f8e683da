// PATHS, our own query form (docs/sparql.md):
//
//   PATHS [SHORTEST | ALL] dataset*
//   START ?a (= iri | { … })  END ?b (= iri | { … })
//   [VIA p | ^q | …] [MAX LENGTH n] [LIMIT n] [OFFSET n]
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

// Longer ones are rarely meant, and there may be very many.
constexpr uint64_t kDefaultShortest = 10;
constexpr uint64_t kDefaultAll = 4;
constexpr uint64_t kMostSteps = 64;

// The steps of p, ^p and alternatives of them; false for any other path.
// The parser bounds the depth.
bool Steps(const Path& path, bool inverse,
           std::vector<Path::NegatedLink>* out) {
  switch (path.kind) {
    case Path::Kind::kLink:
      out->push_back({path.iri, inverse});
      return true;
    case Path::Kind::kInverse:
      return Steps(path.parts[0], !inverse, out);
    case Path::Kind::kAlternative:
      for (const Path& part : path.parts) {
        if (!Steps(part, inverse, out)) return false;
      }
      return true;
    default:
      return false;
  }
}

}  // namespace

Result<PathsClause::End> Parser::PathsEnd() {
  PathsClause::End end;
  ZM_TRY_ASSIGN(end.variable, Variable());
  if (Is("{")) {
    const size_t begin = token_.begin;
    ZM_TRY_ASSIGN(end.where, GroupGraphPattern());
    for (const std::string& name : VisibleVariables(end.where)) {
      if (name == end.variable) return end;
    }
    return ErrorAt(begin, "the pattern does not bind ?" + end.variable);
  }
  if (!Is("=")) return Unexpected("'=' and an IRI, or a pattern in braces");
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(end.iri, Iri());
  return end;
}

Result<std::vector<Path::NegatedLink>> Parser::PathsVia() {
  std::vector<Path::NegatedLink> steps;
  const size_t begin = token_.begin;
  ZM_TRY_ASSIGN(const Path path, PathAlternative());
  if (Steps(path, /*inverse=*/false, &steps)) return steps;
  return ErrorAt(begin,
                 "expected predicates with '|' between and '^' before them; "
                 "no other paths stand here");
}

Status Parser::PathsQuery(Query* query) {
  query->form = Query::Form::kPaths;
  PathsClause& paths = query->paths;
  ZM_TRY(ExpectWord("PATHS"));
  ZM_TRY_ASSIGN(const bool all, AcceptWord("ALL"));
  if (!all) {
    ZM_TRY_ASSIGN([[maybe_unused]] const bool shortest, AcceptWord("SHORTEST"));
  }
  paths.shortest = !all;
  paths.max_length = all ? kDefaultAll : kDefaultShortest;
  ZM_TRY(DatasetClauses(&query->dataset, "FROM"));
  ZM_TRY(ExpectWord("START"));
  ZM_TRY_ASSIGN(paths.start, PathsEnd());
  ZM_TRY(ExpectWord("END"));
  ZM_TRY_ASSIGN(paths.end, PathsEnd());
  ZM_TRY_ASSIGN(const bool via, AcceptWord("VIA"));
  if (via) {
    ZM_TRY_ASSIGN(paths.via, PathsVia());
  }
  if (IsWord("MAX")) {
    ZM_TRY(Advance());
    ZM_TRY(ExpectWord("LENGTH"));
    const size_t begin = token_.begin;
    ZM_TRY_ASSIGN(paths.max_length, WholeNumber());
    if (paths.max_length == 0 || paths.max_length > kMostSteps) {
      return ErrorAt(
          begin, "a path has 1 to " + std::to_string(kMostSteps) + " steps");
    }
  }
  return LimitOffsetClauses(query);
}

}  // namespace zhimai::sparql
