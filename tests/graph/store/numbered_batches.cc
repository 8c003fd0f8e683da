#include "tests/graph/store/numbered_batches.h"

#include <string>

#include "tests/graph/store/graph_maker.h"

namespace zhimai {

void FillBatch(int number, WriteBatch* batch, std::set<Quad>* model) {
  GraphMaker maker(static_cast<uint64_t>(number));
  for (int i = 0; i < 60; ++i) {
    const Quad quad = maker.MakeQuad(15);
    const bool remove = maker.Number(3) == 0;
    if (remove) {
      batch->Remove(quad);
    } else {
      batch->Add(quad);
    }
    if (model != nullptr && remove) model->erase(quad);
    if (model != nullptr && !remove) model->insert(quad);
  }
  StatementId id{};
  id[0] = static_cast<uint8_t>(number);
  id[1] = static_cast<uint8_t>(number >> 8);
  const std::string path = "doc" + std::to_string(number);
  DocumentRecord record;
  record.path = path;
  batch->PutDocument(record);
  batch->PutStatement(id, "statement " + path);
  batch->PutEvidence(id, path, "evidence " + path);
  batch->AddSupport(SupportKind::kEntity, "e/x", 1);
  batch->AppendJournal(path);
  batch->PutBlob("last", std::to_string(number));
}

int LastBatch(const Snapshot& snapshot) {
  return std::stoi(snapshot.blobs().Get("last").value().value_or("0"));
}

}  // namespace zhimai
