#include "extract/doc/annotation.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

Annotation Arc(uint32_t begin, uint32_t end, TypeId type = 1,
               int32_t entity = Annotation::kNone, float score = 1.0F) {
  Annotation arc;
  arc.span = {begin, end};
  arc.type = type;
  arc.entity = entity;
  arc.score = score;
  return arc;
}

// "0-3 0-1 2-4": the arcs in order, for messages that say what went wrong.
std::string Spans(std::span<const Annotation> arcs) {
  std::string out;
  for (const Annotation& arc : arcs) {
    if (!out.empty()) out += ' ';
    out += std::to_string(arc.span.begin) + '-' + std::to_string(arc.span.end);
  }
  return out;
}

TEST(TypeRegistryTest, GivesEachNameOneNumber) {
  TypeRegistry types;
  const TypeId person = types.Intern("Person");
  EXPECT_NE(person, TypeRegistry::kNone);
  EXPECT_EQ(types.Intern("Person"), person);
  EXPECT_NE(types.Intern("@member_role"), person);
  EXPECT_EQ(types.Find("Person"), person);
  EXPECT_EQ(types.Find("Nobody"), TypeRegistry::kNone);
  EXPECT_EQ(types.name(person), "Person");
  EXPECT_EQ(types.size(), 3U);  // with the empty name of kNone
}

TEST(LatticeTest, IsEmptyBeforeFinish) {
  Lattice lattice;
  EXPECT_TRUE(lattice.StartingAt(0).empty());
  lattice.Finish(0);
  EXPECT_TRUE(lattice.StartingAt(0).empty());
  EXPECT_TRUE(lattice.StartingIn({0, 100}).empty());
}

TEST(LatticeTest, GivesTheLongestArcFirst) {
  Lattice lattice;
  lattice.Add(Arc(2, 4));
  lattice.Add(Arc(0, 3));
  lattice.Add(Arc(0, 9));
  lattice.Add(Arc(0, 6));
  lattice.Finish(9);
  EXPECT_EQ(Spans(lattice.StartingAt(0)), "0-9 0-6 0-3");
  EXPECT_EQ(Spans(lattice.StartingAt(1)), "");
  EXPECT_EQ(Spans(lattice.StartingAt(2)), "2-4");
}

TEST(LatticeTest, FindsArcsAtTheEndsOfTheText) {
  Lattice lattice;
  lattice.Add(Arc(9, 9));
  lattice.Add(Arc(8, 9));
  lattice.Finish(9);
  EXPECT_EQ(Spans(lattice.StartingAt(9)), "9-9");
  EXPECT_EQ(Spans(lattice.StartingIn({8, 9})), "8-9");
  EXPECT_EQ(Spans(lattice.StartingIn({0, 10})), "8-9 9-9");
  EXPECT_EQ(Spans(lattice.StartingAt(1000)), "");
  EXPECT_EQ(Spans(lattice.StartingIn({5, 5})), "");
}

TEST(LatticeTest, DoesNotDependOnTheOrderOfAdding) {
  const Annotation arcs[] = {Arc(0, 3, 1, 5), Arc(0, 3, 1, 2), Arc(0, 3, 2, 5),
                             Arc(1, 2, 1, 5)};
  Lattice forward;
  Lattice backward;
  for (size_t i = 0; i < 4; ++i) {
    forward.Add(arcs[i]);
    backward.Add(arcs[3 - i]);
  }
  forward.Finish(3);
  backward.Finish(3);
  ASSERT_EQ(forward.all().size(), backward.all().size());
  for (size_t i = 0; i < forward.all().size(); ++i) {
    EXPECT_EQ(forward.all()[i].type, backward.all()[i].type);
    EXPECT_EQ(forward.all()[i].entity, backward.all()[i].entity);
  }
}

TEST(LatticeTest, OfTwoEqualArcsTheSurerStays) {
  Lattice lattice;
  lattice.Add(Arc(0, 3, 1, 5, 0.6F));
  lattice.Add(Arc(0, 3, 1, 5, 1.0F));
  lattice.Finish(3);
  ASSERT_EQ(lattice.all().size(), 1U);
  EXPECT_EQ(lattice.all()[0].score, 1.0F);
}

TEST(LatticeTest, TakesMoreArcsAfterFinish) {
  Lattice lattice;
  lattice.Add(Arc(0, 3));
  lattice.Finish(6);
  lattice.Add(Arc(3, 6));
  lattice.Add(Arc(0, 6));
  lattice.Finish(6);
  EXPECT_EQ(Spans(lattice.all()), "0-6 0-3 3-6");
  EXPECT_EQ(Spans(lattice.StartingAt(3)), "3-6");
}

TEST(LatticeTest, KeepsLiteralsByNumber) {
  Lattice lattice;
  const LiteralValue date{LiteralValue::Type::kDate, "2024-07-04", "", ""};
  const int32_t index = lattice.AddLiteral(date);
  EXPECT_EQ(lattice.literal(index), date);
  EXPECT_EQ(lattice.AddLiteral({}), index + 1);
}

}  // namespace
}  // namespace zhimai
