#include "tools/commands/extraction_json.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

void AddEntity(const char* id, const char* class_name, const char* label,
               std::vector<const char*> names, v1::Extraction* extraction) {
  v1::Entity* entity = extraction->add_entity();
  entity->set_id(id);
  entity->set_class_(class_name);
  entity->set_label(label);
  for (const char* name : names) entity->add_names()->set_text(name);
}

v1::Statement* AddStatement(const char* id, const char* object, uint64_t begin,
                            v1::Extraction* extraction) {
  v1::Statement* statement = extraction->add_statement();
  statement->set_id(id);
  statement->set_subject("e/a");
  statement->set_predicate("member_of");
  statement->mutable_object()->set_entity(object);
  statement->set_modality(v1::ASSERTED);
  statement->set_confidence(0.9);
  v1::Evidence* evidence = statement->add_evidence();
  evidence->set_rule("r");
  evidence->set_confidence(0.9);
  v1::Evidence::Piece* piece = evidence->add_piece();
  piece->set_begin(begin);
  piece->set_end(begin + 2);
  piece->set_text("甲");
  return statement;
}

v1::Extraction TwoEntities() {
  v1::Extraction extraction;
  extraction.mutable_document()->set_path("d.txt");
  AddEntity("e/a", "Country", "甲", {"甲", "甲方", "甲方", "A"}, &extraction);
  AddEntity("e/b", "Organization", "乙", {}, &extraction);
  return extraction;
}

std::string Lines(const v1::Extraction& extraction,
                  const JsonLinesOptions& options = {}) {
  std::string text;
  AppendStatementLines(extraction, options, &text);
  return text;
}

TEST(StatementLinesTest, WritesTheContract) {
  v1::Extraction extraction = TwoEntities();
  v1::Statement* statement = AddStatement("s/1", "e/b", 7, &extraction);
  v1::Qualifier* role = statement->add_qualifier();
  role->set_key("role");
  role->mutable_value()->mutable_literal()->set_value("成员");
  v1::Qualifier* place = statement->add_qualifier();
  place->set_key("location");
  place->mutable_value()->set_entity("e/b");
  EXPECT_EQ(
      Lines(extraction),
      R"({"doc":"d.txt","id":"s/1","subject":{"id":"e/a","name":"甲",)"
      R"("type":"Country","aliases":["甲方","A"]},"predicate":"member_of",)"
      R"("object":{"id":"e/b","name":"乙","type":"Organization",)"
      R"("aliases":[]},"qualifiers":{"location":{"id":"e/b","name":"乙",)"
      R"("type":"Organization"},"role":"成员"},"status":"asserted",)"
      R"("confidence":0.9,"evidence":[{"begin":7,"end":9,"text":"甲"}],)"
      R"("rule":"r","article":0})"
      "\n");
}

TEST(StatementLinesTest, OrdersByPlaceAndLeavesCandidatesAndDenialsOut) {
  v1::Extraction extraction = TwoEntities();
  AddStatement("s/late", "e/b", 50, &extraction);
  AddStatement("s/weak", "e/b", 1, &extraction)->set_confidence(0.49);
  AddStatement("s/not", "e/b", 2, &extraction)->set_modality(v1::NEGATED);
  AddStatement("s/early", "e/b", 3, &extraction);
  const auto ids = [&](const JsonLinesOptions& options) {
    const std::string text = Lines(extraction, options);
    std::string found;
    for (size_t at = text.find("\"id\":\"s/"); at != std::string::npos;
         at = text.find("\"id\":\"s/", at + 1)) {
      found += text.substr(at + 8, text.find('"', at + 8) - at - 8) + " ";
    }
    return found;
  };
  EXPECT_EQ(ids({}), "early late ");
  EXPECT_EQ(ids({.candidates = true}), "weak early late ");
  EXPECT_EQ(ids({.all = true}), "not early late ");
}

TEST(StatementLinesTest, KnowsFourStatuses) {
  struct {
    v1::Modality modality;
    std::string_view want;
  } const cases[] = {
      {v1::MODALITY_UNSPECIFIED, R"("status":"asserted","confidence")"},
      {v1::PLANNED, R"("status":"planned","confidence")"},
      {v1::PROPOSED, R"("status":"proposed","confidence")"},
      {v1::REPORTED, R"("status":"reported","confidence")"},
      {v1::DEMANDED, R"("status":"planned","modality":"demanded",)"},
      {v1::NEGATED, R"("status":"negated","confidence")"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.want);
    v1::Extraction extraction = TwoEntities();
    AddStatement("s/1", "e/b", 0, &extraction)->set_modality(c.modality);
    EXPECT_NE(Lines(extraction, {.all = true}).find(c.want), std::string::npos);
  }
}

TEST(StatementLinesTest, WritesLiteralsWithTheirNumbers) {
  struct {
    v1::Literal::Type type;
    const char *value, *number, *unit;
    std::string_view want;
  } const cases[] = {
      {v1::Literal::DATE, "2001-06", "", "",
       R"({"value":"2001-06","datatype":"date"})"},
      {v1::Literal::INTEGER, "二十六", "26", "",
       R"({"value":"26","datatype":"integer"})"},
      {v1::Literal::QUANTITY, "8900亿美元", "890000000000", "USD",
       R"({"value":"8900亿美元","datatype":"quantity",)"
       R"("number":890000000000,"unit":"USD"})"},
      {v1::Literal::QUANTITY, "-0.5%", "-00.50", "%",
       R"("number":-0.50,"unit":"%"})"},
      {v1::Literal::QUANTITY, "many", "1e5x", "", R"("datatype":"quantity"})"},
      {v1::Literal::QUANTITY, "bad", ".5", "", R"("datatype":"quantity"})"},
      {v1::Literal::QUANTITY, "bad", "5.", "", R"("datatype":"quantity"})"},
      {v1::Literal::TEXT, "“好”\n", "", "",
       R"({"value":"“好”\n","datatype":"text"})"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.want);
    v1::Extraction extraction = TwoEntities();
    v1::Literal* literal = AddStatement("s/1", "e/b", 0, &extraction)
                               ->mutable_object()
                               ->mutable_literal();
    literal->set_type(c.type);
    literal->set_value(c.value);
    literal->set_number(c.number);
    literal->set_unit(c.unit);
    EXPECT_NE(Lines(extraction).find(c.want), std::string::npos)
        << Lines(extraction);
  }
}

TEST(StatementLinesTest, GivesTheBestEvidenceAndTheOthersApart) {
  v1::Extraction extraction = TwoEntities();
  v1::Statement* statement = AddStatement("s/1", "e/b", 9, &extraction);
  v1::Evidence* better = statement->add_evidence();
  better->set_rule("better");
  better->set_confidence(0.95);
  better->add_piece()->set_begin(40);
  const std::string text = Lines(extraction);
  EXPECT_NE(text.find(R"("evidence":[{"begin":40,"end":0,"text":""}],)"
                      R"("rule":"better","article":0,"also":[{"evidence":)"
                      R"([{"begin":9,)"),
            std::string::npos)
      << text;
}

TEST(MentionLinesTest, QuotesTheBytesAndDropsBrokenRanges) {
  v1::Extraction extraction = TwoEntities();
  v1::Mention* mention = extraction.add_mention();
  mention->set_entity("e/a");
  mention->set_class_("Country");
  mention->set_method("gazetteer");
  v1::ByteRange* range = mention->add_range();
  range->set_begin(0);
  range->set_end(3);
  range = mention->add_range();
  range->set_begin(6);
  range->set_end(9);
  extraction.add_mention()->add_range()->set_end(99);
  extraction.add_mention();
  std::string text;
  AppendMentionLines(extraction, "哈***", &text);
  EXPECT_EQ(text, "");
  AppendMentionLines(extraction, "哈***克", &text);
  EXPECT_EQ(text,
            "{\"doc\":\"d.txt\",\"begin\":0,\"end\":9,"
            "\"text\":\"哈***克\",\"type\":\"Country\","
            "\"entity\":\"e/a\",\"method\":\"gazetteer\"}\n");
}

TEST(SegmentLinesTest, ListsRangesOfArticles) {
  v1::Extraction extraction = TwoEntities();
  v1::Article* article = extraction.mutable_document()->add_article();
  article->set_number(2);
  article->set_title("题");
  v1::ByteRange* range = article->add_range();
  range->set_begin(5);
  range->set_end(11);
  std::string text;
  AppendSegmentLines(extraction, &text);
  EXPECT_EQ(text,
            "{\"doc\":\"d.txt\",\"begin\":5,\"end\":11,\"article\":2,"
            "\"title\":\"题\"}\n");
}

}  // namespace
}  // namespace zhimai
