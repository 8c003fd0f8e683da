#include "tests/support/isomorphic.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "graph/model/text_form.h"

namespace zhimai::testing {
namespace {

// What is known of each blank node.
using Colours = std::map<std::string, size_t>;

Term Coloured(const Term& term, const Colours& colours,
              const std::string* self) {
  if (term.is_triple()) {
    const Triple& t = term.triple();
    return Term::OfTriple({Coloured(t.subject, colours, self),
                           Coloured(t.predicate, colours, self),
                           Coloured(t.object, colours, self)});
  }
  if (!term.is_blank()) return term;
  if (self != nullptr && *self == term.value()) return Term::Blank("self");
  return Term::Blank("c" + std::to_string(colours.at(term.value())));
}

std::string Line(const Quad& quad, const Colours& colours,
                 const std::string* self) {
  return FormatQuad({Coloured(quad.subject, colours, self), quad.predicate,
                     Coloured(quad.object, colours, self),
                     Coloured(quad.graph, colours, self)});
}

void CollectBlanks(const Term& term, std::set<std::string>* out) {
  if (term.is_blank()) out->insert(term.value());
  if (!term.is_triple()) return;
  CollectBlanks(term.triple().subject, out);
  CollectBlanks(term.triple().object, out);
}

std::set<std::string> BlanksOf(const Quad& quad) {
  std::set<std::string> out;
  for (const Term* term : {&quad.subject, &quad.object, &quad.graph}) {
    CollectBlanks(*term, &out);
  }
  return out;
}

size_t CountColours(const Colours& colours) {
  std::set<size_t> seen;
  for (const auto& [label, colour] : colours) seen.insert(colour);
  return seen.size();
}

void Refine(const std::vector<Quad>& quads, Colours* colours) {
  for (size_t before = 0; before != CountColours(*colours);) {
    before = CountColours(*colours);
    std::map<std::string, std::multiset<std::string>> around;
    for (const Quad& quad : quads) {
      for (const std::string& label : BlanksOf(quad)) {
        around[label].insert(Line(quad, *colours, &label));
      }
    }
    Colours next;
    for (const auto& [label, lines] : around) {
      std::string all = std::to_string(colours->at(label));
      for (const std::string& line : lines) all += '\n' + line;
      next[label] = std::hash<std::string>()(all);
    }
    *colours = next;
  }
}

std::set<std::string> Lines(const std::vector<Quad>& quads,
                            const Colours& colours) {
  std::set<std::string> out;
  for (const Quad& quad : quads) out.insert(Line(quad, colours, nullptr));
  return out;
}

bool Match(const std::vector<Quad>& a, Colours of_a, const std::vector<Quad>& b,
           Colours of_b) {
  Refine(a, &of_a);
  Refine(b, &of_b);
  if (Lines(a, of_a) != Lines(b, of_b)) return false;
  std::map<size_t, std::vector<std::string>> groups;
  for (const auto& [label, colour] : of_a) groups[colour].push_back(label);
  for (const auto& [colour, labels] : groups) {
    if (labels.size() == 1) continue;
    // One of them, against each of the other side.
    of_a[labels.front()] = colour + 1;
    for (const auto& [label, other] : Colours(of_b)) {
      if (other != colour) continue;
      Colours tried = of_b;
      tried[label] = colour + 1;
      if (Match(a, of_a, b, tried)) return true;
    }
    return false;
  }
  return true;
}

Colours Begin(const std::vector<Quad>& quads) {
  Colours colours;
  for (const Quad& quad : quads) {
    for (const std::string& label : BlanksOf(quad)) colours[label] = 0;
  }
  return colours;
}

std::vector<Quad> Unique(std::vector<Quad> quads) {
  std::sort(quads.begin(), quads.end());
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
  return quads;
}

}  // namespace

bool Isomorphic(const std::vector<Quad>& a, const std::vector<Quad>& b) {
  const std::vector<Quad> left = Unique(a);
  const std::vector<Quad> right = Unique(b);
  const Colours of_left = Begin(left);
  const Colours of_right = Begin(right);
  return left.size() == right.size() && of_left.size() == of_right.size() &&
         Match(left, of_left, right, of_right);
}

}  // namespace zhimai::testing
