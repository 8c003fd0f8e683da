#include "graph/engine/query_lookups.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "graph/base/text_match.h"
#include "graph/base/unicode.h"
#include "graph/engine/provenance.h"
#include "graph/engine/provenance_needs.h"
#include "graph/ingest/rdf.h"
#include "graph/ingest/stored.h"

namespace zhimai {
namespace {

constexpr size_t kBatch = 4096;

struct NamePredicate {
  std::string_view iri;
  bool is_label;  // to be shown
};
constexpr std::array<NamePredicate, 4> kNamePredicates = {{
    {"http://www.w3.org/2000/01/rdf-schema#label", true},
    {"http://www.w3.org/2004/02/skos/core#prefLabel", true},
    {"http://www.w3.org/2004/02/skos/core#altLabel", false},
    {"http://purl.org/dc/terms/title", true},
}};

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
        overlay_(overlay) {
    for (const Term& text : needs.searches()) {
      searches_.emplace_back(text, TextMatch(text.value()));
    }
    for (const Term& text : needs.names()) {
      names_.emplace_back(text, NameKey(text.value()));
    }
  }

  Status Run() {
    for (const NamePredicate& each : kNamePredicates) {
      ZM_TRY(Stored(Term::Iri(each.iri), each.is_label));
    }
    ZM_TRY(Made());
    ZM_TRY(AddLabels());
    return searches_.empty() ? Status() : Quotes();
  }

 private:
  Status Stored(const Term& predicate, bool is_label) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id, snapshot_.Find(predicate));
    if (!id) return {};
    IdPattern pattern;
    pattern.predicate = id;
    pattern.graph = TermId{};
    QuadScan scan = snapshot_.Scan(pattern);
    std::vector<TermId> batch;
    while (scan.Next()) {
      batch.insert(batch.end(), {scan.quad().subject, scan.quad().object});
      if (batch.size() >= kBatch) ZM_TRY(Decode(&batch, is_label));
    }
    ZM_TRY(scan.status());
    return Decode(&batch, is_label);
  }

  // Labels of the vocabulary, titles of the documents.
  Status Made() {
    return VisitProvenance(
        snapshot_, {},
        {ProvenanceSource::kDocuments, ProvenanceSource::kVocabulary},
        [this](const Triple& triple) -> Status {
          for (const NamePredicate& each : kNamePredicates) {
            if (triple.predicate.value() == each.iri) {
              return Take(triple.subject, triple.object, each.is_label);
            }
          }
          return {};
        });
  }

  Status Decode(std::vector<TermId>* batch, bool is_label) {
    ZM_TRY_ASSIGN(const std::vector<Term> terms, snapshot_.DecodeAll(*batch));
    batch->clear();
    for (size_t i = 0; i < terms.size(); i += 2) {
      ZM_TRY(Take(terms[i], terms[i + 1], is_label));
    }
    return {};
  }

  Status Take(const Term& subject, const Term& name, bool is_label) {
    if ((++polls_ & 0xFF) == 0) ZM_TRY(CheckStopped(options_));
    if (!name.is_literal()) return {};
    if (is_label && !needs_.languages().empty()) {
      labels_[subject].push_back(name);
    }
    for (auto& [text, match] : searches_) {
      if (match.Matches(name.value())) ZM_TRY(Add(subject, kSearchIri, text));
    }
    if (names_.empty()) return {};
    const std::string key = NameKey(name.value());
    for (const auto& [text, wanted] : names_) {
      if (key == wanted) ZM_TRY(Add(subject, kNamedIri, text));
    }
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

  // The pieces of one place are one text: words may stand in any of them.
  Status Quotes() {
    Status status;
    ZM_TRY(snapshot_.evidence().ForEach([&](const StatementId& id,
                                            std::string_view document,
                                            std::string_view bytes) {
      const auto contribution = DecodeContribution(document, bytes);
      status =
          contribution.ok() ? Quotes(id, *contribution) : contribution.status();
      return status.ok();
    }));
    return status;
  }

  Status Quotes(const StatementId& id, const Contribution& contribution) {
    if ((++polls_ & 0xFF) == 0) ZM_TRY(CheckStopped(options_));
    for (const EvidenceRecord& evidence : contribution.evidence) {
      std::string text;
      for (const EvidencePiece& piece : evidence.pieces) {
        text += piece.text + '\n';
      }
      for (auto& [query, match] : searches_) {
        if (!match.Matches(text)) continue;
        ZM_TRY(Add(Term::Iri(LocalToIri(kDefaultBase, StatementName(id))),
                   kSearchIri, query));
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  const ProvenanceNeeds& needs_;
  const sparql::QueryOptions& options_;
  sparql::Overlay* overlay_;
  uint32_t polls_ = 0;
  std::vector<std::pair<Term, TextMatch>> searches_;
  std::vector<std::pair<Term, std::string>> names_;
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
  if (needs.languages().empty() && needs.searches().empty() &&
      needs.names().empty()) {
    return {};
  }
  return Lookups(snapshot, needs, options, overlay).Run();
}

}  // namespace zhimai
