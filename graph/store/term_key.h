// Terms as bytes in the dictionary. docs/formats/dictionary.md.
//
// The first byte is the TermKind (the even one, of the base dictionary), so
// that sorted keys group by kind and, inside a kind, sort as the terms do.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/term.h"
#include "graph/store/term_id.h"

namespace zhimai {

// REQUIRES: not a triple term. kInvalidInput for NUL in an IRI, a blank label
// or a language tag.
Result<std::string> TermKey(const Term& term);
// The same behind what `*key` has, which a failure leaves as it was.
Status AppendTermKey(const Term& term, std::string* key);

// A triple term by the ids of its parts; `depth` is Term::depth().
std::string TripleKey(int depth, const std::array<TermId, 3>& parts);

// The kind of id that the entry has in the base dictionary; kNone for bytes
// that are no key.
TermKind KindOfKey(std::string_view key);

// Nothing for what TermKey does not write.
std::optional<Term> TermOfKey(std::string_view key);

struct TripleParts {
  int depth = 1;
  std::array<TermId, 3> ids;
};
// Nothing for what TripleKey does not write.
std::optional<TripleParts> TripleOfKey(std::string_view key);

}  // namespace zhimai
