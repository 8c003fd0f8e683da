#include "graph/ingest/change_log.h"

#include "graph/store/coding.h"

namespace zhimai {
namespace {

// The low bits of the first number of a change.
constexpr uint64_t kKinds = 4;

}  // namespace

std::string EncodeLogEntry(const LogEntry& entry) {
  std::string bytes;
  AppendLengthPrefixed(entry.time, &bytes);
  AppendVarint(entry.changes.size(), &bytes);
  for (const LoggedChange& change : entry.changes) {
    AppendVarint(static_cast<uint64_t>(change.thing) * kKinds +
                     static_cast<uint64_t>(change.kind),
                 &bytes);
    AppendLengthPrefixed(change.id, &bytes);
    if (change.kind == ChangeKind::kGone) {
      AppendLengthPrefixed(change.tombstone, &bytes);
    }
  }
  return bytes;
}

Result<LogEntry> DecodeLogEntry(std::string_view bytes) {
  const Status damaged = Status::Corruption("journal: an entry is damaged");
  LogEntry entry;
  ByteReader reader(bytes);
  entry.time = reader.LengthPrefixed();
  const uint64_t count = reader.Varint();
  // Each takes two bytes at least.
  if (count > reader.remaining()) return damaged;
  entry.changes.reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t what = reader.Varint();
    if (what / kKinds > 2 || what % kKinds > 2) return damaged;
    LoggedChange change;
    change.kind = static_cast<ChangeKind>(what % kKinds);
    change.thing = static_cast<ChangeThing>(what / kKinds);
    change.id = reader.LengthPrefixed();
    if (change.kind == ChangeKind::kGone) {
      change.tombstone = reader.LengthPrefixed();
    }
    entry.changes.push_back(std::move(change));
  }
  if (!reader.done()) return damaged;
  return entry;
}

void ChangeFold::Add(LogEntry entry) {
  for (LoggedChange& change : entry.changes) {
    const auto [it, first] =
        net_.try_emplace({change.thing, std::move(change.id)});
    Net& net = it->second;
    if (first) net.was_there = change.kind != ChangeKind::kAdded;
    net.is_there = change.kind != ChangeKind::kGone;
    net.tombstone = std::move(change.tombstone);
  }
}

std::vector<LoggedChange> ChangeFold::Finish() const {
  std::vector<LoggedChange> changes;
  for (const auto& [key, net] : net_) {
    if (!net.was_there && !net.is_there) continue;
    LoggedChange& change = changes.emplace_back();
    change.thing = key.first;
    change.id = key.second;
    change.kind = !net.is_there    ? ChangeKind::kGone
                  : !net.was_there ? ChangeKind::kAdded
                                   : ChangeKind::kChanged;
    change.tombstone = net.tombstone;
  }
  return changes;
}

}  // namespace zhimai
