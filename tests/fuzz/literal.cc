// Any text as a literal of each XSD type: the store gives it back as it was,
// its value compares with itself, and casts of it can be read again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/status.h"
#include "graph/base/utf8.h"
#include "graph/exec/value.h"
#include "graph/model/language_tag.h"
#include "graph/model/text_form.h"
#include "graph/store/term_id.h"

namespace {

using zhimai::Term;

constexpr std::string_view kTypes[] = {"string",     "boolean",
                                       "decimal",    "integer",
                                       "double",     "float",
                                       "date",       "time",
                                       "dateTime",   "gYear",
                                       "gYearMonth", "gMonth",
                                       "gMonthDay",  "gDay",
                                       "duration",   "yearMonthDuration",
                                       "byte",       "dayTimeDuration",
                                       "short",      "nonNegativeInteger",
                                       "int",        "dateTimeStamp",
                                       "long",       "unsignedByte",
                                       "anyURI",     "positiveInteger"};

void Check(const Term& term) {
  const zhimai::IriPrefixes prefixes;
  if (const auto id = zhimai::InlineTerm(term, prefixes)) {
    ZM_CHECK(zhimai::TermOfInline(*id, prefixes) == term);
  }
  const auto value = zhimai::sparql::Value::Of(term);
  ZM_CHECK(zhimai::sparql::CompareForOrder(&term, &term) == 0);
  static_cast<void>(value.kind());
  const auto back = zhimai::ParseTerm(zhimai::FormatTerm(term));
  ZM_CHECK(back.ok() && *back == term);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Readers hand on UTF-8 only.
  if (zhimai::FindInvalidUtf8(text) != std::string_view::npos) return 0;
  for (const std::string_view type : kTypes) {
    Check(Term::Literal(text, std::string(zhimai::kXsd).append(type)));
  }
  if (zhimai::IsLanguageTag(text)) {
    Check(Term::LangString("x", text, zhimai::Direction::kRtl));
  }
  return 0;
}
