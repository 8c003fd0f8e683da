#include "graph/store/text_literals.h"

#include <optional>
#include <utility>
#include <vector>

#include "graph/store/family_keys.h"
#include "graph/store/term_key.h"

namespace zhimai {
namespace {

constexpr size_t kBatch = 4096;

Status VisitTerms(const Snapshot& snapshot, const NameLiteralVisitor& visit,
                  std::vector<TermId>* ids) {
  ZM_TRY_ASSIGN(const std::vector<Term> terms, snapshot.DecodeAll(*ids));
  for (size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].is_literal()) ZM_TRY(visit((*ids)[i], terms[i]));
  }
  ids->clear();
  return {};
}

}  // namespace

Status VisitNameLiterals(const Snapshot& snapshot,
                         const NamePredicate& predicate,
                         const NameLiteralVisitor& visit) {
  ZM_TRY_ASSIGN(const std::optional<TermId> id,
                snapshot.Find(Term::Iri(predicate.iri)));
  if (!id) return {};
  IdPattern pattern;
  pattern.predicate = id;
  pattern.graph = TermId{};
  QuadScan scan = snapshot.Scan(pattern, Order::kPos);
  std::vector<TermId> ids;
  TermId last;
  while (scan.Next()) {
    if (scan.quad().object == last) continue;
    last = scan.quad().object;
    ids.push_back(last);
    if (ids.size() == kBatch) ZM_TRY(VisitTerms(snapshot, visit, &ids));
  }
  ZM_TRY(scan.status());
  return VisitTerms(snapshot, visit, &ids);
}

Result<std::string> TextLiteralKey(const Term& literal) {
  return TermKey(literal);
}

std::string TextAliasKey(std::string_view name_key, std::string_view entity) {
  return AliasKey(name_key, entity);
}

std::string TextEvidenceKey(const StatementId& id, std::string_view document) {
  return EvidenceKey(id, document);
}

std::optional<Term> LiteralOfTextKey(std::string_view key) {
  std::optional<Term> term = TermOfKey(key);
  if (term && !term->is_literal()) return std::nullopt;
  return term;
}

std::optional<std::pair<std::string, std::string>> AliasOfTextKey(
    std::string_view key) {
  return ParseAliasKey(key);
}

std::optional<std::pair<StatementId, std::string>> EvidenceOfTextKey(
    std::string_view key) {
  const size_t size = StatementId{}.size();
  const std::optional<StatementId> id = ParseId(key.substr(0, size));
  if (!id) return std::nullopt;
  return std::pair(*id, std::string(key.substr(size)));
}

}  // namespace zhimai
