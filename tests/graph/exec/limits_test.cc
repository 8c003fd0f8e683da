// Time, memory and Ctrl-C end every query soon; what may spill gives the same
// rows with little memory.
#include <atomic>
#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "graph/exec/query.h"
#include "graph/exec/value.h"
#include "graph/sparql/parser.h"
#include "tests/graph/exec/collecting_sink.h"
#include "tests/graph/exec/store_text.h"
#include "tests/support/status_matchers.h"

namespace zhimai::sparql {
namespace {

using testing::CollectingSink;
using testing::SortedRows;
using testing::StoreText;

// 60 nodes with <x:p>, <x:q> to 5 of them.
class LimitsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    store_ = new StoreText;
    std::string text;
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(i);
      text.append("<x:n").append(n).append("> <x:p> ").append(n);
      text.append(", 'name ").append(n).append("' ; <x:q> <x:n");
      text.append(std::to_string(i % 5)).append("> .\n");
    }
    ASSERT_THAT(store_->LoadTriG(text), IsOk());
    ASSERT_THAT(store_->store()->Optimize(), IsOk());
  }
  static void TearDownTestSuite() {
    delete store_;
    store_ = nullptr;
  }

  static Result<QueryResult> Run(const std::string& text,
                                 const QueryOptions& options,
                                 ResultSink* sink) {
    ZM_TRY_ASSIGN(const Query query, ParseQuery(text, {"x:"}));
    return RunQuery(store_->store()->snapshot(), query, options, sink);
  }

  static StoreText* store_;
};

StoreText* LimitsTest::store_ = nullptr;

// Each would run for hours.
constexpr const char* kEndless[] = {
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l "
    "LIMIT 10",
    "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } "
    "GROUP BY ?a",
    "SELECT ?a ?d ?g ?j (GROUP_CONCAT(?c) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } GROUP BY ?a ?d ?g ?j",
    "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT DISTINCT ?b { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l "
    "FILTER(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l)) = 'a') }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l "
    "BIND(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l)) AS ?x) FILTER(?x = 'a') }",
    "SELECT * { ?a <x:p> ?c OPTIONAL { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . "
    "?m ?n ?o FILTER(?c = -1) } }",
    "SELECT * { ?a <x:p> ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i . "
    "?j ?k ?l FILTER(CONCAT(STR(?f), STR(?i), STR(?l), STR(?c)) = 'a') } }",
    "SELECT * { ?a <x:p> ?c MINUS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . "
    "?a ?n ?o FILTER(CONCAT(STR(?f), STR(?i), STR(?l), STR(?o)) = 'a') } }",
    "SELECT * { ?a (!<x:z>|^<x:p>)* ?b . ?c (!<x:z>|^<x:p>)* ?d . "
    "?e (!<x:z>|^<x:p>)* ?f . ?g (!<x:z>|^<x:p>)* ?h }",
    "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l "
    "FILTER(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l)) = 'a') }",
};

TEST_F(LimitsTest, EveryOperatorKeepsTheTime) {
  for (const std::string text : kEndless) {
    SCOPED_TRACE(text);
    QueryOptions options;
    options.timeout = std::chrono::milliseconds(100);
    options.memory_bytes = size_t{64} << 20;
    CollectingSink sink;
    const auto begin = std::chrono::steady_clock::now();
    class Dropping final : public ResultSink {
      Status OnColumns(const std::vector<std::string>&) override { return {}; }
      Status OnSolution(const Solution&) override { return {}; }
      Status OnTriple(const Triple&) override { return {}; }
      Status OnBoolean(bool) override { return {}; }
    } dropping;
    const Result<QueryResult> result = Run(text, options, &dropping);
    const auto spent = std::chrono::steady_clock::now() - begin;
    // By time, or earlier by memory. Far more than the limit, for sanitizers
    // and busy machines.
    EXPECT_THAT(result, FailsWith(Code::kCancelled, "the limit of"));
    EXPECT_LT(spent, std::chrono::seconds(5));
  }
}

TEST_F(LimitsTest, AFlagFromOutsideStopsAQuery) {
  std::atomic<bool> cancel = false;
  QueryOptions options;
  options.cancel = &cancel;
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    cancel = true;
  });
  CollectingSink sink;
  EXPECT_THAT(Run(kEndless[6], options, &sink),
              FailsWith(Code::kCancelled, "the query was cancelled"));
  stopper.join();
}

TEST_F(LimitsTest, WhatSpillsGivesTheSameRows) {
  struct {
    const char* text;
    size_t rows;
    // Rows in order, not only the same ones.
    bool ordered;
  } const cases[] = {
      {"SELECT ?l ?m ?c { ?a <x:p> ?l . ?b <x:p> ?m . ?c <x:q> <x:n1> } "
       "ORDER BY DESC(?l) ?m ?c",
       120UL * 120 * 12, true},
      {"SELECT ?l ?m { ?a <x:p> ?l . ?b <x:p> ?m . ?c <x:q> <x:n1> } "
       "ORDER BY ?m ?l OFFSET 100000 LIMIT 1000",
       1000, true},
      {"SELECT DISTINCT ?a ?l ?b ?m { ?a <x:p> ?l . ?b <x:p> ?m . "
       "?c <x:q> <x:n1> }",
       120UL * 120, false},
      {"SELECT DISTINCT ?a ?b ?m ?c { ?a <x:p> ?l . ?b <x:p> ?m . "
       "?c <x:q> <x:n1> }",
       60UL * 120 * 12, false},
      {"SELECT ?a ?m ?c (COUNT(*) AS ?count) (MIN(?l) AS ?least) "
       "{ ?a <x:p> ?l . ?b <x:p> ?m . ?c <x:q> <x:n1> } GROUP BY ?a ?m ?c",
       60UL * 120 * 12, false},
      {"SELECT ?k ?b ?c ?l { ?k <x:p> ?l { SELECT ?k ?b ?c "
       "{ ?k <x:q> ?b . ?d <x:p> ?c . ?e <x:p> 1, ?z . ?f <x:q> <x:n1> } } }",
       120UL * 120 * 2 * 12, false},
      {"SELECT ?k ?b ?c { ?k <x:q> ?l OPTIONAL { SELECT ?k ?b ?c "
       "{ ?k <x:q> ?b . ?d <x:p> ?c . ?e <x:p> 1, ?z . ?f <x:q> <x:n1> "
       "FILTER(?k != <x:n7>) } } }",
       1 + 59UL * 120 * 2 * 12, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    QueryOptions options;
    options.disabled_passes = {"merge-joins", "probe-joins"};
    options.verify_plan = true;
    CollectingSink want;
    ASSERT_THAT(Run(c.text, options, &want), IsOk());
    EXPECT_EQ(want.rows.size(), c.rows);
    options.memory_bytes = size_t{6} << 20;
    CollectingSink got;
    const auto result = Run(c.text, options, &got);
    ASSERT_THAT(result, IsOk());
    EXPECT_LE(result->peak_bytes, options.memory_bytes);
    if (c.ordered) {
      EXPECT_TRUE(got.rows == want.rows);
    } else {
      EXPECT_TRUE(SortedRows(got.rows) == SortedRows(want.rows));
    }
  }
}

}  // namespace
}  // namespace zhimai::sparql
