#include "tests/support/query_maker.h"

#include <utility>

namespace zhimai::testing {
namespace {

constexpr const char* kNodes[] = {"x:a", "x:b", "x:c", "x:d", "x:p"};
constexpr const char* kPredicates[] = {"x:p", "x:q", "x:r"};
constexpr const char* kLiterals[] = {
    "1",   "2",    "2.5",         "3e0", "'a'",       "'b'@en",
    "'b'", "true", "'a'@ar--rtl", "''",  "'z'^^<x:t>"};
constexpr const char* kVariables[] = {"?a", "?b", "?c", "?d"};

}  // namespace

Term QueryMaker::Node() {
  if (OneIn(8)) return Term::Blank("n" + std::to_string(Below(2)));
  return Term::Iri(Pick(kNodes));
}

Term QueryMaker::Object() {
  switch (Below(10)) {
    case 0:
      return Term::Literal(std::to_string(1 + Below(2)),
                           std::string(kXsd) + "integer");
    case 1:
      return Term::Literal("2.5", std::string(kXsd) + "decimal");
    case 2:
      return OneIn(2) ? Term::String("a") : Term::LangString("b", "en");
    case 3:
      if (OneIn(2)) return Term::Literal("z", "x:t");
      return Term::OfTriple({Node(), Term::Iri(Pick(kPredicates)), Node()});
    default:
      return Node();
  }
}

std::vector<Quad> QueryMaker::Quads() {
  std::vector<Quad> out;
  const size_t count = 8 + Below(30);
  for (size_t i = 0; i < count; ++i) {
    Quad quad{Node(), Term::Iri(Pick(kPredicates)), Object(), Term()};
    if (OneIn(3)) quad.graph = Term::Iri(OneIn(2) ? "x:g" : "x:h");
    out.push_back(std::move(quad));
  }
  return out;
}

std::string QueryMaker::Variable() { return Pick(kVariables); }

std::string QueryMaker::Constant() {
  if (OneIn(3)) return Pick(kLiterals);
  return "<" + std::string(OneIn(8) ? "x:nowhere" : Pick(kNodes)) + ">";
}

std::string QueryMaker::Subject() {
  if (OneIn(10)) return "_:b" + std::to_string(Below(2));
  if (OneIn(4)) {
    return "<" + std::string(OneIn(8) ? "x:nowhere" : Pick(kNodes)) + ">";
  }
  return Variable();
}

std::string QueryMaker::TripleTerm(int depth) {
  const std::string object = depth > 0 && OneIn(5)
                                 ? TripleTerm(depth - 1)
                                 : (OneIn(2) ? Variable() : Constant());
  return "<<( " + (OneIn(2) ? Variable() : std::string("<x:a>")) + " " +
         (OneIn(2) ? Variable() : std::string("<x:p>")) + " " + object + " )>>";
}

std::string QueryMaker::ObjectText() {
  // Inside EXISTS the standard leaves some things open: whether a triple term
  // with values put in counts as one that stands in the pattern, for paths of
  // no steps; and whether what is put in counts as bound for MINUS.
  if (!in_exists_ && OneIn(12)) return TripleTerm(1);
  if (OneIn(3)) return Constant();
  return Subject();
}

std::string QueryMaker::Path(int depth) {
  std::string link = "<" + std::string(Pick(kPredicates)) + ">";
  if (depth == 0) return link;
  const auto inner = [&] { return "(" + Path(depth - 1) + ")"; };
  switch (Below(9)) {
    case 0:
      return inner() + "*";
    case 1:
      return inner() + "+";
    case 2:
      return inner() + "?";
    case 3:
      return "^" + inner();
    case 4:
      return inner() + "/" + inner();
    case 5:
      return inner() + "|" + inner();
    case 6:
      return "!(" + link + "|^<x:q>)";
    case 7:
      return "!" + link;
    default:
      return link;
  }
}

std::string QueryMaker::Triple() {
  std::string predicate;
  switch (Below(6)) {
    case 0:
      predicate = Variable();
      break;
    case 1:
    case 2:
      predicate = Path(2);
      break;
    default:
      predicate = "<" + std::string(Pick(kPredicates)) + ">";
  }
  return Subject() + " " + predicate + " " + ObjectText() + " . ";
}

std::string QueryMaker::Expression(int depth) {
  if (depth == 0 || OneIn(3)) return OneIn(3) ? Constant() : Variable();
  const auto inner = [&] { return Expression(depth - 1); };
  switch (Below(7)) {
    case 0:
      return "(" + inner() + " + " + inner() + ")";
    case 1:
      return "STR(" + inner() + ")";
    case 2:
      return "COALESCE(" + inner() + ", " + inner() + ")";
    case 3:
      return "IF(" + Condition(depth - 1) + ", " + inner() + ", " + inner() +
             ")";
    case 4:
      return "DATATYPE(" + inner() + ")";
    case 5:
      return "SUBJECT(" + inner() + ")";
    default:
      return "(" + Condition(depth - 1) + ")";
  }
}

std::string QueryMaker::Condition(int depth) {
  constexpr const char* kOperators[] = {"=", "!=", "<", ">", "<=", ">="};
  if (depth == 0) {
    return OneIn(3) ? "BOUND(" + Variable() + ")"
                    : Variable() + " " + Pick(kOperators) + " " + Constant();
  }
  const auto inner = [&] { return "(" + Condition(depth - 1) + ")"; };
  switch (Below(8)) {
    case 0:
      return inner() + " && " + inner();
    case 1:
      return inner() + " || " + inner();
    case 2:
      return "!" + inner();
    case 3:
      return Exists();
    case 5:
      return Variable() + (OneIn(2) ? " IN (" : " NOT IN (") + Constant() +
             ", " + Expression(depth - 1) + ")";
    case 6:
      return "isIRI(" + Variable() + ")";
    default:
      return Expression(depth - 1) + " " + Pick(kOperators) + " " +
             Expression(depth - 1);
  }
}

std::string QueryMaker::Exists() {
  const bool before = std::exchange(in_exists_, true);
  std::string out = OneIn(2) ? "EXISTS { " : "NOT EXISTS { ";
  out += Triple();
  if (OneIn(2)) out += Triple();
  if (OneIn(3)) out += "FILTER(" + Condition(0) + ") ";
  if (OneIn(4)) out += "OPTIONAL { " + Triple() + "} ";
  in_exists_ = before;
  return out + "}";
}

std::string QueryMaker::Values() {
  const size_t width = 1 + Below(2);
  std::string out = "VALUES (";
  out += width == 1 ? "?a" : "?b ?c";
  out += ") {";
  for (size_t i = 0; i < Below(4); ++i) {
    out += " (";
    for (size_t k = 0; k < width; ++k) {
      out += OneIn(4) ? "UNDEF " : Constant() + " ";
    }
    out += ")";
  }
  return out + " } ";
}

std::string QueryMaker::Element(int depth) {
  if (depth == 0) return Triple();
  switch (Below(14)) {
    case 0:
    case 1:
      return "OPTIONAL { " + Group(depth - 1) + "} ";
    case 2:
      return "MINUS { " + Group(depth - 1) + "} ";
    case 3:
      return "{ " + Group(depth - 1) + "} UNION { " + Group(depth - 1) + "} ";
    case 4:
      return "GRAPH " + (OneIn(2) ? std::string("?g") : std::string("<x:g>")) +
             " { " + Group(depth - 1) + "} ";
    case 5:
      return "{ " + Select(depth - 1) + "} ";
    case 6:
      return "{ " + Group(depth - 1) + "} ";
    case 7:
      return "BIND(" + Expression(2) + " AS ?v" +
             std::to_string(next_variable_++) + ") ";
    case 8:
      return Values();
    case 9:
    case 10:
      return "FILTER(" + Condition(2) + ") ";
    default:
      return Triple();
  }
}

std::string QueryMaker::Group(int depth) {
  std::string out = OneIn(6) ? "" : Triple();
  const size_t count = Below(3) + (depth > 0 ? 1 : 0);
  for (size_t i = 0; i < count; ++i) out += Element(depth);
  return out;
}

std::string QueryMaker::Aggregates() {
  constexpr const char* kFunctions[] = {"COUNT", "SUM", "AVG", "MIN", "MAX"};
  std::string out;
  const size_t count = 1 + Below(2);
  for (size_t i = 0; i < count; ++i) {
    out += "(";
    if (OneIn(3)) {
      out += OneIn(2) ? "COUNT(*)" : "COUNT(DISTINCT *)";
    } else {
      out += Pick(kFunctions);
      out += OneIn(3) ? "(DISTINCT " : "(";
      out += Expression(1) + ")";
    }
    out += " AS ?v" + std::to_string(next_variable_++) + ") ";
  }
  return out;
}

std::string QueryMaker::Select(int depth) {
  std::string out = "SELECT ";
  if (OneIn(4)) {
    const bool keyed = !OneIn(3);
    const bool made = OneIn(3);
    const std::string key =
        made ? "?k" + std::to_string(next_variable_++) : Variable();
    if (keyed) out += key + " ";
    out += Aggregates() + "WHERE { " + Group(depth) + "} ";
    if (!keyed) return out;
    out += "GROUP BY ";
    out += made ? "(" + Expression(1) + " AS " + key + ") " : key + " ";
    if (OneIn(3)) out += "HAVING (COUNT(*) > 1) ";
    return out;
  }
  if (OneIn(3)) out += "DISTINCT ";
  if (OneIn(3)) {
    out += "* ";
  } else {
    const size_t first = Below(4);
    const size_t count = 1 + Below(3);
    for (size_t i = 0; i < count; ++i) {
      out += std::string(kVariables[(first + i) % 4]) + " ";
    }
    if (OneIn(5)) {
      out += "(" + Expression(1) + " AS ?v" + std::to_string(next_variable_++) +
             ") ";
    }
  }
  return out + "WHERE { " + Group(depth) + "} ";
}

std::string QueryMaker::Modifiers() {
  std::string out;
  if (OneIn(4)) {
    out += "ORDER BY " + std::string(OneIn(2) ? "DESC(" : "ASC(") + Variable() +
           ") ";
  }
  if (OneIn(5)) out += "LIMIT " + std::to_string(Below(6)) + " ";
  if (OneIn(8)) out += "OFFSET " + std::to_string(Below(4)) + " ";
  return out;
}

std::string QueryMaker::Query() {
  next_variable_ = 0;
  if (OneIn(10)) return "ASK { " + Group(2) + "}";
  std::string out = Select(2);
  if (OneIn(6)) {
    const size_t where = out.find("WHERE");
    out.insert(where, OneIn(2) ? "FROM <x:g> FROM <x:h> "
                               : "FROM <x:g> FROM NAMED <x:h> ");
  }
  // Not where aggregates hide the variables.
  if (out.find("(COUNT") == std::string::npos) out += Modifiers();
  if (OneIn(12)) out += Values();
  return out;
}

}  // namespace zhimai::testing
