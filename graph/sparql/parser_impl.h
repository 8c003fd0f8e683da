// The parser's state and its grammar rules, spread over parser_*.cc by
// subject. Private to graph/sparql.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/sparql/lexer.h"
#include "graph/sparql/parser.h"
#include "graph/sparql/visible.h"

namespace zhimai::sparql {

// One thread at a time; used for one text.
class Parser {
 public:
  Parser(std::string_view text, const ParseOptions& options)
      : lexer_(text), base_(options.base), prefixes_(options.prefixes) {}

  Result<Query> QueryUnit();
  Result<Update> UpdateUnit();

 private:
  // Where blank nodes and variables stand.
  enum class Mode {
    kPattern,   // WHERE: blank nodes are variables
    kTemplate,  // CONSTRUCT, INSERT: blank nodes are made for each solution
    kDelete,    // DELETE: no blank nodes
    kData,      // INSERT DATA: no variables
    kDeleteData,
  };
  using Triples = std::vector<TriplePattern>;

  // -- tokens (parser.cc)
  Status Advance();
  const Lexeme& Ahead();  // the token after the present one
  bool Is(std::string_view punct) const;
  bool IsWord(std::string_view keyword) const;
  bool IsWordAhead(std::string_view keyword);
  Status Expect(std::string_view punct);
  Status ExpectWord(std::string_view keyword);
  Result<bool> Accept(std::string_view punct);
  Result<bool> AcceptWord(std::string_view keyword);
  Status Unexpected(std::string_view expected) const;
  Status Error(std::string message) const;
  Status ErrorAt(size_t offset, std::string message) const;
  Status Deeper();
  void Shallower() { --depth_; }

  // -- terms (parser_terms.cc)
  Result<std::string> Iri();
  Result<std::string> ResolveIri(const std::string& reference) const;
  bool AtIri() const;
  bool AtLiteral() const;
  bool AtTerm() const;
  Result<Term> Literal();
  Result<Term> NumericLiteral();
  Result<TermPattern> VarOrTerm();
  Result<TermPattern> VarOrIri();
  Result<TermPattern> BlankNode();
  TermPattern FreshBlank();
  TermPattern BlankFor(const std::string& label);
  Result<TermPattern> TripleTerm();
  Result<Term> DataTerm(bool subject);
  Result<Term> TripleTermData();
  Result<std::string> Variable();

  // -- query forms (parser_query.cc)
  Status Prologue();
  Status SelectQuery(Query* query, bool sub);
  Status SelectClause(Query* query);
  Status ConstructQuery(Query* query);
  Status DescribeQuery(Query* query);
  Status AskQuery(Query* query);
  Status PathsQuery(Query* query);
  Result<PathsClause::End> PathsEnd();
  Result<std::vector<Path::NegatedLink>> PathsVia();
  Status DatasetClauses(Dataset* dataset, std::string_view keyword);
  Status WhereClause(Query* query);
  Status SolutionModifier(Query* query);
  Status GroupClause(Query* query);
  Status HavingClause(Query* query);
  Status OrderClause(Query* query);
  Status LimitOffsetClauses(Query* query);
  Status ValuesClause(std::optional<InlineData>* values);
  Status CheckProjection(const Query& query) const;
  Result<Expression> Constraint();
  Result<uint64_t> WholeNumber();

  // -- patterns (parser_pattern.cc)
  Result<Group> GroupGraphPattern();
  Status GroupGraphPatternSub(Group* group);
  Status GraphPatternNotTriples(Group* group);
  Status OptionalOrMinus(Group* group, Element::Kind kind);
  Status GroupOrUnion(Group* group);
  Status GraphOrService(Group* group, Element::Kind kind);
  Status Bind(Group* group);
  Result<InlineData> DataBlock();
  Status DataRow(InlineData* data);

  // -- triples (parser_triples.cc)
  Status TriplesBlock(Triples* out);
  bool AtTriples() const;
  Status TriplesSameSubject(Triples* out);
  Status PropertyList(const TermPattern& subject, bool required, Triples* out);
  Status Verb(TriplePattern* triple);
  Status ObjectList(const TriplePattern& prefix, Triples* out);
  Status Object(TriplePattern prefix, Triples* out);
  Status Annotations(const TriplePattern& triple, Triples* out);
  Result<TermPattern> GraphNode(Triples* out);
  Result<TermPattern> Collection(Triples* out);
  Result<TermPattern> BlankNodePropertyList(Triples* out);
  Result<TermPattern> ReifiedTriple(Triples* out);
  Result<TermPattern> ReifiedPart(Triples* out, bool subject);
  Result<TermPattern> Reifier();
  bool paths_allowed() const { return mode_ == Mode::kPattern; }

  // -- paths (parser_path.cc)
  Result<Path> PathAlternative();
  Result<Path> PathSequence();
  Result<Path> PathEltOrInverse();
  Result<Path> PathElt();
  Result<Path> PathPrimary();
  Result<Path> PathNegatedPropertySet();
  Result<Path::NegatedLink> PathOneInPropertySet();

  // -- expressions (parser_expression.cc)
  Result<Expression> ConditionalOr();
  Result<Expression> ConditionalAnd();
  Result<Expression> Relational();
  Result<Expression> Additive();
  Result<Expression> Multiplicative();
  Result<Expression> Unary();
  Result<Expression> Primary();
  Result<Expression> BuiltInCall();
  Result<Expression> Aggregate();
  Result<Expression> Exists(bool negated);
  Result<Expression> IriOrFunction();
  Status ExpressionList(std::vector<Expression>* out);
  Status ArgList(Expression* call);
  Result<Expression> BrackettedExpression();

  // -- updates (parser_update.cc)
  Result<UpdateOperation> UpdateOperationRule();
  Result<UpdateOperation> Load();
  Result<UpdateOperation> ClearOrDrop(UpdateOperation::Kind kind);
  Result<UpdateOperation> Create();
  Result<UpdateOperation> Transfer(UpdateOperation::Kind kind);
  Result<UpdateOperation> Insert();
  Result<UpdateOperation> Delete();
  Status Modify(UpdateOperation* operation);
  Result<GraphRef> GraphRefAll();
  Result<GraphRef> GraphOrDefault();
  Result<std::vector<QuadPattern>> Quads(Mode mode);
  Status QuadsBlock(const std::optional<TermPattern>& graph,
                    std::vector<QuadPattern>* out);
  static Group WhereOf(const std::vector<QuadPattern>& quads);

  Lexer lexer_;
  Lexeme token_;
  std::optional<Lexeme> ahead_;
  size_t last_end_ = 0;
  std::string base_;
  std::map<std::string, std::string> prefixes_;
  Mode mode_ = Mode::kPattern;
  int depth_ = 0;
  int next_blank_ = 0;
  bool aggregates_allowed_ = false;
  bool in_aggregate_ = false;
  bool saw_aggregate_ = false;
  // Labels of the basic graph pattern at hand, and those of earlier ones,
  // where they may not be used again [19.6].
  std::set<std::string> labels_here_;
  std::set<std::string> labels_closed_;
};

void AddVariables(const TermPattern& term, std::vector<std::string>* out);
// Variables outside aggregates that an expression reads.
void FreeVariables(const Expression& expression, std::set<std::string>* out);

bool SameWord(std::string_view a, std::string_view b);
std::string UpperCase(std::string_view word);

}  // namespace zhimai::sparql
