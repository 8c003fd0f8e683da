// IRIs by RFC 3987, and their resolution by RFC 3986, section 5.
#pragma once

#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace zhimai {

// True when `iri` begins with a scheme and ':'.
bool IsAbsoluteIri(std::string_view iri);

// True when no character is one that RFC 3987 never allows in an IRI (space,
// controls, <>"{}|^`\).
bool HasOnlyIriCharacters(std::string_view iri);

// `reference` against `base`; remove_dot_segments as in 5.2.4. A reference
// with a scheme stays as it is, byte for byte. Errors (no location): the
// reference is relative and there is no base; a character that no IRI has.
Result<std::string> ResolveIriReference(std::string_view reference,
                                        std::string_view base);

}  // namespace zhimai
