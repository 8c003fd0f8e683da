// Finds arguments that a pattern did not capture: the closed set of functions
// that expressions may call.
#pragma once

#include <optional>
#include <string>

#include "extract/link/state.h"
#include "extract/link/value.h"
#include "extract/rules/type_set.h"

namespace zhimai {

// Factors on confidence: how often a resolver is right, against a capture.
inline constexpr double kFarFactor = 0.9;     // found outside the sentence
inline constexpr double kTopicFactor = 0.85;  // guessed from salience

// Borrows the state; looks from `match`. All return an empty value when there
// is nothing.
class Resolvers {
 public:
  Resolvers(ArticleState* state, Span match) : state_(*state), match_(match) {}

  // The most salient entity of these types up to the match: titles and
  // headings weigh more, later mentions more than earlier ones.
  Value Topic(const TypeSet& types) const;
  // The subject of the clause, or of an earlier clause of the sentence.
  Value Subject(const TypeSet& types) const;
  Value Previous(const TypeSet& types) const;
  Value Left(const TypeSet& types, RuleScope scope) const;
  Value Right(const TypeSet& types, RuleScope scope) const;
  // Who says the quotation, or the indirect speech, that the match is in.
  Value Speaker() const;
  // The numbered section or measure of a paper that the match is in, or the
  // paper itself.
  Value Part() const;
  // The nearest date of the clause, else of the sentence.
  Value NearestDate() const;
  Value DocumentDate() const;
  // The entity inside the printed name of `item`.
  Value NamePart(const Item& item, const TypeSet& types) const;
  // The office that a person holds at the article's date.
  Value Position(const Item& item) const;

  // An item for an arc of the lattice.
  Item FromArc(const Annotation& arc) const;
  Item FromEntity(int32_t entity) const;

 private:
  Value Found(const Annotation& arc, double factor) const;
  const Annotation* SubjectOf(Span clause, uint32_t limit,
                              const TypeSet& types) const;
  uint32_t StartOfList(uint32_t begin) const;
  bool IsOblique(const Annotation& arc) const;
  bool IsPredicateOfIts(Span clause, const Annotation& arc) const;
  std::optional<Span> QuoteOfMatch() const;
  bool InSameQuote(const Annotation& arc) const;
  const Annotation* SayerOf(Span verb) const;
  const Annotation* SpeakerBefore(uint32_t offset) const;
  const Annotation* SpeakerAfter(uint32_t offset) const;
  const Annotation* NearestDateIn(Span area) const;
  bool SameSentence(uint32_t offset) const;

  ArticleState& state_;
  Span match_;
};

}  // namespace zhimai
