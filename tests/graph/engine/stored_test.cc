#include "graph/ingest/stored.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

FusedStatement Made(uint8_t number) {
  FusedStatement statement;
  statement.record.id[0] = number;
  statement.record.subject = "e/cn";
  statement.record.predicate = "member_of";
  statement.record.confidence = 0.5;
  statement.documents = number;
  return statement;
}

// What one statement has and the next one lacks must not stay.
TEST(StatementDecoderTest, EachStatementIsReadAfresh) {
  FusedStatement rich = Made(1);
  rich.record.object.entity = "e/an-organisation-with-a-long-name";
  const LiteralRecord year = {LiteralType::kDate, "2001", "", "", ""};
  const LiteralRecord sum = {LiteralType::kQuantity, "5元", "5", "CNY", ""};
  rich.record.qualifiers = {{"amount", {"", sum}}, {"since", {"", year}}};
  rich.record.modality = Modality::kPlanned;
  FusedStatement literal = Made(2);
  literal.record.object.literal = {LiteralType::kText, "成员", "", "", "zh"};
  literal.record.qualifiers = {{"role", {"e/member", {}}}};
  const FusedStatement poor = Made(3);
  StatementDecoder decoder;
  for (const FusedStatement& statement :
       {rich, poor, literal, rich, literal, poor}) {
    const std::string bytes = EncodeStatement(statement);
    const auto read = decoder.Decode(statement.record.id, bytes);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(**read, statement);
    const auto once = DecodeStatement(statement.record.id, bytes);
    ASSERT_TRUE(once.ok()) << once.status();
    EXPECT_EQ(*once, statement);
  }
  EXPECT_EQ(decoder.Decode({}, "\x0A\x7F").status().code(), Code::kCorruption);
  const auto after = decoder.Decode(rich.record.id, EncodeStatement(rich));
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(**after, rich);
}

}  // namespace
}  // namespace zhimai
