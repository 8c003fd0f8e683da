#include "graph/ingest/text_units.h"

#include <vector>

#include "graph/base/unicode.h"
#include "graph/store/text_literals.h"

namespace zhimai {
namespace {

class UnitWalk {
 public:
  UnitWalk(const Snapshot& snapshot, TextTokenizer* tokenizer,
           const TextUnitVisitor& visit)
      : snapshot_(snapshot), tokenizer_(tokenizer), visit_(visit) {}

  Status Run() {
    for (const NamePredicate& each : kNamePredicates) {
      ZM_TRY(Literals(each));
    }
    ZM_TRY(Aliases());
    ZM_TRY(Titles());
    return Evidence();
  }

 private:
  Status Literals(const NamePredicate& predicate) {
    return VisitNameLiterals(
        snapshot_, predicate, [this](TermId, const Term& literal) -> Status {
          ZM_TRY_ASSIGN(const std::string key, TextLiteralKey(literal));
          TextTokens tokens;
          AddLiteralTokens(literal.value(), tokenizer_, &tokens);
          return visit_(TextKind::kLiteral, key, tokens);
        });
  }

  Status Aliases() {
    ZM_TRY(snapshot_.aliases().ForPrefix(
        {},
        [&](std::string_view name, std::string_view entity, std::string_view) {
          if (!IsNameAlias(name)) return true;
          status_ = visit_(TextKind::kAlias, TextAliasKey(name, entity),
                           TokensOfAlias(name, tokenizer_));
          return status_.ok();
        }));
    return status_;
  }

  Status Titles() {
    ZM_TRY(snapshot_.documents().ForEach({}, [&](const DocumentRecord& record) {
      if (record.title.empty()) return true;
      status_ = visit_(TextKind::kTitle, record.path,
                       TokensOfTitle(record.title, tokenizer_));
      return status_.ok();
    }));
    return status_;
  }

  Status Evidence() {
    ZM_TRY(snapshot_.evidence().ForEach([&](const StatementId& id,
                                            std::string_view document,
                                            std::string_view bytes) {
      const auto contribution = DecodeContribution(document, bytes);
      status_ = contribution.ok()
                    ? visit_(TextKind::kEvidence, TextEvidenceKey(id, document),
                             TokensOfEvidence(*contribution, tokenizer_))
                    : contribution.status();
      return status_.ok();
    }));
    return status_;
  }

  const Snapshot& snapshot_;
  TextTokenizer* tokenizer_;
  const TextUnitVisitor& visit_;
  Status status_;
};

// More than a third of it may be out of date.
bool IsWorn(const TextMeta& meta) { return meta.stale * 3 > meta.units(); }

bool LacksSomething(const TextMeta& meta) {
  for (const TextKind kind : kTextKinds) {
    if (!meta.IsComplete(kind)) return true;
  }
  return false;
}

}  // namespace

std::string QuoteOf(const EvidenceRecord& evidence) {
  std::string quote;
  for (const EvidencePiece& piece : evidence.pieces) quote += piece.text;
  return quote;
}

std::string QuoteLines(const EvidenceRecord& evidence) {
  std::string text;
  for (const EvidencePiece& piece : evidence.pieces) text += piece.text + '\n';
  return text;
}

bool IsNameAlias(std::string_view name_key) {
  return !name_key.empty() && name_key.front() != '\x01';
}

TextTokens TokensOfEvidence(const Contribution& contribution,
                            TextTokenizer* tokenizer) {
  TextTokens tokens;
  for (const EvidenceRecord& evidence : contribution.evidence) {
    tokenizer->AddKey(NameKey(QuoteOf(evidence)), &tokens);
    tokenizer->AddText(QuoteLines(evidence), &tokens);
  }
  return tokens;
}

TextTokens TokensOfTitle(std::string_view title, TextTokenizer* tokenizer) {
  TextTokens tokens;
  const std::string key = NameKey(title);
  tokenizer->AddKey(key, &tokens);
  tokenizer->AddText(title, &tokens);
  TextTokenizer::AddName(key, &tokens);
  return tokens;
}

TextTokens TokensOfAlias(std::string_view name_key, TextTokenizer* tokenizer) {
  TextTokens tokens;
  tokenizer->AddKey(name_key, &tokens);
  return tokens;
}

Status VisitTextUnits(const Snapshot& snapshot, TextTokenizer* tokenizer,
                      const TextUnitVisitor& visit) {
  return UnitWalk(snapshot, tokenizer, visit).Run();
}

Status RebuildText(Store* store, const RebuildTextOptions& options) {
  const Snapshot snapshot = store->snapshot();
  ZM_TRY_ASSIGN(const TextIndex index, snapshot.text());
  if (!options.always && !LacksSomething(index.meta()) &&
      !IsWorn(index.meta())) {
    return {};
  }
  const std::unique_ptr<TextRebuild> rebuild =
      store->BeginTextRebuild(options.memory_bytes);
  TextTokenizer tokenizer;
  uint32_t polls = 0;
  ZM_TRY(VisitTextUnits(snapshot, &tokenizer,
                        [&](TextKind kind, std::string_view key,
                            const TextTokens& tokens) -> Status {
                          if ((++polls & 0xFF) == 0 && options.cancelled &&
                              options.cancelled()) {
                            return {Code::kCancelled, "interrupted"};
                          }
                          return rebuild->Put(kind, key, tokens);
                        }));
  return store->Commit(rebuild.get());
}

}  // namespace zhimai
