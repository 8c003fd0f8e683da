#include "graph/store/bulk_input.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "graph/base/status.h"
#include "graph/store/coding.h"
#include "graph/store/term_key.h"

namespace zhimai {
namespace {

TermKind DeltaKind(TermKind kind) {
  return static_cast<TermKind>(static_cast<uint8_t>(kind) | 1);
}

template <typename Record>
std::string_view BytesOf(const Record& record) {
  return {reinterpret_cast<const char*>(&record), sizeof record};
}

// The ids of a spool, or the quads.
template <typename Record>
Status ReadRecord(ByteSpool::Reader* reader, Record* record) {
  ZM_TRY_ASSIGN(const std::string_view bytes, reader->Take(sizeof *record));
  std::memcpy(record, bytes.data(), bytes.size());
  return {};
}

}  // namespace

BulkInput::BulkInput(std::string folder, IriPrefixes prefixes,
                     size_t memory_bytes)
    : folder_(std::move(folder)),
      prefixes_(std::move(prefixes)),
      memory_bytes_(memory_bytes) {}

BulkInput::~BulkInput() {
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

Status BulkInput::Add(const Quad& quad) {
  IdQuad ids;
  if (last_id_.is_none() || !(quad.subject == last_subject_)) {
    ZM_TRY_ASSIGN(last_id_, IdOf(quad.subject));
    last_subject_ = quad.subject;
  }
  ids.subject = last_id_;
  ZM_TRY_ASSIGN(ids.predicate, IdOf(quad.predicate));
  ZM_TRY_ASSIGN(ids.object, IdOf(quad.object));
  if (!quad.in_default_graph()) {
    ZM_TRY_ASSIGN(ids.graph, IdOf(quad.graph));
  }
  quads_.push_back(ids);
  ++quad_count_;
  // Looking at it each time would cost more than it saves.
  constexpr size_t kLookEvery = 1024;
  if (quads_.size() % kLookEvery != 0) return {};
  const size_t used = table_.byte_size() + quads_.capacity() * sizeof(IdQuad);
  return used < memory_bytes_ ? Status() : CloseChunk(/*spill=*/true);
}

Result<TermId> BulkInput::IdOf(const Term& term) {
  const std::optional<TermId> inlined = InlineTerm(term, prefixes_);
  if (inlined) return *inlined;
  if (term.is_triple()) return TripleIdOf(term.triple(), term.depth());
  key_.clear();
  ZM_TRY(AppendTermKey(term, &key_));
  return Interned(key_);
}

// Readers bound the depth.
Result<TermId> BulkInput::TripleIdOf(const Triple& triple, int depth) {
  std::array<TermId, 3> parts;
  ZM_TRY_ASSIGN(parts[0], IdOf(triple.subject));
  ZM_TRY_ASSIGN(parts[1], IdOf(triple.predicate));
  ZM_TRY_ASSIGN(parts[2], IdOf(triple.object));
  return Interned(TripleKey(depth, parts));
}

TermId BulkInput::Interned(std::string_view key) {
  return MakeTermId(DeltaKind(KindOfKey(key)), table_.Intern(key));
}

Result<ByteSpool> BulkInput::NewSpool(bool spill) {
  if (!spill) return ByteSpool();
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    return Status::Io("cannot create " + folder_ + ": " + error.message());
  }
  return ByteSpool::InFile(folder_ + "/" + std::to_string(files_++));
}

Status BulkInput::CloseChunk(bool spill) {
  if (quads_.empty()) return {};
  auto chunk = std::make_unique<Chunk>();
  for (ByteSpool* spool : {&chunk->keys, &chunk->ids, &chunk->quads}) {
    ZM_TRY_ASSIGN(*spool, NewSpool(spill));
  }
  std::vector<TermId> ranks;
  ZM_TRY(WriteTerms(chunk.get(), &ranks));
  table_.Clear();
  chunk->quads.Expect(quads_.size() * sizeof(IdQuad));
  const auto ranked = [&](TermId id) {
    return id.in_dictionary() ? ranks[id.payload()] : id;
  };
  for (const IdQuad& quad : quads_) {
    const IdQuad kept = {ranked(quad.subject), ranked(quad.predicate),
                         ranked(quad.object), ranked(quad.graph)};
    ZM_TRY(chunk->quads.Append(BytesOf(kept)));
  }
  ZM_TRY(chunk->quads.Seal());
  chunks_.push_back(std::move(chunk));
  // Not `= {}`, which would keep the memory, and count it.
  quads_ = std::vector<IdQuad>();
  last_id_ = TermId{};
  return {};
}

// `*ranks` gets the id of each number of the table with its rank.
Status BulkInput::WriteTerms(Chunk* chunk, std::vector<TermId>* ranks) {
  const std::vector<uint32_t> sorted = table_.Sorted();
  ranks->resize(sorted.size());
  for (uint32_t rank = 0; rank < sorted.size(); ++rank) {
    const TermKind kind = KindOfKey(table_.key(sorted[rank]));
    (*ranks)[sorted[rank]] = MakeTermId(DeltaKind(kind), rank);
  }
  for (const uint32_t number : sorted) {
    const std::string_view key = table_.key(number);
    const std::optional<TripleParts> triple = TripleOfKey(key);
    if (!triple) {
      const uint64_t size = key.size();
      ZM_TRY(chunk->keys.Append(BytesOf(size)));
      ZM_TRY(chunk->keys.Append(key));
      ++chunk->strings;
      continue;
    }
    // They sort behind all strings.
    TripleTerm term = {triple->depth, triple->ids};
    for (TermId& part : term.parts) {
      if (part.in_dictionary()) part = (*ranks)[part.payload()];
    }
    chunk->triples.push_back(term);
  }
  chunk->triple_ids.resize(chunk->triples.size());
  return chunk->keys.Seal();
}

Status BulkInput::Seal() {
  // What fitted at once stays in memory.
  ZM_TRY(CloseChunk(/*spill=*/!chunks_.empty()));
  for (size_t i = 0; i < chunks_.size(); ++i) {
    chunks_[i]->reader = std::make_unique<ByteSpool::Reader>(&chunks_[i]->keys);
    ZM_TRY_ASSIGN(const bool more, NextTerm(chunks_[i].get()));
    if (more) heap_.push_back(i);
  }
  std::make_heap(heap_.begin(), heap_.end(),
                 [this](size_t a, size_t b) { return ComesLater(a, b); });
  return {};
}

Result<bool> BulkInput::NextTerm(Chunk* chunk) {
  if (chunk->reader->done()) {
    ZM_TRY(chunk->ids.Seal());
    return false;
  }
  uint64_t size = 0;
  ZM_TRY(ReadRecord(chunk->reader.get(), &size));
  ZM_TRY_ASSIGN(const std::string_view key, chunk->reader->Take(size));
  chunk->head.assign(key);
  return true;
}

bool BulkInput::ComesLater(size_t a, size_t b) const {
  return chunks_[a]->head > chunks_[b]->head;
}

Status BulkInput::AssignTerm(TermId id) {
  const auto later = [this](size_t a, size_t b) { return ComesLater(a, b); };
  const std::string key = chunks_[heap_.front()]->head;
  while (!heap_.empty() && chunks_[heap_.front()]->head == key) {
    Chunk& chunk = *chunks_[heap_.front()];
    std::pop_heap(heap_.begin(), heap_.end(), later);
    ZM_TRY(chunk.ids.Append(BytesOf(id)));
    ZM_TRY_ASSIGN(const bool more, NextTerm(&chunk));
    if (more) {
      std::push_heap(heap_.begin(), heap_.end(), later);
    } else {
      heap_.pop_back();
    }
  }
  return {};
}

Result<std::vector<TermId>> BulkInput::IdsOf(const Chunk& chunk) {
  ByteSpool::Reader reader(&chunk.ids);
  std::vector<TermId> ids(chunk.strings);
  for (TermId& id : ids) ZM_TRY(ReadRecord(&reader, &id));
  return ids;
}

TermId BulkInput::Translated(TermId id, const Chunk& chunk,
                             const std::vector<TermId>& ids) {
  if (!id.in_dictionary()) return id;
  const uint64_t rank = id.payload();
  return rank < chunk.strings ? ids[rank]
                              : chunk.triple_ids[rank - chunk.strings];
}

Status BulkInput::AddTripleTerms(
    int depth, std::vector<std::pair<std::string, TermId*>>* level) {
  for (const std::unique_ptr<Chunk>& chunk : chunks_) {
    std::vector<TermId> ids;
    for (size_t i = 0; i < chunk->triples.size(); ++i) {
      const TripleTerm& triple = chunk->triples[i];
      if (triple.depth != depth) continue;
      if (ids.empty()) {
        ZM_TRY_ASSIGN(ids, IdsOf(*chunk));
      }
      std::array<TermId, 3> parts = triple.parts;
      for (TermId& part : parts) part = Translated(part, *chunk, ids);
      level->emplace_back(TripleKey(depth, parts), &chunk->triple_ids[i]);
    }
  }
  return {};
}

Status BulkInput::Translate() {
  for (const std::unique_ptr<Chunk>& chunk : chunks_) {
    ZM_TRY_ASSIGN(const std::vector<TermId> ids, IdsOf(*chunk));
    ZM_TRY_ASSIGN(ByteSpool translated, NewSpool(chunk->quads.in_file()));
    translated.Expect(chunk->quads.size());
    ByteSpool::Reader reader(&chunk->quads);
    IdQuad quad;
    while (!reader.done()) {
      ZM_TRY(ReadRecord(&reader, &quad));
      for (TermId* id :
           {&quad.subject, &quad.predicate, &quad.object, &quad.graph}) {
        *id = Translated(*id, *chunk, ids);
      }
      ZM_TRY(translated.Append(BytesOf(quad)));
    }
    ZM_TRY(translated.Seal());
    chunk->quads = std::move(translated);
  }
  return {};
}

Status BulkInput::VisitQuads(
    const std::function<Status(const IdQuad&)>& visit) const {
  constexpr size_t kAtOnce = 512 * sizeof(IdQuad);
  for (const std::unique_ptr<Chunk>& chunk : chunks_) {
    ByteSpool::Reader reader(&chunk->quads);
    while (!reader.done()) {
      ZM_TRY_ASSIGN(const std::string_view bytes,
                    reader.Take(std::min(kAtOnce, reader.left())));
      IdQuad quad;
      for (size_t at = 0; at < bytes.size(); at += sizeof quad) {
        std::memcpy(&quad, bytes.data() + at, sizeof quad);
        ZM_TRY(visit(quad));
      }
    }
  }
  return {};
}

}  // namespace zhimai
