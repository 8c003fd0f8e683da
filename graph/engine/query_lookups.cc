#include "graph/engine/query_lookups.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "graph/base/unicode.h"
#include "graph/engine/provenance.h"
#include "graph/engine/provenance_needs.h"
#include "graph/ingest/rdf.h"

namespace zhimai {
namespace {

constexpr size_t kBatch = 4096;

// A label's fitness for a language; the least is the best. Both in lower case.
int Distance(std::string_view wanted, std::string_view tag) {
  const auto main = [](std::string_view t) { return t.substr(0, t.find('-')); };
  const auto covers = [](std::string_view range, std::string_view t) {
    return t.size() > range.size() && t.substr(0, range.size()) == range &&
           t[range.size()] == '-';
  };
  if (tag == wanted) return 0;
  if (covers(wanted, tag)) return 1;
  if (covers(tag, wanted)) return 2;
  if (main(tag) == main(wanted)) return 3;
  if (tag.empty()) return 4;
  return main(tag) == "en" ? 5 : 6;
}

class Lookups {
 public:
  Lookups(const Snapshot& snapshot, const ProvenanceNeeds& needs,
          const sparql::QueryOptions& options, sparql::Overlay* overlay)
      : snapshot_(snapshot),
        needs_(needs),
        options_(options),
        overlay_(overlay) {}

  Status Run() {
    for (const NamePredicate& each : kNamePredicates) {
      if (each.is_label) ZM_TRY(Stored(Term::Iri(each.iri)));
    }
    ZM_TRY(Made());
    return AddLabels();
  }

 private:
  Status Stored(const Term& predicate) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id, snapshot_.Find(predicate));
    if (!id) return {};
    IdPattern pattern;
    pattern.predicate = id;
    pattern.graph = TermId{};
    QuadScan scan = snapshot_.Scan(pattern);
    std::vector<TermId> batch;
    while (scan.Next()) {
      batch.insert(batch.end(), {scan.quad().subject, scan.quad().object});
      if (batch.size() >= kBatch) ZM_TRY(Decode(&batch));
    }
    ZM_TRY(scan.status());
    return Decode(&batch);
  }

  // Labels of the vocabulary, titles of the documents.
  Status Made() {
    return VisitProvenance(
        snapshot_, {},
        {ProvenanceSource::kDocuments, ProvenanceSource::kVocabulary},
        [this](const Triple& triple) -> Status {
          for (const NamePredicate& each : kNamePredicates) {
            if (each.is_label && triple.predicate.value() == each.iri) {
              return Take(triple.subject, triple.object);
            }
          }
          return {};
        });
  }

  Status Decode(std::vector<TermId>* batch) {
    ZM_TRY_ASSIGN(const std::vector<Term> terms, snapshot_.DecodeAll(*batch));
    batch->clear();
    for (size_t i = 0; i < terms.size(); i += 2) {
      ZM_TRY(Take(terms[i], terms[i + 1]));
    }
    return {};
  }

  Status Take(const Term& subject, const Term& name) {
    if ((++polls_ & 0xFF) == 0) ZM_TRY(CheckStopped(options_));
    if (name.is_literal()) labels_[subject].push_back(name);
    return {};
  }

  Status Add(const Term& subject, std::string_view predicate,
             const Term& object) {
    return overlay_->Add({subject, Term::Iri(predicate), object, Term()})
        .status();
  }

  Status AddLabels() {
    for (const std::string& language : needs_.languages()) {
      const std::string wanted = ToLower(language);
      const std::string predicate = std::string(kDefaultBase) + "l#" + language;
      for (const auto& [subject, labels] : labels_) {
        const auto key = [&](const Term& label) {
          const std::string tag = ToLower(label.language());
          return std::tuple(Distance(wanted, tag), tag, label);
        };
        const Term& best = *std::min_element(
            labels.begin(), labels.end(),
            [&](const Term& a, const Term& b) { return key(a) < key(b); });
        ZM_TRY(Add(subject, predicate, best));
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  const ProvenanceNeeds& needs_;
  const sparql::QueryOptions& options_;
  sparql::Overlay* overlay_;
  uint32_t polls_ = 0;
  std::map<Term, std::vector<Term>> labels_;
};

}  // namespace

Status AddLookups(const Snapshot& snapshot, const sparql::Query& query,
                  const sparql::QueryOptions& options,
                  sparql::Overlay* overlay) {
  const ProvenanceNeeds needs(query);
  if (needs.lacks_text()) {
    return Status::InvalidInput(
        "zm:search and zm:named take a text as object, not a variable");
  }
  if (needs.languages().empty()) return {};
  return Lookups(snapshot, needs, options, overlay).Run();
}

}  // namespace zhimai
