#include "graph/exec/describe.h"

#include <algorithm>

namespace zhimai::sparql {
namespace {

constexpr std::string_view kReifies =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";

}  // namespace

Status Describer::Add(const Term& resource) {
  if (resource.is_literal()) return {};
  ZM_TRY_ASSIGN(const std::optional<TermId> id, context_.source.Find(resource));
  if (!id) return {};
  std::vector<TermId> todo = {*id};
  while (!todo.empty()) {
    const TermId next = todo.back();
    todo.pop_back();
    if (!done_.insert(next).second) continue;
    ZM_TRY(context_.memory.Charge(64));
    ZM_TRY(AddSubject(next, &todo));
  }
  return {};
}

Status Describer::AddSubject(TermId id, std::vector<TermId>* todo) {
  IdPattern pattern;
  pattern.subject = id;
  SourceScan scan = context_.source.NewScan();
  scan.Open(pattern, Order::kSpo);
  while (scan.Next()) {
    ZM_TRY(context_.PollOften());
    const IdQuad quad = scan.quad();
    if (std::find(graphs_.begin(), graphs_.end(), quad.graph) ==
        graphs_.end()) {
      continue;
    }
    Triple triple;
    ZM_TRY_ASSIGN(const TermPtr subject, context_.terms.Get(quad.subject));
    ZM_TRY_ASSIGN(const TermPtr predicate, context_.terms.Get(quad.predicate));
    ZM_TRY_ASSIGN(const TermPtr object, context_.terms.Get(quad.object));
    triple = {*subject, *predicate, *object};
    ZM_TRY(sink_(triple));
    if (object->is_blank()) todo->push_back(quad.object);
    ZM_TRY(AddReifiers(triple, todo));
  }
  return scan.status();
}

Status Describer::AddReifiers(const Triple& triple, std::vector<TermId>* todo) {
  if (triple.object.depth() >= kMaxTripleTermDepth) return {};
  ZM_TRY_ASSIGN(const std::optional<TermId> reifies,
                context_.source.Find(Term::Iri(kReifies)));
  if (!reifies) return {};
  ZM_TRY_ASSIGN(const std::optional<TermId> term,
                context_.source.Find(Term::OfTriple(triple)));
  if (!term) return {};
  IdPattern pattern;
  pattern.predicate = reifies;
  pattern.object = term;
  SourceScan scan = context_.source.NewScan();
  scan.Open(pattern, Order::kPos);
  while (scan.Next()) todo->push_back(scan.quad().subject);
  return scan.status();
}

}  // namespace zhimai::sparql
