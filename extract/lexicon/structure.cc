#include <array>

#include "extract/lexicon/lexicon_tables.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

enum Mark {
  kDouble,
  kSingle,
  kCorner,
  kWhiteCorner,
  kTitle,
  kStraight,
  kMarks
};

struct MarkUse {
  Mark mark;
  bool opens;
  bool closes;
};

bool FindMark(char32_t c, MarkUse* out) {
  switch (c) {
    case U'“':
      *out = {kDouble, true, false};
      return true;
    case U'”':
      *out = {kDouble, false, true};
      return true;
    case U'‘':
      *out = {kSingle, true, false};
      return true;
    case U'’':
      *out = {kSingle, false, true};
      return true;
    case U'「':
      *out = {kCorner, true, false};
      return true;
    case U'」':
      *out = {kCorner, false, true};
      return true;
    case U'『':
      *out = {kWhiteCorner, true, false};
      return true;
    case U'』':
      *out = {kWhiteCorner, false, true};
      return true;
    case U'《':
      *out = {kTitle, true, false};
      return true;
    case U'》':
      *out = {kTitle, false, true};
      return true;
    case U'"':
      *out = {kStraight, true, true};
      return true;
    default:
      return false;
  }
}

bool IsLatinAt(std::string_view text, size_t pos) {
  return pos < text.size() && HasWordBorders(DecodeUtf8(text, &pos));
}

// It’s, the members’ own: a ’ between letters is an apostrophe.
bool IsApostrophe(std::string_view text, size_t begin, size_t end) {
  const bool letter_before =
      begin > 0 && HasWordBorders(static_cast<unsigned char>(text[begin - 1]));
  return letter_before && IsLatinAt(text, end);
}

}  // namespace

void AnnotateQuotes(std::string_view text, Span block, const CoreTypes& types,
                    Lattice* lattice) {
  struct Open {
    Mark mark;
    uint32_t begin;
  };
  std::vector<Open> stack;
  std::array<int, kMarks> open = {};
  const std::string_view part = text.substr(0, block.end);
  for (size_t pos = block.begin; pos < part.size();) {
    const auto begin = static_cast<uint32_t>(pos);
    // All marks but " begin with E2 or E3.
    const auto byte = static_cast<unsigned char>(part[pos]);
    if (byte != '"' && byte != 0xE2 && byte != 0xE3) {
      ++pos;
      continue;
    }
    MarkUse use = {};
    if (!FindMark(DecodeUtf8(part, &pos), &use)) continue;
    if (use.mark == kSingle && use.closes && IsApostrophe(part, begin, pos)) {
      continue;
    }
    if (use.closes && open[use.mark] > 0) {
      // A mark opened inside and not closed is given up.
      while (stack.back().mark != use.mark) {
        --open[stack.back().mark];
        stack.pop_back();
      }
      const Span span{stack.back().begin, static_cast<uint32_t>(pos)};
      stack.pop_back();
      --open[use.mark];
      const TypeId type = use.mark == kTitle ? types.title_mark : types.quote;
      lattice->Add({span, type});
    } else if (use.opens) {
      stack.push_back({use.mark, begin});
      ++open[use.mark];
    }
  }
}

}  // namespace zhimai
