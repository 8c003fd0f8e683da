#include "graph/store/optimize.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "graph/store/base_writer.h"
#include "graph/store/coding.h"
#include "graph/store/dictionary.h"
#include "graph/store/external_sort.h"
#include "graph/store/renumber.h"

namespace zhimai {
namespace {

// What a pass over one order gives.
struct OrderResult {
  Status status;
  std::vector<KvStore::IngestFiles> files;
  uint64_t quads = 0;
  // By predicate, where it comes first: rows, and distinct second columns.
  std::map<TermId, std::pair<uint64_t, uint64_t>> counts;
};

bool HasDeltaTerm(const IdQuad& quad) {
  return quad.subject.in_delta() || quad.predicate.in_delta() ||
         quad.object.in_delta() || quad.graph.in_delta();
}

// Takes the quads of one order, ascending; equal ones count once.
class OrderSink {
 public:
  OrderSink(const Generation& generation, Order order,
            const std::string& folder, OrderResult* result)
      : writer_(generation, order, folder),
        counted_(order == Order::kPso || order == Order::kPos),
        result_(*result) {}

  Status Add(const OrderedQuad& quad) {
    if (any_ && quad == last_) return {};
    if (counted_) Count(quad);
    any_ = true;
    last_ = quad;
    return writer_.Add(quad);
  }

  Status Finish() {
    result_.quads = writer_.count();
    return writer_.Finish(&result_.files);
  }

 private:
  void Count(const OrderedQuad& quad) {
    if (!any_ || quad[0] != last_[0]) counts_ = &result_.counts[quad[0]];
    ++counts_->first;
    if (!any_ || last_[0] != quad[0] || last_[1] != quad[1]) ++counts_->second;
  }

  OrderWriter writer_;
  bool counted_;
  OrderResult& result_;
  std::pair<uint64_t, uint64_t>* counts_ = nullptr;
  bool any_ = false;
  OrderedQuad last_{};
};

class Rewriter {
 public:
  Rewriter(StoreCore* core, const OptimizeOptions& options, BulkInput* fresh)
      : core_(core),
        options_(options),
        fresh_(fresh),
        folder_(core->dir() + "/build"),
        snapshot_(core->TakeSnapshot()) {}

  ~Rewriter() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }

  Result<uint64_t> Run(KvBatch* batch);

 private:
  Status Build(const StoreCore::View& view);
  Status Report(double share);
  // For loops over quads: looks now and then.
  Status Poll(uint64_t* count) const {
    return (++*count & 0xFFFF) == 0 ? CheckStopped() : Status();
  }
  Status CheckStopped() const;
  Status MarkTerms(Renumbering* renumbering);
  Status WriteOrders(const Renumbering& renumbering);
  Status WriteOrder(Order order, const Renumbering& renumbering,
                    OrderResult* result);
  Status Collect(Order order, const Renumbering& renumbering,
                 ExternalSorter<OrderedQuad, QuadLess>* sorter);
  Status WriteStats();

  StoreCore* core_;
  const OptimizeOptions& options_;
  BulkInput* fresh_;
  std::string folder_;
  Snapshot snapshot_;
  std::shared_ptr<Generation> next_;
  std::array<OrderResult, kOrders.size()> orders_;
  uint64_t delta_terms_ = 0;
  std::mutex report_mutex_;
  std::atomic<bool> stopped_ = false;
};

Status Rewriter::Report(double share) {
  const std::lock_guard<std::mutex> lock(report_mutex_);
  if (!stopped_ && (!options_.progress || options_.progress(share))) return {};
  stopped_ = true;
  return {Code::kCancelled, "interrupted"};
}

Status Rewriter::CheckStopped() const {
  if (!stopped_) return {};
  return {Code::kCancelled, "interrupted"};
}

Result<uint64_t> Rewriter::Run(KvBatch* batch) {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return Status::Io("cannot create " + folder_ + ": " + error.message());
  }
  const StoreCore::View view = core_->TakeView();
  ZM_TRY(view.delta->status);
  const Generation& old = core_->generation();
  const uint64_t before =
      old.meta.base_quads + view.delta->meta.added - view.delta->meta.removed;
  // One that could not be switched to is still there.
  ZM_TRY(DropGeneration(&core_->kv(), old.meta.number + 1));
  ZM_TRY_ASSIGN(
      next_, CreateGeneration(&core_->kv(), old.meta.number + 1, old.prefixes));
  Status status = Build(view);
  if (!status.ok()) {
    // The old generation stays; should this fail too, opening cleans up.
    DropGeneration(&core_->kv(), next_->meta.number).ok();
    return status;
  }
  ZM_TRY(core_->SwitchTo(next_, batch));
  ZM_TRY(DropGeneration(&core_->kv(), next_->meta.number - 1));
  return next_->meta.base_quads - before;
}

Status Rewriter::Build(const StoreCore::View& view) {
  delta_terms_ = view.delta->meta.terms;
  Renumbering renumbering(&core_->kv(), view.generation.get(), &view.kv,
                          view.delta->meta.terms, fresh_);
  ZM_TRY(MarkTerms(&renumbering));
  ZM_TRY(Report(0.1));
  std::vector<KvStore::IngestFiles> files;
  {
    DictionaryWriter dictionary(*next_, folder_, options_.memory_bytes / 4);
    ZM_TRY(renumbering.WriteDictionary(&dictionary));
    ZM_TRY(dictionary.Finish(&files));
    next_->meta.base_terms = dictionary.count();
  }
  if (fresh_ != nullptr) ZM_TRY(fresh_->Translate());
  ZM_TRY(Report(0.2));
  ZM_TRY(WriteOrders(renumbering));
  for (OrderResult& order : orders_) {
    std::move(order.files.begin(), order.files.end(),
              std::back_inserter(files));
  }
  next_->meta.base_quads = orders_.front().quads;
  ZM_TRY(core_->kv().Ingest(files));
  ZM_TRY(WriteStats());
  return Report(1);
}

Status Rewriter::MarkTerms(Renumbering* renumbering) {
  QuadScan scan = snapshot_.Scan({}, Order::kPso);
  while (scan.Next()) {
    const IdQuad& quad = scan.quad();
    for (TermId id : {quad.subject, quad.predicate, quad.object, quad.graph}) {
      ZM_TRY(renumbering->Mark(id));
    }
  }
  return scan.status();
}

// Each order by one of some threads.
Status Rewriter::WriteOrders(const Renumbering& renumbering) {
  std::atomic<size_t> next = 0;
  std::atomic<size_t> done = 0;
  const auto work = [&] {
    for (size_t i = next++; i < kOrders.size(); i = next++) {
      OrderResult& result = orders_[i];
      result.status = WriteOrder(kOrders[i], renumbering, &result);
      if (result.status.ok()) {
        result.status = Report(0.2 + 0.12 * static_cast<double>(++done));
      }
      if (!result.status.ok()) stopped_ = true;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < options_.threads; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  // What stopped the others says more than that they were stopped.
  Status status;
  for (OrderResult& result : orders_) {
    const bool better = status.ok() || status.code() == Code::kCancelled;
    if (!result.status.ok() && better) status = result.status;
  }
  return status;
}

// What does not come in order by itself: fresh quads, and old ones with terms
// of the delta, whose new ids may be anywhere.
Status Rewriter::Collect(Order order, const Renumbering& renumbering,
                         ExternalSorter<OrderedQuad, QuadLess>* sorter) {
  uint64_t count = 0;
  const auto add = [&](const IdQuad& quad) -> Status {
    ZM_TRY(Poll(&count));
    return sorter->Add(ToOrder(order, quad));
  };
  if (delta_terms_ > 0) {
    QuadScan scan = snapshot_.Scan({}, order);
    while (scan.Next()) {
      if (HasDeltaTerm(scan.quad())) ZM_TRY(add(renumbering.New(scan.quad())));
    }
    ZM_TRY(scan.status());
  }
  if (fresh_ == nullptr) return {};
  sorter->Expect(fresh_->quad_count());
  return fresh_->VisitQuads(add);
}

Status Rewriter::WriteOrder(Order order, const Renumbering& renumbering,
                            OrderResult* result) {
  const auto shares = static_cast<size_t>(std::max(options_.threads, 1));
  ExternalSorter<OrderedQuad, QuadLess> sorter(
      folder_ + "/" + std::string(OrderName(order)) + ".quads.",
      options_.memory_bytes / 3 / shares);
  ZM_TRY(Collect(order, renumbering, &sorter));
  ZM_TRY(sorter.Sort());
  OrderSink sink(*next_, order, folder_, result);
  OrderedQuad sorted{};
  ZM_TRY_ASSIGN(bool more, sorter.Next(&sorted));
  // Old terms keep their sequence among each other, so the rest of the old
  // quads comes in order.
  uint64_t count = 0;
  QuadScan scan = snapshot_.Scan({}, order);
  while (scan.Next()) {
    if (HasDeltaTerm(scan.quad())) continue;
    ZM_TRY(Poll(&count));
    const OrderedQuad old = ToOrder(order, renumbering.New(scan.quad()));
    while (more && QuadLess()(sorted, old)) {
      ZM_TRY(sink.Add(sorted));
      ZM_TRY_ASSIGN(more, sorter.Next(&sorted));
    }
    ZM_TRY(sink.Add(old));
  }
  ZM_TRY(scan.status());
  while (more) {
    ZM_TRY(Poll(&count));
    ZM_TRY(sink.Add(sorted));
    ZM_TRY_ASSIGN(more, sorter.Next(&sorted));
  }
  return sink.Finish();
}

// REQUIRES: the new dictionary is in its families.
Status Rewriter::WriteStats() {
  const KvSnapshot now;
  Dictionary dictionary(&core_->kv(), next_.get(), &now);
  const auto& by_subject = orders_[static_cast<size_t>(Order::kPso)].counts;
  const auto& by_object = orders_[static_cast<size_t>(Order::kPos)].counts;
  std::map<std::string, std::string> entries;
  for (const auto& [id, count] : by_subject) {
    ZM_TRY_ASSIGN(const Term predicate, dictionary.Decode(id));
    std::string value;
    AppendVarint(count.first, &value);
    AppendVarint(count.second, &value);
    AppendVarint(by_object.at(id).second, &value);
    entries[predicate.value()] = value;
  }
  FamilyWriter writer(next_->stats, folder_);
  for (const auto& [key, value] : entries) ZM_TRY(writer.Add(key, value));
  ZM_TRY_ASSIGN(KvStore::IngestFiles done, writer.Finish());
  return core_->kv().Ingest({std::move(done)});
}

}  // namespace

Result<uint64_t> RewriteStore(StoreCore* core, const OptimizeOptions& options,
                              BulkInput* fresh, KvBatch* batch) {
  return Rewriter(core, options, fresh).Run(batch);
}

}  // namespace zhimai
