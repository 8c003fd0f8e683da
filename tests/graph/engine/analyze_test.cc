// Selections, projections, encounters and exports of a small graph.
#include "graph/engine/analyze.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/engine/export_source.h"
#include "proto/ontology.pb.h"
#include "tests/graph/engine/fixture.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Two meetings, one talk between two, and things without a date.
class AnalyzeTest : public testing::Test {
 protected:
  AnalyzeTest() {
    ExtractionBuilder one("a/one.txt");
    one.Entity("e/m1", "Meeting").Entity("e/m2", "Meeting");
    for (const char* id : {"e/p1", "e/p2", "e/p3"}) one.Entity(id, "Person");
    one.Entity("e/org", "Organization");
    one.State("e/m1", "participant", "e/p1")
        .With("point_in_time", "2024-05-01");
    one.State("e/m1", "participant", "e/p2").With("point_in_time", "2024-05");
    one.State("e/m1", "point_in_time", "2024-05-01");
    one.State("e/p1", "member_of", "e/org").With("since", "2001");
    ExtractionBuilder two("b/two.txt");
    two.Entity("e/m2", "Meeting").Entity("e/lone", "Person");
    for (const char* id : {"e/p1", "e/p2", "e/p3"}) two.Entity(id, "Person");
    two.State("e/m2", "participant", "e/p1");
    two.State("e/m2", "participant", "e/p2");
    two.State("e/m2", "participant", "e/p3", v1::PLANNED);
    two.State("e/p3", "met_with", "e/p1").With("point_in_time", "2025-01-02");
    two.State("e/p3", "opposes", "e/org", v1::NEGATED);
    two.State("e/p2", "supports", "e/org", v1::ASSERTED, 0.3);
    v1::Ontology ontology;
    v1::ClassDef* meeting = ontology.add_class_();
    meeting->set_name("Meeting");
    meeting->add_parent("Occurrence");
    auto session = graph_->BeginBuild();
    EXPECT_THAT((*session)->SetOntology(ontology), IsOk());
    EXPECT_THAT((*session)->Put(one.Build()), IsOk());
    EXPECT_THAT((*session)->Put(two.Build()), IsOk());
    EXPECT_THAT((*session)->Finish(), IsOk());
  }

  size_t Edges(const Selection& selection) {
    const auto graph = graph_->Project(selection, false);
    EXPECT_THAT(graph, IsOk());
    return graph->edges.size();
  }

  std::vector<std::string> Column(const ExportRequest& request,
                                  ExportTable table, size_t column) {
    auto source = graph_->OpenExport(request);
    EXPECT_THAT(source, IsOk());
    std::vector<std::string> values;
    EXPECT_THAT((*source)->Rows(table,
                                [&](std::span<const Cell> row) {
                                  EXPECT_EQ(
                                      row.size(),
                                      (*source)->schema(table).columns.size());
                                  values.emplace_back(row[column].text());
                                  return Status();
                                }),
                IsOk());
    return values;
  }

  TestGraph graph_;
};

TEST_F(AnalyzeTest, SelectionsLeaveOut) {
  EXPECT_EQ(Edges({}), 7u);
  Selection all{.negated = true};
  all.filter.min_confidence = 0;
  EXPECT_EQ(Edges(all), 9u);
  Selection present;
  present.filter.relations = {"participant"};
  EXPECT_EQ(Edges(present), 5u);
  Selection planned;
  planned.filter.modalities = {Modality::kPlanned};
  EXPECT_EQ(Edges(planned), 1u);
  EXPECT_EQ(Edges({.documents = {"a/"}}), 3u);
  EXPECT_EQ(Edges({.documents = {"a"}}), 3u);
  EXPECT_EQ(Edges({.documents = {"b/two.txt"}}), 4u);
  EXPECT_THAT(graph_->Project({.documents = {"c"}}, false),
              FailsWith(Code::kNotFound, "no document 'c'"));
}

TEST_F(AnalyzeTest, TimeIsThatOfTheStatement) {
  // Since 2001 without an end.
  EXPECT_EQ(Edges({.from = "2025-01-01", .to = "2025-12-31"}), 2u);
  EXPECT_EQ(Edges({.to = "2003-01-01"}), 1u);
  EXPECT_EQ(Edges({.to = "2000-12-31"}), 0u);
  EXPECT_EQ(Edges({.from = "2024-05-31", .to = "2024-05-31"}), 2u);
  EXPECT_EQ(Edges({.from = "2024-05-01", .to = "2024-05-01"}), 3u);
}

TEST_F(AnalyzeTest, EncountersCountOccasions) {
  Selection selection;
  selection.filter.relations = {"participant", "met_with"};
  selection.filter.modalities = {Modality::kAsserted};
  const auto met = graph_->Encounters(selection);
  ASSERT_THAT(met, IsOk());
  ASSERT_THAT(*met, SizeIs(2));
  EXPECT_EQ((*met)[0].a, "e/p1");
  EXPECT_EQ((*met)[0].b, "e/p2");
  EXPECT_THAT((*met)[0].occasions, ElementsAre("e/m1", "e/m2"));
  EXPECT_EQ((*met)[1].b, "e/p3");
}

TEST_F(AnalyzeTest, MeasuresHaveNames) {
  const auto graph = graph_->Project({}, false);
  ASSERT_THAT(graph, IsOk());
  for (const std::string& name : MeasureNames()) {
    const auto measure = ComputeMeasure(*graph, name, {});
    ASSERT_THAT(measure, IsOk()) << name;
    EXPECT_THAT(measure->values, SizeIs(graph->nodes()));
  }
  EXPECT_THAT(ComputeMeasure(*graph, "fame", {}),
              FailsWith(Code::kUsage, "no measure 'fame'"));
  EXPECT_EQ(graph->Find("e/nobody"), graph->nodes());
  const auto degree = ComputeMeasure(*graph, "degree", {});
  EXPECT_EQ(degree->values[graph->Find("e/p1")], 4);
}

TEST_F(AnalyzeTest, ExportsHoldWhatIsSelected) {
  // Entities without statements belong to the whole only.
  EXPECT_THAT(
      Column({}, ExportTable::kNodes, 0),
      ElementsAre("e/lone", "e/m1", "e/m2", "e/org", "e/p1", "e/p2", "e/p3"));
  ExportRequest members;
  members.selection.filter.relations = {"member_of"};
  members.measures = {"degree", "pagerank"};
  EXPECT_THAT(Column(members, ExportTable::kNodes, 0),
              ElementsAre("e/org", "e/p1"));
  EXPECT_THAT(Column(members, ExportTable::kStatements, 3),
              ElementsAre("e/org"));
  EXPECT_THAT(Column({}, ExportTable::kStatements, 0), SizeIs(8));
  EXPECT_THAT(Column({}, ExportTable::kEvidence, 0), SizeIs(8));
  EXPECT_THAT(Column({}, ExportTable::kDocuments, 0),
              ElementsAre("a/one.txt", "b/two.txt"));
  // A literal is a node of its own.
  EXPECT_THAT(Column({}, ExportTable::kGraphNodes, 0), SizeIs(8));
  EXPECT_THAT(Column({}, ExportTable::kGraphEdges, 0), SizeIs(8));
  ExportRequest one;
  one.selection.documents = {"a/one.txt"};
  EXPECT_THAT(Column(one, ExportTable::kDocuments, 0),
              ElementsAre("a/one.txt"));
  ExportRequest focus;
  focus.selection.focus = "e/org";
  focus.selection.filter.classes = {"Organization"};
  EXPECT_THAT(Column(focus, ExportTable::kStatements, 0), IsEmpty());
}

TEST_F(AnalyzeTest, DrawingsKeepTheFirstAndSaySo) {
  const auto drawing = graph_->Draw({.selection = {.focus = "e/p1"},
                                     .max_nodes = 3,
                                     .cluster = ClusterBy::kYear});
  ASSERT_THAT(drawing, IsOk());
  ASSERT_THAT(drawing->nodes, SizeIs(3));
  EXPECT_EQ(drawing->nodes[0].id, "e/p1");
  EXPECT_EQ(drawing->nodes_left_out, 2u);
  EXPECT_EQ(drawing->chosen_by, "degree");
  ASSERT_FALSE(drawing->edges.empty());
  EXPECT_THAT(drawing->edges[0].evidence, SizeIs(1));
  // Nothing of the year is tied to it but what it did then.
  const auto year = graph_->Draw(
      {.selection = {.focus = "e/p1", .depth = 2, .from = "2025-01-01"}});
  ASSERT_THAT(year, IsOk());
  EXPECT_THAT(year->edges, SizeIs(2));
}

}  // namespace
}  // namespace zhimai
