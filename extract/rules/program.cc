#include "extract/rules/program.h"

#include <algorithm>
#include <set>
#include <utility>

namespace zhimai {
namespace {

using Op = Instruction::Op;
using Kind = PatternNode::Kind;

// Elements that a message names.
constexpr size_t kMaxNamed = 6;

std::string LowerAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

uint32_t IndexOf(std::vector<std::string>* names, const std::string& name) {
  const auto it = std::find(names->begin(), names->end(), name);
  if (it != names->end()) return static_cast<uint32_t>(it - names->begin());
  names->push_back(name);
  return static_cast<uint32_t>(names->size() - 1);
}

// As the pattern has it: @list, [Country|Region].
std::string NameOf(const std::vector<std::string>& names) {
  if (names.size() == 1 && names[0][0] == '@') return names[0];
  std::string out = "[";
  for (const std::string& name : names) {
    out += (out.size() > 1 ? "|" : "") + name;
  }
  return out + "]";
}

// Recursion follows the tree, whose depth the parser limits.
class Compiler {
 public:
  using TypesOf = std::function<const TypeSet*(const std::string&)>;

  Compiler(bool words, const TypesOf& types_of) : types_of_(types_of) {
    program_.words = words;
  }

  Result<Program> Compile(const PatternNode& pattern) {
    ZM_TRY(Add(pattern));
    Emit(Op::kMatch);
    FindFirst();
    return std::move(program_);
  }

 private:
  uint32_t Here() const { return static_cast<uint32_t>(program_.code.size()); }
  uint32_t Emit(Op op, uint32_t x = 0, uint32_t y = 0) {
    program_.code.push_back({op, x, y});
    return Here() - 1;
  }
  // A split whose preferred way is the next instruction, or the other one.
  uint32_t EmitSplit() { return Emit(Op::kSplit); }
  void SetSplit(uint32_t at, uint32_t body, uint32_t skip, bool lazy) {
    program_.code[at].x = lazy ? skip : body;
    program_.code[at].y = lazy ? body : skip;
  }

  Status Add(const PatternNode& node);
  Status AddTypes(const PatternNode& node);
  Status AddChoice(const PatternNode& node);
  Status AddRepeat(const PatternNode& node);
  void AddGap(const PatternNode& node);
  void FindFirst();

  const TypesOf& types_of_;
  Program program_;
};

Status Compiler::Add(const PatternNode& node) {
  if (program_.code.size() > kMaxProgram) {
    return Status::InvalidInput("the pattern is too large: reduce its bounds")
        .At(1, node.column);
  }
  switch (node.kind) {
    case Kind::kTypes:
      return AddTypes(node);
    case Kind::kLiteral: {
      const std::string text =
          program_.words ? LowerAscii(node.text) : node.text;
      Emit(Op::kLiteral, IndexOf(&program_.literals, text));
      return {};
    }
    case Kind::kGap:
      AddGap(node);
      return {};
    case Kind::kSequence:
      for (const PatternPtr& child : node.children) ZM_TRY(Add(*child));
      return {};
    case Kind::kChoice:
      return AddChoice(node);
    case Kind::kRepeat:
      return AddRepeat(node);
    case Kind::kCapture: {
      const uint32_t name = IndexOf(&program_.captures, node.text);
      Emit(Op::kOpen, name);
      ZM_TRY(Add(*node.children[0]));
      Emit(Op::kClose, name);
      return {};
    }
    case Kind::kBegin:
      Emit(Op::kBegin);
      return {};
    case Kind::kEnd:
      Emit(Op::kEnd);
      return {};
    case Kind::kReference:
      Emit(Op::kReference, IndexOf(&program_.references, node.text));
      return {};
  }
  return {};
}

Status Compiler::AddTypes(const PatternNode& node) {
  TypeSet set;
  for (const std::string& name : node.names) {
    const TypeSet* types = types_of_(name);
    if (types == nullptr) {
      return Status::InvalidInput(
                 (name[0] == '@' ? "unknown list " : "unknown type ") + name)
          .At(1, node.column);
    }
    set.AddAll(*types);
  }
  const auto it =
      std::find(program_.type_sets.begin(), program_.type_sets.end(), set);
  const auto index = static_cast<uint32_t>(it - program_.type_sets.begin());
  if (it == program_.type_sets.end()) {
    program_.type_sets.push_back(set);
    program_.type_names.push_back(NameOf(node.names));
  }
  Emit(Op::kArc, index);
  return {};
}

Status Compiler::AddChoice(const PatternNode& node) {
  std::vector<uint32_t> jumps;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const bool last = i + 1 == node.children.size();
    const uint32_t split = last ? 0 : EmitSplit();
    ZM_TRY(Add(*node.children[i]));
    if (last) break;
    jumps.push_back(Emit(Op::kJump));
    SetSplit(split, split + 1, Here(), false);
  }
  for (uint32_t jump : jumps) program_.code[jump].x = Here();
  return {};
}

Status Compiler::AddRepeat(const PatternNode& node) {
  const PatternNode& child = *node.children[0];
  for (int i = 0; i < node.min; ++i) ZM_TRY(Add(child));
  if (node.max < 0) {
    const uint32_t split = EmitSplit();
    ZM_TRY(Add(child));
    Emit(Op::kJump, split);
    SetSplit(split, split + 1, Here(), node.lazy);
    return {};
  }
  std::vector<uint32_t> splits;
  for (int i = node.min; i < node.max; ++i) {
    splits.push_back(EmitSplit());
    ZM_TRY(Add(child));
  }
  for (uint32_t split : splits) {
    SetSplit(split, split + 1, Here(), node.lazy);
  }
  return {};
}

void Compiler::AddGap(const PatternNode& node) {
  for (int i = 0; i < node.min; ++i) Emit(Op::kAny);
  std::vector<uint32_t> splits;
  for (int i = node.min; i < node.max; ++i) {
    splits.push_back(EmitSplit());
    Emit(Op::kAny);
  }
  for (uint32_t split : splits) {
    SetSplit(split, split + 1, Here(), node.lazy);
  }
}

// Walks everything reachable without consuming text.
void Compiler::FindFirst() {
  std::vector<bool> seen(program_.code.size(), false);
  std::vector<uint32_t> todo = {0};
  while (!todo.empty()) {
    const uint32_t pc = todo.back();
    todo.pop_back();
    if (seen[pc]) continue;
    seen[pc] = true;
    const Instruction& in = program_.code[pc];
    switch (in.op) {
      case Op::kArc:
        program_.first_types.AddAll(program_.type_sets[in.x]);
        break;
      case Op::kLiteral:
        IndexOf(&program_.first_literals, program_.literals[in.x]);
        break;
      case Op::kSplit:
        todo.push_back(in.x);
        todo.push_back(in.y);
        break;
      case Op::kJump:
        todo.push_back(in.x);
        break;
      case Op::kOpen:
      case Op::kClose:
      case Op::kBegin:
      case Op::kEnd:
        todo.push_back(pc + 1);
        break;
      case Op::kAny:
      case Op::kReference:
      case Op::kMatch:
        program_.starts_anywhere = true;
        break;
    }
  }
}

}  // namespace

std::string ElementName(const Program& program, uint32_t pc) {
  const Instruction& in = program.code[pc];
  switch (in.op) {
    case Op::kArc:
      return program.type_names[in.x];
    case Op::kLiteral:
      return '"' + program.literals[in.x] + '"';
    case Op::kReference:
      return "$" + program.references[in.x];
    case Op::kAny:
      return "a further character (.)";
    case Op::kBegin:
      return "the start of the scope (^)";
    case Op::kEnd:
      return "the end of the scope ($)";
    case Op::kSplit:
    case Op::kJump:
    case Op::kOpen:
    case Op::kClose:
    case Op::kMatch:
      break;
  }
  return "";
}

std::string ElementNames(const Program& program,
                         std::span<const uint32_t> instructions) {
  std::vector<bool> seen(program.code.size(), false);
  std::vector<uint32_t> todo(instructions.rbegin(), instructions.rend());
  std::set<std::string> named;
  std::string out;
  while (!todo.empty()) {
    const uint32_t pc = todo.back();
    todo.pop_back();
    if (seen[pc]) continue;
    seen[pc] = true;
    const Instruction& in = program.code[pc];
    switch (in.op) {
      case Op::kSplit:
        todo.push_back(in.y);
        todo.push_back(in.x);
        break;
      case Op::kJump:
        todo.push_back(in.x);
        break;
      case Op::kOpen:
      case Op::kClose:
        todo.push_back(pc + 1);
        break;
      default: {
        const std::string name = ElementName(program, pc);
        if (name.empty() || !named.insert(name).second) break;
        if (named.size() > kMaxNamed) return out + " or …";
        out += (out.empty() ? "" : " or ") + name;
      }
    }
  }
  return out;
}

Result<Program> CompilePattern(
    const PatternNode& pattern, bool words,
    const std::function<const TypeSet*(const std::string&)>& types_of) {
  return Compiler(words, types_of).Compile(pattern);
}

}  // namespace zhimai
