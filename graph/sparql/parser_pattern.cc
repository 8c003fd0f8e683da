// Group graph patterns [5 to 8, 10, 12, 13].
#include <algorithm>

#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {

Result<Group> Parser::GroupGraphPattern() {
  ZM_TRY(Deeper());
  Group group;
  ZM_TRY(Expect("{"));
  labels_closed_.merge(labels_here_);
  labels_here_.clear();
  if (IsWord("SELECT")) {
    auto query = std::make_shared<Query>();
    ZM_TRY(SelectQuery(query.get(), /*sub=*/true));
    Element element;
    element.kind = Element::Kind::kSubquery;
    element.query = std::move(query);
    group.elements.push_back(std::move(element));
  } else {
    ZM_TRY(GroupGraphPatternSub(&group));
  }
  ZM_TRY(Expect("}"));
  labels_closed_.merge(labels_here_);
  labels_here_.clear();
  Shallower();
  return group;
}

Status Parser::GroupGraphPatternSub(Group* group) {
  while (!Is("}") && token_.token != Token::kEnd) {
    if (AtTriples()) {
      Element element;
      ZM_TRY(TriplesBlock(&element.triples));
      group->elements.push_back(std::move(element));
      if (AtTriples()) return Unexpected("'.', ';', ',' or '}'");
    } else {
      ZM_TRY(GraphPatternNotTriples(group));
      ZM_TRY_ASSIGN([[maybe_unused]] const bool dot, Accept("."));
    }
  }
  return {};
}

Status Parser::GraphPatternNotTriples(Group* group) {
  if (IsWord("FILTER")) {
    ZM_TRY(Advance());
    Element element;
    element.kind = Element::Kind::kFilter;
    ZM_TRY_ASSIGN(element.expression, Constraint());
    group->elements.push_back(std::move(element));
    return {};
  }
  labels_closed_.merge(labels_here_);
  labels_here_.clear();
  if (Is("{")) return GroupOrUnion(group);
  if (IsWord("OPTIONAL")) {
    return OptionalOrMinus(group, Element::Kind::kOptional);
  }
  if (IsWord("MINUS")) return OptionalOrMinus(group, Element::Kind::kMinus);
  if (IsWord("GRAPH")) return GraphOrService(group, Element::Kind::kGraph);
  if (IsWord("SERVICE")) return GraphOrService(group, Element::Kind::kService);
  if (IsWord("BIND")) return Bind(group);
  if (IsWord("VALUES")) {
    ZM_TRY(Advance());
    Element element;
    element.kind = Element::Kind::kValues;
    ZM_TRY_ASSIGN(element.values, DataBlock());
    group->elements.push_back(std::move(element));
    return {};
  }
  return Unexpected("a pattern or '}'");
}

Status Parser::OptionalOrMinus(Group* group, Element::Kind kind) {
  ZM_TRY(Advance());
  Element element;
  element.kind = kind;
  ZM_TRY_ASSIGN(Group inner, GroupGraphPattern());
  element.groups.push_back(std::move(inner));
  group->elements.push_back(std::move(element));
  return {};
}

Status Parser::GroupOrUnion(Group* group) {
  Element element;
  element.kind = Element::Kind::kGroup;
  ZM_TRY_ASSIGN(Group first, GroupGraphPattern());
  element.groups.push_back(std::move(first));
  while (IsWord("UNION")) {
    element.kind = Element::Kind::kUnion;
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Group next, GroupGraphPattern());
    element.groups.push_back(std::move(next));
  }
  group->elements.push_back(std::move(element));
  return {};
}

Status Parser::GraphOrService(Group* group, Element::Kind kind) {
  ZM_TRY(Advance());
  Element element;
  element.kind = kind;
  if (kind == Element::Kind::kService) {
    ZM_TRY_ASSIGN(element.silent, AcceptWord("SILENT"));
  }
  ZM_TRY_ASSIGN(element.name, VarOrIri());
  ZM_TRY_ASSIGN(Group inner, GroupGraphPattern());
  element.groups.push_back(std::move(inner));
  group->elements.push_back(std::move(element));
  return {};
}

Status Parser::Bind(Group* group) {
  ZM_TRY(Advance());
  ZM_TRY(Expect("("));
  Element element;
  element.kind = Element::Kind::kBind;
  ZM_TRY_ASSIGN(element.expression, ConditionalOr());
  ZM_TRY(ExpectWord("AS"));
  const Status place = Error("");
  ZM_TRY_ASSIGN(element.variable, Variable());
  ZM_TRY(Expect(")"));
  const std::vector<std::string> visible = VisibleVariables(*group);
  if (std::find(visible.begin(), visible.end(), element.variable) !=
      visible.end()) {
    return Status::InvalidInput("?" + element.variable +
                                " is bound already in this group")
        .At(place.location().line, place.location().column);
  }
  group->elements.push_back(std::move(element));
  return {};
}

Result<InlineData> Parser::DataBlock() {
  InlineData data;
  const bool single = token_.token == Token::kVariable;
  if (single) {
    ZM_TRY_ASSIGN(std::string name, Variable());
    data.variables.push_back(std::move(name));
  } else if (token_.token == Token::kNil) {
    ZM_TRY(Advance());
  } else {
    ZM_TRY(Expect("("));
    while (token_.token == Token::kVariable) {
      if (std::find(data.variables.begin(), data.variables.end(),
                    token_.value) != data.variables.end()) {
        return Error("?" + token_.value + " stands twice in VALUES");
      }
      ZM_TRY_ASSIGN(std::string name, Variable());
      data.variables.push_back(std::move(name));
    }
    ZM_TRY(Expect(")"));
  }
  ZM_TRY(Expect("{"));
  while (!Is("}")) {
    if (single) {
      data.rows.emplace_back();
      ZM_TRY(DataRow(&data));
      continue;
    }
    const Status place = Error("");
    if (token_.token == Token::kNil) {
      ZM_TRY(Advance());
      data.rows.emplace_back();
    } else {
      ZM_TRY(Expect("("));
      data.rows.emplace_back();
      while (!Is(")")) ZM_TRY(DataRow(&data));
      ZM_TRY(Expect(")"));
    }
    if (data.rows.back().size() != data.variables.size()) {
      return Status::InvalidInput(
                 "this row of VALUES has " +
                 std::to_string(data.rows.back().size()) + " terms for " +
                 std::to_string(data.variables.size()) + " variables")
          .At(place.location().line, place.location().column);
    }
  }
  ZM_TRY(Expect("}"));
  return data;
}

Status Parser::DataRow(InlineData* data) {
  if (IsWord("UNDEF")) {
    data->rows.back().emplace_back();
    return Advance();
  }
  ZM_TRY_ASSIGN(Term term, DataTerm(/*subject=*/false));
  data->rows.back().emplace_back(std::move(term));
  return {};
}

}  // namespace zhimai::sparql
