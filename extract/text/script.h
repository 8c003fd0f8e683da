// Which script a text is written in, and Traditional to Simplified Chinese.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/text/clean_text.h"
#include "graph/base/status.h"

namespace zhimai {

struct ScriptCounts {
  uint64_t han = 0;
  uint64_t latin = 0;        // letters
  uint64_t traditional = 0;  // characters that only Traditional text has
  uint64_t simplified = 0;   // characters that only Simplified text has

  void Add(const ScriptCounts& other);
};

// Without OpenCC's dictionaries, Traditional and Simplified are not told apart.
ScriptCounts CountScripts(std::string_view text);

// kNone when there are no letters. A Han character weighs as much as four
// Latin letters, about a word each.
Script ScriptOf(const ScriptCounts& counts);

// BCP 47 of a script: zh-Hans, zh-Hant, en, und. Latin text is taken for
// English, the only such language that is read.
std::string_view LanguageOf(Script script);

// Sets the script of every line and converts Traditional characters by
// OpenCC's phrases and characters (t2s): all of a line that is Traditional;
// in other lines only characters that Simplified text never has. A line too
// short to tell counts as its neighbours do. Converted words map as whole
// pieces unless each of their characters keeps its length. The dictionaries
// are read at the first call; afterwards this is thread-safe and never waits.
//
// Text without Traditional characters is not touched. Errors: kIo when OpenCC's
// dictionaries are not installed.
Status ConvertToSimplified(CleanText* text);

// A name as ConvertToSimplified would leave it in Traditional text. Unchanged
// when OpenCC's dictionaries are not installed.
std::string SimplifiedName(std::string_view name);

}  // namespace zhimai
