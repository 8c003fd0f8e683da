#include "graph/base/regex_syntax.h"

#include <array>
#include <cstdint>
#include <vector>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr int kMaxClassNesting = 20;

// What the escapes of XML Schema stand for, as the inside of a class of ICU.
constexpr std::string_view kSpace = "\\t\\n\\r\\u0020";
// Names of XML 1.0, fifth edition, as XML Schema 1.1 has them.
constexpr std::string_view kNameStart =
    "A-Z_a-z\\u003A\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D"
    "\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF"
    "\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\U00010000-\\U000EFFFF";
constexpr std::string_view kNameMore =
    "\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040";
constexpr std::string_view kNotWord = "\\p{P}\\p{Z}\\p{C}";
constexpr std::string_view kCategories =
    " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp"
    " S Sm Sc Sk So C Cc Cf Co Cn ";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A literal character, safe inside and outside of classes.
void AppendLiteral(char32_t c, std::string* out) {
  const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9');
  if (plain) {
    out->push_back(static_cast<char>(c));
    return;
  }
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out->append("\\U");
  for (int shift = 28; shift >= 0; shift -= 4) {
    out->push_back(kHex[(c >> shift) & 15]);
  }
}

// One thread at a time; for one pattern.
class Translator {
 public:
  Translator(std::string_view pattern, RegexFlags flags)
      : in_(pattern), flags_(flags) {}

  Result<std::string> Run();

 private:
  bool done() const { return pos_ >= in_.size(); }
  char Peek() const { return done() ? '\0' : in_[pos_]; }
  bool Take(char c) {
    if (done() || in_[pos_] != c) return false;
    ++pos_;
    return true;
  }
  void SkipSpace() {
    while (flags_.ignore_space && !done() && IsSpace(in_[pos_])) ++pos_;
  }
  Status Error(std::string_view what) const {
    return Status::InvalidInput("regular expression, byte " +
                                std::to_string(pos_ + 1) + ": " +
                                std::string(what));
  }

  Status Atom(char c);
  Status OpenGroup();
  Status CloseGroup();
  Status Quantifier();
  Status Braces();
  Result<uint32_t> Number();
  void Anchor(char c);
  Status Escape();
  Status BackReference();
  // After the backslash; `c` is the letter. The inside of a class.
  Status ClassEscape(char c, std::string* set);
  Status Property(bool negated, std::string* set);
  static bool SingleEscape(char c, char32_t* out);
  // After '['; writes a whole class.
  Status Class(int depth, std::string* out);
  Status ClassItems(std::string* set, bool* subtract);
  Status ClassCharacter(char32_t* c, std::string* set, bool* is_set);

  std::string_view in_;
  RegexFlags flags_;
  size_t pos_ = 0;
  std::string out_;
  bool quantifiable_ = false;
  uint32_t groups_ = 0;
  std::vector<uint32_t> open_;  // 0 for a group that captures nothing
  std::vector<bool> closed_;    // by the number of the group less 1
};

Result<std::string> Translator::Run() {
  for (SkipSpace(); !done(); SkipSpace()) {
    const char c = Peek();
    if (c == '*' || c == '+' || c == '?' || c == '{') {
      ZM_TRY(Quantifier());
      continue;
    }
    ZM_TRY(Atom(c));
  }
  if (!open_.empty()) return Error("expected ')'");
  return out_;
}

Status Translator::Atom(char c) {
  switch (c) {
    case '(':
      ++pos_;
      return OpenGroup();
    case ')':
      return CloseGroup();
    case '|':
      ++pos_;
      out_ += '|';
      quantifiable_ = false;
      return {};
    case '^':
    case '$':
      ++pos_;
      Anchor(c);
      return {};
    case '.':
      ++pos_;
      out_ += flags_.dot_all ? "[\\u0000-\\U0010FFFF]" : "[^\\n\\r]";
      break;
    case '[':
      ++pos_;
      ZM_TRY(Class(0, &out_));
      break;
    case '\\':
      ++pos_;
      ZM_TRY(Escape());
      break;
    case ']':
    case '}':
      return Error("this character must be escaped here");
    default:
      AppendLiteral(DecodeUtf8(in_, &pos_), &out_);
  }
  quantifiable_ = true;
  return {};
}

void Translator::Anchor(char c) {
  // Written out, because ICU's anchors know other line ends than \n.
  if (c == '^') {
    out_ += flags_.multi_line ? "(?:\\A|(?<=\\n)(?!\\z))" : "\\A";
  } else {
    out_ += flags_.multi_line ? "(?:(?=\\n)|(?<!\\n)\\z)" : "\\z";
  }
  quantifiable_ = false;
}

Status Translator::OpenGroup() {
  quantifiable_ = false;
  if (Take('?')) {
    if (!Take(':')) return Error("expected ':' after '(?'");
    open_.push_back(0);
    out_ += "(?:";
    return {};
  }
  open_.push_back(++groups_);
  closed_.push_back(false);
  out_ += '(';
  return {};
}

Status Translator::CloseGroup() {
  if (open_.empty()) return Error("')' without '('");
  ++pos_;
  if (open_.back() != 0) closed_[open_.back() - 1] = true;
  open_.pop_back();
  out_ += ')';
  quantifiable_ = true;
  return {};
}

Status Translator::Quantifier() {
  if (!quantifiable_) return Error("there is nothing to repeat");
  quantifiable_ = false;
  const char c = in_[pos_++];
  if (c == '{') {
    ZM_TRY(Braces());
  } else {
    out_ += c;
  }
  SkipSpace();
  if (Take('?')) out_ += '?';
  return {};
}

Result<uint32_t> Translator::Number() {
  SkipSpace();
  if (!IsDigit(Peek())) return Error("expected a number");
  uint32_t value = 0;
  for (; IsDigit(Peek()); ++pos_, SkipSpace()) {
    value = value * 10 + static_cast<uint32_t>(Peek() - '0');
    if (value > 100'000) return Error("this number is too big");
  }
  return value;
}

Status Translator::Braces() {
  ZM_TRY_ASSIGN(const uint32_t least, Number());
  out_ += '{' + std::to_string(least);
  if (Take(',')) {
    out_ += ',';
    SkipSpace();
    if (Peek() != '}') {
      ZM_TRY_ASSIGN(const uint32_t most, Number());
      if (most < least) return Error("this range is empty");
      out_ += std::to_string(most);
    }
  }
  if (!Take('}')) return Error("expected '}'");
  out_ += '}';
  return {};
}

bool Translator::SingleEscape(char c, char32_t* out) {
  switch (c) {
    case 'n':
      *out = '\n';
      return true;
    case 'r':
      *out = '\r';
      return true;
    case 't':
      *out = '\t';
      return true;
    default:
      *out = static_cast<unsigned char>(c);
      return std::string_view("\\|.?*+(){}-[]^$").find(c) !=
             std::string_view::npos;
  }
}

Status Translator::Escape() {
  const char c = Peek();
  if (c >= '1' && c <= '9') return BackReference();
  char32_t literal = 0;
  if (!done() && SingleEscape(c, &literal)) {
    ++pos_;
    AppendLiteral(literal, &out_);
    return {};
  }
  std::string set;
  ZM_TRY(ClassEscape(c, &set));
  out_.append("[").append(set).append("]");
  return {};
}

// As many digits as there are groups for.
Status Translator::BackReference() {
  uint32_t number = static_cast<uint32_t>(in_[pos_++] - '0');
  while (IsDigit(Peek())) {
    const uint32_t longer = number * 10 + static_cast<uint32_t>(Peek() - '0');
    if (longer > groups_) break;
    number = longer;
    ++pos_;
  }
  if (number > groups_ || !closed_[number - 1]) {
    return Error("there is no such group before this place");
  }
  out_ += "(?:\\" + std::to_string(number) + ")";
  return {};
}

Status Translator::ClassEscape(char c, std::string* set) {
  if (done()) return Error("nothing after '\\'");
  ++pos_;
  const auto write = [set](bool negated, std::string_view what) {
    set->append(negated ? "[^" : "[").append(what).append("]");
  };
  switch (c) {
    case 's':
    case 'S':
      write(c == 'S', kSpace);
      return {};
    case 'd':
    case 'D':
      set->append(c == 'd' ? "\\p{Nd}" : "\\P{Nd}");
      return {};
    case 'w':
    case 'W':
      write(c == 'w', kNotWord);
      return {};
    case 'i':
    case 'I':
      write(c == 'I', kNameStart);
      return {};
    case 'c':
    case 'C':
      write(c == 'C', std::string(kNameStart).append(kNameMore));
      return {};
    case 'p':
    case 'P':
      return Property(c == 'P', set);
    default:
      --pos_;
      return Error("unknown escape");
  }
}

Status Translator::Property(bool negated, std::string* set) {
  if (!Take('{')) return Error("expected '{'");
  const size_t end = in_.find('}', pos_);
  if (end == std::string_view::npos) return Error("expected '}'");
  std::string_view name = in_.substr(pos_, end - pos_);
  set->append(negated ? "\\P{" : "\\p{");
  if (name.substr(0, 2) == "Is") {
    name.remove_prefix(2);
    for (const char c : name) {
      const bool good = IsDigit(c) || (c >= 'a' && c <= 'z') ||
                        (c >= 'A' && c <= 'Z') || c == '-';
      if (!good) return Error("a block has no such name");
    }
    set->append("block=");
  } else if (name.empty() || name.find(' ') != std::string_view::npos ||
             kCategories.find(" " + std::string(name) + " ") ==
                 std::string_view::npos) {
    return Error("unknown category");
  }
  set->append(name).append("}");
  pos_ = end + 1;
  return {};
}

Status Translator::Class(int depth, std::string* out) {
  if (depth > kMaxClassNesting) return Error("classes nested too deep");
  const bool negated = Take('^');
  std::string set;
  bool subtract = false;
  ZM_TRY(ClassItems(&set, &subtract));
  if (set.empty()) return Error("a class must not be empty");
  std::string whole = (negated ? "[^" : "[") + set + "]";
  if (subtract) {
    ++pos_;  // the '[' behind the minus
    std::string inner;
    ZM_TRY(Class(depth + 1, &inner));
    whole = "[" + whole + "--" + inner + "]";
  }
  if (!Take(']')) return Error("expected ']'");
  out->append(whole);
  return {};
}

// Up to ']', or up to the '[' of a subtraction.
Status Translator::ClassItems(std::string* set, bool* subtract) {
  while (!done() && Peek() != ']') {
    if (Peek() == '-' && pos_ + 1 < in_.size() && in_[pos_ + 1] == '[') {
      ++pos_;
      *subtract = true;
      return {};
    }
    char32_t first = 0;
    bool is_set = false;
    ZM_TRY(ClassCharacter(&first, set, &is_set));
    if (is_set) continue;
    const bool range = Peek() == '-' && pos_ + 1 < in_.size() &&
                       in_[pos_ + 1] != ']' && in_[pos_ + 1] != '[';
    if (!range) {
      AppendLiteral(first, set);
      continue;
    }
    ++pos_;
    char32_t last = 0;
    ZM_TRY(ClassCharacter(&last, set, &is_set));
    if (is_set || last < first) return Error("no such range");
    AppendLiteral(first, set);
    set->push_back('-');
    AppendLiteral(last, set);
  }
  if (done()) return Error("expected ']'");
  return {};
}

Status Translator::ClassCharacter(char32_t* c, std::string* set, bool* is_set) {
  if (Peek() == '[') return Error("'[' must be escaped here");
  if (Take('\\')) {
    if (!done() && SingleEscape(Peek(), c)) {
      ++pos_;
      return {};
    }
    *is_set = true;
    return ClassEscape(Peek(), set);
  }
  *c = DecodeUtf8(in_, &pos_);
  return {};
}

}  // namespace

Result<RegexFlags> ParseRegexFlags(std::string_view flags) {
  RegexFlags out;
  for (const char c : flags) {
    switch (c) {
      case 's':
        out.dot_all = true;
        break;
      case 'm':
        out.multi_line = true;
        break;
      case 'i':
        out.ignore_case = true;
        break;
      case 'x':
        out.ignore_space = true;
        break;
      case 'q':
        out.literal = true;
        break;
      default:
        return Status::InvalidInput("unknown flag of a regular expression");
    }
  }
  return out;
}

Result<std::string> RegexToIcu(std::string_view pattern, RegexFlags flags) {
  if (!flags.literal) return Translator(pattern, flags).Run();
  std::string out;
  for (size_t pos = 0; pos < pattern.size();) {
    AppendLiteral(DecodeUtf8(pattern, &pos), &out);
  }
  return out;
}

}  // namespace zhimai
