// Every reader of keys and small values: whatever they accept, the writers
// give back.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/status.h"
#include "graph/model/text_form.h"
#include "graph/store/coding.h"
#include "graph/store/delta.h"
#include "graph/store/dictionary.h"
#include "graph/store/document_codec.h"
#include "graph/store/family_keys.h"
#include "graph/store/generation.h"
#include "graph/store/quad_block.h"
#include "graph/store/term_key.h"

namespace {

void CheckTerms(std::string_view bytes) {
  const zhimai::IriPrefixes prefixes = {"http://e/Q"};
  if (const auto term = zhimai::TermOfKey(bytes)) {
    ZM_CHECK(zhimai::TermKey(*term).value() == bytes);
  }
  if (const auto parts = zhimai::TripleOfKey(bytes)) {
    ZM_CHECK(zhimai::TripleKey(parts->depth, parts->ids) == bytes);
  }
  if (bytes.size() >= 8) {
    const zhimai::TermId id{zhimai::ReadBig64(bytes.data())};
    if (const auto term = zhimai::TermOfInline(id, prefixes)) {
      ZM_CHECK(zhimai::InlineTerm(*term, prefixes) == id);
    }
  }
  if (const auto term = zhimai::ParseTerm(bytes); term.ok()) {
    const auto again = zhimai::ParseTerm(zhimai::FormatTerm(*term));
    ZM_CHECK(again.ok() && *again == *term);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckTerms(bytes);
  if (const auto quad = zhimai::ParseQuadKey(bytes)) {
    ZM_CHECK(zhimai::QuadKey(*quad) == bytes);
  }
  if (const auto key = zhimai::ParseAliasKey(bytes)) {
    ZM_CHECK(zhimai::AliasKey(key->first, key->second) == bytes);
  }
  if (const auto key = zhimai::ParseDocStatementKey(bytes)) {
    ZM_CHECK(zhimai::DocStatementKey(key->first, key->second) == bytes);
  }
  if (const auto record = zhimai::DecodeDocument("p", bytes)) {
    ZM_CHECK(zhimai::DecodeDocument("p", zhimai::EncodeDocument(*record)) ==
             *record);
  }
  zhimai::ParseHashValue(bytes);
  zhimai::GenerationMeta::Decode(bytes).ok();
  zhimai::DeltaMeta::Decode(bytes).ok();
  return 0;
}
