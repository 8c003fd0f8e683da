// Finds where the rules of a pack match in an article.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/doc/document.h"
#include "extract/rules/matcher.h"
#include "extract/rules/rule_set.h"
#include "extract/rules/trace.h"

namespace zhimai {

// The stretches of text that rules run in, by scope. Sorted, disjoint.
struct ScopeSpans {
  std::array<std::vector<Span>, kRuleScopes> spans;

  const std::vector<Span>& of(RuleScope scope) const {
    return spans[static_cast<size_t>(scope)];
  }
  // Index of the span that holds `offset`; npos when none does.
  size_t Find(RuleScope scope, uint32_t offset) const;
  static constexpr size_t kNone = SIZE_MAX;
};

// Longer scopes are left out; `warnings` gets a line for them.
inline constexpr uint32_t kMaxScopeBytes = 64 * 1024;

ScopeSpans MakeScopes(const Article& article,
                      std::vector<std::string>* warnings);

struct RuleMatch {
  const Rule* rule = nullptr;
  PatternMatch match;
  Span scope;
  // Where trigger literals of the rule stand inside the match.
  std::vector<Span> triggers;
};

// Arcs strictly inside a longer arc of an entity: 1 for those that patterns
// must not step on. By index of Lattice::all().
std::vector<uint8_t> HiddenArcs(const Lattice& lattice);

// What one article looks like to the rules. Borrows everything.
struct ScanInput {
  std::string_view text;
  const ScopeSpans* scopes = nullptr;
  const Lattice* lattice = nullptr;
  std::span<const uint8_t> hidden;
  // Changes whenever lattice or hidden do; 0: nothing may be kept from one
  // call to the next.
  uint64_t version = 0;
};

// Scratch memory and the trigger hits of the article at hand. One thread at a
// time.
class Scanner {
 public:
  explicit Scanner(const RuleSet& rules) : rules_(&rules) {}

  // Null for none. Borrowed.
  void set_observer(RuleObserver* observer) { observer_ = observer; }

  // Finds trigger literals in a new article. REQUIRES: `text` outlives the
  // calls of Scan() for it.
  void BeginArticle(std::string_view text);

  // Whether the match, found and not refused by an `unless`, stands: lets and
  // conditions are the caller's.
  using Accept = std::function<bool(RuleMatch*)>;

  // The matches of the pack's rules that `accept` takes and that its mode
  // leaves, sorted by position, then rule id. Adds a line to `warnings` for a
  // rule that gave up in a scope.
  std::vector<RuleMatch> Scan(const RulePack& pack, const ScanInput& input,
                              const Accept& accept,
                              std::vector<std::string>* warnings);

 private:
  struct Hit {
    uint32_t literal;
    Span span;
  };
  struct Task {
    uint32_t rule;  // index into the pack's
    size_t scope;   // index into ScopeSpans::of(its scope)
  };

  const std::vector<Hit>& HitsOf(bool words);
  void FindLiteralTasks(bool words, const ScanInput& input);
  void IndexArcs(const ScanInput& input);
  void FindTasks(const RulePack& pack, const ScanInput& input,
                 std::vector<Task>* tasks);
  void FindStarts(const Rule& rule, Span scope, const ScanInput& input);
  std::vector<Span> TriggersIn(const Rule& rule, const PatternMatch& match,
                               const ScanInput& input);
  void RunTask(const RulePack& pack, const Task& task, const ScanInput& input,
               const Accept& accept, std::vector<RuleMatch>* out,
               std::vector<std::string>* warnings);
  bool Refused(const RuleMatch& match, const ScanInput& input);
  void ReportFailure(const Rule& rule, Span scope);

  const RuleSet* rules_;
  RuleObserver* observer_ = nullptr;
  std::string_view text_;
  std::string lower_;
  std::array<std::vector<Hit>, 2> hits_;
  std::array<bool, 2> scanned_ = {false, false};
  std::vector<PhraseMatch> found_;
  // By pack: tasks of the article's trigger literals.
  std::vector<std::vector<Task>> literal_tasks_;
  std::array<bool, 2> has_literal_tasks_ = {false, false};
  // By type: where its visible arcs begin.
  std::vector<std::vector<uint32_t>> arc_begins_;
  uint64_t indexed_version_ = 0;
  std::vector<Task> tasks_;
  std::vector<uint32_t> starts_;
  Matcher matcher_;
};

// Keeps what the mode of a pack leaves of overlapping matches. Exposed for
// tests.
std::vector<RuleMatch> SelectMatches(RuleMode mode,
                                     std::vector<RuleMatch> matches);

}  // namespace zhimai
