// The grammars of numbers and dates take any text and any anchor: no crash,
// arcs inside the text, values in ISO 8601.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "extract/time/calendar.h"
#include "graph/base/status.h"
#include "tests/extract/time/time_world.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto* const world = new zhimai::testing::TimeWorld;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The first line is the anchor.
  const size_t line = bytes.find('\n');
  const bool has_anchor = line != std::string_view::npos;
  const std::string anchor(has_anchor ? bytes.substr(0, line) : "2025-08-28");
  const std::string text(has_anchor ? bytes.substr(line + 1) : bytes);
  const zhimai::Article article = zhimai::testing::TimeWorld::MakeArticle(text);
  const zhimai::Lattice lattice = world->Annotate(article, anchor);
  for (const zhimai::Annotation& arc : lattice.all()) {
    ZM_CHECK(arc.span.begin < arc.span.end && arc.span.end <= text.size());
    if (arc.literal < 0) continue;
    const zhimai::LiteralValue& value = lattice.literal(arc.literal);
    if (value.type == zhimai::LiteralValue::Type::kDate) {
      ZM_CHECK(zhimai::IsIsoDateOrInterval(value.value));
    } else {
      ZM_CHECK(!value.number.empty() && !value.value.empty());
    }
  }
  return 0;
}
