#include "graph/store/optimize.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "graph/store/base_writer.h"
#include "graph/store/coding.h"
#include "graph/store/external_sort.h"
#include "graph/store/renumber.h"

namespace zhimai {
namespace {

// What one pass over (predicate, x) pairs counts.
struct PredicateCount {
  TermId old_id;
  uint64_t rows = 0;
  uint64_t subjects = 0;
  uint64_t objects = 0;
};

class Optimizer {
 public:
  Optimizer(StoreCore* core, const OptimizeOptions& options)
      : core_(core),
        options_(options),
        folder_(core->dir() + "/build"),
        snapshot_(core->TakeSnapshot()) {}

  ~Optimizer() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }

  Status Run();

 private:
  Status Build();
  Status Report(double share);
  Status MarkTerms(Renumbering* renumbering);
  Status WriteOrder(Order order, const Renumbering& renumbering);
  void CountRow(Order order, const OrderedQuad& last, const OrderedQuad& quad,
                bool first);
  Status WriteStats();

  StoreCore* core_;
  const OptimizeOptions& options_;
  std::string folder_;
  Snapshot snapshot_;
  std::shared_ptr<Generation> next_;
  std::vector<KvStore::IngestFiles> files_;
  std::map<TermId, PredicateCount> counts_;
};

Status Optimizer::Report(double share) {
  if (!options_.progress || options_.progress(share)) return {};
  return {Code::kCancelled, "optimize was cancelled"};
}

Status Optimizer::Run() {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return Status::Io("cannot create " + folder_ + ": " + error.message());
  }
  const Generation& old = core_->generation();
  // One that could not be switched to is still there.
  ZM_TRY(DropGeneration(&core_->kv(), old.meta.number + 1));
  ZM_TRY_ASSIGN(
      next_, CreateGeneration(&core_->kv(), old.meta.number + 1, old.prefixes));
  Status status = Build();
  if (!status.ok()) {
    // The old generation stays; should this fail too, opening cleans up.
    DropGeneration(&core_->kv(), next_->meta.number).ok();
    return status;
  }
  ZM_TRY(core_->SwitchTo(next_));
  return DropGeneration(&core_->kv(), next_->meta.number - 1);
}

Status Optimizer::Build() {
  const StoreCore::View view = core_->TakeView();
  ZM_TRY(view.delta->status);
  Renumbering renumbering(&core_->kv(), view.generation.get(), &view.kv,
                          view.delta->meta.terms);
  ZM_TRY(MarkTerms(&renumbering));
  ZM_TRY(Report(0.1));
  {
    DictionaryWriter dictionary(*next_, folder_, options_.memory_bytes / 4);
    ZM_TRY(renumbering.WriteDictionary(&dictionary));
    ZM_TRY(dictionary.Finish(&files_));
    next_->meta.base_terms = dictionary.count();
  }
  double share = 0.2;
  for (Order order : kOrders) {
    ZM_TRY(Report(share));
    ZM_TRY(WriteOrder(order, renumbering));
    share += 0.12;
  }
  ZM_TRY(WriteStats());
  ZM_TRY(core_->kv().Ingest(files_));
  return Report(1);
}

Status Optimizer::MarkTerms(Renumbering* renumbering) {
  QuadScan scan = snapshot_.Scan({}, Order::kPso);
  while (scan.Next()) {
    const IdQuad& quad = scan.quad();
    for (TermId id : {quad.subject, quad.predicate, quad.object, quad.graph}) {
      ZM_TRY(renumbering->Mark(id));
    }
  }
  return scan.status();
}

Status Optimizer::WriteOrder(Order order, const Renumbering& renumbering) {
  ExternalSorter<OrderedQuad> sorter(folder_ + "/quads.",
                                     options_.memory_bytes / 2);
  // The same order: the old sequence is mostly the new one.
  QuadScan scan = snapshot_.Scan({}, order);
  TermId predicate{};
  while (scan.Next()) {
    const IdQuad& old = scan.quad();
    const IdQuad quad = {
        renumbering.New(old.subject), renumbering.New(old.predicate),
        renumbering.New(old.object), renumbering.New(old.graph)};
    if (order == Order::kPso && old.predicate != predicate) {
      predicate = old.predicate;
      counts_[quad.predicate].old_id = predicate;
    }
    ZM_TRY(sorter.Add(ToOrder(order, quad)));
  }
  ZM_TRY(scan.status());
  ZM_TRY(sorter.Sort());
  OrderWriter writer(*next_, order, folder_);
  OrderedQuad last{};
  OrderedQuad quad{};
  for (bool first = true;; first = false) {
    ZM_TRY_ASSIGN(const bool more, sorter.Next(&quad));
    if (!more) break;
    CountRow(order, last, quad, first);
    ZM_TRY(writer.Add(quad));
    last = quad;
  }
  next_->meta.base_quads = writer.count();
  return writer.Finish(&files_);
}

void Optimizer::CountRow(Order order, const OrderedQuad& last,
                         const OrderedQuad& quad, bool first) {
  if (order != Order::kPso && order != Order::kPos) return;
  PredicateCount& count = counts_[quad[0]];
  const bool fresh = first || last[0] != quad[0] || last[1] != quad[1];
  if (order == Order::kPos) {
    count.objects += fresh ? 1 : 0;
    return;
  }
  ++count.rows;
  count.subjects += fresh ? 1 : 0;
}

Status Optimizer::WriteStats() {
  std::map<std::string, std::string> entries;
  for (const auto& [id, count] : counts_) {
    ZM_TRY_ASSIGN(const Term predicate, snapshot_.Decode(count.old_id));
    std::string value;
    AppendVarint(count.rows, &value);
    AppendVarint(count.subjects, &value);
    AppendVarint(count.objects, &value);
    entries[predicate.value()] = value;
  }
  FamilyWriter writer(next_->stats, folder_);
  for (const auto& [key, value] : entries) ZM_TRY(writer.Add(key, value));
  ZM_TRY_ASSIGN(KvStore::IngestFiles done, writer.Finish());
  files_.push_back(std::move(done));
  return {};
}

}  // namespace

Status OptimizeStore(StoreCore* core, const OptimizeOptions& options) {
  return Optimizer(core, options).Run();
}

}  // namespace zhimai
