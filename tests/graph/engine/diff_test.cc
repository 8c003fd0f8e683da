// Paths, dates, search, differences and the change log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/ingest/change_log.h"
#include "graph/ingest/rdf.h"
#include "graph/ingest/valid_time.h"
#include "tests/graph/engine/fixture.h"

namespace zhimai {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// "+e/china", "-a.txt", "~s/…".
ChangeVisitor Into(std::vector<std::string>* lines) {
  return [lines](const GraphChange& change) -> Status {
    constexpr std::string_view kMarks = "+-~";
    lines->push_back(kMarks[static_cast<size_t>(change.kind)] + change.id);
    const bool gone = change.kind == GraphChange::Kind::kGone;
    const GraphChange::Side& side = gone ? change.before : change.after;
    EXPECT_TRUE(side.document || side.entity || side.statement) << change.id;
    return {};
  };
}

std::vector<std::string> Differences(const Graph& before, const Graph& after) {
  std::vector<std::string> lines;
  EXPECT_THAT(Graph::Diff(before, after, {}, Into(&lines)), IsOk());
  return lines;
}

std::vector<std::string> Since(const Graph& graph, uint64_t generation,
                               const std::string& time = "") {
  std::vector<std::string> lines;
  SinceRequest request;
  request.generation = generation;
  request.time = time;
  EXPECT_THAT(graph.ChangesSince(request, Into(&lines)), IsOk());
  return lines;
}

v1::Extraction News(double confidence) {
  ExtractionBuilder b("b.txt");
  b.Entity("e/iran", "Country", {"zh-Hans:伊朗"});
  b.State("e/iran", "member_of", "e/sco", v1::ASSERTED, confidence)
      .With("since", "2023-07-04");
  return b.Build();
}

TEST(DiffTest, TellsWhatCameWentAndChanged) {
  TestGraph before;
  TestGraph after;
  before.Put({SummitNews(), News(0.8)});
  after.Put({News(0.9)});
  const std::vector<std::string> there = Differences(*before, *after);
  EXPECT_THAT(there, Contains("-a.txt"));
  EXPECT_THAT(there, Contains("-e/china"));
  EXPECT_THAT(there, Not(Contains("+b.txt")));
  EXPECT_THAT(there, SizeIs(1 + 4 + 5));
  EXPECT_THAT(Differences(*before, *before), IsEmpty());
  EXPECT_THAT(Differences(*after, *before), SizeIs(1 + 4 + 5));
}

TEST(DiffTest, AnErrorOfTheVisitorEndsIt) {
  TestGraph before;
  TestGraph after;
  after.Put({SummitNews()});
  int seen = 0;
  EXPECT_THAT(Graph::Diff(*before, *after, {},
                          [&](const GraphChange&) {
                            ++seen;
                            return Status::Io("full");
                          }),
              FailsWith(Code::kIo, "full"));
  EXPECT_EQ(seen, 1);
}

TEST(ChangeLogTest, TellsWhatBuildsAmountTo) {
  TestGraph graph;
  EXPECT_THAT(graph->Generation(), IsOkAnd(0U));
  EXPECT_THAT(Since(*graph, 0), IsEmpty());
  graph.Put({SummitNews()});
  EXPECT_THAT(graph->Generation(), IsOkAnd(1U));
  EXPECT_THAT(Since(*graph, 0), SizeIs(1 + 4 + 4));
  EXPECT_THAT(Since(*graph, 1), IsEmpty());
  graph.Put({SummitNews()});  // nothing new
  EXPECT_THAT(graph->Generation(), IsOkAnd(1U));
  graph.Put({News(0.8)});
  EXPECT_THAT(Since(*graph, 1), SizeIs(3));
  graph.Put({News(0.9)});
  EXPECT_THAT(Since(*graph, 2), Not(Contains("+b.txt")));
  EXPECT_THAT(Since(*graph, 2), Contains("~b.txt"));
  graph.Remove({"b.txt"});
  // What came and went is no change; from in between it went.
  EXPECT_THAT(Since(*graph, 1), IsEmpty());
  EXPECT_THAT(Since(*graph, 2), SizeIs(3));
  EXPECT_THAT(Since(*graph, 2), Contains("-e/iran"));
  SinceRequest request;
  request.generation = 99;
  EXPECT_THAT(
      graph->ChangesSince(request, [](const GraphChange&) { return Status(); }),
      FailsWith(Code::kNotFound, "generation 4"));
  EXPECT_THAT(graph->Verify(), IsOkAnd(IsEmpty()));
}

TEST(ChangeLogTest, KnowsTimes) {
  TestGraph graph;
  for (const char* time : {"2025-01-01T03:00:00Z", "2025-01-02T03:00:00Z"}) {
    auto session = graph->BeginBuild(time);
    ASSERT_THAT(session, IsOk());
    ASSERT_THAT((*session)->Put(*time == '2' && time[9] == '1' ? SummitNews()
                                                               : News(0.8)),
                IsOk());
    ASSERT_THAT((*session)->Finish(), IsOk());
  }
  EXPECT_THAT(Since(*graph, 0, "2025-01-02"), SizeIs(3));
  EXPECT_THAT(Since(*graph, 0, "2025-01-02T04"), IsEmpty());
  EXPECT_THAT(Since(*graph, 0, "2025"), SizeIs(9 + 3));
}

TEST(ChangeLogTest, DamagedEntriesAreErrors) {
  LogEntry entry;
  entry.time = "2025";
  entry.changes = {{ChangeKind::kGone, ChangeThing::kEntity, "e/a", "xyz"},
                   {ChangeKind::kAdded, ChangeThing::kDocument, "d", ""}};
  const std::string bytes = EncodeLogEntry(entry);
  auto read = DecodeLogEntry(bytes);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->changes[0].tombstone, "xyz");
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeLogEntry(bytes.substr(0, size)).ok()) << size;
  }
  EXPECT_FALSE(DecodeLogEntry(bytes + "x").ok());
  EXPECT_FALSE(DecodeLogEntry("\x01t\xFF\xFF\xFF\xFF\x7F").ok());
}

TEST(ValidTimeTest, ReadsSinceUntilAndPoints) {
  struct Case {
    std::vector<std::pair<std::string, std::string>> dates;
    std::string at;
    bool holds;
  };
  const Case kCases[] = {
      {{}, "2020", true},
      {{{"since", "2001-06"}}, "2001-05-31", false},
      {{{"since", "2001-06"}}, "2001-06-01", true},
      {{{"since", "2001"}, {"until", "2010"}}, "2010-12-31", true},
      {{{"since", "2001"}, {"until", "2010"}}, "2011", false},
      {{{"until", "2010"}}, "1999", true},
      {{{"point_in_time", "2025-09-01"}}, "2025", true},
      {{{"point_in_time", "2025-09-01"}}, "2025-08", false},
      {{{"point_in_time", "2025"}, {"point_in_time", "2023"}}, "2023", true},
      {{{"since", "long ago"}}, "2023", true},
  };
  for (const Case& test : kCases) {
    StatementRecord statement;
    for (const auto& [key, value] : test.dates) {
      QualifierRecord& qualifier = statement.qualifiers.emplace_back();
      qualifier.key = key;
      qualifier.value.literal.value = value;
    }
    EXPECT_EQ(HoldsAt(statement, test.at), test.holds) << test.at;
  }
}

TEST(FindPathsTest, TakesEntitiesToPassAndToAvoid) {
  TestGraph graph;
  ExtractionBuilder b("c.txt");
  for (const char* id : {"e/a", "e/b", "e/c", "e/d"}) b.Entity(id, "Country");
  b.State("e/a", "near", "e/b", v1::ASSERTED, 0.6);
  b.State("e/a", "near", "e/c", v1::ASSERTED, 0.95);
  b.State("e/c", "near", "e/b", v1::ASSERTED, 0.95).With("since", "2020");
  b.State("e/c", "near", "e/d", v1::ASSERTED, 0.9);
  b.State("e/d", "near", "e/b", v1::ASSERTED, 0.9);
  graph.Put({b.Build()});
  const auto ways = [&](const PathRequest& request) {
    std::vector<std::string> found;
    auto result = graph->FindPaths(request);
    EXPECT_THAT(result, IsOk());
    if (!result.ok()) return found;
    for (const GraphPath& path : result->paths) {
      std::string line = path.steps.front().from.id.substr(2);
      for (const auto& step : path.steps) line += step.to.id.substr(2);
      found.push_back(line);
    }
    return found;
  };
  EXPECT_THAT(ways({.from = "e/a", .to = "e/b"}), ElementsAre("ab"));
  EXPECT_THAT(ways({.from = "e/a", .to = "e/b", .ranked = true}),
              ElementsAre("ab", "acb", "acdb"));
  EXPECT_THAT(ways({.from = "e/a", .to = "e/b", .weighted = true}),
              ElementsAre("acb", "acdb", "ab"));
  EXPECT_THAT(
      ways({.from = "e/a", .to = "e/b", .max_paths = 1, .weighted = true}),
      ElementsAre("acb"));
  EXPECT_THAT(ways({.from = "e/a", .to = "e/b", .via = {"e/d"}}),
              ElementsAre("acdb"));
  EXPECT_THAT(
      ways({.from = "e/a", .to = "e/b", .ranked = true, .avoid = {"e/c"}}),
      ElementsAre("ab"));
  PathRequest then{.from = "e/a", .to = "e/b", .ranked = true};
  then.filter.valid_at = "2019";
  EXPECT_THAT(ways(then), ElementsAre("ab", "acdb"));
  EXPECT_THAT(graph->FindPaths({.from = "e/a", .to = "e/b", .via = {"e/a"}}),
              FailsWith(Code::kInvalidInput, "e/a"));
  EXPECT_THAT(graph->FindPaths({.from = "e/a", .to = "e/b", .avoid = {"e/a"}}),
              FailsWith(Code::kInvalidInput, "e/a"));
}

TEST(SearchTest, FindsNamesAndPassages) {
  TestGraph graph;
  ExtractionBuilder b("d.txt");
  b.Entity("e/x", "Country", {"zh-Hans:大山国", "en:Big Mountain"});
  b.State("e/x", "near", "e/x").Quote("大山国，在海边。");
  graph.Put({SummitNews(), b.Build()});
  auto found = graph->Search({.text = "合作组织"});
  ASSERT_THAT(found, IsOk());
  ASSERT_THAT(found->entities, SizeIs(1));
  EXPECT_EQ(found->entities[0].entity.id, "e/sco");
  EXPECT_THAT(graph->Search({.text = "big m"})->entities, SizeIs(1));
  EXPECT_THAT(graph->Search({.text = "在海边"})->quotations, SizeIs(1));
  EXPECT_THAT(graph->Search({.text = "没有"})->entities, IsEmpty());
  EXPECT_THAT(graph->Search({.text = "·"}),
              FailsWith(Code::kInvalidInput, "nothing"));
}

TEST(IriTest, LocalNamesComeBack) {
  for (const std::string local : {"e/sco", "e/org/上海 100% a#b?c", "", "%"}) {
    EXPECT_EQ(IriToLocal(LocalToIri("", local)), local);
  }
  EXPECT_EQ(IriToLocal("a%2"), "a%2");
  EXPECT_EQ(IriToLocal("%zz%C3%a9"), "%zz\xC3\xA9");
}

}  // namespace
}  // namespace zhimai
