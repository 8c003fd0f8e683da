#include "extract/fact/statement_id.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

v1::Statement MemberOf(const std::string& role) {
  v1::Statement s;
  s.set_subject("e/yun");
  s.set_predicate("member_of");
  s.mutable_object()->set_entity("e/sihai");
  s.set_modality(v1::ASSERTED);
  v1::Qualifier* q = s.add_qualifier();
  q->set_key("role");
  q->mutable_value()->mutable_literal()->set_value(role);
  return s;
}

TEST(StatementIdTest, FollowsWhatMakesAStatement) {
  RelationInfo relation;
  relation.identity_qualifiers = {"role"};
  const v1::Statement base = MemberOf("成员国");
  const std::string id = StatementId(base, relation);
  EXPECT_EQ(id.size(), 28U);
  EXPECT_EQ(id.substr(0, 2), "s/");

  EXPECT_NE(StatementId(MemberOf("观察员国"), relation), id);
  v1::Statement planned = base;
  planned.set_modality(v1::PLANNED);
  EXPECT_NE(StatementId(planned, relation), id);

  v1::Statement more = base;
  more.set_confidence(0.5);
  more.add_evidence()->set_rule("other");
  v1::Qualifier* q = more.add_qualifier();
  q->set_key("since");
  q->mutable_value()->mutable_literal()->set_value("2001");
  EXPECT_EQ(StatementId(more, relation), id);
  relation.identity_qualifiers.clear();
  EXPECT_EQ(StatementId(MemberOf("a"), relation),
            StatementId(MemberOf("b"), relation));
}

TEST(StatementIdTest, ComparesNumbersNotTheirSpelling) {
  const RelationInfo relation;
  const auto with = [&](const char* printed, const char* unit) {
    v1::Statement s;
    s.set_subject("e/yun");
    s.set_predicate("has_quantity");
    v1::Literal* l = s.mutable_object()->mutable_literal();
    l->set_type(v1::Literal::QUANTITY);
    l->set_value(printed);
    l->set_number("890000000000");
    l->set_unit(unit);
    return StatementId(s, relation);
  };
  EXPECT_EQ(with("8900亿美元", "USD"), with("8,900亿美元", "USD"));
  EXPECT_NE(with("8900亿", "USD"), with("8900亿", "CNY"));
}

// Ids are on disk: they may not change.
TEST(StatementIdTest, IsStable) {
  RelationInfo relation;
  relation.identity_qualifiers = {"role"};
  EXPECT_EQ(StatementId(MemberOf("成员国"), relation),
            "s/d7rzac52x7trscgw2qfco64kpm");
}

}  // namespace
}  // namespace zhimai
