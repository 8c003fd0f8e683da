#include "graph/store/core.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "graph/store/coding.h"
#include "graph/store/meta.h"
#include "graph/store/publish.h"
#include "graph/store/text_rebuild.h"

namespace zhimai {
namespace {

KvMode ModeOf(StoreMode mode) {
  switch (mode) {
    case StoreMode::kRead:
      return KvMode::kRead;
    case StoreMode::kReadWrite:
      return KvMode::kReadWrite;
    case StoreMode::kCreate:
      return KvMode::kCreate;
  }
  return KvMode::kRead;
}

std::string EncodePrefixes(const IriPrefixes& prefixes) {
  std::string out;
  for (const std::string& prefix : prefixes) {
    AppendLengthPrefixed(prefix, &out);
  }
  return out;
}

Result<IriPrefixes> DecodePrefixes(std::string_view bytes) {
  IriPrefixes prefixes;
  ByteReader in(bytes);
  while (in.ok() && in.remaining() > 0) {
    prefixes.emplace_back(in.LengthPrefixed());
  }
  if (!in.done()) return Status::Corruption("meta: iri_prefixes is damaged");
  return prefixes;
}

}  // namespace

Result<std::unique_ptr<StoreCore>> StoreCore::Open(
    const std::string& dir, const StoreOptions& options) {
  if (options.mode == StoreMode::kRead) return OpenToRead(dir, options);
  std::unique_ptr<StoreCore> core(new StoreCore);
  ZM_TRY(core->Attach(dir, options));
  // Where links cannot be made, readers hear that the store is locked.
  PublishState(core->kv(), dir).ok();
  return core;
}

StoreCore::~StoreCore() {
  if (kv_ != nullptr && kv_->writable()) WithdrawState(dir_);
}

Result<std::unique_ptr<StoreCore>> StoreCore::OpenToRead(
    const std::string& dir, const StoreOptions& options) {
  // A writer needs moments to open and to close, when nothing is published.
  constexpr std::chrono::seconds kWait{5};
  constexpr std::chrono::milliseconds kPause{10};
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    std::unique_ptr<StoreCore> core(new StoreCore);
    Status status = core->Attach(dir, options);
    if (status.ok()) return core;
    if (status.code() != Code::kLocked) return status;
    ZM_TRY_ASSIGN(core, OpenPublishedState(dir, options));
    if (core != nullptr) return core;
    if (std::chrono::steady_clock::now() - start > kWait) return status;
    std::this_thread::sleep_for(kPause);
  }
}

// Null when nothing is published.
Result<std::unique_ptr<StoreCore>> StoreCore::OpenPublishedState(
    const std::string& dir, const StoreOptions& options) {
  std::optional<PublishedState> published = OpenPublished(dir);
  if (!published) return std::unique_ptr<StoreCore>();
  std::unique_ptr<StoreCore> core(new StoreCore);
  core->published_ = *std::move(published);
  ZM_TRY(core->Attach(core->published_.dir, options));
  return core;
}

Status StoreCore::Attach(const std::string& dir, const StoreOptions& options) {
  dir_ = dir;
  KvOptions kv_options;
  kv_options.mode = ModeOf(options.mode);
  kv_options.cache_bytes = options.cache_bytes;
  kv_options.threads = options.threads;
  kv_options.lock_wait = options.lock_wait;
  kv_options.cancelled = options.cancelled;
  // What a killed writer left is older than the store.
  kv_options.locked = [&dir] { RetractCurrent(dir); };
  ZM_TRY_ASSIGN(kv_, KvStore::Open(dir, FamilySpecs(), kv_options));
  ZM_TRY(OpenLasting(options));
  ZM_TRY_ASSIGN(const std::optional<std::string> format,
                kv_->Get(families_.meta, kMetaFormat));
  if (!format && options.mode == StoreMode::kCreate) {
    ZM_TRY(Initialise(options));
  }
  return Load();
}

Status StoreCore::OpenLasting(const StoreOptions& options) {
  const std::pair<std::string_view, KvFamily*> slots[] = {
      {kMetaFamily, &families_.meta},
      {kStatementFamily, &families_.statement},
      {kEvidenceFamily, &families_.evidence},
      {kDocStatementsFamily, &families_.doc_statements},
      {kSupportFamily, &families_.support},
      {kDocumentsFamily, &families_.documents},
      {kEntityFamily, &families_.entity},
      {kAliasFamily, &families_.alias},
      {kLinkFamily, &families_.link},
      {kTextFamily, &families_.text},
      {kJournalFamily, &families_.journal},
  };
  // Missing, too, after a kill while the store was being made.
  if (options.mode == StoreMode::kCreate) ZM_TRY(CreateMissing());
  for (const auto& [name, slot] : slots) {
    Result<KvFamily> family = kv_->Family(name);
    if (!family.ok()) {
      return Status::Corruption(dir_ + " is no graph: family " +
                                std::string(name) + " is missing");
    }
    *slot = *std::move(family);
  }
  return {};
}

Status StoreCore::CreateMissing() {
  std::vector<KvFamilySpec> missing;
  for (const KvFamilySpec& spec : LastingFamilySpecs()) {
    if (!kv_->Family(spec.name).ok()) missing.push_back(spec);
  }
  return missing.empty() ? Status() : kv_->CreateFamilies(missing).status();
}

Status StoreCore::Initialise(const StoreOptions& options) {
  ZM_TRY_ASSIGN(const IriPrefixes prefixes,
                DecodePrefixes(EncodePrefixes(options.iri_prefixes)));
  // What a killed attempt may have left.
  ZM_TRY(DropGeneration(kv_.get(), 0));
  ZM_TRY_ASSIGN(const std::shared_ptr<Generation> generation,
                CreateGeneration(kv_.get(), 0, prefixes));
  KvBatch batch;
  batch.Put(families_.meta, kMetaIriPrefixes, EncodePrefixes(prefixes));
  batch.Put(families_.meta, kMetaGeneration, generation->meta.Encode());
  batch.Put(families_.meta, kMetaDelta, DeltaMeta().Encode());
  TextMeta text;
  for (const TextKind kind : kTextKinds) text.SetComplete(kind, true);
  batch.Put(families_.meta, kMetaText, text.Encode());
  std::string version;
  AppendVarint(kFormatVersion, &version);
  batch.Put(families_.meta, kMetaFormat, version);
  return kv_->Write(&batch);
}

Status StoreCore::Load() {
  const auto required = [&](std::string_view key) -> Result<std::string> {
    ZM_TRY_ASSIGN(std::optional<std::string> value,
                  kv_->Get(families_.meta, key));
    if (!value) {
      return Status::Corruption(dir_ + ": meta has no " + std::string(key));
    }
    return *std::move(value);
  };
  ZM_TRY_ASSIGN(const std::string format, required(kMetaFormat));
  ByteReader in(format);
  const uint64_t version = in.Varint();
  if (version != kFormatVersion) {
    return {Code::kUnsupported,
            dir_ + " has format " + std::to_string(version) +
                "; this program reads format " +
                std::to_string(kFormatVersion) + ". Build it anew."};
  }
  ZM_TRY_ASSIGN(const std::string prefixes, required(kMetaIriPrefixes));
  ZM_TRY_ASSIGN(IriPrefixes iri_prefixes, DecodePrefixes(prefixes));
  ZM_TRY_ASSIGN(const std::string record, required(kMetaGeneration));
  ZM_TRY_ASSIGN(const GenerationMeta meta, GenerationMeta::Decode(record));
  ZM_TRY_ASSIGN(generation_,
                OpenGeneration(*kv_, meta, std::move(iri_prefixes)));
  return kv_->writable() ? DropLeftovers() : Status();
}

// Of an optimize that was killed, before or after its switch.
Status StoreCore::DropLeftovers() {
  for (const std::string& name : kv_->FamilyNames()) {
    const std::optional<uint64_t> number = GenerationOf(name);
    if (!number || *number == generation_->meta.number) continue;
    ZM_TRY(DropGeneration(kv_.get(), *number));
  }
  std::error_code error;
  std::filesystem::remove_all(dir_ + "/build", error);
  std::filesystem::remove_all(dir_ + "/bulk", error);
  // Not our concern here: the next optimize says what is wrong.
  return DropStraySegments(this);
}

StoreCore::View StoreCore::TakeView() const {
  View view;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    view.generation = generation_;
    view.kv = kv_->Snapshot();
  }
  view.delta = std::make_shared<const DeltaState>(ReadDelta(view.kv));
  return view;
}

Snapshot StoreCore::TakeSnapshot() const {
  View view = TakeView();
  return Snapshot(this, std::move(view.generation), std::move(view.delta),
                  std::move(view.kv));
}

DeltaState StoreCore::ReadDelta(const KvSnapshot& snapshot) const {
  DeltaState state;
  Result<std::optional<std::string>> record =
      kv_->Get(families_.meta, kMetaDelta, snapshot);
  state.status = record.status();
  if (!record.ok()) return state;
  Result<DeltaMeta> meta = DeltaMeta::Decode(record->value_or(""));
  state.status = meta.status();
  if (meta.ok()) state.meta = *std::move(meta);
  return state;
}

Result<TextMeta> StoreCore::ReadTextMeta(const KvSnapshot& snapshot) const {
  ZM_TRY_ASSIGN(const std::optional<std::string> record,
                kv_->Get(families_.meta, kMetaText, snapshot));
  return TextMeta::Decode(record.value_or(""));
}

Status StoreCore::SwitchTo(std::shared_ptr<Generation> next, KvBatch* batch) {
  const std::lock_guard<std::mutex> lock(mutex_);
  batch->Put(families_.meta, kMetaGeneration, next->meta.Encode());
  batch->Put(families_.meta, kMetaDelta, DeltaMeta().Encode());
  ZM_TRY(kv_->Write(batch));
  generation_ = std::move(next);
  return {};
}

Status StoreCore::CheckWritable() const {
  if (kv_->writable()) return {};
  return Status::Usage(dir_ + " is open for reading only");
}

}  // namespace zhimai
