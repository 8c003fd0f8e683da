// Triple patterns and property paths [18.2.2.3 to 18.2.2.5].
#include "graph/plan/translator.h"

namespace zhimai::sparql {

Result<Slot> Translator::TranslateTerm(const TermPattern& term,
                                       NameScope* scope,
                                       std::vector<NodePtr>* unpacks) {
  if (term.kind == TermPattern::Kind::kVariable) {
    return Slot::Var(scope->Lookup(term.variable));
  }
  if (term.kind == TermPattern::Kind::kTerm) return Slot::Of(term.term);
  NodePtr node = MakeNode(Node::Kind::kUnpack);
  std::vector<NodePtr> inner;
  ZM_TRY_ASSIGN(node->subject,
                TranslateTerm(term.triple->subject, scope, &inner));
  ZM_TRY_ASSIGN(node->predicate,
                TranslateTerm(term.triple->predicate, scope, &inner));
  ZM_TRY_ASSIGN(node->object,
                TranslateTerm(term.triple->object, scope, &inner));
  if (!node->subject.variable && !node->predicate.variable &&
      !node->object.variable) {
    if (node->subject.term.depth() >= kMaxTripleTermDepth ||
        node->object.term.depth() >= kMaxTripleTermDepth) {
      return Status::InvalidInput("triple terms nested deeper than " +
                                  std::to_string(kMaxTripleTermDepth));
    }
    return Slot::Of(Term::OfTriple(
        {node->subject.term, node->predicate.term, node->object.term}));
  }
  node->variable = table_->Add(".triple");
  const VarId id = node->variable;
  unpacks->push_back(std::move(node));
  for (NodePtr& unpack : inner) unpacks->push_back(std::move(unpack));
  return Slot::Var(id);
}

Result<NodePtr> Translator::TranslateTriples(
    const std::vector<TriplePattern>& triples, NameScope* scope) {
  NodePtr out = MakeNode(Node::Kind::kUnit);
  for (const TriplePattern& triple : triples) {
    ZM_TRY_ASSIGN(NodePtr node, TranslateTriple(triple, scope));
    if (node->kind != Node::Kind::kJoin) {
      out = Join(std::move(out), std::move(node));
      continue;
    }
    for (NodePtr& child : node->children) {
      out = Join(std::move(out), std::move(child));
    }
  }
  return out;
}

Result<NodePtr> Translator::TranslateTriple(const TriplePattern& triple,
                                            NameScope* scope) {
  std::vector<NodePtr> unpacks;
  ZM_TRY_ASSIGN(const Slot subject,
                TranslateTerm(triple.subject, scope, &unpacks));
  ZM_TRY_ASSIGN(const Slot object,
                TranslateTerm(triple.object, scope, &unpacks));
  NodePtr out;
  if (triple.path != nullptr) {
    out = TranslatePath(subject, *triple.path, object);
  } else {
    out = Leaf(Node::Kind::kTriple);
    out->subject = subject;
    out->object = object;
    ZM_TRY_ASSIGN(out->predicate,
                  TranslateTerm(triple.predicate, scope, &unpacks));
  }
  for (NodePtr& unpack : unpacks) {
    unpack->children.push_back(std::move(out));
    out = std::move(unpack);
  }
  return out;
}

NodePtr Translator::TranslatePath(const Slot& subject, const Path& path,
                                  const Slot& object) {
  switch (path.kind) {
    case Path::Kind::kLink: {
      NodePtr out = Leaf(Node::Kind::kTriple);
      out->subject = subject;
      out->predicate = Slot::Of(Term::Iri(path.iri));
      out->object = object;
      return out;
    }
    case Path::Kind::kInverse:
      return TranslatePath(object, path.parts[0], subject);
    case Path::Kind::kSequence: {
      NodePtr out = MakeNode(Node::Kind::kUnit);
      Slot from = subject;
      for (size_t i = 0; i < path.parts.size(); ++i) {
        const bool last = i + 1 == path.parts.size();
        const Slot to = last ? object : FreshSlot(".step");
        out = Join(std::move(out), TranslatePath(from, path.parts[i], to));
        from = to;
      }
      return out;
    }
    case Path::Kind::kAlternative: {
      NodePtr out = MakeNode(Node::Kind::kUnion);
      for (const Path& part : path.parts) {
        out->children.push_back(TranslatePath(subject, part, object));
      }
      return out;
    }
    case Path::Kind::kNegated:
      return TranslateNegated(subject, path, object);
    default: {
      NodePtr out = Leaf(Node::Kind::kPath);
      out->subject = subject;
      out->path = std::make_shared<const Path>(path);
      out->object = object;
      return out;
    }
  }
}

NodePtr Translator::TranslateNegated(const Slot& subject, const Path& path,
                                     const Slot& object) {
  NodePtr forward = Leaf(Node::Kind::kTriple);
  NodePtr backward = Leaf(Node::Kind::kTriple);
  forward->subject = backward->object = subject;
  forward->object = backward->subject = object;
  for (const Path::NegatedLink& link : path.negated) {
    (link.inverse ? backward : forward)
        ->excluded.push_back(Term::Iri(link.iri));
  }
  // !(^:p) looks only at the inverse direction, !() and !(:p) forwards.
  const bool both = !backward->excluded.empty() && !forward->excluded.empty();
  forward->predicate = FreshSlot(".link");
  backward->predicate = FreshSlot(".link");
  if (both) {
    return MakeNode(Node::Kind::kUnion, std::move(forward),
                    std::move(backward));
  }
  return backward->excluded.empty() ? std::move(forward) : std::move(backward);
}

}  // namespace zhimai::sparql
