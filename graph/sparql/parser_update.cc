// SPARQL Update [https://www.w3.org/TR/sparql12-update/].
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

// Blank nodes of a short form (CONSTRUCT WHERE) as variables.
TermPattern AsPattern(const TermPattern& term) {
  if (term.kind == TermPattern::Kind::kTerm && term.term.is_blank()) {
    return TermPattern::Var("_:" + term.term.value());
  }
  if (term.kind != TermPattern::Kind::kTriple) return term;
  TriplePattern triple = *term.triple;
  triple.subject = AsPattern(triple.subject);
  triple.object = AsPattern(triple.object);
  return TermPattern::OfTriple(std::move(triple));
}

}  // namespace

Group Parser::WhereOf(const std::vector<QuadPattern>& quads) {
  Group group;
  for (const QuadPattern& quad : quads) {
    TriplePattern triple = quad.triple;
    triple.subject = AsPattern(triple.subject);
    triple.object = AsPattern(triple.object);
    if (!quad.graph) {
      if (group.elements.empty() ||
          group.elements.back().kind != Element::Kind::kTriples) {
        group.elements.emplace_back();
      }
      group.elements.back().triples.push_back(std::move(triple));
      continue;
    }
    Element inner;
    inner.triples.push_back(std::move(triple));
    Element graph;
    graph.kind = Element::Kind::kGraph;
    graph.name = *quad.graph;
    graph.groups.emplace_back();
    graph.groups.back().elements.push_back(std::move(inner));
    group.elements.push_back(std::move(graph));
  }
  return group;
}

Result<Update> Parser::UpdateUnit() {
  ZM_TRY(Advance());
  Update update;
  for (;;) {
    ZM_TRY(Prologue());
    if (token_.token == Token::kEnd) return update;
    ZM_TRY_ASSIGN(UpdateOperation operation, UpdateOperationRule());
    update.operations.push_back(std::move(operation));
    // Labels of one operation may not come again in the next.
    labels_closed_.merge(labels_here_);
    labels_here_.clear();
    if (token_.token == Token::kEnd) return update;
    ZM_TRY(Expect(";"));
  }
}

Result<UpdateOperation> Parser::UpdateOperationRule() {
  using Kind = UpdateOperation::Kind;
  if (IsWord("LOAD")) return Load();
  if (IsWord("CLEAR")) return ClearOrDrop(Kind::kClear);
  if (IsWord("DROP")) return ClearOrDrop(Kind::kDrop);
  if (IsWord("CREATE")) return Create();
  if (IsWord("ADD")) return Transfer(Kind::kAdd);
  if (IsWord("MOVE")) return Transfer(Kind::kMove);
  if (IsWord("COPY")) return Transfer(Kind::kCopy);
  if (IsWord("INSERT")) return Insert();
  if (IsWord("DELETE")) return Delete();
  if (IsWord("WITH")) {
    UpdateOperation operation;
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(operation.with, Iri());
    ZM_TRY(Modify(&operation));
    return operation;
  }
  return Unexpected("an update such as INSERT, DELETE, LOAD or CLEAR");
}

Result<UpdateOperation> Parser::Load() {
  UpdateOperation operation;
  operation.kind = UpdateOperation::Kind::kLoad;
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(operation.silent, AcceptWord("SILENT"));
  ZM_TRY_ASSIGN(operation.source_iri, Iri());
  ZM_TRY_ASSIGN(const bool into, AcceptWord("INTO"));
  if (!into) return operation;
  ZM_TRY(ExpectWord("GRAPH"));
  operation.target.kind = GraphRef::Kind::kNamed;
  ZM_TRY_ASSIGN(operation.target.iri, Iri());
  return operation;
}

Result<GraphRef> Parser::GraphRefAll() {
  GraphRef ref;
  if (IsWord("DEFAULT")) {
    ref.kind = GraphRef::Kind::kDefault;
  } else if (IsWord("NAMED")) {
    ref.kind = GraphRef::Kind::kAllNamed;
  } else if (IsWord("ALL")) {
    ref.kind = GraphRef::Kind::kAll;
  } else {
    ZM_TRY(ExpectWord("GRAPH"));
    ref.kind = GraphRef::Kind::kNamed;
    ZM_TRY_ASSIGN(ref.iri, Iri());
    return ref;
  }
  ZM_TRY(Advance());
  return ref;
}

Result<GraphRef> Parser::GraphOrDefault() {
  GraphRef ref;
  ZM_TRY_ASSIGN(const bool is_default, AcceptWord("DEFAULT"));
  if (is_default) return ref;
  ZM_TRY_ASSIGN([[maybe_unused]] const bool graph, AcceptWord("GRAPH"));
  ref.kind = GraphRef::Kind::kNamed;
  ZM_TRY_ASSIGN(ref.iri, Iri());
  return ref;
}

Result<UpdateOperation> Parser::ClearOrDrop(UpdateOperation::Kind kind) {
  UpdateOperation operation;
  operation.kind = kind;
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(operation.silent, AcceptWord("SILENT"));
  ZM_TRY_ASSIGN(operation.source, GraphRefAll());
  return operation;
}

Result<UpdateOperation> Parser::Create() {
  UpdateOperation operation;
  operation.kind = UpdateOperation::Kind::kCreate;
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(operation.silent, AcceptWord("SILENT"));
  ZM_TRY(ExpectWord("GRAPH"));
  operation.source.kind = GraphRef::Kind::kNamed;
  ZM_TRY_ASSIGN(operation.source.iri, Iri());
  return operation;
}

Result<UpdateOperation> Parser::Transfer(UpdateOperation::Kind kind) {
  UpdateOperation operation;
  operation.kind = kind;
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(operation.silent, AcceptWord("SILENT"));
  ZM_TRY_ASSIGN(operation.source, GraphOrDefault());
  ZM_TRY(ExpectWord("TO"));
  ZM_TRY_ASSIGN(operation.target, GraphOrDefault());
  return operation;
}

Result<UpdateOperation> Parser::Insert() {
  UpdateOperation operation;
  if (!IsWordAhead("DATA")) {
    ZM_TRY(Modify(&operation));
    return operation;
  }
  ZM_TRY(Advance());
  ZM_TRY(Advance());
  operation.kind = UpdateOperation::Kind::kInsertData;
  ZM_TRY_ASSIGN(operation.insert, Quads(Mode::kData));
  return operation;
}

Result<UpdateOperation> Parser::Delete() {
  UpdateOperation operation;
  if (IsWordAhead("DATA")) {
    ZM_TRY(Advance());
    ZM_TRY(Advance());
    operation.kind = UpdateOperation::Kind::kDeleteData;
    ZM_TRY_ASSIGN(operation.remove, Quads(Mode::kDeleteData));
    return operation;
  }
  if (IsWordAhead("WHERE")) {
    ZM_TRY(Advance());
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(operation.remove, Quads(Mode::kDelete));
    operation.where = WhereOf(operation.remove);
    return operation;
  }
  ZM_TRY(Modify(&operation));
  return operation;
}

Status Parser::Modify(UpdateOperation* operation) {
  const bool deletes = IsWord("DELETE");
  if (deletes) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(operation->remove, Quads(Mode::kDelete));
  }
  if (IsWord("INSERT")) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(operation->insert, Quads(Mode::kTemplate));
  } else if (!deletes) {
    return Unexpected("DELETE or INSERT");
  }
  // Labels of a template are no labels of the pattern.
  labels_here_.clear();
  ZM_TRY(DatasetClauses(&operation->using_clause, "USING"));
  ZM_TRY(ExpectWord("WHERE"));
  if (!Is("{")) return Unexpected("'{'");
  ZM_TRY_ASSIGN(operation->where, GroupGraphPattern());
  return {};
}

Result<std::vector<QuadPattern>> Parser::Quads(Mode mode) {
  const Mode outer = mode_;
  mode_ = mode;
  std::vector<QuadPattern> out;
  ZM_TRY(Expect("{"));
  ZM_TRY(QuadsBlock(std::nullopt, &out));
  while (IsWord("GRAPH")) {
    ZM_TRY(Advance());
    TermPattern graph;
    ZM_TRY_ASSIGN(graph, VarOrIri());
    ZM_TRY(Expect("{"));
    ZM_TRY(QuadsBlock(graph, &out));
    ZM_TRY(Expect("}"));
    ZM_TRY_ASSIGN([[maybe_unused]] const bool dot, Accept("."));
    ZM_TRY(QuadsBlock(std::nullopt, &out));
  }
  ZM_TRY(Expect("}"));
  mode_ = outer;
  return out;
}

Status Parser::QuadsBlock(const std::optional<TermPattern>& graph,
                          std::vector<QuadPattern>* out) {
  Triples triples;
  ZM_TRY(TriplesBlock(&triples));
  if (AtTriples()) return Unexpected("'.'");
  for (TriplePattern& triple : triples) {
    out->push_back({std::move(triple), graph});
  }
  return {};
}

}  // namespace zhimai::sparql
