#include "graph/engine/reader.h"

#include <algorithm>

#include "graph/ingest/fusion.h"
#include "graph/ingest/ontology_record.h"
#include "graph/ingest/valid_time.h"

namespace zhimai {
namespace {

// The first label of a language or one of its scripts and regions:
// "zh-Hans" serves for "zh".
std::string LabelIn(const NamesOfEntity& names, std::string_view language) {
  for (const NameRecord& name : names.labels) {
    if (name.language == language) return name.text;
  }
  const std::string prefix = std::string(language) + '-';
  for (const NameRecord& name : names.labels) {
    if (name.language.substr(0, prefix.size()) == prefix) return name.text;
  }
  return "";
}

LiteralView::Type TypeOf(LiteralType type) {
  switch (type) {
    case LiteralType::kDate:
      return LiteralView::Type::kDate;
    case LiteralType::kInteger:
      return LiteralView::Type::kInteger;
    case LiteralType::kQuantity:
      return LiteralView::Type::kQuantity;
    case LiteralType::kText:
      break;
  }
  return LiteralView::Type::kText;
}

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Result<LoadedOntology> LoadOntology(const Snapshot& snapshot) {
  LoadedOntology loaded;
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                snapshot.blobs().Get(kOntologyBlob));
  if (!bytes) return loaded;
  loaded.empty = false;
  ZM_TRY_ASSIGN(const std::vector<OntologyTerm> terms, DecodeOntology(*bytes));
  for (const OntologyTerm& term : terms) {
    const TermLabel label{term.zh, term.en, term.inverse_zh, term.inverse_en};
    switch (term.kind) {
      case OntologyTerm::Kind::kClass:
        loaded.view.classes[term.name] = label;
        loaded.view.parents[term.name] = term.parents;
        break;
      case OntologyTerm::Kind::kRelation:
        loaded.view.relations[term.name] = label;
        if (term.supersedable) loaded.supersedable.insert(term.name);
        if (term.symmetric) loaded.view.symmetric.insert(term.name);
        break;
      case OntologyTerm::Kind::kQualifier:
        loaded.view.qualifiers[term.name] = label;
        break;
    }
  }
  return loaded;
}

Result<const LoadedOntology*> Reader::ontology() {
  if (!ontology_) {
    ZM_TRY_ASSIGN(ontology_, LoadOntology(snapshot_));
  }
  return &*ontology_;
}

Result<EntityRef> Reader::Ref(std::string_view id) {
  const auto known = refs_.find(id);
  if (known != refs_.end()) return known->second;
  EntityRef ref;
  ref.id = id;
  ref.label = id;
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                snapshot_.entities().Get(id));
  if (bytes) {
    ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                  DecodeEntity(id, *bytes));
    const EntityRecord entity = MergeEntity(id, variants).entity;
    const NamesOfEntity names = SplitNames(entity);
    ref.class_name = entity.class_name;
    ref.label_zh = LabelIn(names, "zh");
    ref.label_en = LabelIn(names, "en");
    if (!entity.label.empty()) ref.label = entity.label;
  }
  refs_.emplace(std::string(id), ref);
  return ref;
}

Result<std::optional<FusedStatement>> Reader::Find(const StatementId& id) {
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                snapshot_.statements().Get(id));
  if (!bytes) return std::optional<FusedStatement>();
  ZM_TRY_ASSIGN(FusedStatement statement, DecodeStatement(id, *bytes));
  return std::optional<FusedStatement>(std::move(statement));
}

Result<ValueView> Reader::View(const ValueRecord& value) {
  ValueView view;
  view.is_entity = value.is_entity();
  if (view.is_entity) {
    ZM_TRY_ASSIGN(view.entity, Ref(value.entity));
    return view;
  }
  view.literal = {TypeOf(value.literal.type), value.literal.value,
                  value.literal.number, value.literal.unit,
                  value.literal.language};
  return view;
}

Result<StatementView> Reader::View(const FusedStatement& statement) {
  const StatementRecord& record = statement.record;
  StatementView view;
  view.id = StatementName(record.id);
  ZM_TRY_ASSIGN(view.subject, Ref(record.subject));
  view.predicate = record.predicate;
  ZM_TRY_ASSIGN(view.object, View(record.object));
  for (const QualifierRecord& qualifier : record.qualifiers) {
    ZM_TRY_ASSIGN(ValueView value, View(qualifier.value));
    view.qualifiers.push_back({qualifier.key, std::move(value)});
  }
  view.modality = record.modality;
  view.confidence = record.confidence;
  view.documents = statement.documents;
  ZM_TRY_ASSIGN(const std::vector<StatementId> others, SupersededBy(record));
  for (const StatementId& other : others) {
    view.superseded_by.push_back(StatementName(other));
  }
  return view;
}

Result<StatementView> Reader::View(const StatementId& id) {
  ZM_TRY_ASSIGN(const std::optional<FusedStatement> statement, Find(id));
  if (!statement) {
    return Status::Corruption(StatementName(id) + " is missing");
  }
  return View(*statement);
}

Result<std::vector<StatementId>> Reader::SupersededBy(
    const StatementRecord& statement) {
  std::vector<StatementId> others;
  if (statement.modality != Modality::kPlanned &&
      statement.modality != Modality::kProposed) {
    return others;
  }
  ZM_TRY_ASSIGN(const LoadedOntology* loaded, ontology());
  if (!loaded->empty && !loaded->supersedable.contains(statement.predicate)) {
    return others;
  }
  ZM_TRY(Links(LinkPrefix(LinkKind::kOut, statement.subject,
                          statement.predicate, LinkEnd(statement.object)),
               [&](const Link& link) -> Result<bool> {
                 if (link.modality == Modality::kAsserted &&
                     link.confidence >= kCandidateBelow) {
                   others.push_back(link.statement);
                 }
                 return true;
               }));
  return others;
}

Status Reader::Links(const std::string& prefix, const VisitLink& visit) {
  Status status;
  ZM_TRY(snapshot_.links().ForPrefix(
      prefix, [&](std::string_view key, std::string_view value) {
        const std::optional<Link> link = ParseLink(key, value);
        if (!link) {
          status = Status::Corruption("link: an entry is damaged");
          return false;
        }
        const Result<bool> more = visit(*link);
        if (!more.ok()) status = more.status();
        return more.ok() && *more;
      }));
  return status;
}

bool Reader::Admits(const StatementFilter& filter, std::string_view relation,
                    const Link& link) {
  if (!filter.relations.empty() && !Contains(filter.relations, relation)) {
    return false;
  }
  if (link.confidence < filter.min_confidence) return false;
  if (filter.modalities.empty()) return link.modality != Modality::kNegated;
  return Contains(filter.modalities, link.modality);
}

Result<bool> Reader::AdmitsTime(const StatementFilter& filter,
                                const Link& link) {
  if (filter.valid_at.empty()) return true;
  ZM_TRY_ASSIGN(const std::optional<FusedStatement> statement,
                Find(link.statement));
  return !statement || HoldsAt(statement->record, filter.valid_at);
}

Result<bool> Reader::AdmitsClass(const StatementFilter& filter,
                                 std::string_view entity) {
  if (filter.classes.empty()) return true;
  ZM_TRY_ASSIGN(const EntityRef ref, Ref(entity));
  ZM_TRY_ASSIGN(const LoadedOntology* loaded, ontology());
  return std::any_of(filter.classes.begin(), filter.classes.end(),
                     [&](const std::string& name) {
                       return loaded->view.IsA(ref.class_name, name);
                     });
}

}  // namespace zhimai
