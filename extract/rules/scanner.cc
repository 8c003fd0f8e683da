#include "extract/rules/scanner.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool Contains(const std::vector<uint32_t>& values, uint32_t value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

void AddScope(Span span, const char* what, std::vector<Span>* out,
              std::vector<std::string>* warnings) {
  if (span.empty()) return;
  if (span.size() <= kMaxScopeBytes) {
    out->push_back(span);
    return;
  }
  warnings->push_back("rules skip " + std::string(what) + " of " +
                      std::to_string(span.size()) + " bytes (limit " +
                      std::to_string(kMaxScopeBytes) + ")");
}

bool SharesTrigger(const RuleMatch& a, const RuleMatch& b) {
  for (Span x : a.triggers) {
    for (Span y : b.triggers) {
      if (x.Overlaps(y)) return true;
    }
  }
  return false;
}

// Whether `winner`, preferred, leaves no room for `other`.
bool Suppresses(RuleMode mode, const RuleMatch& winner,
                const RuleMatch& other) {
  if (mode == RuleMode::kAll && winner.rule != other.rule) return false;
  if (mode == RuleMode::kOnce && winner.scope == other.scope) return true;
  if (!winner.match.span.Overlaps(other.match.span)) return false;
  return winner.match.span.Contains(other.match.span) ||
         SharesTrigger(winner, other);
}

bool IsPreferred(RuleMode mode, const RuleMatch& a, const RuleMatch& b) {
  const auto key = [mode](const RuleMatch& m) {
    const auto length = static_cast<int64_t>(m.match.span.size());
    return std::tuple(-m.rule->priority,
                      mode == RuleMode::kFirst ? length : -length,
                      std::string_view(m.rule->id), m.match.span.begin);
  };
  return key(a) < key(b);
}

bool ByPosition(const RuleMatch& a, const RuleMatch& b) {
  const auto key = [](const RuleMatch& m) {
    return std::tuple(m.match.span.begin, m.match.span.end,
                      std::string_view(m.rule->id));
  };
  return key(a) < key(b);
}

// REQUIRES: [first, last) overlap in a chain.
void SelectInCluster(RuleMode mode, std::vector<RuleMatch>::iterator first,
                     std::vector<RuleMatch>::iterator last,
                     std::vector<RuleMatch>* out) {
  std::sort(first, last, [mode](const RuleMatch& a, const RuleMatch& b) {
    return IsPreferred(mode, a, b);
  });
  const size_t begin = out->size();
  for (auto match = first; match != last; ++match) {
    const bool lost = std::any_of(
        out->begin() + static_cast<ptrdiff_t>(begin), out->end(),
        [&](const RuleMatch& w) { return Suppresses(mode, w, *match); });
    if (!lost) out->push_back(std::move(*match));
  }
}

// Tells what became of the matches that were accepted.
void ReportSelection(const std::vector<RuleMatch>& before,
                     const std::vector<RuleMatch>& after,
                     RuleObserver* observer) {
  using Outcome = RuleAttempt::Outcome;
  for (const RuleMatch& match : before) {
    const Rule* winner = nullptr;
    bool stayed = false;
    for (const RuleMatch& left : after) {
      stayed = stayed ||
               (left.rule == match.rule && left.match.span == match.match.span);
      if (left.match.span.Overlaps(match.match.span)) winner = left.rule;
    }
    observer->OnAttempt(
        {match.rule, stayed ? Outcome::kMatched : Outcome::kLost, match.scope,
         match.match.span, 0, stayed ? nullptr : winner});
  }
}

}  // namespace

size_t ScopeSpans::Find(RuleScope scope, uint32_t offset) const {
  const std::vector<Span>& list = of(scope);
  auto it = std::upper_bound(
      list.begin(), list.end(), offset,
      [](uint32_t value, Span span) { return value < span.begin; });
  if (it == list.begin()) return kNone;
  --it;
  return offset < it->end ? static_cast<size_t>(it - list.begin()) : kNone;
}

ScopeSpans MakeScopes(const Article& article,
                      std::vector<std::string>* warnings) {
  ScopeSpans out;
  auto& [clauses, sentences, blocks, whole] = out.spans;
  for (const Sentence& sentence : article.sentences) {
    AddScope(sentence.span, "a sentence", &sentences, warnings);
    for (Span clause : sentence.clauses) {
      AddScope(clause, "a clause", &clauses, warnings);
    }
  }
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::kFurniture ||
        block.kind == BlockKind::kDateline) {
      continue;
    }
    AddScope(block.span, "a paragraph", &blocks, warnings);
  }
  // Only an article rule would care, and few exist: no warning.
  const Span all = {0, static_cast<uint32_t>(article.text.size())};
  if (!all.empty() && all.size() <= kMaxScopeBytes) whole.push_back(all);
  for (auto& list : out.spans) std::sort(list.begin(), list.end());
  return out;
}

std::vector<uint8_t> HiddenArcs(const Lattice& lattice) {
  const auto arcs = lattice.all();
  std::vector<uint8_t> hidden(arcs.size(), 0);
  uint32_t reach = 0;       // of entity arcs that begin before this offset
  uint32_t here_reach = 0;  // and of those that begin at it
  uint32_t here = 0;
  for (size_t i = 0; i < arcs.size(); ++i) {
    const Annotation& arc = arcs[i];
    if (arc.span.begin != here) {
      reach = std::max(reach, here_reach);
      here_reach = 0;
      here = arc.span.begin;
    }
    if (reach >= arc.span.end || here_reach > arc.span.end) hidden[i] = 1;
    if (arc.entity >= 0) here_reach = std::max(here_reach, arc.span.end);
  }
  return hidden;
}

std::vector<RuleMatch> SelectMatches(RuleMode mode,
                                     std::vector<RuleMatch> matches) {
  std::sort(matches.begin(), matches.end(), ByPosition);
  std::vector<RuleMatch> out;
  const auto reach = [mode](const RuleMatch& m) {
    return mode == RuleMode::kOnce ? m.scope.end : m.match.span.end;
  };
  auto first = matches.begin();
  while (first != matches.end()) {
    uint32_t end = reach(*first);
    auto last = first + 1;
    while (last != matches.end() && last->match.span.begin < end) {
      end = std::max(end, reach(*last));
      ++last;
    }
    SelectInCluster(mode, first, last, &out);
    first = last;
  }
  std::sort(out.begin(), out.end(), ByPosition);
  return out;
}

void Scanner::BeginArticle(std::string_view text) {
  text_ = text;
  scanned_ = {false, false};
  has_literal_tasks_ = {false, false};
  literal_tasks_.resize(rules_->packs().size());
  for (std::vector<Task>& tasks : literal_tasks_) tasks.clear();
  indexed_version_ = 0;
}

const std::vector<Scanner::Hit>& Scanner::HitsOf(bool words) {
  const size_t i = words ? 1 : 0;
  if (scanned_[i]) return hits_[i];
  scanned_[i] = true;
  hits_[i].clear();
  found_.clear();
  if (words) {
    lower_ = LowerAscii(text_);
    rules_->literal_index(true).FindAll(lower_, &found_);
  } else {
    rules_->literal_index(false).FindAll(text_, &found_);
  }
  for (const PhraseMatch& match : found_) {
    hits_[i].push_back({match.value, match.span});
  }
  return hits_[i];
}

// One walk over the hits serves all packs: rules that are not triggered cost
// nothing here.
void Scanner::FindLiteralTasks(bool words, const ScanInput& input) {
  has_literal_tasks_[words ? 1 : 0] = true;
  for (const Hit& hit : HitsOf(words)) {
    for (const RuleRef& ref : rules_->by_literal()[hit.literal]) {
      const Rule& rule = rules_->packs()[ref.pack].rules[ref.rule];
      const size_t scope = input.scopes->Find(rule.scope, hit.span.begin);
      if (scope == ScopeSpans::kNone) continue;
      literal_tasks_[ref.pack].push_back({ref.rule, scope});
    }
  }
}

void Scanner::IndexArcs(const ScanInput& input) {
  if (input.version != 0 && input.version == indexed_version_) return;
  indexed_version_ = input.version;
  for (std::vector<uint32_t>& begins : arc_begins_) begins.clear();
  const auto arcs = input.lattice->all();
  for (size_t i = 0; i < arcs.size(); ++i) {
    if (i < input.hidden.size() && input.hidden[i] != 0) continue;
    if (arcs[i].type >= arc_begins_.size()) {
      arc_begins_.resize(size_t{1} + arcs[i].type);
    }
    arc_begins_[arcs[i].type].push_back(arcs[i].span.begin);
  }
}

void Scanner::FindTasks(const RulePack& pack, const ScanInput& input,
                        std::vector<Task>* tasks) {
  const bool words = pack.lang == "en";
  if (!has_literal_tasks_[words ? 1 : 0]) FindLiteralTasks(words, input);
  IndexArcs(input);
  const auto number = static_cast<size_t>(&pack - rules_->packs().data());
  *tasks = literal_tasks_[number];
  for (const RulePack::TypeRules& by_type : pack.by_type) {
    if (by_type.type >= arc_begins_.size()) continue;
    for (uint32_t begin : arc_begins_[by_type.type]) {
      for (uint32_t rule : by_type.rules) {
        const size_t scope = input.scopes->Find(pack.rules[rule].scope, begin);
        if (scope != ScopeSpans::kNone) tasks->push_back({rule, scope});
      }
    }
  }
  for (uint32_t rule : pack.always) {
    const size_t count = input.scopes->of(pack.rules[rule].scope).size();
    for (size_t scope = 0; scope < count; ++scope) {
      tasks->push_back({rule, scope});
    }
  }
  const auto key = [](const Task& t) { return std::tuple(t.rule, t.scope); };
  std::sort(tasks->begin(), tasks->end(),
            [&](const Task& a, const Task& b) { return key(a) < key(b); });
  tasks->erase(std::unique(tasks->begin(), tasks->end(),
                           [&](const Task& a, const Task& b) {
                             return key(a) == key(b);
                           }),
               tasks->end());
}

void Scanner::FindStarts(const Rule& rule, Span scope, const ScanInput& input) {
  starts_.clear();
  if (rule.match.starts_anywhere) {
    for (uint32_t at = scope.begin; at < scope.end; ++at) {
      if (IsUtf8Lead(text_[at])) starts_.push_back(at);
    }
    return;
  }
  const auto arcs = input.lattice->StartingIn(scope);
  for (const Annotation& arc : arcs) {
    const auto index = static_cast<size_t>(&arc - input.lattice->all().data());
    if (input.hidden[index] == 0 && rule.match.first_types.Has(arc.type)) {
      starts_.push_back(arc.span.begin);
    }
  }
  if (!rule.first_literals.empty()) {
    const std::vector<Hit>& hits = HitsOf(rule.match.words);
    auto hit = std::lower_bound(
        hits.begin(), hits.end(), scope.begin,
        [](const Hit& h, uint32_t offset) { return h.span.begin < offset; });
    for (; hit != hits.end() && hit->span.begin < scope.end; ++hit) {
      if (Contains(rule.first_literals, hit->literal)) {
        starts_.push_back(hit->span.begin);
      }
    }
  }
  std::sort(starts_.begin(), starts_.end());
  starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
}

std::vector<Span> Scanner::TriggersIn(const Rule& rule,
                                      const PatternMatch& match,
                                      const ScanInput& input) {
  std::vector<Span> out;
  for (int32_t arc : match.arcs) {
    const Annotation& a = input.lattice->all()[static_cast<size_t>(arc)];
    if (rule.trigger_types.Has(a.type)) out.push_back(a.span);
  }
  if (rule.trigger_literals.empty()) return out;
  const std::vector<Hit>& hits = HitsOf(rule.match.words);
  auto hit = std::lower_bound(
      hits.begin(), hits.end(), match.span.begin,
      [](const Hit& h, uint32_t offset) { return h.span.begin < offset; });
  for (; hit != hits.end() && hit->span.begin < match.span.end; ++hit) {
    if (match.span.Contains(hit->span) &&
        Contains(rule.trigger_literals, hit->literal)) {
      out.push_back(hit->span);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Looks for the patterns of `unless` in the clauses that the match touches.
bool Scanner::Refused(const RuleMatch& match, const ScanInput& input) {
  if (match.rule->unless.empty()) return false;
  Span area = match.match.span;
  const auto& clauses = input.scopes->of(RuleScope::kClause);
  const size_t first = input.scopes->Find(RuleScope::kClause, area.begin);
  const size_t last = input.scopes->Find(RuleScope::kClause, area.end - 1);
  if (first != ScopeSpans::kNone) area.begin = clauses[first].begin;
  if (last != ScopeSpans::kNone) area.end = clauses[last].end;
  for (size_t i = 0; i < match.rule->unless.size(); ++i) {
    const Program& program = match.rule->unless[i];
    std::vector<std::vector<Span>> references;
    for (const std::string& name : program.references) {
      std::vector<Span>& spans = references.emplace_back();
      for (const CapturedSpan& c : match.match.captures) {
        if (match.rule->match.captures[c.name] == name) {
          spans.push_back(c.span);
        }
      }
    }
    const MatchInput in{input.text, input.lattice, input.hidden, references};
    matcher_.ResetBudget();
    if (!matcher_.Search(program, in, area)) continue;
    if (observer_ != nullptr) {
      observer_->OnAttempt({match.rule,
                            RuleAttempt::Outcome::kUnless,
                            match.scope,
                            match.match.span,
                            i,
                            nullptr,
                            {}});
    }
    return true;
  }
  return false;
}

void Scanner::ReportFailure(const Rule& rule, Span scope) {
  const Matcher::Failure& failure = matcher_.failure();
  // Where nothing could begin a match, its first element is what is missing.
  const Span span = failure.span.empty() && failure.span.begin == 0
                        ? Span{scope.begin, scope.begin}
                        : failure.span;
  observer_->OnAttempt({&rule, RuleAttempt::Outcome::kNoMatch, scope, span,
                        failure.pc, nullptr, failure.elements});
}

void Scanner::RunTask(const RulePack& pack, const Task& task,
                      const ScanInput& input, const Accept& accept,
                      std::vector<RuleMatch>* out,
                      std::vector<std::string>* warnings) {
  const Rule& rule = pack.rules[task.rule];
  const Span scope = input.scopes->of(rule.scope)[task.scope];
  FindStarts(rule, scope, input);
  const MatchInput in{input.text, input.lattice, input.hidden, {}};
  uint64_t steps = 0;
  const bool track = observer_ != nullptr && observer_->WantsAttempts(scope);
  bool any = false;
  if (track) matcher_.TrackFailures();
  for (uint32_t start : starts_) {
    RuleMatch found;
    matcher_.ResetBudget(steps);
    const bool matched =
        matcher_.MatchAt(rule.match, in, scope, start, &found.match);
    steps = matcher_.steps();
    if (matcher_.exhausted()) {
      warnings->push_back("rule " + rule.id +
                          " gave up: too many ways to match at byte " +
                          std::to_string(start));
      matcher_.StopTracking();
      return;
    }
    if (!matched) continue;
    any = true;
    found.rule = &rule;
    found.scope = scope;
    found.triggers = TriggersIn(rule, found.match, input);
    if (!Refused(found, input) && accept(&found)) {
      out->push_back(std::move(found));
    }
  }
  matcher_.StopTracking();
  if (track && !any) ReportFailure(rule, scope);
}

std::vector<RuleMatch> Scanner::Scan(const RulePack& pack,
                                     const ScanInput& input,
                                     const Accept& accept,
                                     std::vector<std::string>* warnings) {
  tasks_.clear();
  FindTasks(pack, input, &tasks_);
  std::vector<RuleMatch> matches;
  if (observer_ == nullptr) {
    for (const Task& task : tasks_) {
      RunTask(pack, task, input, accept, &matches, warnings);
    }
    return SelectMatches(pack.mode, std::move(matches));
  }
  for (const Task& task : tasks_) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    RunTask(pack, task, input, accept, &matches, warnings);
    const std::chrono::duration<double> spent = Clock::now() - begin;
    observer_->OnScope(pack.rules[task.rule], spent.count());
  }
  const std::vector<RuleMatch> before = matches;
  std::vector<RuleMatch> left = SelectMatches(pack.mode, std::move(matches));
  ReportSelection(before, left, observer_);
  return left;
}

}  // namespace zhimai
