#include "extract/rules/expression.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// What a function takes, in order: t a list of types, s a scope, e an
// expression, w a word, c a class. Arguments after '?' may be left out.
struct FunctionSpec {
  std::string_view name;
  std::string_view arguments;
};
constexpr std::array kFunctions = {
    FunctionSpec{"topic", "t"},      FunctionSpec{"subject", "t"},
    FunctionSpec{"previous", "t"},   FunctionSpec{"left", "ts"},
    FunctionSpec{"right", "ts"},     FunctionSpec{"speaker", ""},
    FunctionSpec{"timex", "e"},      FunctionSpec{"date", ""},
    FunctionSpec{"docdate", ""},     FunctionSpec{"attribute", "ew"},
    FunctionSpec{"name_part", "ew"}, FunctionSpec{"country", "e"},
    FunctionSpec{"text", "e"},       FunctionSpec{"position", "e"},
    FunctionSpec{"document", ""},    FunctionSpec{"count", "e"},
    FunctionSpec{"value", "e"},      FunctionSpec{"class", "e"},
    FunctionSpec{"defined", "e"},    FunctionSpec{"part", ""},
};
constexpr std::array<std::string_view, 4> kScopeNames = {
    "CLAUSE", "SENTENCE", "PARAGRAPH", "ARTICLE"};

bool IsNameChar(char c) {
  const auto u = static_cast<unsigned char>(c);
  return std::isalnum(u) != 0 || c == '_';
}

class ExpressionParser {
 public:
  explicit ExpressionParser(std::string_view text) : text_(text) {}

  Result<Expression> ParseWhole() {
    ZM_TRY_ASSIGN(Expression expression, ParseChain(0));
    ZM_TRY(ExpectEnd());
    return expression;
  }
  Result<Condition> ParseWholeCondition();
  Result<EventSpec> ParseEvent();

 private:
  bool AtEnd() const { return pos_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[pos_]; }
  void SkipBlanks() {
    while (!AtEnd() && (Peek() == ' ' || Peek() == '\n' || Peek() == '\t')) {
      ++pos_;
    }
  }
  bool Take(std::string_view token) {
    SkipBlanks();
    if (text_.substr(pos_, token.size()) != token) return false;
    pos_ += token.size();
    return true;
  }
  // A whole word.
  bool TakeWord(std::string_view word) {
    const size_t before = pos_;
    if (Take(word) && !IsNameChar(Peek())) return true;
    pos_ = before;
    return false;
  }
  std::string ReadName() {
    const size_t begin = pos_;
    while (!AtEnd() && IsNameChar(Peek())) ++pos_;
    return std::string(text_.substr(begin, pos_ - begin));
  }
  uint32_t Column() const {
    return static_cast<uint32_t>(CountCodePoints(text_.substr(0, pos_))) + 1;
  }
  Status Error(std::string message) const {
    return Status::InvalidInput(std::move(message)).At(1, Column());
  }
  Status ExpectEnd() {
    SkipBlanks();
    if (AtEnd()) return {};
    size_t end = pos_;
    DecodeUtf8(text_, &end);
    return Error("unexpected '" + std::string(text_.substr(pos_, end - pos_)) +
                 "'");
  }

  Result<Expression> ParseChain(int depth);
  Result<ExpressionTerm> ParseTerm(int depth);
  Result<ExpressionTerm> ParseVariable();
  Result<ExpressionTerm> ParseText();
  Result<ExpressionTerm> ParseCall(int depth);
  Status ParseAttributes(ExpressionTerm* term);
  Result<Argument> ParseArgument(char kind, int depth);
  Result<Argument> ParseTypes();
  Result<Argument> ParseWordArgument(char kind);
  Result<Check> ParseCheck();
  bool ParseOperator(Check::Compare* compare);

  std::string_view text_;
  size_t pos_ = 0;
};

Result<Expression> ExpressionParser::ParseChain(int depth) {
  if (depth > kMaxExpressionDepth) return Error("nested too deep");
  Expression expression;
  SkipBlanks();
  const size_t begin = pos_;
  do {
    ZM_TRY_ASSIGN(ExpressionTerm term, ParseTerm(depth));
    expression.terms.push_back(std::move(term));
  } while (Take("??"));
  expression.source = text_.substr(begin, pos_ - begin);
  return expression;
}

Result<ExpressionTerm> ExpressionParser::ParseTerm(int depth) {
  SkipBlanks();
  if (Peek() == '$') return ParseVariable();
  if (Peek() == '"') return ParseText();
  if (IsNameChar(Peek())) return ParseCall(depth);
  return Error("expected $name, a function or \"text\"");
}

Result<ExpressionTerm> ExpressionParser::ParseVariable() {
  ExpressionTerm term;
  term.kind = ExpressionTerm::Kind::kVariable;
  term.column = Column();
  ++pos_;
  term.name = ReadName();
  if (term.name.empty()) return Error("expected a name after '$'");
  if (text_.substr(pos_, 3) == "[i]") {
    term.parallel = true;
    pos_ += 3;
  }
  ZM_TRY(ParseAttributes(&term));
  return term;
}

Status ExpressionParser::ParseAttributes(ExpressionTerm* term) {
  while (Peek() == '.') {
    ++pos_;
    term->attributes.push_back(ReadName());
    if (term->attributes.back().empty()) {
      return Error("expected an attribute after '.'");
    }
  }
  return {};
}

Result<ExpressionTerm> ExpressionParser::ParseText() {
  ExpressionTerm term;
  term.column = Column();
  ++pos_;
  while (!AtEnd() && Peek() != '"') {
    if (Peek() == '\\') ++pos_;
    if (AtEnd()) break;
    term.name += text_[pos_++];
  }
  if (Peek() != '"') return Error("expected '\"' at the end of the text");
  ++pos_;
  return term;
}

Result<ExpressionTerm> ExpressionParser::ParseCall(int depth) {
  ExpressionTerm term;
  term.column = Column();
  term.name = ReadName();
  SkipBlanks();
  if (Peek() != '(') {  // a bare word or number is text
    while (Peek() == '.' && pos_ + 1 < text_.size() &&
           IsNameChar(text_[pos_ + 1])) {
      ++pos_;
      term.name += '.' + ReadName();
    }
    return term;
  }
  term.kind = ExpressionTerm::Kind::kCall;
  const auto spec =
      std::find_if(kFunctions.begin(), kFunctions.end(),
                   [&](const FunctionSpec& f) { return f.name == term.name; });
  if (spec == kFunctions.end()) {
    return Status::InvalidInput("unknown function " + term.name)
        .At(1, term.column);
  }
  ++pos_;
  for (size_t i = 0; i < spec->arguments.size(); ++i) {
    if (i > 0 && !Take(",")) return Error("expected ','");
    ZM_TRY_ASSIGN(Argument argument,
                  ParseArgument(spec->arguments[i], depth + 1));
    term.arguments.push_back(std::move(argument));
  }
  if (!Take(")")) {
    return Error(term.name + " takes " +
                 std::to_string(spec->arguments.size()) +
                 " argument(s): expected ')'");
  }
  ZM_TRY(ParseAttributes(&term));
  return term;
}

Result<Argument> ExpressionParser::ParseArgument(char kind, int depth) {
  if (kind == 't') return ParseTypes();
  if (kind != 'e') return ParseWordArgument(kind);
  Argument argument;
  argument.kind = Argument::Kind::kExpression;
  ZM_TRY_ASSIGN(Expression inner, ParseChain(depth));
  argument.expression = std::make_unique<Expression>(std::move(inner));
  return argument;
}

Result<Argument> ExpressionParser::ParseTypes() {
  Argument argument;
  argument.kind = Argument::Kind::kTypes;
  if (!Take("[")) return Error("expected a list of types: [Person, Country]");
  do {
    SkipBlanks();
    std::string name = ReadName();
    if (name.empty()) return Error("expected the name of a type");
    argument.types.push_back(std::move(name));
  } while (Take(",") || Take("|"));
  if (!Take("]")) return Error("expected ']' or ','");
  return argument;
}

Result<Argument> ExpressionParser::ParseWordArgument(char kind) {
  Argument argument;
  SkipBlanks();
  const uint32_t column = Column();
  argument.word = ReadName();
  if (argument.word.empty()) return Error("expected a word");
  if (kind == 's' && std::find(kScopeNames.begin(), kScopeNames.end(),
                               argument.word) == kScopeNames.end()) {
    return Status::InvalidInput(
               "expected CLAUSE, SENTENCE, PARAGRAPH or ARTICLE")
        .At(1, column);
  }
  return argument;
}

Result<Condition> ExpressionParser::ParseWholeCondition() {
  Condition condition;
  condition.source = text_;
  do {
    std::vector<Check>& all = condition.alternatives.emplace_back();
    do {
      ZM_TRY_ASSIGN(Check check, ParseCheck());
      all.push_back(std::move(check));
    } while (TakeWord("and"));
  } while (TakeWord("or"));
  ZM_TRY(ExpectEnd());
  return condition;
}

Result<Check> ExpressionParser::ParseCheck() {
  Check check;
  check.negated = TakeWord("not");
  ZM_TRY_ASSIGN(check.left, ParseChain(0));
  if (TakeWord("in")) {
    check.kind = Check::Kind::kIn;
    SkipBlanks();
    if (Peek() != '@') return Error("expected @list after 'in'");
    ++pos_;
    check.list = "@" + ReadName();
    return check;
  }
  if (ParseOperator(&check.compare)) {
    check.kind = Check::Kind::kCompare;
    ZM_TRY_ASSIGN(check.right, ParseChain(0));
    return check;
  }
  ExpressionTerm& first = check.left.terms[0];
  if (first.kind != ExpressionTerm::Kind::kCall || first.name != "defined") {
    return Error("expected ==, !=, <, <=, >, >= or 'in @list'");
  }
  Expression inner = std::move(*first.arguments[0].expression);
  check.left = std::move(inner);
  return check;
}

bool ExpressionParser::ParseOperator(Check::Compare* compare) {
  using Compare = Check::Compare;
  constexpr std::array<std::pair<std::string_view, Compare>, 6> kOperators = {{
      {"==", Compare::kEqual},
      {"!=", Compare::kNotEqual},
      {"<=", Compare::kLessEqual},
      {">=", Compare::kMoreEqual},
      {"<", Compare::kLess},
      {">", Compare::kMore},
  }};
  for (const auto& [token, value] : kOperators) {
    if (!Take(token)) continue;
    *compare = value;
    return true;
  }
  return false;
}

Result<EventSpec> ExpressionParser::ParseEvent() {
  EventSpec event;
  SkipBlanks();
  event.class_name = ReadName();
  if (event.class_name.empty() || !Take("(")) {
    return Error("expected Class($argument, …)");
  }
  if (!Take(")")) {
    do {
      ZM_TRY_ASSIGN(Expression argument, ParseChain(0));
      event.arguments.push_back(std::move(argument));
    } while (Take(","));
    if (!Take(")")) return Error("expected ')' or ','");
  }
  ZM_TRY(ExpectEnd());
  return event;
}

}  // namespace

Result<Expression> ParseExpression(std::string_view text) {
  return ExpressionParser(text).ParseWhole();
}

Result<Condition> ParseCondition(std::string_view text) {
  return ExpressionParser(text).ParseWholeCondition();
}

Result<EventSpec> ParseEventSpec(std::string_view text) {
  return ExpressionParser(text).ParseEvent();
}

Result<NameTemplate> ParseNameTemplate(std::string_view text) {
  NameTemplate parts;
  size_t pos = 0;
  const auto error = [&](size_t at, const char* message) {
    const size_t column = CountCodePoints(text.substr(0, at)) + 1;
    return Status::InvalidInput(message).At(1, static_cast<uint32_t>(column));
  };
  while (pos < text.size()) {
    const size_t open = std::min(text.find("${", pos), text.size());
    if (open > pos) {
      parts.push_back({std::string(text.substr(pos, open - pos)), "", {}});
    }
    if (open == text.size()) break;
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) return error(open, "expected '}'");
    TemplatePart part;
    std::string_view inner = text.substr(open + 2, close - open - 2);
    while (true) {
      const size_t dot = std::min(inner.find('.'), inner.size());
      const std::string name(inner.substr(0, dot));
      const bool valid =
          !name.empty() && std::all_of(name.begin(), name.end(), IsNameChar);
      if (!valid) return error(open + 2, "expected ${name} or ${name.attr}");
      (part.variable.empty() ? part.variable : part.attributes.emplace_back()) =
          name;
      if (dot == inner.size()) break;
      inner.remove_prefix(dot + 1);
    }
    parts.push_back(std::move(part));
    pos = close + 1;
  }
  return parts;
}

}  // namespace zhimai
