// Finds every phrase of a lexicon in a text: a double array over code points.
//
// A phrase is a path of code points; a state's children lie in one array at
// base + code of the child, so a step costs two reads. Immutable once built;
// any number of threads may share one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/span.h"
#include "graph/base/utf8.h"

namespace zhimai {

struct PhraseMatch {
  uint32_t value = 0;  // what Build() was given for the phrase
  Span span;           // half-open byte range of the scanned text
  bool operator==(const PhraseMatch&) const = default;
};

class DoubleArray {
 public:
  struct Phrase {
    std::string text;    // valid UTF-8, not empty
    uint32_t value = 0;  // < 2^31
  };

  // Holds no phrase.
  DoubleArray();

  // The order of `phrases` does not matter. kInvalidInput when a phrase is
  // empty, ill-formed or given twice. Keeps no reference to the argument.
  static Result<DoubleArray> Build(const std::vector<Phrase>& phrases);

  // Appends every match in `text`, overlapping ones too, by start and then by
  // length. A match never splits a code point. Ill-formed bytes match nothing.
  // REQUIRES: text is shorter than 4 GiB.
  void FindAll(std::string_view text, std::vector<PhraseMatch>* out) const;
  std::vector<PhraseMatch> FindAll(std::string_view text) const;

  // Calls visit(value, end) for every phrase that is a prefix of
  // text.substr(begin), shortest first; `end` is a byte offset of text.
  // REQUIRES: begin is on a code point border.
  template <typename Visit>
  void VisitPrefixes(std::string_view text, uint32_t begin, Visit visit) const;

  // Appends the matches that begin at `begin`, shortest first.
  void PrefixesAt(std::string_view text, uint32_t begin,
                  std::vector<PhraseMatch>* out) const;

  // Value of the phrase equal to `text`.
  std::optional<uint32_t> Find(std::string_view text) const;

  size_t size() const { return phrases_; }

 private:
  struct Unit {
    uint32_t base = 0;          // 0: no children
    uint32_t check = kNoState;  // the state this unit is a child of
    uint32_t value = kNoValue;
  };
  class Builder;

  static constexpr uint32_t kNoState = UINT32_MAX;
  static constexpr uint32_t kNoValue = UINT32_MAX;
  static constexpr uint32_t kPage = 256;

  // Dense number of a code point that occurs in a phrase; 0 for the others.
  uint32_t CodeOf(char32_t c) const {
    return codes_[pages_[c / kPage] * kPage + c % kPage];
  }
  // The child of `state` by code, or kNoState.
  uint32_t Step(uint32_t state, uint32_t code) const {
    const uint32_t next = units_[state].base + code;
    return units_[next].check == state ? next : kNoState;
  }

  std::vector<uint16_t> pages_;  // by c / kPage; page 0 is all zero
  std::vector<uint32_t> codes_;
  std::vector<Unit> units_;  // [0] is the root; padded by the largest code
  size_t phrases_ = 0;
};

template <typename Visit>
void DoubleArray::VisitPrefixes(std::string_view text, uint32_t begin,
                                Visit visit) const {
  size_t pos = begin;
  uint32_t state = 0;
  while (pos < text.size()) {
    const uint32_t code = CodeOf(DecodeUtf8(text, &pos));
    if (code == 0) return;
    state = Step(state, code);
    if (state == kNoState) return;
    const Unit& unit = units_[state];
    if (unit.value != kNoValue) visit(unit.value, static_cast<uint32_t>(pos));
    if (unit.base == 0) return;
  }
}

}  // namespace zhimai
