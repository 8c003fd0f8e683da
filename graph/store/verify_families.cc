#include "graph/store/verify_families.h"

#include <set>
#include <string>
#include <string_view>

#include "graph/base/hash.h"
#include "graph/store/family_keys.h"

namespace zhimai {
namespace {

uint64_t PairHash(const StatementId& id, std::string_view document) {
  return Hash64(EvidenceKey(id, document));
}

std::string Name(const StatementId& id) { return "s/" + ToBase32(id); }

class FamilyVerifier {
 public:
  FamilyVerifier(const StoreCore& core, const StoreCore::View& view,
                 VerifyReport* report, Problems* problems)
      : core_(core), snapshot_(view.kv), report_(report), problems_(problems) {}

  void Run();

 private:
  void CheckDocuments();
  void CheckStatements();
  void CheckEvidence();
  void CheckDocStatements();
  void CheckAliases();
  void CheckSupport();
  void CheckJournal();

  template <typename View>
  View Make(const KvFamily& family) const {
    return View(&core_.kv(), family, snapshot_);
  }

  const StoreCore& core_;
  const KvSnapshot& snapshot_;
  VerifyReport* report_;
  Problems* problems_;
  std::set<std::string, std::less<>> documents_;
  SetSum evidence_;
};

void FamilyVerifier::Run() {
  CheckDocuments();
  CheckStatements();
  CheckEvidence();
  CheckDocStatements();
  CheckAliases();
  CheckSupport();
  CheckJournal();
}

void FamilyVerifier::CheckDocuments() {
  problems_->AddIf(Make<DocumentFamily>(core_.families().documents)
                       .ForEach({}, [&](const DocumentRecord& record) {
                         documents_.insert(record.path);
                         return true;
                       }));
  report_->documents = documents_.size();
}

void FamilyVerifier::CheckStatements() {
  problems_->AddIf(Make<StatementFamily>(core_.families().statement)
                       .ForEach([&](const StatementId&, std::string_view) {
                         ++report_->statements;
                         return true;
                       }));
}

void FamilyVerifier::CheckEvidence() {
  const auto statements = Make<StatementFamily>(core_.families().statement);
  StatementId last{};
  bool last_exists = false;
  bool first = true;
  problems_->AddIf(
      Make<EvidenceFamily>(core_.families().evidence)
          .ForEach([&](const StatementId& id, std::string_view document,
                       std::string_view) {
            evidence_.Add(PairHash(id, document));
            if (first || id != last) {
              const auto found = statements.Get(id);
              problems_->AddIf(found.status());
              last_exists = found.ok() && found->has_value();
              last = id;
              first = false;
            }
            if (!last_exists) {
              problems_->Add("evidence: statement " + Name(id) + " is missing");
            }
            if (!documents_.contains(document)) {
              problems_->Add("evidence: document " + std::string(document) +
                             " is missing");
            }
            return true;
          }));
  report_->evidence = evidence_.count;
}

void FamilyVerifier::CheckDocStatements() {
  SetSum pairs;
  problems_->AddIf(
      Make<DocStatementFamily>(core_.families().doc_statements)
          .ForEach([&](std::string_view document, const StatementId& id) {
            pairs.Add(PairHash(id, document));
            return true;
          }));
  if (pairs != evidence_) {
    problems_->Add("doc_statements does not agree with evidence");
  }
}

void FamilyVerifier::CheckAliases() {
  const auto entities = Make<EntityFamily>(core_.families().entity);
  problems_->AddIf(
      Make<AliasFamily>(core_.families().alias)
          .ForPrefix({}, [&](std::string_view name, std::string_view entity,
                             std::string_view) {
            const auto found = entities.Get(entity);
            problems_->AddIf(found.status());
            if (found.ok() && !found->has_value()) {
              problems_->Add("alias " + std::string(name) + ": entity " +
                             std::string(entity) + " is missing");
            }
            return true;
          }));
}

void FamilyVerifier::CheckSupport() {
  problems_->AddIf(
      Make<SupportFamily>(core_.families().support)
          .ForEach([&](SupportKind, std::string_view key, uint64_t count) {
            if (count == 0) {
              problems_->Add("support: a count of zero for " +
                             std::string(key));
            }
            return true;
          }));
}

void FamilyVerifier::CheckJournal() {
  uint64_t expected = 1;
  problems_->AddIf(
      Make<JournalFamily>(core_.families().journal)
          .ForEachFrom(1, [&](uint64_t sequence, std::string_view) {
            if (sequence != expected) {
              problems_->Add("journal: entry " + std::to_string(expected) +
                             " is missing");
            }
            expected = sequence + 1;
            return true;
          }));
}

}  // namespace

void VerifyFamilies(const StoreCore& core, const StoreCore::View& view,
                    VerifyReport* report, Problems* problems) {
  FamilyVerifier(core, view, report, problems).Run();
}

}  // namespace zhimai
