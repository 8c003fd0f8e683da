#include "graph/store/generation.h"

#include <charconv>
#include <optional>
#include <utility>

#include "graph/store/coding.h"
#include "graph/store/meta.h"

namespace zhimai {
namespace {

std::vector<KvFamilySpec> GenerationFamilySpecs() {
  std::vector<KvFamilySpec> specs = {
      {std::string(kDictBaseFamily), KvUse::kPacked},
      {std::string(kDictDeltaFamily), KvUse::kPoint},
      {std::string(kDictHashFamily), KvUse::kPoint},
      {std::string(kDeltaFamily), KvUse::kPoint},
      {std::string(kStatsFamily), KvUse::kRange},
  };
  for (Order order : kOrders) {
    specs.push_back({std::string(OrderName(order)), KvUse::kPacked});
  }
  return specs;
}

// The family handles of a generation in the sequence of the specs above.
std::vector<KvFamily*> Slots(Generation* generation) {
  std::vector<KvFamily*> slots = {
      &generation->dict_base, &generation->dict_delta, &generation->dict_hash,
      &generation->delta, &generation->stats};
  for (KvFamily& order : generation->orders) slots.push_back(&order);
  return slots;
}

}  // namespace

std::string GenerationMeta::Encode() const {
  std::string out;
  for (uint64_t value : {number, base_quads, base_terms}) {
    AppendVarint(value, &out);
  }
  return out;
}

Result<GenerationMeta> GenerationMeta::Decode(std::string_view bytes) {
  ByteReader in(bytes);
  GenerationMeta meta;
  meta.number = in.Varint();
  meta.base_quads = in.Varint();
  meta.base_terms = in.Varint();
  if (!in.done()) {
    return Status::Corruption("meta: the record of the generation is damaged");
  }
  return meta;
}

std::string GenerationFamily(std::string_view stem, uint64_t number) {
  return std::string(stem) + "." + std::to_string(number);
}

std::optional<uint64_t> GenerationOf(std::string_view name) {
  const size_t dot = name.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  uint64_t number = 0;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + dot + 1, end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::vector<KvFamilySpec> LastingFamilySpecs() {
  return {
      {std::string(kMetaFamily), KvUse::kPoint},
      {std::string(kStatementFamily), KvUse::kPoint},
      {std::string(kEvidenceFamily), KvUse::kRange},
      {std::string(kDocStatementsFamily), KvUse::kRange},
      {std::string(kSupportFamily), KvUse::kPoint},
      {std::string(kDocumentsFamily), KvUse::kPoint},
      {std::string(kEntityFamily), KvUse::kPoint},
      {std::string(kAliasFamily), KvUse::kRange},
      {std::string(kLinkFamily), KvUse::kRange},
      {std::string(kTextFamily), KvUse::kRange},
      {std::string(kJournalFamily), KvUse::kRange},
  };
}

std::vector<KvFamilySpec> FamilySpecs() {
  std::vector<KvFamilySpec> specs = LastingFamilySpecs();
  for (KvFamilySpec& spec : GenerationFamilySpecs()) {
    specs.push_back(std::move(spec));
  }
  return specs;
}

Result<std::shared_ptr<Generation>> CreateGeneration(KvStore* kv,
                                                     uint64_t number,
                                                     IriPrefixes prefixes) {
  auto generation = std::make_shared<Generation>();
  generation->meta.number = number;
  generation->prefixes = std::move(prefixes);
  const std::vector<KvFamily*> slots = Slots(generation.get());
  std::vector<KvFamilySpec> specs = GenerationFamilySpecs();
  for (KvFamilySpec& spec : specs) {
    spec.name = GenerationFamily(spec.name, number);
  }
  ZM_TRY_ASSIGN(const std::vector<KvFamily> families,
                kv->CreateFamilies(specs));
  for (size_t i = 0; i < families.size(); ++i) *slots[i] = families[i];
  return generation;
}

Result<std::shared_ptr<Generation>> OpenGeneration(const KvStore& kv,
                                                   const GenerationMeta& meta,
                                                   IriPrefixes prefixes) {
  auto generation = std::make_shared<Generation>();
  generation->meta = meta;
  generation->prefixes = std::move(prefixes);
  const std::vector<KvFamily*> slots = Slots(generation.get());
  const std::vector<KvFamilySpec> specs = GenerationFamilySpecs();
  for (size_t i = 0; i < specs.size(); ++i) {
    const std::string name = GenerationFamily(specs[i].name, meta.number);
    Result<KvFamily> family = kv.Family(name);
    if (!family.ok()) return Status::Corruption("family " + name + " is gone");
    *slots[i] = std::move(family).value();
  }
  return generation;
}

Status DropGeneration(KvStore* kv, uint64_t number) {
  std::vector<KvFamily> families;
  for (const std::string& name : kv->FamilyNames()) {
    if (GenerationOf(name) != number) continue;
    ZM_TRY_ASSIGN(KvFamily family, kv->Family(name));
    families.push_back(std::move(family));
  }
  return families.empty() ? Status() : kv->DropFamilies(families);
}

}  // namespace zhimai
