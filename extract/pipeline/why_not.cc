#include "extract/pipeline/why_not.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "extract/doc/document.h"
#include "extract/fact/builder.h"
#include "extract/lexicon/lexicon.h"
#include "extract/pipeline/expectation.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using Outcome = RuleAttempt::Outcome;

constexpr size_t kRestCodePoints = 12;

// The span of the article's sentence that was read from `offset`.
std::optional<Span> SentenceAt(const Article& article, uint64_t offset) {
  for (const Sentence& sentence : article.sentences) {
    for (Span raw : article.map.ToRaw(sentence.span)) {
      if (raw.begin <= offset && offset < raw.end) return sentence.span;
    }
  }
  return std::nullopt;
}

class Listener : public RuleObserver, public ArticleObserver {
 public:
  Listener(const Pipeline& pipeline, uint64_t offset, WhyNotReport* report)
      : pipeline_(pipeline), offset_(offset), report_(*report) {}

  void OnArticle(const Document&, const Article& article) override {
    text_ = article.text;
    sentence_ = SentenceAt(article, offset_);
    if (!sentence_) return;
    found_ = true;
    report_.sentence = sentence_->In(text_);
    report_.article = article.number;
    raw_ = article.map.ToRaw(*sentence_);
  }

  void OnLattice(const Article&, const Lattice& lattice) override {
    if (!sentence_) return;
    for (const Annotation& arc : lattice.StartingIn(*sentence_)) {
      SeenArc seen;
      seen.text = arc.span.In(text_);
      seen.type = pipeline_.types().name(arc.type);
      if (arc.literal >= 0) seen.value = lattice.literal(arc.literal).value;
      if (arc.entity >= 0 && static_cast<size_t>(arc.entity) <
                                 pipeline_.lexicon().entities().size()) {
        seen.value =
            pipeline_.lexicon().entities()[static_cast<size_t>(arc.entity)].id;
      }
      report_.arcs.push_back(std::move(seen));
    }
    sentence_.reset();
  }

  bool WantsAttempts(Span scope) override {
    return sentence_ && scope.Overlaps(*sentence_);
  }

  void OnAttempt(const RuleAttempt& attempt) override {
    if (!sentence_ || !attempt.scope.Overlaps(*sentence_)) return;
    NearRule near = Describe(attempt);
    const auto [it, added] = nearest_.emplace(near.id, near);
    if (!added && Nearer(near, it->second)) it->second = std::move(near);
  }

  void OnScope(const Rule&, double) override {}

  bool found() const { return found_; }
  const std::vector<Span>& raw() const { return raw_; }

  std::vector<NearRule> Rules() const {
    std::vector<NearRule> out;
    for (const auto& [id, near] : nearest_) out.push_back(near);
    std::stable_sort(out.begin(), out.end(), Nearer);
    return out;
  }

 private:
  static int Rank(const NearRule& near) {
    return near.outcome == Outcome::kMatched   ? 0
           : near.outcome == Outcome::kNoMatch ? 2
                                               : 1;
  }
  static bool Nearer(const NearRule& a, const NearRule& b) {
    return std::tuple(Rank(a), -a.passed) < std::tuple(Rank(b), -b.passed);
  }

  NearRule Describe(const RuleAttempt& attempt) const {
    const Rule& rule = *attempt.rule;
    NearRule out;
    out.id = rule.id;
    out.file = rule.file;
    out.outcome = attempt.outcome;
    out.matched = attempt.span.In(text_);
    out.passed = 1;
    switch (attempt.outcome) {
      case Outcome::kNoMatch: {
        const auto pc = static_cast<uint32_t>(attempt.index);
        const uint32_t first[] = {pc};
        out.stopper = ElementNames(
            rule.match, attempt.elements.empty() ? first : attempt.elements);
        out.passed =
            double{1} * pc / static_cast<double>(rule.match.code.size());
        out.rest = Rest(attempt.span.end);
        break;
      }
      case Outcome::kUnless:
        out.stopper = rule.unless[attempt.index].source;
        break;
      case Outcome::kRequired:
        out.stopper = "$" + rule.lets[attempt.index].variable + " = " +
                      rule.lets[attempt.index].source;
        break;
      case Outcome::kWhere:
        out.stopper = rule.where[attempt.index].source;
        break;
      case Outcome::kLost:
        if (attempt.winner != nullptr) out.stopper = attempt.winner->id;
        break;
      case Outcome::kMatched:
        break;
    }
    return out;
  }

  std::string Rest(uint32_t at) const {
    size_t end = at;
    const size_t limit = std::min<size_t>(sentence_->end, text_.size());
    for (size_t i = 0; i < kRestCodePoints && end < limit; ++i) {
      DecodeUtf8(text_, &end);
    }
    return at < end ? text_.substr(at, end - at) : "";
  }

  const Pipeline& pipeline_;
  const uint64_t offset_;
  WhyNotReport& report_;
  std::string text_;
  std::optional<Span> sentence_;  // while its article is being read
  std::vector<Span> raw_;
  bool found_ = false;
  std::map<std::string, NearRule> nearest_;
};

bool Touches(const v1::Evidence& evidence, const std::vector<Span>& places) {
  for (const v1::Evidence::Piece& piece : evidence.piece()) {
    for (Span place : places) {
      if (piece.begin() < place.end && piece.end() > place.begin) return true;
    }
  }
  return false;
}

bool Touches(const v1::Statement& statement, const std::vector<Span>& places) {
  return std::any_of(
      statement.evidence().begin(), statement.evidence().end(),
      [&](const v1::Evidence& evidence) { return Touches(evidence, places); });
}

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNoMatch:
      return "failed";
    case Outcome::kUnless:
      return "refused by unless";
    case Outcome::kRequired:
      return "required has no value";
    case Outcome::kWhere:
      return "where does not hold";
    case Outcome::kLost:
      return "lost to another rule";
    case Outcome::kMatched:
      return "matched";
  }
  return "";
}

Result<WhyNotReport> WhyNot(const Pipeline& pipeline, const SourceFile& file,
                            uint64_t offset) {
  WhyNotReport report;
  if (offset >= file.bytes.size()) {
    return Status::NotFound(
        "the document has " + std::to_string(file.bytes.size()) +
        " bytes; offset " + std::to_string(offset) + " lies behind them");
  }
  Listener listener(pipeline, offset, &report);
  ExtractContext context;
  context.rule_observer = &listener;
  context.article_observer = &listener;
  std::vector<DroppedFact> dropped_facts;
  context.dropped = &dropped_facts;
  ZM_TRY_ASSIGN(const v1::Extraction extraction,
                pipeline.Extract(file, &context));
  if (!listener.found()) {
    return Status::NotFound("no sentence was read at byte " +
                            std::to_string(offset) +
                            ": a dateline, furniture, or blank");
  }
  for (const v1::Statement& statement : extraction.statement()) {
    if (!Touches(statement, listener.raw())) continue;
    report.found.push_back(DescribeStatement(extraction, statement));
  }
  for (const DroppedFact& dropped : dropped_facts) {
    if (!Touches(dropped.evidence, listener.raw())) continue;
    report.dropped.push_back(DescribeDropped(dropped));
  }
  report.rules = listener.Rules();
  return report;
}

}  // namespace zhimai
