#include "graph/store/families.h"

#include "graph/store/coding.h"
#include "graph/store/document_codec.h"
#include "graph/store/family_keys.h"
#include "graph/store/meta.h"

namespace zhimai {
namespace {

Status Damaged(std::string_view family) {
  return Status::Corruption(std::string(family) + ": an entry is damaged");
}

}  // namespace

Result<std::optional<std::string>> FamilyView::GetBytes(
    std::string_view key) const {
  return kv_->Get(family_, key, snapshot_);
}

Status FamilyView::Walk(
    std::string_view prefix, std::string_view start,
    const std::function<Result<bool>(std::string_view key,
                                     std::string_view value)>& visit,
    bool scan) const {
  KvCursor cursor = kv_->NewCursor(family_, snapshot_,
                                   {.lower = std::string(prefix),
                                    .upper = PrefixEnd(prefix),
                                    .fill_cache = !scan});
  for (cursor.Seek(start); cursor.valid(); cursor.Next()) {
    ZM_TRY_ASSIGN(const bool more, visit(cursor.key(), cursor.value()));
    if (!more) return {};
  }
  return cursor.status();
}

Result<std::optional<std::string>> StatementFamily::Get(
    const StatementId& id) const {
  return GetBytes(IdBytes(id));
}

Status StatementFamily::ForEach(const Visit& visit) const {
  return ForEachFrom(StatementId{}, visit);
}

Status StatementFamily::ForEachFrom(const StatementId& start,
                                    const Visit& visit) const {
  return Walk(
      {}, IdBytes(start),
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        const std::optional<StatementId> id = ParseId(key);
        if (!id) return Damaged(kStatementFamily);
        return visit(*id, value);
      },
      start == StatementId{});
}

Result<std::optional<std::string>> EvidenceFamily::Get(
    const StatementId& id, std::string_view document) const {
  return GetBytes(EvidenceKey(id, document));
}

Status EvidenceFamily::ForStatement(const StatementId& id,
                                    const Visit& visit) const {
  const std::string_view prefix = IdBytes(id);
  return Walk(
      prefix, prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        return visit(id, key.substr(prefix.size()), value);
      });
}

EvidenceWalk EvidenceFamily::InOrder(bool whole) const {
  return EvidenceWalk(kv_->NewCursor(
      family_, snapshot_, {.lower = {}, .upper = {}, .fill_cache = !whole}));
}

Status EvidenceWalk::ForStatement(const StatementId& id,
                                  const EvidenceFamily::Visit& visit) {
  // A seek costs as much as many steps.
  constexpr int kMostSteps = 16;
  const std::string_view prefix = IdBytes(id);
  for (int i = 0; begun_ && i < kMostSteps && Before(prefix); ++i) {
    cursor_.Next();
  }
  if (!begun_ || Before(prefix)) cursor_.Seek(prefix);
  begun_ = true;
  for (; cursor_.valid(); cursor_.Next()) {
    const std::string_view key = cursor_.key();
    if (key.substr(0, prefix.size()) != prefix) break;
    if (!visit(id, key.substr(prefix.size()), cursor_.value())) break;
  }
  return cursor_.status();
}

Status EvidenceFamily::ForEach(const Visit& visit) const {
  return Walk(
      {}, {},
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        const size_t size = StatementId{}.size();
        const std::optional<StatementId> id = ParseId(key.substr(0, size));
        if (!id) return Damaged(kEvidenceFamily);
        return visit(*id, key.substr(size), value);
      },
      true);
}

Result<std::vector<StatementId>> DocStatementFamily::Get(
    std::string_view document) const {
  std::string prefix;
  AppendEscaped(document, &prefix);
  std::vector<StatementId> ids;
  ZM_TRY(Walk(prefix, prefix,
              [&](std::string_view key, std::string_view) -> Result<bool> {
                const std::optional<StatementId> id =
                    ParseId(key.substr(prefix.size()));
                if (!id) return Damaged(kDocStatementsFamily);
                ids.push_back(*id);
                return true;
              }));
  return ids;
}

Status DocStatementFamily::ForEach(const Visit& visit) const {
  return Walk({}, {},
              [&](std::string_view key, std::string_view) -> Result<bool> {
                const auto parsed = ParseDocStatementKey(key);
                if (!parsed) return Damaged(kDocStatementsFamily);
                return visit(parsed->first, parsed->second);
              });
}

Result<uint64_t> SupportFamily::Get(SupportKind kind,
                                    std::string_view key) const {
  ZM_TRY_ASSIGN(const std::optional<std::string> value,
                GetBytes(SupportKey(kind, key)));
  if (!value) return uint64_t{0};
  ByteReader in(*value);
  const uint64_t count = in.Varint();
  if (!in.done()) return Damaged(kSupportFamily);
  return count;
}

Status SupportFamily::ForEach(const Visit& visit) const {
  return Walk(
      {}, {},
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        ByteReader in(value);
        const uint64_t count = in.Varint();
        if (!in.done() || key.empty()) return Damaged(kSupportFamily);
        return visit(static_cast<SupportKind>(key.front()), key.substr(1),
                     count);
      });
}

Result<std::optional<DocumentRecord>> DocumentFamily::Get(
    std::string_view path) const {
  ZM_TRY_ASSIGN(const std::optional<std::string> value, GetBytes(path));
  if (!value) return std::optional<DocumentRecord>();
  std::optional<DocumentRecord> record = DecodeDocument(path, *value);
  if (!record) return Damaged(kDocumentsFamily);
  return record;
}

Status DocumentFamily::ForEach(std::string_view path_prefix,
                               const Visit& visit) const {
  return Walk(
      path_prefix, path_prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        const auto record = DecodeDocument(key, value);
        if (!record) return Damaged(kDocumentsFamily);
        return visit(*record);
      });
}

Result<std::optional<std::string>> EntityFamily::Get(
    std::string_view id) const {
  return GetBytes(id);
}

Status EntityFamily::ForEach(std::string_view id_prefix,
                             const Visit& visit) const {
  return Walk(
      id_prefix, id_prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        return visit(key, value);
      },
      id_prefix.empty());
}

Result<std::optional<std::string>> AliasFamily::Get(
    std::string_view name_key, std::string_view entity) const {
  return GetBytes(AliasKey(name_key, entity));
}

Result<std::vector<std::string>> AliasFamily::Find(
    std::string_view name_key) const {
  std::string prefix;
  AppendEscaped(name_key, &prefix);
  std::vector<std::string> entities;
  ZM_TRY(Walk(prefix, prefix,
              [&](std::string_view key, std::string_view) -> Result<bool> {
                entities.emplace_back(key.substr(prefix.size()));
                return true;
              }));
  return entities;
}

Status AliasFamily::ForPrefix(std::string_view key_prefix,
                              const Visit& visit) const {
  std::string prefix;
  AppendEscapedPrefix(key_prefix, &prefix);
  return Walk(
      prefix, prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        const auto parsed = ParseAliasKey(key);
        if (!parsed) return Damaged(kAliasFamily);
        return visit(parsed->first, parsed->second, value);
      });
}

Status LinkFamily::ForPrefix(std::string_view prefix,
                             const Visit& visit) const {
  return Walk(
      prefix, prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        return visit(key, value);
      });
}

Status JournalFamily::ForEachFrom(uint64_t sequence, const Visit& visit) const {
  return Walk(
      {}, Big64(sequence),
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        if (key.size() != 8) return Damaged(kJournalFamily);
        return visit(ReadBig64(key.data()), value);
      });
}

Result<uint64_t> JournalFamily::Last() const {
  KvCursor cursor = kv_->NewCursor(family_, snapshot_);
  cursor.SeekToLast();
  if (!cursor.valid()) {
    ZM_TRY(cursor.status());
    return uint64_t{0};
  }
  if (cursor.key().size() != 8) return Damaged(kJournalFamily);
  return ReadBig64(cursor.key().data());
}

Result<std::optional<std::string>> BlobFamily::Get(
    std::string_view name) const {
  return GetBytes(std::string(kMetaBlobPrefix) + std::string(name));
}

Status BlobFamily::ForEach(const Visit& visit) const {
  return Walk(
      kMetaBlobPrefix, kMetaBlobPrefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        return visit(key.substr(kMetaBlobPrefix.size()), value);
      });
}

}  // namespace zhimai
