#include <utility>

#include "graph/kv/rep.h"

namespace zhimai {

struct SstBuilder::Rep {
  KvFamily family;
  std::string path;
  std::unique_ptr<rocksdb::SstFileWriter> writer;
  uint64_t count = 0;
};

SstBuilder::SstBuilder(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
SstBuilder::SstBuilder(SstBuilder&&) noexcept = default;
SstBuilder& SstBuilder::operator=(SstBuilder&&) noexcept = default;
SstBuilder::~SstBuilder() = default;

Result<SstBuilder> SstBuilder::Create(const KvFamily& family,
                                      const std::string& path) {
  auto rep = std::make_unique<Rep>();
  rep->family = family;
  rep->path = path;
  rocksdb::DB& db = *family.rep_->database->db;
  const rocksdb::Options options = db.GetOptions(family.rep_->handle);
  rep->writer = std::make_unique<rocksdb::SstFileWriter>(
      rocksdb::EnvOptions(), options, family.rep_->handle,
      /*invalidate_page_cache=*/false);
  ZM_TRY(FromRocks(rep->writer->Open(path), "creating " + path));
  return SstBuilder(std::move(rep));
}

Status SstBuilder::Add(std::string_view key, std::string_view value) {
  ++rep_->count;
  return FromRocks(rep_->writer->Put(ToSlice(key), ToSlice(value)),
                   "writing " + rep_->path);
}

uint64_t SstBuilder::file_bytes() const { return rep_->writer->FileSize(); }

uint64_t SstBuilder::count() const { return rep_->count; }

Status SstBuilder::Finish() {
  return FromRocks(rep_->writer->Finish(), "finishing " + rep_->path);
}

}  // namespace zhimai
