// The syntax tree of a SPARQL 1.1/1.2 query or update, as parsed: names are
// resolved to IRIs, blank nodes of patterns are variables, reifiers and
// annotations are already triples. Nothing else is changed.
//
// Sections of https://www.w3.org/TR/sparql12-query/ are named as "[n]".
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "graph/model/term.h"

namespace zhimai::sparql {

struct TriplePattern;
struct Group;
struct Query;

// A term with variables in it. Blank nodes of a pattern are variables whose
// name begins with "_:", which no query can project.
struct TermPattern {
  enum class Kind { kVariable, kTerm, kTriple };
  Kind kind = Kind::kTerm;
  std::string variable;
  Term term;
  std::shared_ptr<const TriplePattern> triple;

  bool is_variable() const { return kind == Kind::kVariable; }
  static TermPattern Var(std::string name);
  static TermPattern Of(Term term);
  static TermPattern OfTriple(TriplePattern triple);
};

// Property paths [9]. A plain predicate is kLink.
struct Path {
  enum class Kind {
    kLink,
    kInverse,
    kSequence,
    kAlternative,
    kZeroOrMore,
    kOneOrMore,
    kZeroOrOne,
    kNegated,  // of `negated`
  };
  struct NegatedLink {
    std::string iri;
    bool inverse = false;
  };
  Kind kind = Kind::kLink;
  std::string iri;
  std::vector<Path> parts;
  std::vector<NegatedLink> negated;
};

struct TriplePattern {
  TermPattern subject;
  TermPattern predicate;
  // Set when the predicate is a path of more than one step.
  std::shared_ptr<const Path> path;
  TermPattern object;
};

enum class Op {
  kTerm,
  kVariable,
  kOr,   // of two arguments or more: a chain is one node
  kAnd,  // likewise
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kGreater,
  kLessEqual,
  kGreaterEqual,
  kIn,
  kNotIn,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNegate,
  kPlus,
  kCall,       // built-in function `name` in upper case, or IRI
  kAggregate,  // `name`: COUNT, SUM, …; COUNT(*) has no argument
  kExists,
  kNotExists,
  kTriple,  // a triple term with variables: `triple`
};

struct Expression {
  Op op = Op::kTerm;
  Term term;
  std::string name;  // variable, built-in name or function IRI
  bool by_iri = false;
  bool distinct = false;
  std::optional<std::string> separator;
  std::vector<Expression> arguments;
  std::shared_ptr<const Group> pattern;
  std::shared_ptr<const TriplePattern> triple;
};

// VALUES; an empty cell is UNDEF.
struct InlineData {
  std::vector<std::string> variables;
  std::vector<std::vector<std::optional<Term>>> rows;
};

// One thing inside { … }, in the order written.
struct Element {
  enum class Kind {
    kTriples,
    kFilter,
    kOptional,
    kMinus,
    kUnion,  // `groups`, at least two
    kGraph,
    kService,
    kBind,
    kValues,
    kGroup,
    kSubquery,
  };
  Kind kind = Kind::kTriples;
  std::vector<TriplePattern> triples;
  Expression expression;  // of FILTER and BIND
  std::string variable;   // of BIND
  TermPattern name;       // of GRAPH and SERVICE
  bool silent = false;
  InlineData values;
  std::vector<Group> groups;
  std::shared_ptr<const Query> query;
};

struct Group {
  std::vector<Element> elements;
};

struct SelectItem {
  std::string variable;
  std::optional<Expression> expression;
  size_t offset = 0;  // where it stands in the text
};

struct GroupCondition {
  Expression expression;
  std::string variable;  // AS; empty when none
};

struct OrderCondition {
  Expression expression;
  bool descending = false;
};

struct Dataset {
  std::vector<std::string> from;
  std::vector<std::string> from_named;
  bool empty() const { return from.empty() && from_named.empty(); }
};

// PATHS, an extension (docs/sparql.md).
struct PathsClause {
  // One end: the nodes that `variable` can be in `where`, or `iri` alone.
  struct End {
    std::string variable;
    std::string iri;
    Group where;
  };
  bool shortest = false;  // those of least length only
  End start;
  End end;
  std::vector<Path::NegatedLink> via;  // the steps; empty: any but rdf:type
  uint64_t max_length = 0;
};

struct Query {
  enum class Form { kSelect, kConstruct, kDescribe, kAsk, kPaths };
  Form form = Form::kSelect;
  std::string base;
  // What it declares: prefix -> namespace.
  std::map<std::string, std::string> prefixes;
  bool distinct = false;
  bool reduced = false;
  bool star = false;
  std::vector<SelectItem> select;
  std::vector<TriplePattern> construct;
  std::vector<TermPattern> describe;
  PathsClause paths;
  Dataset dataset;
  Group where;
  std::vector<GroupCondition> group_by;
  std::vector<Expression> having;
  std::vector<OrderCondition> order_by;
  std::optional<uint64_t> limit;
  std::optional<uint64_t> offset;
  std::optional<InlineData> values;
  bool has_aggregates = false;
};

struct QuadPattern {
  TriplePattern triple;
  // Unset for the default graph.
  std::optional<TermPattern> graph;
};

// What CLEAR, DROP, ADD, … name.
struct GraphRef {
  enum class Kind { kDefault, kNamed, kAllNamed, kAll };
  Kind kind = Kind::kDefault;
  std::string iri;
};

struct UpdateOperation {
  enum class Kind {
    kLoad,
    kClear,
    kDrop,
    kCreate,
    kAdd,
    kMove,
    kCopy,
    kInsertData,
    kDeleteData,
    kModify,  // DELETE … INSERT … WHERE, and DELETE WHERE
  };
  Kind kind = Kind::kModify;
  bool silent = false;
  std::string source_iri;  // LOAD
  GraphRef source;         // ADD, MOVE, COPY; of CLEAR, DROP, CREATE too
  GraphRef target;         // ADD, MOVE, COPY, LOAD
  std::vector<QuadPattern> remove;
  std::vector<QuadPattern> insert;
  std::optional<std::string> with;
  Dataset using_clause;
  Group where;
};

struct Update {
  std::vector<UpdateOperation> operations;
};

}  // namespace zhimai::sparql
