#include "graph/kv/kv.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <rocksdb/utilities/checkpoint.h>
#include <system_error>
#include <utility>

#include "graph/kv/options.h"
#include "graph/kv/rep.h"

namespace zhimai {
namespace {

bool IsStore(const std::string& dir) {
  std::error_code error;
  return std::filesystem::exists(dir + "/CURRENT", error);
}

constexpr std::string_view kLockName = "/zhimai.lock";

Result<LockFile> TakeLock(const std::string& dir, const KvOptions& options) {
  const std::string path = dir + std::string(kLockName);
  if (options.mode == KvMode::kRead) {
    return LockFile::Acquire(path, LockFile::Kind::kShared);
  }
  ZM_TRY_ASSIGN(LockFile lock,
                LockFile::Acquire(path, LockFile::Kind::kExclusive,
                                  options.lock_wait, options.cancelled));
  if (options.locked) options.locked();
  return lock;
}

Status PrepareFolder(const std::string& dir, KvMode mode) {
  if (IsStore(dir)) return {};
  std::error_code error;
  if (mode != KvMode::kCreate) return Status::NotFound("no graph in " + dir);
  std::filesystem::create_directories(dir, error);
  if (error) {
    return Status::Io("cannot create " + dir + ": " + error.message());
  }
  // Somebody's folder is not filled with ours. A creation that was killed
  // leaves the lock file behind.
  const bool ours =
      std::filesystem::exists(dir + std::string(kLockName), error);
  if (!ours && !std::filesystem::is_empty(dir, error)) {
    return Status::InvalidInput(
        dir + " holds other files and no graph; name a new or empty folder");
  }
  return {};
}

// "pso.3" is one of the families that "pso" specifies.
KvUse UseOf(std::string_view name, const std::vector<KvFamilySpec>& specs) {
  const std::string_view stem = name.substr(0, name.find('.'));
  for (const KvFamilySpec& spec : specs) {
    if (spec.name == stem) return spec.use;
  }
  return KvUse::kPacked;
}

}  // namespace

Status FromRocks(const rocksdb::Status& status, std::string_view what) {
  if (status.ok()) return {};
  std::string message = std::string(what) + ": " + status.ToString();
  if (status.IsCorruption()) return Status::Corruption(std::move(message));
  if (status.IsNotFound()) return Status::NotFound(std::move(message));
  // RocksDB has no code for it; this is what its LockFile says.
  const std::string text = status.ToString();
  if (status.IsIOError() && (text.find("lock hold by") != std::string::npos ||
                             text.find("While lock") != std::string::npos)) {
    return {Code::kLocked, std::move(message)};
  }
  return Status::Io(std::move(message));
}

KvFamily::Rep::~Rep() {
  if (handle != nullptr) {
    // Fails only for handles that are not of this database.
    database->db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
}

const std::string& KvFamily::name() const { return rep_->spec.name; }

struct KvStore::Rep {
  std::shared_ptr<KvDatabase> database;
  KvOptions options;
  std::string dir;
  std::shared_ptr<rocksdb::Cache> cache;
  mutable std::mutex mutex;  // guards families
  std::map<std::string, KvFamily, std::less<>> families;
  bool written = false;

  rocksdb::DB& db() const { return *database->db; }
  KvFamily Adopt(rocksdb::ColumnFamilyHandle* handle, KvFamilySpec spec);
  Status OpenDatabase(const std::vector<KvFamilySpec>& wanted);
};

KvFamily KvStore::Rep::Adopt(rocksdb::ColumnFamilyHandle* handle,
                             KvFamilySpec spec) {
  auto rep = std::make_shared<KvFamily::Rep>();
  rep->database = database;
  rep->handle = handle;
  rep->spec = std::move(spec);
  KvFamily family;
  family.rep_ = std::move(rep);
  const std::lock_guard<std::mutex> lock(mutex);
  families.insert_or_assign(family.name(), family);
  return family;
}

Status KvStore::Rep::OpenDatabase(const std::vector<KvFamilySpec>& wanted) {
  const rocksdb::DBOptions db_options = MakeDbOptions(options);
  std::vector<std::string> present;
  if (IsStore(dir)) {
    ZM_TRY(FromRocks(rocksdb::DB::ListColumnFamilies(db_options, dir, &present),
                     "opening " + dir));
  } else {
    present.push_back(rocksdb::kDefaultColumnFamilyName);
  }
  std::vector<KvFamilySpec> specs;
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string& name : present) {
    const KvUse use = UseOf(name, wanted);
    specs.push_back({name, use});
    descriptors.emplace_back(name, MakeFamilyOptions(use, cache));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      options.mode == KvMode::kRead
          ? rocksdb::DB::OpenForReadOnly(db_options, dir, descriptors, &handles,
                                         &db)
          : rocksdb::DB::Open(db_options, dir, descriptors, &handles, &db);
  ZM_TRY(FromRocks(status, "opening " + dir));
  database->db.reset(db);
  for (size_t i = 0; i < handles.size(); ++i) Adopt(handles[i], specs[i]);
  return {};
}

KvStore::KvStore(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

KvStore::~KvStore() {
  // A reader replays the log each time it opens: leave none. The log keeps the
  // data if this fails.
  if (rep_->written) Flush().ok();
}

Result<std::unique_ptr<KvStore>> KvStore::Open(
    const std::string& dir, const std::vector<KvFamilySpec>& specs,
    const KvOptions& options) {
  ZM_TRY(PrepareFolder(dir, options.mode));
  auto rep = std::make_unique<Rep>();
  rep->options = options;
  rep->dir = dir;
  rep->cache = rocksdb::NewLRUCache(options.cache_bytes);
  rep->database = std::make_shared<KvDatabase>();
  ZM_TRY_ASSIGN(rep->database->lock, TakeLock(dir, options));
  ZM_TRY(rep->OpenDatabase(specs));
  std::unique_ptr<KvStore> store(new KvStore(std::move(rep)));
  if (!store->writable()) {
    // All files are open now; a writer may come.
    store->rep_->database->lock = LockFile();
  }
  return store;
}

bool KvStore::writable() const { return rep_->options.mode != KvMode::kRead; }

std::vector<std::string> KvStore::FamilyNames() const {
  const std::lock_guard<std::mutex> lock(rep_->mutex);
  std::vector<std::string> names;
  for (const auto& [name, family] : rep_->families) {
    if (name != rocksdb::kDefaultColumnFamilyName) names.push_back(name);
  }
  return names;
}

Result<KvFamily> KvStore::Family(std::string_view name) const {
  const std::lock_guard<std::mutex> lock(rep_->mutex);
  const auto found = rep_->families.find(name);
  if (found == rep_->families.end()) {
    return Status::NotFound("no family " + std::string(name));
  }
  return found->second;
}

Result<std::vector<KvFamily>> KvStore::CreateFamilies(
    const std::vector<KvFamilySpec>& specs) {
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const KvFamilySpec& spec : specs) {
    descriptors.emplace_back(spec.name,
                             MakeFamilyOptions(spec.use, rep_->cache));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const Status status =
      FromRocks(rep_->db().CreateColumnFamilies(descriptors, &handles),
                "creating families in " + rep_->dir);
  // After an error these are the ones that were made.
  std::vector<KvFamily> families;
  for (size_t i = 0; i < handles.size(); ++i) {
    families.push_back(rep_->Adopt(handles[i], specs[i]));
  }
  ZM_TRY(status);
  return families;
}

Status KvStore::DropFamilies(const std::vector<KvFamily>& families) {
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  for (const KvFamily& family : families) {
    handles.push_back(family.rep_->handle);
  }
  ZM_TRY(FromRocks(rep_->db().DropColumnFamilies(handles),
                   "dropping families of " + rep_->dir));
  const std::lock_guard<std::mutex> lock(rep_->mutex);
  for (const KvFamily& family : families) {
    rep_->families.erase(family.name());
  }
  return {};
}

KvSnapshot KvStore::Snapshot() const {
  KvSnapshot snapshot;
  const std::shared_ptr<KvDatabase> database = rep_->database;
  snapshot.snapshot_ = std::shared_ptr<const void>(
      database->db->GetSnapshot(), [database](const void* held) {
        database->db->ReleaseSnapshot(
            static_cast<const rocksdb::Snapshot*>(held));
      });
  return snapshot;
}

namespace {

rocksdb::ReadOptions ReadAt(const std::shared_ptr<const void>& snapshot) {
  rocksdb::ReadOptions read;
  read.snapshot = static_cast<const rocksdb::Snapshot*>(snapshot.get());
  return read;
}

}  // namespace

Result<std::optional<std::string>> KvStore::Get(
    const KvFamily& family, std::string_view key,
    const KvSnapshot& snapshot) const {
  std::string value;
  const rocksdb::Status status = rep_->db().Get(
      ReadAt(snapshot.snapshot_), family.rep_->handle, ToSlice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  ZM_TRY(FromRocks(status, "reading " + family.name()));
  return std::optional<std::string>(std::move(value));
}

Result<std::vector<std::optional<std::string>>> KvStore::MultiGet(
    const KvFamily& family, const std::vector<std::string>& keys,
    const KvSnapshot& snapshot) const {
  std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  rep_->db().MultiGet(ReadAt(snapshot.snapshot_), family.rep_->handle,
                      slices.size(), slices.data(), values.data(),
                      statuses.data());
  std::vector<std::optional<std::string>> out(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    ZM_TRY(FromRocks(statuses[i], "reading " + family.name()));
    out[i] = values[i].ToString();
  }
  return out;
}

KvCursor KvStore::NewCursor(const KvFamily& family, const KvSnapshot& snapshot,
                            const KvCursorOptions& options) const {
  auto rep = std::make_unique<KvCursor::Rep>();
  rep->family = family;
  rep->snapshot = snapshot.snapshot_;
  rep->lower = options.lower;
  rep->upper = options.upper;
  rep->lower_slice = rocksdb::Slice(rep->lower);
  rep->upper_slice = rocksdb::Slice(rep->upper);
  rocksdb::ReadOptions read = ReadAt(snapshot.snapshot_);
  read.fill_cache = options.fill_cache;
  if (!options.fill_cache) read.readahead_size = size_t{2} << 20;
  if (!rep->lower.empty()) read.iterate_lower_bound = &rep->lower_slice;
  if (!rep->upper.empty()) read.iterate_upper_bound = &rep->upper_slice;
  rep->iterator.reset(rep_->db().NewIterator(read, family.rep_->handle));
  return KvCursor(std::move(rep));
}

Status KvStore::Write(KvBatch* batch, bool sync) {
  ZM_TRY(FromRocks(batch->rep_->status, "collecting a batch"));
  rocksdb::WriteOptions write;
  write.sync = sync;
  rep_->written = true;
  return FromRocks(rep_->db().Write(write, &batch->rep_->batch),
                   "writing to " + rep_->dir);
}

Status KvStore::Sync() {
  return FromRocks(rep_->db().SyncWAL(), "syncing " + rep_->dir);
}

Status KvStore::Flush() {
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  {
    const std::lock_guard<std::mutex> lock(rep_->mutex);
    for (const auto& [name, family] : rep_->families) {
      handles.push_back(family.rep_->handle);
    }
  }
  return FromRocks(rep_->db().Flush(rocksdb::FlushOptions(), handles),
                   "flushing " + rep_->dir);
}

Status KvStore::Ingest(const std::vector<IngestFiles>& files) {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (const IngestFiles& item : files) {
    if (item.paths.empty()) continue;
    rocksdb::IngestExternalFileArg argument;
    argument.column_family = item.family.rep_->handle;
    argument.external_files = item.paths;
    argument.options.move_files = true;
    argument.options.write_global_seqno = false;
    arguments.push_back(std::move(argument));
  }
  if (arguments.empty()) return {};
  return FromRocks(rep_->db().IngestExternalFiles(arguments),
                   "taking files into " + rep_->dir);
}

Status KvStore::Checkpoint(const std::string& dir) const {
  rocksdb::Checkpoint* raw = nullptr;
  ZM_TRY(FromRocks(rocksdb::Checkpoint::Create(&rep_->db(), &raw),
                   "preparing a copy"));
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(raw);
  ZM_TRY(FromRocks(checkpoint->CreateCheckpoint(dir), "copying to " + dir));
  // Made here, for who reads the copy may have no right to.
  return LockFile::Acquire(dir + std::string(kLockName),
                           LockFile::Kind::kShared)
      .status();
}

Status KvStore::VerifyChecksums() const {
  return FromRocks(rep_->db().VerifyChecksum(), "verifying " + rep_->dir);
}

uint64_t KvStore::DiskBytes(const KvFamily& family) const {
  uint64_t bytes = 0;
  // An estimate: a property that is missing counts as nothing.
  rep_->db().GetIntProperty(
      family.rep_->handle, rocksdb::DB::Properties::kTotalSstFilesSize, &bytes);
  return bytes;
}

}  // namespace zhimai
