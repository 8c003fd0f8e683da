// The engine against an evaluator that is plain enough to be believed: random
// graphs and queries; the graph in the base, in base and delta, and half in an
// overlay; each pass of the planner on and off.
#include <algorithm>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/exec/overlay.h"
#include "graph/exec/query.h"
#include "graph/exec/value.h"
#include "graph/plan/passes.h"
#include "graph/sparql/parser.h"
#include "tests/graph/exec/collecting_sink.h"
#include "tests/graph/exec/store_text.h"
#include "tests/support/naive_eval.h"
#include "tests/support/query_maker.h"
#include "tests/support/status_matchers.h"

namespace zhimai::sparql {
namespace {

using testing::CollectingSink;
using testing::NaiveEvaluate;
using testing::NaiveResult;
using testing::QueryMaker;
using testing::SortedRows;
using testing::StoreText;

// Whether the rows ascend by the key as far as the standard orders terms.
// Only keys that are columns.
void ExpectOrdered(const Query& query, const CollectingSink& got) {
  for (const OrderCondition& condition : query.order_by) {
    const auto column = std::find(got.columns.begin(), got.columns.end(),
                                  condition.expression.name);
    if (column == got.columns.end()) return;
    const auto place = static_cast<size_t>(column - got.columns.begin());
    const auto key = [&](size_t row) {
      const std::optional<Term>& term = got.rows[row][place];
      return term ? &*term : nullptr;
    };
    for (size_t i = 1; i < got.rows.size(); ++i) {
      const auto order = CompareForOrder(key(i - 1), key(i));
      EXPECT_TRUE(condition.descending ? order >= 0 : order <= 0);
    }
  }
}

void ExpectSame(const Query& query, const NaiveResult& want,
                const CollectingSink& got) {
  if (query.form == Query::Form::kAsk) {
    EXPECT_EQ(got.boolean, want.boolean);
    return;
  }
  EXPECT_EQ(got.columns, want.columns);
  ExpectOrdered(query, got);
  const std::vector<std::string> some = SortedRows(got.rows);
  if (!query.limit && !query.offset) {
    EXPECT_EQ(some, SortedRows(want.rows));
    return;
  }
  // Which rows is open: as many, and each among those of the whole.
  EXPECT_EQ(got.rows.size(), want.rows.size());
}

// ZM_SEEDS asks for more.
int Seeds() {
  const char* wanted = std::getenv("ZM_SEEDS");
  return wanted != nullptr ? std::max(1, std::atoi(wanted)) : 20;
}

// All passes, none, and all but one.
std::vector<std::vector<std::string>> PassCombinations() {
  std::vector<std::vector<std::string>> out(2);
  for (const std::string_view name : PassNames()) {
    out[1].emplace_back(name);
    out.push_back({std::string(name)});
  }
  return out;
}

class DifferentialTest : public ::testing::TestWithParam<int> {
 protected:
  void Fill(const std::vector<Quad>& quads) {
    // Base and delta: what the base has too much is removed again.
    const size_t half = quads.size() / 2;
    const Quad extra{Term::Iri("x:a"), Term::Iri("x:q"), Term::Iri("x:extra"),
                     Term()};
    WriteBatch all;
    for (const Quad& quad : quads) all.Add(quad);
    ASSERT_THAT(base_.store()->Commit(&all), IsOk());
    ASSERT_THAT(base_.store()->Optimize(), IsOk());
    WriteBatch first;
    for (size_t i = 0; i < half; ++i) first.Add(quads[i]);
    first.Add(extra);
    ASSERT_THAT(mixed_.store()->Commit(&first), IsOk());
    ASSERT_THAT(mixed_.store()->Optimize(), IsOk());
    overlay_ = std::make_unique<Overlay>(mixed_.store()->snapshot());
    ASSERT_THAT(overlay_->Remove(extra), IsOk());
    for (const Quad& quad : quads) ASSERT_THAT(overlay_->Add(quad), IsOk());
    snapshot_ = mixed_.store()->snapshot();
    WriteBatch second;
    for (size_t i = half; i < quads.size(); ++i) second.Add(quads[i]);
    second.Remove(extra);
    ASSERT_THAT(mixed_.store()->Commit(&second), IsOk());
  }

  static void Run(const Snapshot& snapshot, const Query& query,
                  const QueryOptions& options, const NaiveResult& want) {
    CollectingSink sink;
    ASSERT_THAT(RunQuery(snapshot, query, options, &sink), IsOk());
    ExpectSame(query, want, sink);
  }

  StoreText base_;
  StoreText mixed_;
  std::optional<Snapshot> snapshot_;  // of mixed_, before its delta
  std::unique_ptr<Overlay> overlay_;
};

TEST_P(DifferentialTest, FindsWhatThePlainEvaluatorFinds) {
  QueryMaker maker(static_cast<uint64_t>(GetParam()));
  const std::vector<Quad> quads = maker.Quads();
  ASSERT_NO_FATAL_FAILURE(Fill(quads));
  int valid = 0;
  for (int i = 0; i < 60; ++i) {
    const std::string text = maker.Query();
    const Result<Query> query = ParseQuery(text, {"x:"});
    if (!query.ok()) continue;
    ++valid;
    SCOPED_TRACE(text);
    const NaiveResult want = NaiveEvaluate(quads, *query);
    for (const std::vector<std::string>& off : PassCombinations()) {
      QueryOptions options;
      options.verify_plan = true;
      options.disabled_passes = off;
      SCOPED_TRACE(::testing::PrintToString(off));
      Run(base_.store()->snapshot(), *query, options, want);
      Run(mixed_.store()->snapshot(), *query, options, want);
      options.overlay = overlay_.get();
      Run(*snapshot_, *query, options, want);
      if (HasFailure()) {
        for (const Quad& quad : quads) ADD_FAILURE() << FormatQuad(quad);
        return;
      }
    }
  }
  EXPECT_GT(valid, 30);
}

INSTANTIATE_TEST_SUITE_P(Seeds, DifferentialTest, ::testing::Range(0, Seeds()));

}  // namespace
}  // namespace zhimai::sparql
