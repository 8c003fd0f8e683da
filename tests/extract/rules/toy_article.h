// A lattice made by hand, so that tests of the rule machine need no data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/doc/annotation.h"
#include "graph/base/span.h"

namespace zhimai {

// "天海" of type City, entity 7: an arc wherever the word stands in the text.
struct ToyWord {
  std::string text;
  std::string type;
  int32_t entity = Annotation::kNone;
};

inline Lattice ToyLattice(std::string_view text,
                          const std::vector<ToyWord>& words,
                          TypeRegistry* types) {
  Lattice lattice;
  for (const ToyWord& word : words) {
    size_t at = text.find(word.text);
    while (at != std::string_view::npos) {
      Annotation arc;
      arc.span = {static_cast<uint32_t>(at),
                  static_cast<uint32_t>(at + word.text.size())};
      arc.type = types->Intern(word.type);
      arc.entity = word.entity;
      lattice.Add(arc);
      at = text.find(word.text, at + 1);
    }
  }
  lattice.Finish(static_cast<uint32_t>(text.size()));
  return lattice;
}

}  // namespace zhimai
