#include "extract/rules/pattern.h"

#include <cctype>
#include <utility>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

bool IsNameChar(char c) {
  const auto u = static_cast<unsigned char>(c);
  return std::isalnum(u) != 0 || c == '_';
}

// Everything that a name in [brackets] or after @ may hold.
bool IsTypeChar(char c) {
  return IsNameChar(c) || c == ':' || c == '@' || c == '-' || c == '.';
}

PatternPtr NewNode(PatternNode::Kind kind, uint32_t column) {
  auto node = std::make_unique<PatternNode>();
  node->kind = kind;
  node->column = column;
  return node;
}

class PatternParser {
 public:
  PatternParser(std::string_view text, const PatternContext& context, int depth,
                int* nodes)
      : text_(text), context_(context), depth_(depth), nodes_(nodes) {}

  Result<PatternPtr> ParseAll() {
    ZM_TRY_ASSIGN(PatternPtr node, ParseChoice());
    SkipBlanks();
    if (!AtEnd()) return Error("unexpected '" + Rest() + "'");
    return node;
  }

 private:
  bool AtEnd() const { return pos_ >= text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[pos_]; }
  bool Take(char c) {
    if (Peek() != c || AtEnd()) return false;
    ++pos_;
    return true;
  }
  void SkipBlanks() {
    while (!AtEnd() && (Peek() == ' ' || Peek() == '\n' || Peek() == '\t')) {
      ++pos_;
    }
  }
  uint32_t Column() const {
    return static_cast<uint32_t>(CountCodePoints(text_.substr(0, pos_))) + 1;
  }
  // The code point at the cursor, for messages.
  std::string Rest() const {
    size_t end = pos_;
    DecodeUtf8(text_, &end);
    return std::string(text_.substr(pos_, end - pos_));
  }
  Status Error(std::string message) const {
    return Status::InvalidInput(std::move(message)).At(1, Column());
  }
  Status CountNode() {
    if (++*nodes_ > kMaxPatternNodes) {
      return Error("the pattern is too large once its macros are filled in");
    }
    return {};
  }

  Result<PatternPtr> ParseChoice();
  Result<PatternPtr> ParseSequence();
  Result<PatternPtr> ParseItem();
  Result<PatternPtr> ParseAtom();
  Result<PatternPtr> ParseTypes();
  Result<PatternPtr> ParseLiteral();
  Result<PatternPtr> ParseList();
  Result<PatternPtr> ParseDollar();
  Result<PatternPtr> ParseMacro(const std::string& name, uint32_t column);
  Result<PatternPtr> ParseGroup();
  Result<PatternPtr> ParseGap();
  Result<PatternPtr> ApplyQuantifier(PatternPtr node);
  Status ParseBounds(int limit, int* min, int* max);
  Result<int> ParseNumber(int limit);

  std::string_view text_;
  const PatternContext& context_;
  int depth_;
  int* nodes_;
  size_t pos_ = 0;
};

Result<PatternPtr> PatternParser::ParseChoice() {
  if (++depth_ > kMaxPatternDepth)
    return Error("nested too deep, or a macro uses itself");
  PatternPtr choice = NewNode(PatternNode::Kind::kChoice, Column());
  do {
    ZM_TRY_ASSIGN(PatternPtr option, ParseSequence());
    choice->children.push_back(std::move(option));
    SkipBlanks();
  } while (Take('|'));
  --depth_;
  if (choice->children.size() == 1) return std::move(choice->children[0]);
  return choice;
}

Result<PatternPtr> PatternParser::ParseSequence() {
  PatternPtr sequence = NewNode(PatternNode::Kind::kSequence, Column());
  while (true) {
    SkipBlanks();
    if (AtEnd() || Peek() == '|' || Peek() == ')') break;
    ZM_TRY_ASSIGN(PatternPtr item, ParseItem());
    sequence->children.push_back(std::move(item));
  }
  if (sequence->children.empty()) {
    return Error("expected an atom: [Type], \"text\", @list, $MACRO, . or (");
  }
  return sequence;
}

Result<PatternPtr> PatternParser::ParseItem() {
  ZM_TRY(CountNode());
  if (Peek() == '.') return ParseGap();
  ZM_TRY_ASSIGN(PatternPtr atom, ParseAtom());
  SkipBlanks();
  return ApplyQuantifier(std::move(atom));
}

Result<PatternPtr> PatternParser::ParseAtom() {
  switch (Peek()) {
    case '[':
      return ParseTypes();
    case '"':
      return ParseLiteral();
    case '@':
      return ParseList();
    case '$':
      return ParseDollar();
    case '(':
      return ParseGroup();
    case '^': {
      PatternPtr node = NewNode(PatternNode::Kind::kBegin, Column());
      ++pos_;
      return node;
    }
    default:
      return Error(
          "expected an atom: [Type], \"text\", @list, $MACRO, . or ( but "
          "found '" +
          Rest() + "'");
  }
}

Result<PatternPtr> PatternParser::ParseTypes() {
  PatternPtr node = NewNode(PatternNode::Kind::kTypes, Column());
  ++pos_;
  do {
    SkipBlanks();
    const size_t begin = pos_;
    while (!AtEnd() && IsTypeChar(Peek())) ++pos_;
    if (begin == pos_) return Error("expected the name of a type");
    node->names.emplace_back(text_.substr(begin, pos_ - begin));
    SkipBlanks();
  } while (Take('|'));
  if (!Take(']')) return Error("expected ']' or '|'");
  return node;
}

Result<PatternPtr> PatternParser::ParseLiteral() {
  PatternPtr node = NewNode(PatternNode::Kind::kLiteral, Column());
  ++pos_;
  while (!AtEnd() && Peek() != '"') {
    if (Peek() == '\\') ++pos_;
    if (AtEnd()) break;
    node->text += text_[pos_++];
  }
  if (!Take('"')) return Error("expected '\"' at the end of the text");
  if (node->text.empty()) return Error("an empty text matches everywhere");
  return node;
}

Result<PatternPtr> PatternParser::ParseList() {
  PatternPtr node = NewNode(PatternNode::Kind::kTypes, Column());
  const size_t begin = pos_++;
  while (!AtEnd() && IsNameChar(Peek())) ++pos_;
  if (pos_ == begin + 1) return Error("expected the name of a list after '@'");
  node->names.emplace_back(text_.substr(begin, pos_ - begin));
  return node;
}

Result<PatternPtr> PatternParser::ParseDollar() {
  const uint32_t column = Column();
  ++pos_;
  const size_t begin = pos_;
  while (!AtEnd() && IsNameChar(Peek())) ++pos_;
  if (pos_ == begin) return NewNode(PatternNode::Kind::kEnd, column);
  const std::string name(text_.substr(begin, pos_ - begin));
  if (context_.is_capture && context_.is_capture(name)) {
    PatternPtr node = NewNode(PatternNode::Kind::kReference, column);
    node->text = name;
    return node;
  }
  return ParseMacro(name, column);
}

Result<PatternPtr> PatternParser::ParseMacro(const std::string& name,
                                             uint32_t column) {
  const std::string* body = context_.macro ? context_.macro(name) : nullptr;
  if (body == nullptr) {
    return Status::InvalidInput("unknown macro or capture $" + name)
        .At(1, column);
  }
  if (depth_ >= kMaxPatternDepth) {
    return Error("nested too deep, or a macro uses itself");
  }
  PatternParser inner(*body, context_, depth_ + 1, nodes_);
  Result<PatternPtr> node = inner.ParseAll();
  if (node.ok()) return node;
  // Of macros inside macros, the innermost tells where to look.
  const Status& status = node.status();
  if (status.message().rfind("in macro", 0) == 0) {
    return Status::InvalidInput(status.message()).At(1, column);
  }
  return Status::InvalidInput("in macro $" + name + " (column " +
                              std::to_string(status.location().column) +
                              "): " + status.message())
      .At(1, column);
}

Result<PatternPtr> PatternParser::ParseGroup() {
  const uint32_t column = Column();
  ++pos_;
  std::string name;
  const bool named = text_.substr(pos_, 2) == "?<";
  if (named) {
    pos_ += 2;
    const size_t begin = pos_;
    while (!AtEnd() && IsNameChar(Peek())) ++pos_;
    name = text_.substr(begin, pos_ - begin);
    if (name.empty() || !Take('>')) return Error("expected 'name>'");
    if (name == "each" || std::isdigit(static_cast<unsigned char>(name[0]))) {
      return Error("a capture may not be called '" + name + "'");
    }
  }
  ZM_TRY_ASSIGN(PatternPtr inner, ParseChoice());
  SkipBlanks();
  if (!Take(')')) return Error("expected ')' or '|'");
  if (!named) return inner;
  PatternPtr node = NewNode(PatternNode::Kind::kCapture, column);
  node->text = std::move(name);
  node->children.push_back(std::move(inner));
  return node;
}

Result<int> PatternParser::ParseNumber(int limit) {
  const size_t begin = pos_;
  int value = 0;
  while (!AtEnd() && Peek() >= '0' && Peek() <= '9') {
    value = value * 10 + (text_[pos_++] - '0');
    if (value > limit) {
      return Error("a number above " + std::to_string(limit));
    }
  }
  if (pos_ == begin) return Error("expected a number");
  return value;
}

// After '{'.
Status PatternParser::ParseBounds(int limit, int* min, int* max) {
  ZM_TRY_ASSIGN(*min, ParseNumber(limit));
  *max = *min;
  if (Take(',')) {
    ZM_TRY_ASSIGN(*max, ParseNumber(limit));
  }
  if (!Take('}')) return Error("expected '}' or ','");
  if (*max < *min) return Error("the second bound is below the first");
  return {};
}

Result<PatternPtr> PatternParser::ParseGap() {
  PatternPtr node = NewNode(PatternNode::Kind::kGap, Column());
  ++pos_;
  node->min = node->max = 1;
  if (Take('{')) {
    ZM_TRY(ParseBounds(kMaxGap, &node->min, &node->max));
    node->lazy = Take('?');
  } else if (Take('?')) {
    node->min = 0;
    node->lazy = Take('?');
  } else if (Peek() == '*' || Peek() == '+') {
    return Error("a gap without a bound; write .{0,20}");
  }
  return node;
}

Result<PatternPtr> PatternParser::ApplyQuantifier(PatternPtr node) {
  int min = 1;
  int max = 1;
  if (Take('?')) {
    min = 0;
  } else if (Take('*')) {
    min = 0;
    max = -1;
  } else if (Take('+')) {
    max = -1;
  } else if (Take('{')) {
    ZM_TRY(ParseBounds(kMaxRepeat, &min, &max));
  } else {
    return node;
  }
  PatternPtr repeat = NewNode(PatternNode::Kind::kRepeat, node->column);
  repeat->min = min;
  repeat->max = max;
  repeat->lazy = Take('?');
  repeat->children.push_back(std::move(node));
  return repeat;
}

}  // namespace

Result<PatternPtr> ParsePattern(std::string_view pattern,
                                const PatternContext& context) {
  int nodes = 0;
  return PatternParser(pattern, context, 0, &nodes).ParseAll();
}

}  // namespace zhimai
