// The second half of Builder: what a batch changes in the families.
#include <algorithm>

#include "graph/base/unicode.h"
#include "graph/ingest/builder.h"
#include "graph/ingest/fusion.h"
#include "graph/ingest/link_key.h"
#include "graph/ingest/rdf.h"
#include "graph/ingest/text_units.h"
#include "graph/model/text_form.h"
#include "graph/store/text_literals.h"

namespace zhimai {
namespace {

void Count(std::map<std::string, uint64_t>* counts, std::string_view key,
           int change) {
  uint64_t& count = (*counts)[std::string(key)];
  count = change > 0 ? count + 1 : count - 1;
  if (count == 0) counts->erase(std::string(key));
}

std::set<Quad> EntityQuads(const EntityRecord& entity) {
  std::set<Quad> quads;
  RdfWriter writer({}, [&](const Triple& t) {
    quads.insert({t.subject, t.predicate, t.object, Term()});
  });
  writer.Entity(entity);
  return quads;
}

Quad PlainQuad(const StatementRecord& statement) {
  const Triple t = RdfWriter({}, {}).Plain(statement);
  return {t.subject, t.predicate, t.object, Term()};
}

// Name key -> the name as it is written. External ids are names too, behind a
// byte that no name key begins with.
std::map<std::string, std::string> AliasesOf(const EntityRecord& entity) {
  std::map<std::string, std::string> aliases;
  const auto add = [&](const std::string& name) {
    std::string key = NameKey(name);
    if (!key.empty()) aliases.emplace(std::move(key), name);
  };
  add(entity.label);
  for (const NameRecord& name : entity.names) add(name.text);
  for (const std::string& id : entity.external_ids) {
    aliases.emplace('\x01' + id, id);
  }
  return aliases;
}

}  // namespace

Status Builder::FlushStatements(const Snapshot& snapshot, WriteBatch* batch) {
  for (const auto& [id, change] : statements_) {
    ZM_TRY(FlushStatement(snapshot, id, change, batch));
  }
  return {};
}

Status Builder::FlushStatement(const Snapshot& snapshot, const StatementId& id,
                               const StatementChange& change,
                               WriteBatch* batch) {
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                snapshot.statements().Get(id));
  std::optional<FusedStatement> before;
  std::map<std::string, std::string> contributions;
  if (bytes) {
    ZM_TRY_ASSIGN(before, DecodeStatement(id, *bytes));
    ZM_TRY(snapshot.evidence().ForStatement(
        id, [&](const StatementId&, std::string_view document,
                std::string_view value) {
          contributions.emplace(document, value);
          return true;
        }));
  }
  const uint64_t evidence_before = contributions.size();
  for (const auto& [document, value] : change.documents) {
    if (value) {
      std::string& stored = contributions[document];
      if (!stored.empty() && stored != *value) batch->CountStaleText();
      if (stored != *value) {
        ZM_TRY_ASSIGN(const Contribution one,
                      DecodeContribution(document, *value));
        batch->PutText(TextKind::kEvidence, TextEvidenceKey(id, document),
                       TokensOfEvidence(one, &tokenizer_));
      }
      stored = *value;
      batch->PutEvidence(id, document, *value);
    } else if (contributions.erase(document) > 0) {
      batch->DeleteEvidence(id, document);
      batch->CountStaleText();
    }
  }
  counts_.after.evidence += contributions.size() - evidence_before;
  std::optional<FusedStatement> after;
  if (!contributions.empty()) {
    std::vector<Contribution> decoded;
    for (const auto& [document, value] : contributions) {
      ZM_TRY_ASSIGN(Contribution one, DecodeContribution(document, value));
      decoded.push_back(std::move(one));
    }
    if (!before && !change.has_core) {
      return Status::Corruption(StatementName(id) + " is missing");
    }
    after = Fuse(before ? before->record : change.core, decoded);
  }
  ReplaceStatement(before, after, batch);
  return {};
}

void Builder::ReplaceStatement(const std::optional<FusedStatement>& before,
                               const std::optional<FusedStatement>& after,
                               WriteBatch* batch) {
  if (before == after) return;
  std::map<std::string, std::string> old_links;
  std::map<std::string, std::string> new_links;
  if (before) old_links = LinksOf(before->record);
  if (after) new_links = LinksOf(after->record);
  for (const auto& [key, value] : old_links) {
    if (!new_links.contains(key)) batch->DeleteLink(key);
  }
  for (const auto& [key, value] : new_links) {
    const auto old = old_links.find(key);
    if (old == old_links.end() || old->second != value) {
      batch->PutLink(key, value);
    }
  }
  if (before && IsTruthy(before->record)) --triples_[PlainQuad(before->record)];
  if (after && IsTruthy(after->record)) ++triples_[PlainQuad(after->record)];
  const int change = (after ? 1 : 0) - (before ? 1 : 0);
  if (change != 0) {
    const StatementRecord& record = (after ? after : before)->record;
    counts_.after.statements += static_cast<uint64_t>(change);
    ++(change > 0 ? counts_.statements_new : counts_.statements_gone);
    Count(&counts_.after.by_modality, ModalityName(record.modality), change);
    Count(&counts_.after.by_relation, record.predicate, change);
  }
  Log(ChangeThing::kStatement,
      StatementName((after ? after : before)->record.id), before.has_value(),
      after.has_value(), after ? "" : EncodeStatement(*before));
  if (after) {
    batch->PutStatement(after->record.id, EncodeStatement(*after));
  } else {
    batch->DeleteStatement(before->record.id);
  }
}

// Several statements can stand behind one plain triple (another role, another
// source): it goes with the last of them.
Status Builder::FlushTriples(const Snapshot& snapshot, WriteBatch* batch) {
  for (const auto& [quad, change] : triples_) {
    if (change == 0) continue;
    const std::string key = HashText(FormatQuad(quad));
    ZM_TRY_ASSIGN(const uint64_t stored,
                  snapshot.support().Get(SupportKind::kTriple, key));
    const int64_t now = static_cast<int64_t>(stored) + change;
    batch->AddSupport(SupportKind::kTriple, key, change);
    if (stored == 0 && now > 0) {
      batch->Add(quad);
      ++counts_.after.triples;
    } else if (stored > 0 && now <= 0) {
      batch->Remove(quad);
      --counts_.after.triples;
    }
  }
  return {};
}

Status Builder::FlushEntities(const Snapshot& snapshot, WriteBatch* batch) {
  for (const auto& [id, change] : entities_) {
    ZM_TRY(FlushEntity(snapshot, id, change, batch));
  }
  return {};
}

Status Builder::FlushEntity(const Snapshot& snapshot, const std::string& id,
                            const std::map<Hash128, VariantChange>& change,
                            WriteBatch* batch) {
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                snapshot.entities().Get(id));
  std::vector<EntityVariant> before;
  if (bytes) {
    ZM_TRY_ASSIGN(before, DecodeEntity(id, *bytes));
  }
  std::map<Hash128, EntityVariant> variants;
  for (const EntityVariant& variant : before) {
    variants[VariantHash(variant.entity)] = variant;
  }
  for (const auto& [hash, by] : change) {
    EntityVariant& variant = variants[hash];
    if (variant.documents == 0) variant.entity = by.entity;
    const int64_t now = static_cast<int64_t>(variant.documents) + by.documents;
    if (now < 0) return Status::Corruption(id + ": support fell below zero");
    variant.documents = static_cast<uint64_t>(now);
  }
  std::vector<EntityVariant> after;
  for (auto& [hash, variant] : variants) {
    if (variant.documents == 0) continue;
    variant.entity.id = id;
    after.push_back(std::move(variant));
  }
  ReplaceEntity(id, before, after, batch);
  return {};
}

void Builder::ReplaceEntity(const std::string& id,
                            const std::vector<EntityVariant>& before,
                            const std::vector<EntityVariant>& after,
                            WriteBatch* batch) {
  const EntityRecord old_entity = MergeEntity(id, before).entity;
  const EntityRecord new_entity = MergeEntity(id, after).entity;
  std::set<Quad> old_quads;
  std::set<Quad> new_quads;
  std::map<std::string, std::string> old_aliases;
  std::map<std::string, std::string> new_aliases;
  if (!before.empty()) {
    old_quads = EntityQuads(old_entity);
    old_aliases = AliasesOf(old_entity);
    --counts_.after.entities;
    Count(&counts_.after.by_class, old_entity.class_name, -1);
  }
  if (!after.empty()) {
    new_quads = EntityQuads(new_entity);
    new_aliases = AliasesOf(new_entity);
    ++counts_.after.entities;
    Count(&counts_.after.by_class, new_entity.class_name, 1);
    batch->PutEntity(id, EncodeEntity(after));
  } else if (!before.empty()) {
    batch->DeleteEntity(id);
  }
  if (before.empty() != after.empty() || old_entity != new_entity) {
    Log(ChangeThing::kEntity, id, !before.empty(), !after.empty(),
        EncodeEntity(before));
  }
  if (before.empty() && !after.empty()) ++counts_.entities_new;
  if (!before.empty() && after.empty()) ++counts_.entities_gone;
  for (const Quad& quad : old_quads) {
    if (!new_quads.contains(quad)) batch->Remove(quad);
  }
  for (const Quad& quad : new_quads) {
    if (!old_quads.contains(quad)) batch->Add(quad);
  }
  for (const auto& [key, name] : old_aliases) {
    if (new_aliases.contains(key)) continue;
    batch->DeleteAlias(key, id);
    if (IsNameAlias(key)) batch->CountStaleText();
  }
  for (const auto& [key, name] : new_aliases) {
    const auto old = old_aliases.find(key);
    if (old == old_aliases.end() && IsNameAlias(key)) {
      batch->PutText(TextKind::kAlias, TextAliasKey(key, id),
                     TokensOfAlias(key, &tokenizer_));
    }
    if (old == old_aliases.end() || old->second != name) {
      batch->PutAlias(key, id, name);
    }
  }
}

}  // namespace zhimai
