// Language tags of RDF literals.
#pragma once

#include <string_view>

namespace zhimai {

// LANGTAG of Turtle and SPARQL without "@", the form of BCP 47: letters, then
// letters or digits, 1 to 8 in each part.
bool IsLanguageTag(std::string_view text);

}  // namespace zhimai
