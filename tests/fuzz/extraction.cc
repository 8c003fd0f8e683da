// Any bytes as an extraction from elsewhere: taken or refused, and what is
// taken comes back from the bytes of the families as it went in.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/base/status.h"
#include "graph/ingest/intake.h"
#include "graph/ingest/stored.h"
#include "proto/document.pb.h"

namespace {

void CheckContribution(const std::string& document,
                       const zhimai::Contribution& contribution) {
  const std::string bytes = zhimai::EncodeContribution(contribution);
  const auto back = zhimai::DecodeContribution(document, bytes);
  ZM_CHECK(back.ok() && zhimai::EncodeContribution(*back) == bytes);
}

void CheckStatement(const zhimai::Intake::Stated& stated) {
  const zhimai::FusedStatement fused{.record = stated.core, .documents = 1};
  const auto back =
      zhimai::DecodeStatement(stated.core.id, zhimai::EncodeStatement(fused));
  ZM_CHECK(back.ok() && *back == fused);
}

void CheckEntity(const std::string& id, const zhimai::EntityRecord& entity) {
  const std::vector<zhimai::EntityVariant> variants = {
      {.entity = entity, .documents = 1}};
  const std::string bytes = zhimai::EncodeEntity(variants);
  const auto back = zhimai::DecodeEntity(id, bytes);
  ZM_CHECK(back.ok() && zhimai::EncodeEntity(*back) == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  zhimai::v1::Extraction extraction;
  if (!extraction.ParseFromArray(data, static_cast<int>(size))) return 0;
  const auto intake = zhimai::ReadExtraction(extraction, "");
  if (!intake.ok()) return 0;
  for (const auto& [id, stated] : intake->statements) {
    ZM_CHECK(id == stated.core.id);
    CheckStatement(stated);
    CheckContribution(intake->document.path, stated.contribution);
  }
  for (const auto& [id, entity] : intake->entities) CheckEntity(id, entity);
  const auto info = zhimai::DecodeDocumentInfo(intake->document.metadata);
  ZM_CHECK(info.ok());
  return 0;
}
