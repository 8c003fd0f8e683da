#include "tests/support/naive_graph.h"

#include <algorithm>

namespace zhimai::testing {

using sparql::Path;
using sparql::TermPattern;

bool Compatible(const Mapping& a, const Mapping& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& entry) {
    const auto other = b.find(entry.first);
    return other == b.end() || other->second == entry.second;
  });
}

Mapping Merge(const Mapping& a, const Mapping& b) {
  Mapping out = a;
  out.insert(b.begin(), b.end());
  return out;
}

Bag Join(const Bag& left, const Bag& right) {
  Bag out;
  for (const Mapping& a : left) {
    for (const Mapping& b : right) {
      if (Compatible(a, b)) out.push_back(Merge(a, b));
    }
  }
  return out;
}

Bag Minus(const Bag& left, const Bag& right) {
  const auto share = [](const Mapping& a, const Mapping& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
      return b.count(entry.first) != 0;
    });
  };
  Bag out;
  for (const Mapping& a : left) {
    const bool gone = std::any_of(
        right.begin(), right.end(),
        [&](const Mapping& b) { return Compatible(a, b) && share(a, b); });
    if (!gone) out.push_back(a);
  }
  return out;
}

bool MatchTerm(const TermPattern& pattern, const Term& term, Mapping* mapping) {
  switch (pattern.kind) {
    case TermPattern::Kind::kTerm:
      return pattern.term == term;
    case TermPattern::Kind::kVariable:
      return mapping->emplace(pattern.variable, term).first->second == term;
    case TermPattern::Kind::kTriple:
      break;
  }
  return term.is_triple() &&
         MatchTerm(pattern.triple->subject, term.triple().subject, mapping) &&
         MatchTerm(pattern.triple->predicate, term.triple().predicate,
                   mapping) &&
         MatchTerm(pattern.triple->object, term.triple().object, mapping);
}

Bag NaiveGraph::Match(const sparql::TriplePattern& pattern) const {
  Bag out;
  if (pattern.path) {
    out = MatchPath(pattern.subject, *pattern.path, pattern.object);
  } else {
    for (const Triple& triple : triples_) {
      Mapping mapping = outside_;
      if (MatchTerm(pattern.subject, triple.subject, &mapping) &&
          MatchTerm(pattern.predicate, triple.predicate, &mapping) &&
          MatchTerm(pattern.object, triple.object, &mapping)) {
        out.push_back(std::move(mapping));
      }
    }
  }
  for (Mapping& mapping : out) {
    for (const auto& [name, term] : outside_) mapping.erase(name);
  }
  return out;
}

void NaiveGraph::Add(const TermPattern& s, const Term& from,
                     const TermPattern& o, const Term& to, Bag* out) const {
  Mapping mapping = outside_;
  if (MatchTerm(s, from, &mapping) && MatchTerm(o, to, &mapping)) {
    out->push_back(std::move(mapping));
  }
}

Bag NaiveGraph::MatchPath(const TermPattern& s, const Path& path,
                          const TermPattern& o) const {
  switch (path.kind) {
    case Path::Kind::kLink:
    case Path::Kind::kNegated:
      return MatchLinks(s, path, o);
    case Path::Kind::kInverse:
      return MatchPath(o, path.parts[0], s);
    case Path::Kind::kSequence:
      return MatchSequence(s, path, o);
    case Path::Kind::kAlternative: {
      Bag out;
      for (const Path& part : path.parts) {
        const Bag one = MatchPath(s, part, o);
        out.insert(out.end(), one.begin(), one.end());
      }
      return out;
    }
    default:
      return MatchClosure(s, path, o);
  }
}

// Each triple counts, also two between the same nodes.
Bag NaiveGraph::MatchLinks(const TermPattern& s, const Path& path,
                           const TermPattern& o) const {
  Bag out;
  for (const Triple& triple : triples_) {
    if (path.kind == Path::Kind::kLink) {
      if (triple.predicate == Term::Iri(path.iri)) {
        Add(s, triple.subject, o, triple.object, &out);
      }
      continue;
    }
    // !(:a|^:b) is !(:a) | ^!(:b), each part only where it is written.
    bool ahead = path.negated.empty();
    bool back = false;
    bool excluded_ahead = false;
    bool excluded_back = false;
    for (const Path::NegatedLink& link : path.negated) {
      const bool same = triple.predicate == Term::Iri(link.iri);
      (link.inverse ? back : ahead) = true;
      if (same) (link.inverse ? excluded_back : excluded_ahead) = true;
    }
    if (ahead && !excluded_ahead) {
      Add(s, triple.subject, o, triple.object, &out);
    }
    if (back && !excluded_back) {
      Add(s, triple.object, o, triple.subject, &out);
    }
  }
  return out;
}

Bag NaiveGraph::MatchSequence(const TermPattern& s, const Path& path,
                              const TermPattern& o) const {
  Bag all = {{}};
  TermPattern from = s;
  std::vector<std::string> steps;
  for (size_t i = 0; i < path.parts.size(); ++i) {
    TermPattern to = o;
    if (i + 1 < path.parts.size()) {
      steps.push_back("/" + std::to_string(next_step_++));
      to = TermPattern::Var(steps.back());
    }
    all = Join(all, MatchPath(from, path.parts[i], to));
    from = to;
  }
  for (Mapping& mapping : all) {
    for (const std::string& step : steps) mapping.erase(step);
  }
  return all;
}

std::optional<Term> NaiveGraph::Constant(const TermPattern& term) const {
  if (term.kind == TermPattern::Kind::kTerm) return term.term;
  if (term.kind == TermPattern::Kind::kTriple) {
    const auto s = Constant(term.triple->subject);
    const auto p = Constant(term.triple->predicate);
    const auto o = Constant(term.triple->object);
    if (!s || !p || !o) return std::nullopt;
    return Term::OfTriple({*s, *p, *o});
  }
  const auto given = outside_.find(term.variable);
  if (given == outside_.end()) return std::nullopt;
  return given->second;
}

// *, + and ?: from every node; a term of the pattern counts as one.
Bag NaiveGraph::MatchClosure(const TermPattern& s, const Path& path,
                             const TermPattern& o) const {
  Nodes starts = AllNodes();
  for (const TermPattern& end : {s, o}) {
    if (const auto term = Constant(end)) starts.insert(*term);
  }
  Bag out;
  for (const Term& start : starts) {
    for (const Term& end : Step(path, start)) Add(s, start, o, end, &out);
  }
  return out;
}

// The set of nodes that one application of the path leads to.
Nodes NaiveGraph::Step(const Path& path, const Term& from) const {
  Nodes out;
  switch (path.kind) {
    case Path::Kind::kZeroOrOne:
      out = Step(path.parts[0], from);
      out.insert(from);
      return out;
    case Path::Kind::kOneOrMore:
      return Reach(path.parts[0], from);
    case Path::Kind::kZeroOrMore:
      out = Reach(path.parts[0], from);
      out.insert(from);
      return out;
    case Path::Kind::kSequence:
      out = {from};
      for (const Path& part : path.parts) {
        Nodes next;
        for (const Term& node : out) next.merge(Step(part, node));
        out = std::move(next);
      }
      return out;
    case Path::Kind::kAlternative:
      for (const Path& part : path.parts) out.merge(Step(part, from));
      return out;
    case Path::Kind::kInverse: {
      Nodes starts = AllNodes();
      starts.insert(from);
      for (const Term& node : starts) {
        if (Step(path.parts[0], node).count(from) != 0) out.insert(node);
      }
      return out;
    }
    default:
      break;
  }
  const NaiveGraph plain(triples_, {});
  for (const Mapping& mapping :
       plain.MatchLinks(TermPattern::Of(from), path, TermPattern::Var("end"))) {
    out.insert(mapping.at("end"));
  }
  return out;
}

Nodes NaiveGraph::Reach(const Path& path, const Term& from) const {
  Nodes out;
  std::vector<Term> todo = {from};
  while (!todo.empty()) {
    const Term node = todo.back();
    todo.pop_back();
    for (const Term& next : Step(path, node)) {
      if (out.insert(next).second) todo.push_back(next);
    }
  }
  return out;
}

Nodes NaiveGraph::AllNodes() const {
  Nodes out;
  for (const Triple& triple : triples_) {
    out.insert(triple.subject);
    out.insert(triple.object);
  }
  return out;
}

}  // namespace zhimai::testing
