#include "graph/engine/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "proto/ontology.pb.h"
#include "tests/graph/engine/fixture.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(GraphTest, OpensOnlyWhatIsThere) {
  TempDir dir;
  EXPECT_THAT(Graph::Open(dir.File("none"), GraphMode::kRead),
              FailsWith(Code::kNotFound, ""));
  EXPECT_THAT(Graph::Open(dir.File("none"), GraphMode::kReadWrite),
              FailsWith(Code::kNotFound, ""));
}

TEST(GraphTest, AnswersWhatWasPut) {
  TestGraph graph;
  const BuildSummary summary = graph.Put({SummitNews()});
  EXPECT_EQ(summary.documents_new, 1u);
  EXPECT_EQ(summary.entities, 4u);
  EXPECT_EQ(summary.statements, 4u);
  auto entity = graph->GetEntity("https://w3id.org/zhimai/e/sco");
  ASSERT_THAT(entity, IsOk());
  EXPECT_EQ(entity->ref.label, "上海合作组织");
  EXPECT_EQ(entity->ref.label_en, "Shanghai Cooperation Organisation");
  EXPECT_THAT(entity->aliases, SizeIs(2));
  auto statements = graph->StatementsOf("e/sco", {});
  ASSERT_THAT(statements, IsOk());
  ASSERT_THAT(*statements, SizeIs(4));
  EXPECT_EQ((*statements)[0].predicate, "inception");
  EXPECT_EQ((*statements)[2].subject.label, "中国");
  EXPECT_EQ((*statements)[2].qualifiers[0].value.literal.value, "创始成员国");
  StatementFilter sure;
  sure.min_confidence = 0.7;
  sure.relations = {"member_of"};
  EXPECT_THAT(*graph->StatementsOf("e/sco", sure), SizeIs(1));
  const std::string id = (*statements)[2].id;
  EXPECT_EQ(graph->GetStatement(id.substr(0, 12))->id, id);
  EXPECT_THAT(graph->GetStatement("s/zz!"), FailsWith(Code::kNotFound, "zz"));
  auto evidence = graph->EvidenceOf(id);
  ASSERT_THAT(evidence, IsOk());
  ASSERT_THAT(*evidence, SizeIs(1));
  EXPECT_EQ((*evidence)[0].document, "a.txt");
  EXPECT_EQ((*evidence)[0].rule, "test.rule");
  EXPECT_THAT(*graph->FindStatements(std::nullopt, "member_of", "e/sco", {}),
              SizeIs(2));
  EXPECT_THAT(
      *graph->FindStatements(std::nullopt, std::nullopt, "2001-06-15", {}),
      SizeIs(1));
  EXPECT_THAT(*graph->StatementsIn("a.txt"), SizeIs(4));
  auto stats = graph->Stats();
  ASSERT_THAT(stats, IsOk());
  EXPECT_EQ(stats->by_modality.at("planned"), 1u);
  EXPECT_EQ(stats->by_class.at("Country"), 2u);
  EXPECT_EQ(stats->triples, 2u);
  EXPECT_THAT(graph->Verify(), IsOkAnd(IsEmpty()));
}

TEST(GraphTest, LinksPlannedToAsserted) {
  TestGraph graph;
  graph.Put({SummitNews()});
  ExtractionBuilder later("b.txt");
  later.State("e/sco", "issued_by", "e/decl");
  graph.Put({later.Build()});
  StatementFilter planned;
  planned.modalities = {Modality::kPlanned};
  auto found = graph->StatementsOf("e/sco", planned);
  ASSERT_THAT(found, IsOk());
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_THAT((*found)[0].superseded_by, ElementsAre(later.last_id()));
  EXPECT_THAT(graph.Dump(), HasSubstr("supersededBy"));
  graph.Remove({"b.txt"});
  EXPECT_THAT(graph.Dump(), Not(HasSubstr("supersededBy")));
}

TEST(GraphTest, WalksBetweenEntities) {
  TestGraph graph;
  graph.Put({SummitNews()});
  auto paths = graph->FindPaths({.from = "e/china", .to = "e/india"});
  ASSERT_THAT(paths, IsOk());
  ASSERT_THAT(paths->paths, SizeIs(1));
  ASSERT_THAT(paths->paths[0].steps, SizeIs(2));
  EXPECT_EQ(paths->paths[0].steps[0].to.id, "e/sco");
  EXPECT_THAT(paths->paths[0].steps[1].statements, SizeIs(1));
  auto around = graph->Neighbors({.entity = "e/china", .depth = 1});
  ASSERT_THAT(around, IsOk());
  EXPECT_THAT(around->nodes, SizeIs(2));
  EXPECT_THAT(around->statements, SizeIs(1));
  EXPECT_THAT(graph->Neighbors({.entity = "e/none"}),
              FailsWith(Code::kNotFound, "e/none"));
}

TEST(GraphTest, DumpsSortedQuads) {
  TestGraph graph;
  graph.Put({SummitNews()});
  const std::string dump = graph.Dump();
  EXPECT_THAT(dump, HasSubstr("<https://w3id.org/zhimai/e/china> "
                              "<https://w3id.org/zhimai/o#member_of> "
                              "<https://w3id.org/zhimai/e/sco> ."));
  // Planned and unsure statements have no plain triple.
  EXPECT_THAT(dump, Not(HasSubstr("\n<https://w3id.org/zhimai/e/india> "
                                  "<https://w3id.org/zhimai/o#member_of>")));
  EXPECT_THAT(dump, HasSubstr("rdf-syntax-ns#reifies> <<( "));
  EXPECT_THAT(dump, HasSubstr("\"上海合作组织\"@zh-Hans"));
  EXPECT_THAT(dump, HasSubstr("<http://www.wikidata.org/entity/Q485207>"));
  EXPECT_THAT(dump, HasSubstr("\"2001-06-15\"^^"
                              "<http://www.w3.org/2001/XMLSchema#date>"));
  EXPECT_THAT(dump, HasSubstr("ns/oa#DataPositionSelector"));
  EXPECT_THAT(dump, HasSubstr("/zhimai/o#mentions> "
                              "<https://w3id.org/zhimai/e/china> ."));
  const std::string rdf11 = graph.Dump({.rdf11 = true});
  EXPECT_THAT(rdf11, Not(HasSubstr("<<(")));
  EXPECT_THAT(rdf11, HasSubstr("rdf-syntax-ns#predicate>"));
  const std::string plain = graph.Dump({.no_provenance = true});
  EXPECT_THAT(plain, Not(HasSubstr("prov#")));
  EXPECT_THAT(graph.Dump({.base = "http://x/"}), Not(HasSubstr("w3id.org")));
}

TEST(GraphTest, KeepsTheOntologyAndDraws) {
  TestGraph graph;
  v1::Ontology ontology;
  v1::RelationDef* relation = ontology.add_relation();
  relation->set_name("member_of");
  relation->mutable_label()->set_zh("成员");
  relation->set_inverse_label_zh("有成员");
  auto session = graph->BeginBuild();
  ASSERT_THAT(session, IsOk());
  EXPECT_THAT((*session)->SetOntology(ontology), IsOk());
  EXPECT_THAT((*session)->Put(SummitNews(), "root"), IsOk());
  EXPECT_THAT((*session)->DocumentsUnder("root"),
              IsOkAnd(ElementsAre("a.txt")));
  EXPECT_THAT((*session)->Finish(), IsOk());
  auto view = graph->Ontology();
  ASSERT_THAT(view, IsOk());
  EXPECT_EQ(view->RelationLabel("member_of", "zh"), "成员");
  EXPECT_EQ(view->InverseLabel("member_of", "zh"), "有成员");
  EXPECT_EQ(view->RelationLabel("other", "zh"), "other");
  auto drawing = graph->Draw({.selection = {.focus = "e/sco"}});
  ASSERT_THAT(drawing, IsOk());
  EXPECT_THAT(drawing->nodes, SizeIs(5));  // four entities and a date
  EXPECT_THAT(drawing->edges, SizeIs(4));
  auto capped = graph->Draw({.max_nodes = 2});
  ASSERT_THAT(capped, IsOk());
  EXPECT_EQ(capped->nodes_left_out, 2u);
  EXPECT_EQ(capped->nodes[0].id, "e/sco");
}

TEST(GraphTest, RefusesBrokenExtractions) {
  TestGraph graph;
  auto session = graph->BeginBuild();
  ASSERT_THAT(session, IsOk());
  v1::Extraction none;
  EXPECT_THAT((*session)->Put(none),
              FailsWith(Code::kInvalidInput, "document"));
  v1::Extraction bad_id = SummitNews();
  bad_id.mutable_statement(0)->set_id("s/short");
  EXPECT_THAT((*session)->Put(bad_id),
              FailsWith(Code::kInvalidInput, "s/short"));
  v1::Extraction nul = SummitNews();
  nul.mutable_statement(0)->set_subject(std::string("a\0b", 3));
  EXPECT_THAT((*session)->Put(nul), FailsWith(Code::kInvalidInput, "subject"));
  v1::Extraction unsure = SummitNews();
  unsure.mutable_statement(0)->mutable_evidence(0)->set_confidence(
      std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT((*session)->Put(unsure),
              FailsWith(Code::kInvalidInput, "confidence"));
  EXPECT_THAT((*session)->Remove("nowhere"),
              FailsWith(Code::kNotFound, "nowhere"));
  EXPECT_THAT((*session)->Finish(), IsOk());
  EXPECT_EQ(graph.Dump(), "");
}

}  // namespace
}  // namespace zhimai
