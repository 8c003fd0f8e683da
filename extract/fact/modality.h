// The standing of a fact: asserted, planned, demanded, …
#pragma once

#include "extract/doc/annotation.h"
#include "extract/link/candidate.h"
#include "extract/link/state.h"
#include "proto/statement.pb.h"

namespace zhimai {

// The types of cue arcs. Immutable; kNone where data has no such cue.
struct CueTypes {
  explicit CueTypes(const TypeRegistry& types);

  // MODALITY_UNSPECIFIED when the arc is no cue.
  v1::Modality Of(TypeId type) const;

  TypeId planned = TypeRegistry::kNone;
  TypeId proposed = TypeRegistry::kNone;
  TypeId demanded = TypeRegistry::kNone;
  TypeId negated = TypeRegistry::kNone;
};

// A rule with STATUS_INHERIT gets what governs its anchor: the nearest cue
// before it in its clause; a plan or demand earlier in the sentence, if the
// subject carries over; REPORTED inside a quotation; else ASSERTED. A rule
// that asserts is negated only by a cue right before its anchor.
v1::Modality ModalityOf(const Candidate& candidate, const ArticleState& state,
                        const CueTypes& cues);

}  // namespace zhimai
