#include "graph/engine/text_lookups.h"

#include <optional>
#include <utility>
#include <vector>

#include "graph/base/text_match.h"
#include "graph/base/unicode.h"
#include "graph/engine/provenance.h"
#include "graph/ingest/rdf.h"
#include "graph/ingest/text_units.h"
#include "graph/store/text_literals.h"

namespace zhimai {
namespace {

using sparql::LookupEstimate;

// What is asked for: words, or a whole name.
class Wanted {
 public:
  Wanted(bool whole_name, const std::string& text, TextTokenizer* tokenizer)
      : whole_name_(whole_name), match_(text), key_(NameKey(text)) {
    needs_ =
        whole_name ? TextTokenizer::NeedsOfName(key_) : match_.Needs(tokenizer);
  }

  bool whole_name() const { return whole_name_; }
  const std::vector<TokenNeed>& needs() const { return needs_; }
  bool Matches(std::string_view text) {
    return whole_name_ ? NameKey(text) == key_ : match_.Matches(text);
  }

 private:
  bool whole_name_;
  TextMatch match_;
  std::string key_;
  std::vector<TokenNeed> needs_;
};

Term Local(const std::string& name) {
  return Term::Iri(LocalToIri(kDefaultBase, name));
}

class TextLookups final : public sparql::Lookups {
 public:
  TextLookups(const Snapshot& snapshot, const sparql::QueryOptions& options,
              TextIndex index, bool use_index)
      : snapshot_(snapshot),
        options_(options),
        index_(std::move(index)),
        use_index_(use_index) {}

  Result<std::optional<LookupEstimate>> Estimate(const Term& predicate,
                                                 const Term& object) override {
    if (!IsLookup(predicate, object)) return std::optional<LookupEstimate>();
    const Wanted wanted = Make(predicate, object);
    LookupEstimate estimate;
    estimate.indexed = true;
    for (const TextKind kind : KindsOf(wanted)) {
      if (!Serves(kind, wanted)) {
        // What is read may all match.
        constexpr double kUnknown = 1000;
        estimate.rows += kUnknown;
        estimate.indexed = false;
        continue;
      }
      ZM_TRY_ASSIGN(const uint64_t rows, index_.Estimate(kind, wanted.needs()));
      estimate.rows += static_cast<double>(rows);
    }
    return std::optional(estimate);
  }

  Status Find(const Term& predicate, const Term& object,
              const Visitor& visit) override {
    Wanted wanted = Make(predicate, object);
    for (const TextKind kind : KindsOf(wanted)) {
      ZM_TRY_ASSIGN(const auto keys, CandidatesFor(kind, wanted));
      switch (kind) {
        case TextKind::kLiteral:
          ZM_TRY(keys ? Literals(*keys, &wanted, visit)
                      : AllLiterals(&wanted, visit));
          break;
        case TextKind::kTitle:
          ZM_TRY(keys ? Titles(*keys, &wanted, visit)
                      : AllTitles(&wanted, visit));
          break;
        case TextKind::kEvidence:
          ZM_TRY(keys ? Quotes(*keys, &wanted, visit)
                      : AllQuotes(&wanted, visit));
          break;
        case TextKind::kAlias:
          break;
      }
    }
    return Vocabulary(&wanted, visit);
  }

 private:
  static bool IsLookup(const Term& predicate, const Term& object) {
    return object.is_literal() && predicate.is_iri() &&
           (predicate.value() == kSearchIri || predicate.value() == kNamedIri);
  }

  Wanted Make(const Term& predicate, const Term& object) {
    return Wanted(predicate.value() == kNamedIri, object.value(), &tokenizer_);
  }

  static std::vector<TextKind> KindsOf(const Wanted& wanted) {
    if (wanted.whole_name()) return {TextKind::kLiteral, TextKind::kTitle};
    return {TextKind::kLiteral, TextKind::kTitle, TextKind::kEvidence};
  }

  bool Serves(TextKind kind, const Wanted& wanted) const {
    return use_index_ && index_.Serves(kind, wanted.needs());
  }

  // Keys of units; nothing when all texts are to be read.
  Result<std::optional<std::vector<std::string>>> CandidatesFor(
      TextKind kind, const Wanted& wanted) const {
    std::optional<std::vector<std::string>> none;
    if (!Serves(kind, wanted)) return none;
    ZM_TRY_ASSIGN(const TextIndex::Candidates candidates,
                  index_.Find(kind, wanted.needs()));
    // To read one text here costs more than in a walk over all.
    if (TextIndex::CountOf(candidates) * 2 > index_.meta().units() &&
        TextIndex::CountOf(candidates) > kAlwaysFew) {
      return none;
    }
    ZM_TRY_ASSIGN(std::vector<std::string> keys, index_.KeysOf(candidates));
    return std::optional(std::move(keys));
  }

  Status Poll() {
    return (++polls_ & 0xFF) == 0 ? CheckStopped(options_) : Status();
  }

  Status Literals(const std::vector<std::string>& keys, Wanted* wanted,
                  const Visitor& visit) {
    for (const std::string& key : keys) {
      ZM_TRY(Poll());
      const std::optional<Term> literal = LiteralOfTextKey(key);
      if (!literal) return Status::Corruption("text: a key is damaged");
      if (!wanted->Matches(literal->value())) continue;
      ZM_TRY_ASSIGN(const std::optional<TermId> id, snapshot_.Find(*literal));
      if (!id) continue;
      for (const NamePredicate& each : kNamePredicates) {
        ZM_TRY(Bearers(each, *id, visit));
      }
    }
    return {};
  }

  // What has the literal as its name.
  Status Bearers(const NamePredicate& predicate, TermId object,
                 const Visitor& visit) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id,
                  snapshot_.Find(Term::Iri(predicate.iri)));
    if (!id) return {};
    IdPattern pattern;
    pattern.predicate = id;
    pattern.object = object;
    pattern.graph = TermId{};
    QuadScan scan = snapshot_.Scan(pattern);
    while (scan.Next()) {
      ZM_TRY(Poll());
      ZM_TRY_ASSIGN(const Term subject, snapshot_.Decode(scan.quad().subject));
      ZM_TRY(visit(subject));
    }
    return scan.status();
  }

  Status AllLiterals(Wanted* wanted, const Visitor& visit) {
    std::vector<TermId> found;
    for (const NamePredicate& each : kNamePredicates) {
      found.clear();
      ZM_TRY(MatchingObjects(each, wanted, &found));
      for (const TermId id : found) ZM_TRY(Bearers(each, id, visit));
    }
    return {};
  }

  Status MatchingObjects(const NamePredicate& predicate, Wanted* wanted,
                         std::vector<TermId>* found) {
    return VisitNameLiterals(snapshot_, predicate,
                             [&](TermId id, const Term& literal) -> Status {
                               ZM_TRY(Poll());
                               if (wanted->Matches(literal.value()))
                                 found->push_back(id);
                               return {};
                             });
  }

  Status Titles(const std::vector<std::string>& keys, Wanted* wanted,
                const Visitor& visit) {
    for (const std::string& path : keys) {
      ZM_TRY(Poll());
      ZM_TRY_ASSIGN(const std::optional<DocumentRecord> record,
                    snapshot_.documents().Get(path));
      if (record) ZM_TRY(Title(*record, wanted, visit));
    }
    return {};
  }

  Status AllTitles(Wanted* wanted, const Visitor& visit) {
    Status status;
    ZM_TRY(snapshot_.documents().ForEach({}, [&](const DocumentRecord& record) {
      status = Poll();
      if (status.ok()) status = Title(record, wanted, visit);
      return status.ok();
    }));
    return status;
  }

  Status Title(const DocumentRecord& record, Wanted* wanted,
               const Visitor& visit) {
    if (record.title.empty() || !wanted->Matches(record.title)) return {};
    return visit(Local("d/" + record.path));
  }

  Status Quotes(const std::vector<std::string>& keys, Wanted* wanted,
                const Visitor& visit) {
    for (const std::string& key : keys) {
      const auto parts = EvidenceOfTextKey(key);
      if (!parts) return Status::Corruption("text: a key is damaged");
      ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                    snapshot_.evidence().Get(parts->first, parts->second));
      if (!bytes) continue;
      ZM_TRY(Quote(parts->first, parts->second, *bytes, wanted, visit));
    }
    return {};
  }

  Status AllQuotes(Wanted* wanted, const Visitor& visit) {
    Status status;
    ZM_TRY(snapshot_.evidence().ForEach([&](const StatementId& id,
                                            std::string_view document,
                                            std::string_view bytes) {
      status = Quote(id, document, bytes, wanted, visit);
      return status.ok();
    }));
    return status;
  }

  // The pieces of one place are one text: words may stand in any of them.
  Status Quote(const StatementId& id, std::string_view document,
               std::string_view bytes, Wanted* wanted, const Visitor& visit) {
    ZM_TRY(Poll());
    ZM_TRY_ASSIGN(const Contribution contribution,
                  DecodeContribution(document, bytes));
    for (const EvidenceRecord& evidence : contribution.evidence) {
      if (!wanted->Matches(QuoteLines(evidence))) continue;
      return visit(Local(StatementName(id)));
    }
    return {};
  }

  // A few hundred names, which are made.
  Status Vocabulary(Wanted* wanted, const Visitor& visit) {
    return VisitProvenance(snapshot_, {}, {ProvenanceSource::kVocabulary},
                           [&](const Triple& triple) -> Status {
                             for (const NamePredicate& each : kNamePredicates) {
                               if (triple.predicate.value() == each.iri &&
                                   wanted->Matches(triple.object.value())) {
                                 return visit(triple.subject);
                               }
                             }
                             return {};
                           });
  }

  static constexpr uint64_t kAlwaysFew = 1000;

  const Snapshot& snapshot_;
  const sparql::QueryOptions& options_;
  TextIndex index_;
  bool use_index_;
  TextTokenizer tokenizer_;
  uint32_t polls_ = 0;
};

}  // namespace

Result<std::unique_ptr<sparql::Lookups>> MakeTextLookups(
    const Snapshot& snapshot, const sparql::QueryOptions& options,
    bool use_index) {
  ZM_TRY_ASSIGN(TextIndex index, snapshot.text());
  return std::unique_ptr<sparql::Lookups>(std::make_unique<TextLookups>(
      snapshot, options, std::move(index), use_index));
}

}  // namespace zhimai
