// HTML character references.
#pragma once

#include <cstddef>
#include <string_view>

namespace zhimai {

struct CharacterReference {
  char32_t code_point = 0;
  size_t length = 0;  // bytes with '&' and ';'; 0: not a reference
};

// Reads the reference at the start of `text`, which begins with '&'. Numeric
// ones and the named ones of HTML 4 (Latin 1 and common symbols); the ';' is
// required. A reference to no character (NUL, a surrogate, beyond U+10FFFF)
// gives U+FFFD. Looks at no more than 12 bytes.
CharacterReference ReadCharacterReference(std::string_view text);

}  // namespace zhimai
