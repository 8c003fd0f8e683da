// Candidates -> statements of one document.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "extract/fact/modality.h"
#include "extract/link/candidate.h"
#include "extract/link/state.h"
#include "proto/document.pb.h"
#include "proto/statement.pb.h"

namespace zhimai {

// What a rule said and the ontology forbids.
struct DroppedFact {
  std::string fact;    // "A|relation|B"
  std::string reason;  // "acquired takes no City as object, only Company"
  v1::Evidence evidence;
};

// One thread at a time; for one document. Borrows both arguments.
class FactBuilder {
 public:
  FactBuilder(const LinkedDocument& document, const CueTypes& cues)
      : document_(document), cues_(cues) {}

  // Told of by Finish(); null: not wanted. Borrowed.
  void set_dropped(std::vector<DroppedFact>* dropped) { dropped_ = dropped; }

  // Takes what depends on the article: modality and evidence.
  void AddArticle(const ArticleState& state,
                  const std::vector<Candidate>& candidates);

  // Statements that the ontology allows, one for each id, sorted by place,
  // then id. Of two objects of a functional relation the surer one stays.
  // Entities that occur are added to `entities`.
  std::vector<v1::Statement> Finish(std::set<int32_t>* entities);

 private:
  struct Pending {
    Item subject;
    std::string relation;
    Item object;
    std::vector<std::pair<std::string, Item>> qualifiers;
    v1::Modality modality = v1::ASSERTED;
    v1::Evidence evidence;
    std::string language;
  };

  bool Allowed(const RelationInfo& relation, const Item& subject,
               const Item& object) const;
  DroppedFact Describe(const Pending& pending,
                       const RelationInfo& relation) const;
  v1::Value ToValue(const Item& item, const std::string& language) const;
  v1::Statement ToStatement(const Pending& pending,
                            const RelationInfo& relation) const;

  const LinkedDocument& document_;
  const CueTypes& cues_;
  std::vector<Pending> pending_;
  std::vector<DroppedFact>* dropped_ = nullptr;
};

// Raw byte ranges of spans of an article, sorted and joined, each with its
// text.
std::vector<v1::Evidence::Piece> ToPieces(const Document& document,
                                          const Article& article,
                                          const std::vector<Span>& spans);

}  // namespace zhimai
