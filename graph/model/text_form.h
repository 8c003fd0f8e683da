// Terms, triples and quads in the text form of RDF 1.2 N-Triples / N-Quads.
//
// Writing is canonical (RDF 1.2 N-Quads, section 4): one form for a term, so
// sorted lines of two equal datasets are equal. Reading takes every form that
// the grammar allows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/term.h"

namespace zhimai {

// <iri>, _:label, "text", "text"@tag, "text"@tag--rtl, "text"^^<datatype>,
// <<( s p o )>>. Control characters, '"' and '\' are escaped.
void AppendTerm(const Term& term, std::string* out);
std::string FormatTerm(const Term& term);

// "s p o ." and "s p o g .", without a line end; the default graph is left
// out.
std::string FormatTriple(const Triple& triple);
std::string FormatQuad(const Quad& quad);

// Reads one term at `*pos` and moves past it. Errors are kInvalidInput with
// the column (code points from 1) in location() and what was expected; the
// line is the caller's to add with At().
Result<Term> ParseTermAt(std::string_view text, size_t* pos);

// The whole of `text` is one term, blanks around it aside.
Result<Term> ParseTerm(std::string_view text);

// The whole of `line` is one statement of N-Quads.
Result<Quad> ParseQuad(std::string_view line);

}  // namespace zhimai
