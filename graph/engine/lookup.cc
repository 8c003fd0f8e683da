// Entities, statements, evidence and documents, one at a time.
#include <algorithm>
#include <tuple>

#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"

namespace zhimai {
namespace {

Status NoEntity(std::string_view id) {
  return Status::NotFound("no entity '" + std::string(id) + "'");
}

DocumentView ToView(const DocumentRecord& record, const DocumentInfo& info) {
  DocumentView view;
  view.path = record.path;
  view.root = info.root;
  view.content_hash = record.content_hash;
  view.extractor_hash = record.extractor_hash;
  view.title = record.title;
  view.published = record.published;
  view.published_place = record.published_place;
  view.language = record.language;
  view.format = record.format;
  view.byte_length = record.byte_length;
  for (const ArticleRecord& article : info.articles) {
    ArticleView& to = view.articles.emplace_back();
    to.number = article.number;
    to.title = article.title;
    for (const ByteRangeRecord& range : article.ranges) {
      to.ranges.push_back({range.begin, range.end});
    }
    to.published = article.published;
    to.published_place = article.published_place;
    to.agency = article.agency;
  }
  view.statements = info.statements;
  view.mentions = info.mentions;
  return view;
}

EvidenceView ToView(const EvidenceRecord& record,
                    const DocumentView& document) {
  EvidenceView view;
  view.document = record.document;
  view.document_title = document.title;
  view.article = record.article;
  for (const ArticleView& article : document.articles) {
    if (article.number == record.article) view.article_title = article.title;
  }
  for (const EvidencePiece& piece : record.pieces) {
    view.pieces.push_back({piece.begin, piece.end, piece.text});
  }
  for (const EvidenceCapture& capture : record.captures) {
    view.captures.push_back({capture.name, capture.piece.begin,
                             capture.piece.end, capture.piece.text});
  }
  view.rule = record.rule;
  view.rule_version = record.rule_version;
  view.confidence = record.confidence;
  view.trace = record.trace;
  return view;
}

using Views = std::vector<StatementView>;

void SortById(Views* views) {
  std::sort(views->begin(), views->end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
}

void Cut(const StatementFilter& filter, Views* views) {
  if (filter.limit > 0 && views->size() > filter.limit) {
    views->resize(filter.limit);
  }
}

// Statements of the links under a prefix that the filter admits. The other
// end is the third part of the key.
Status Collect(Reader* reader, const std::string& prefix,
               const StatementFilter& filter, bool relation_first,
               Views* views) {
  return reader->Links(prefix, [&](const Link& link) -> Result<bool> {
    const std::string_view relation = relation_first ? link.first : link.second;
    if (!Reader::Admits(filter, relation, link)) return true;
    ZM_TRY_ASSIGN(const bool in_time, reader->AdmitsTime(filter, link));
    if (!in_time) return true;
    if (IsLiteralEnd(link.third)) {
      if (!filter.include_literals || !filter.classes.empty()) return true;
    } else {
      ZM_TRY_ASSIGN(const bool admitted,
                    reader->AdmitsClass(filter, link.third));
      if (!admitted) return true;
    }
    ZM_TRY_ASSIGN(StatementView view, reader->View(link.statement));
    views->push_back(std::move(view));
    return filter.limit == 0 || views->size() < filter.limit;
  });
}

bool MatchesObject(const ValueView& value, const std::string& object) {
  return value.is_entity ? value.entity.id == object
                         : value.literal.value == object;
}

}  // namespace

Result<EntityView> Graph::GetEntity(std::string_view name) const {
  const std::string_view id = WithoutBase(name);
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                reader.snapshot().entities().Get(id));
  if (!bytes) return NoEntity(id);
  ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                DecodeEntity(id, *bytes));
  const MergedEntity merged = MergeEntity(id, variants);
  const NamesOfEntity names = SplitNames(merged.entity);
  EntityView view;
  ZM_TRY_ASSIGN(view.ref, reader.Ref(id));
  for (const NameRecord& label : names.labels) {
    view.labels.push_back({label.text, label.language});
  }
  for (const NameRecord& alias : names.aliases) {
    view.aliases.push_back({alias.text, alias.language});
  }
  view.external_ids = merged.entity.external_ids;
  view.origin = merged.entity.origin;
  view.documents = merged.documents;
  return view;
}

Result<Views> Graph::StatementsOf(std::string_view entity,
                                  const StatementFilter& filter) const {
  const std::string_view id = WithoutBase(entity);
  Reader reader = impl_->NewReader();
  Views views;
  ZM_TRY(
      Collect(&reader, LinkPrefix(LinkKind::kOut, id), filter, false, &views));
  if (filter.limit == 0 || views.size() < filter.limit) {
    ZM_TRY(
        Collect(&reader, LinkPrefix(LinkKind::kIn, id), filter, false, &views));
  }
  Cut(filter, &views);
  return views;
}

Result<Views> Graph::QualifiedBy(std::string_view entity,
                                 const StatementFilter& filter) const {
  Reader reader = impl_->NewReader();
  std::set<StatementId> ids;
  ZM_TRY(reader.Links(LinkPrefix(LinkKind::kQualifier, WithoutBase(entity)),
                      [&](const Link& link) -> Result<bool> {
                        StatementFilter any_relation = filter;
                        any_relation.relations.clear();
                        if (Reader::Admits(any_relation, "", link))
                          ids.insert(link.statement);
                        return true;
                      }));
  Views views;
  for (const StatementId& id : ids) {
    ZM_TRY_ASSIGN(StatementView view, reader.View(id));
    const auto& wanted = filter.relations;
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(),
                                    view.predicate) != wanted.end()) {
      views.push_back(std::move(view));
    }
  }
  SortById(&views);
  Cut(filter, &views);
  return views;
}

Result<StatementView> Graph::GetStatement(std::string_view name) const {
  std::string_view text = WithoutBase(name);
  if (text.substr(0, 2) == "s/") text.remove_prefix(2);
  Reader reader = impl_->NewReader();
  const std::string prefix = "s/" + std::string(text);
  if (const auto id = ParseStatementName(prefix)) {
    ZM_TRY_ASSIGN(const std::optional<FusedStatement> found, reader.Find(*id));
    if (!found) return Status::NotFound("no statement '" + prefix + "'");
    return reader.View(*found);
  }
  // Base32 digits keep the order of bytes, so the ids of a prefix are a range
  // that begins at the prefix filled up with the least digit.
  const size_t bad = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567");
  if (text.empty() || text.size() > 26 || bad != std::string_view::npos) {
    return Status::NotFound("no statement '" + std::string(name) + "'");
  }
  const auto start =
      ParseStatementName(prefix + std::string(26 - text.size(), 'a'));
  std::vector<StatementId> found;
  if (start) {
    ZM_TRY(reader.snapshot().statements().ForEachFrom(
        *start, [&](const StatementId& id, std::string_view) {
          if (StatementName(id).substr(0, prefix.size()) != prefix) {
            return false;
          }
          found.push_back(id);
          return found.size() < 2;
        }));
  }
  if (found.empty()) return Status::NotFound("no statement '" + prefix + "'");
  if (found.size() > 1) {
    return Status(Code::kAmbiguous, "several statements begin with '" + prefix +
                                        "': " + StatementName(found[0]) + ", " +
                                        StatementName(found[1]) + ", …");
  }
  return reader.View(found[0]);
}

Result<Views> Graph::FindStatements(const std::optional<std::string>& subject,
                                    const std::optional<std::string>& predicate,
                                    const std::optional<std::string>& object,
                                    const StatementFilter& filter) const {
  Reader reader = impl_->NewReader();
  StatementFilter all = filter;
  all.limit = 0;  // more is filtered below
  Views views;
  if (subject) {
    const std::string_view id = WithoutBase(*subject);
    ZM_TRY(Collect(&reader,
                   predicate ? LinkPrefix(LinkKind::kOut, id, *predicate)
                             : LinkPrefix(LinkKind::kOut, id),
                   all, false, &views));
  } else if (object && object->substr(0, 2) == "e/") {
    ZM_TRY(Collect(&reader,
                   predicate ? LinkPrefix(LinkKind::kIn, *object, *predicate)
                             : LinkPrefix(LinkKind::kIn, *object),
                   all, false, &views));
  } else {
    // A relation's links, or those of all relations.
    const std::string prefix =
        predicate ? LinkPrefix(LinkKind::kRelation, *predicate)
                  : std::string(1, static_cast<char>(LinkKind::kRelation));
    ZM_TRY(Collect(&reader, prefix, all, true, &views));
  }
  if (object) {
    const std::string wanted(WithoutBase(*object));
    std::erase_if(views, [&](const StatementView& view) {
      return !MatchesObject(view.object, wanted);
    });
  }
  SortById(&views);
  Cut(filter, &views);
  return views;
}

Result<std::vector<EvidenceView>> Graph::EvidenceOf(
    std::string_view statement) const {
  const std::optional<StatementId> id =
      ParseStatementName(WithoutBase(statement));
  if (!id) {
    return Status::NotFound("no statement '" + std::string(statement) + "'");
  }
  const Snapshot snapshot = impl_->store->snapshot();
  std::vector<std::pair<std::string, std::string>> stored;
  ZM_TRY(snapshot.evidence().ForStatement(
      *id, [&](const StatementId&, std::string_view document,
               std::string_view bytes) {
        stored.emplace_back(document, bytes);
        return true;
      }));
  std::vector<EvidenceView> views;
  for (const auto& [path, bytes] : stored) {
    ZM_TRY_ASSIGN(const Contribution contribution,
                  DecodeContribution(path, bytes));
    ZM_TRY_ASSIGN(const DocumentView document, GetDocument(path));
    for (const EvidenceRecord& evidence : contribution.evidence) {
      views.push_back(ToView(evidence, document));
    }
  }
  return views;
}

Result<std::vector<DocumentView>> Graph::Documents() const {
  std::vector<DocumentView> views;
  Status status;
  ZM_TRY(impl_->store->snapshot().documents().ForEach(
      {}, [&](const DocumentRecord& record) {
        const Result<DocumentInfo> info = DecodeDocumentInfo(record.metadata);
        if (!info.ok()) status = info.status();
        if (info.ok()) views.push_back(ToView(record, *info));
        return info.ok();
      }));
  ZM_TRY(std::move(status));
  return views;
}

Result<DocumentView> Graph::GetDocument(std::string_view path) const {
  ZM_TRY_ASSIGN(const std::optional<DocumentRecord> record,
                impl_->store->snapshot().documents().Get(path));
  if (!record) {
    return Status::NotFound("no document '" + std::string(path) + "'");
  }
  ZM_TRY_ASSIGN(const DocumentInfo info, DecodeDocumentInfo(record->metadata));
  return ToView(*record, info);
}

Result<Views> Graph::StatementsIn(std::string_view document) const {
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(const std::vector<StatementId> ids,
                reader.snapshot().doc_statements().Get(document));
  Views views;
  for (const StatementId& id : ids) {
    ZM_TRY_ASSIGN(StatementView view, reader.View(id));
    views.push_back(std::move(view));
  }
  SortById(&views);
  return views;
}

}  // namespace zhimai
