#include "graph/store/base_writer.h"

#include "graph/base/hash.h"
#include "graph/base/status.h"
#include "graph/store/coding.h"
#include "graph/store/meta.h"
#include "graph/store/quad_block.h"
#include "graph/store/string_block.h"
#include "graph/store/term_key.h"

namespace zhimai {
namespace {

constexpr uint64_t kFileBytes = uint64_t{64} << 20;

}  // namespace

FamilyWriter::FamilyWriter(KvFamily family, std::string folder)
    : family_(std::move(family)), folder_(std::move(folder)) {}

Status FamilyWriter::Add(std::string_view key, std::string_view value) {
  if (!file_) {
    const std::string path = folder_ + "/" + family_.name() + "." +
                             std::to_string(paths_.size()) + ".sst";
    ZM_TRY_ASSIGN(file_, SstBuilder::Create(family_, path));
    paths_.push_back(path);
  }
  ZM_TRY(file_->Add(key, value));
  return file_->file_bytes() < kFileBytes ? Status() : CloseFile();
}

Status FamilyWriter::CloseFile() {
  ZM_TRY(file_->Finish());
  file_.reset();
  return {};
}

Result<KvStore::IngestFiles> FamilyWriter::Finish() {
  if (file_) ZM_TRY(CloseFile());
  return KvStore::IngestFiles{family_, std::move(paths_)};
}

DictionaryWriter::DictionaryWriter(const Generation& generation,
                                   const std::string& folder,
                                   size_t memory_bytes)
    : blocks_(generation.dict_base, folder),
      hashes_(generation.dict_hash, folder),
      sorter_(folder + "/hashes.", memory_bytes) {}

Result<TermId> DictionaryWriter::Add(std::string_view key) {
  const TermId id = MakeTermId(KindOfKey(key), count_++);
  block_.emplace_back(key);
  if (block_.size() == kStringsPerBlock) ZM_TRY(FlushBlock());
  ZM_TRY(sorter_.Add({Hash64(key), id.bits}));
  return id;
}

Status DictionaryWriter::FlushBlock() {
  if (block_.empty()) return {};
  const uint64_t number = (count_ - 1) / kStringsPerBlock;
  ZM_TRY(blocks_.Add(Big64(number), EncodeStrings(block_)));
  block_.clear();
  return {};
}

Status DictionaryWriter::WriteHashes() {
  ZM_TRY(sorter_.Sort());
  HashEntry entry;
  std::optional<uint64_t> hash;
  std::string ids;
  for (;;) {
    ZM_TRY_ASSIGN(const bool more, sorter_.Next(&entry));
    if (hash && (!more || entry.hash != *hash)) {
      ZM_TRY(hashes_.Add(Big64(*hash), ids));
      ids.clear();
    }
    if (!more) return {};
    hash = entry.hash;
    AppendBig64(entry.id, &ids);
  }
}

Status DictionaryWriter::Finish(std::vector<KvStore::IngestFiles>* files) {
  ZM_TRY(FlushBlock());
  ZM_TRY(WriteHashes());
  for (FamilyWriter* writer : {&blocks_, &hashes_}) {
    ZM_TRY_ASSIGN(KvStore::IngestFiles done, writer->Finish());
    files->push_back(std::move(done));
  }
  return {};
}

OrderWriter::OrderWriter(const Generation& generation, Order order,
                         const std::string& folder)
    : writer_(generation.order(order), folder) {
  block_.reserve(kQuadsPerBlock);
}

Status OrderWriter::Add(const OrderedQuad& quad) {
  if (!block_.empty() && block_.back() == quad) return {};
  // Only now, so that equal neighbours never sit in two blocks.
  if (block_.size() == kQuadsPerBlock) ZM_TRY(FlushBlock());
  block_.push_back(quad);
  ++count_;
  return {};
}

Status OrderWriter::FlushBlock() {
  if (block_.empty()) return {};
  ZM_TRY(writer_.Add(QuadKey(block_.back()), EncodeBlock(block_)));
  block_.clear();
  return {};
}

Status OrderWriter::Finish(std::vector<KvStore::IngestFiles>* files) {
  ZM_TRY(FlushBlock());
  ZM_TRY_ASSIGN(KvStore::IngestFiles done, writer_.Finish());
  files->push_back(std::move(done));
  return {};
}

}  // namespace zhimai
