// Patterns as small programs for the matcher.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "extract/rules/pattern.h"
#include "extract/rules/type_set.h"
#include "graph/base/result.h"

namespace zhimai {

struct Instruction {
  enum class Op : uint8_t {
    kArc,        // x: type set
    kLiteral,    // x: literal
    kAny,        // one code point
    kSplit,      // try x, then y
    kJump,       // x
    kOpen,       // x: capture name
    kClose,      // x: capture name
    kBegin,      // at the scope's start
    kEnd,        // at the scope's end
    kReference,  // x: reference name
    kMatch,
  };
  Op op = Op::kMatch;
  uint32_t x = 0;
  uint32_t y = 0;
};

// Immutable after compilation; thread-safe.
struct Program {
  std::vector<Instruction> code;
  std::string source;  // the pattern as written
  std::vector<TypeSet> type_sets;
  std::vector<std::string> type_names;  // by type set, as in the pattern
  std::vector<std::string> literals;
  std::vector<std::string> captures;    // names, in order of first mention
  std::vector<std::string> references;  // captures of another program

  // How a match can begin: with an arc of these types or with one of these
  // literals, unless starts_anywhere.
  TypeSet first_types;
  std::vector<std::string> first_literals;
  bool starts_anywhere = false;

  // English: blanks between atoms are skipped, literals ignore ASCII case and
  // end at word boundaries. Literals are stored in lower case.
  bool words = false;
};

// The element of the pattern that an instruction stands for, as it is written:
// [Country|Region], "加入". Empty for instructions that are none.
std::string ElementName(const Program& program, uint32_t pc);

// The elements that may come next at these instructions, each once: "结为" or
// "结成".
std::string ElementNames(const Program& program,
                         std::span<const uint32_t> instructions);

inline constexpr size_t kMaxProgram = 8000;

// `types_of` gives the types that a name in [brackets] or an "@list" stands
// for; null for an unknown name, which is an error at its column.
Result<Program> CompilePattern(
    const PatternNode& pattern, bool words,
    const std::function<const TypeSet*(const std::string&)>& types_of);

}  // namespace zhimai
