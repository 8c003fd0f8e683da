#include "graph/exec/template.h"

#include <set>

namespace zhimai::sparql {
namespace {

void Collect(const TermPattern& term, std::set<std::string>* out) {
  if (term.is_variable()) out->insert(term.variable);
  if (term.kind != TermPattern::Kind::kTriple) return;
  Collect(term.triple->subject, out);
  Collect(term.triple->predicate, out);
  Collect(term.triple->object, out);
}

bool IsRdf(const Triple& triple) {
  return (triple.subject.is_iri() || triple.subject.is_blank()) &&
         triple.predicate.is_iri();
}

}  // namespace

std::vector<std::string> VariablesOf(const std::vector<QuadPattern>& quads) {
  std::set<std::string> names;
  for (const QuadPattern& quad : quads) {
    Collect(TermPattern::OfTriple(quad.triple), &names);
    if (quad.graph) Collect(*quad.graph, &names);
  }
  return {names.begin(), names.end()};
}

QuadTemplate::QuadTemplate(const std::vector<QuadPattern>& quads, Term graph,
                           std::vector<std::string> columns)
    : quads_(quads), graph_(std::move(graph)) {
  for (size_t i = 0; i < columns.size(); ++i) columns_[columns[i]] = i;
}

void QuadTemplate::Instantiate(const Solution& solution, const Fresh& fresh,
                               std::vector<Quad>* out) const {
  Labels labels;
  for (const QuadPattern& quad : quads_) {
    std::optional<Term> graph = graph_;
    if (quad.graph) graph = Make(*quad.graph, solution, fresh, &labels);
    if (!graph || !(graph->is_iri() || graph->is_blank())) continue;
    std::optional<Triple> triple = Make(quad.triple, solution, fresh, &labels);
    if (!triple) continue;
    out->push_back({std::move(triple->subject), std::move(triple->predicate),
                    std::move(triple->object), *std::move(graph)});
  }
}

// The parser bounds the depth of both recursions.
std::optional<Triple> QuadTemplate::Make(const TriplePattern& pattern,
                                         const Solution& solution,
                                         const Fresh& fresh,
                                         Labels* labels) const {
  std::optional<Term> s = Make(pattern.subject, solution, fresh, labels);
  std::optional<Term> p = Make(pattern.predicate, solution, fresh, labels);
  std::optional<Term> o = Make(pattern.object, solution, fresh, labels);
  if (!s || !p || !o) return std::nullopt;
  Triple triple{*std::move(s), *std::move(p), *std::move(o)};
  if (!IsRdf(triple)) return std::nullopt;
  return triple;
}

std::optional<Term> QuadTemplate::Make(const TermPattern& pattern,
                                       const Solution& solution,
                                       const Fresh& fresh,
                                       Labels* labels) const {
  switch (pattern.kind) {
    case TermPattern::Kind::kVariable: {
      const auto column = columns_.find(pattern.variable);
      if (column == columns_.end()) return std::nullopt;
      return solution[column->second];
    }
    case TermPattern::Kind::kTriple: {
      std::optional<Triple> triple =
          Make(*pattern.triple, solution, fresh, labels);
      if (!triple || triple->object.depth() >= kMaxTripleTermDepth) {
        return std::nullopt;
      }
      return Term::OfTriple(*std::move(triple));
    }
    case TermPattern::Kind::kTerm:
      break;
  }
  if (!pattern.term.is_blank()) return pattern.term;
  const auto known = labels->find(pattern.term.value());
  if (known != labels->end()) return known->second;
  Term made = fresh(pattern.term.value());
  labels->emplace(pattern.term.value(), made);
  return made;
}

}  // namespace zhimai::sparql
