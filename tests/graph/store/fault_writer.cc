// The process that fault_test kills, and the other process of lock tests.
//   commit DIR    commits numbered batches without end, prints each number
//                 once the commit has returned
//   optimize DIR  the same, with an optimize after every third batch
//   bulk DIR      the same, with a bulk load of its quads again after every
//                 third batch
//   hold DIR      opens for writing, prints "ready", waits for its input's end
//   open DIR      opens for reading, prints the error or the number of quads
#include <cstdio>
#include <iostream>
#include <set>
#include <string>

#include "tests/graph/store/numbered_batches.h"

namespace zhimai {
namespace {

// Adds what is there already.
bool LoadAgain(Store* store, int number) {
  const auto load = store->BeginLoad(size_t{1} << 20);
  for (int i = 1; i <= number; ++i) {
    WriteBatch batch;
    FillBatch(i, &batch);
    const Snapshot now = store->snapshot();
    const Status added = batch.VisitAdded([&](const Quad& quad) -> Status {
      ZM_TRY_ASSIGN(const bool there, now.Contains(quad));
      return there ? load->Add(quad) : Status();
    });
    if (!added.ok()) return false;
  }
  return store->Commit(load.get()).ok();
}

int Commit(const std::string& dir, bool optimize, bool bulk = false) {
  StoreOptions options;
  options.mode = StoreMode::kCreate;
  auto store = Store::Open(dir, options);
  if (!store.ok()) {
    std::cout << store.status() << std::endl;
    return 1;
  }
  for (int number = LastBatch((*store)->snapshot()) + 1;; ++number) {
    WriteBatch batch;
    FillBatch(number, &batch);
    if (!(*store)->Commit(&batch).ok()) return 1;
    std::cout << number << std::endl;
    if (bulk && number % 3 == 0 && !LoadAgain(store->get(), number)) return 1;
    if (optimize && number % 3 == 0 && !(*store)->Optimize().ok()) return 1;
  }
}

int Hold(const std::string& dir) {
  StoreOptions options;
  options.mode = StoreMode::kCreate;
  const auto store = Store::Open(dir, options);
  std::cout << (store.ok() ? "ready" : store.status().ToString()) << std::endl;
  while (std::getchar() != EOF) {
  }
  return 0;
}

int OpenToRead(const std::string& dir) {
  const auto store = Store::Open(dir, {});
  if (!store.ok()) {
    std::cout << static_cast<int>(store.status().code()) << " "
              << store.status() << std::endl;
    return 1;
  }
  std::cout << (*store)->snapshot().Count({}).value() << std::endl;
  return 0;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string what = argv[1];
  if (what == "commit") return zhimai::Commit(argv[2], false);
  if (what == "optimize") return zhimai::Commit(argv[2], true);
  if (what == "bulk") return zhimai::Commit(argv[2], false, true);
  if (what == "hold") return zhimai::Hold(argv[2]);
  if (what == "open") return zhimai::OpenToRead(argv[2]);
  return 2;
}
