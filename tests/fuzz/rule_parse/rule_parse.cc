// The languages inside a rule, and whole packs of rules.
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/rules/expression.h"
#include "extract/rules/loader.h"
#include "extract/rules/pattern.h"
#include "graph/base/status.h"

namespace {

constexpr char kOntology[] = R"(
  class { name: "Agent" abstract: true }
  class { name: "Person" parent: "Agent" }
  relation { name: "knows" }
  qualifier { name: "since" }
)";

}  // namespace

namespace zhimai {

static void ReadEverything(const std::string& text) {
  static_cast<void>(ParsePattern(text, {}).ok());
  static_cast<void>(ParseExpression(text).ok());
  static_cast<void>(ParseCondition(text).ok());
  static_cast<void>(ParseNameTemplate(text).ok());
  static_cast<void>(ParseEventSpec(text).ok());
  static const Ontology* const ontology = new Ontology(
      Ontology::Parse({{"o", "ontology/o.txtpb", 0, kOntology}}).value());
  TypeRegistry types;
  static_cast<void>(
      BuildRules({{"p", "rules/p.txtpb", 0, text}}, *ontology, &types).ok());
}

}  // namespace zhimai

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  zhimai::ReadEverything(
      std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
