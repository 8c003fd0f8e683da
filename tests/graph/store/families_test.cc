#include "graph/store/families.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "tests/graph/store/graph_maker.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

StatementId IdOf(uint8_t last) {
  StatementId id{};
  id[15] = last;
  return id;
}

class FamiliesTest : public testing::Test {
 protected:
  void Commit() { ASSERT_THAT(store_->Commit(&batch_), IsOk()); }
  std::vector<std::string> Problems() const {
    return store_->Verify().value().problems;
  }

  TempDir dir_;
  std::unique_ptr<Store> store_ = OpenStore(dir_.File("db"));
  WriteBatch batch_;
};

TEST_F(FamiliesTest, EvidenceAndDocumentsPointAtEachOther) {
  for (const char* path : {"a.txt", "a.txt2", "z"}) {
    DocumentRecord record;
    record.path = path;
    batch_.PutDocument(record);
    batch_.PutEvidence(IdOf(1), path, std::string("read in ") + path);
  }
  batch_.PutStatement(IdOf(1), "one");
  batch_.PutStatement(IdOf(2), "two");
  batch_.PutEvidence(IdOf(2), "a.txt", "also");
  Commit();
  const Snapshot snapshot = store_->snapshot();
  EXPECT_THAT(snapshot.doc_statements().Get("a.txt"),
              IsOkAnd(ElementsAre(IdOf(1), IdOf(2))));
  EXPECT_THAT(snapshot.doc_statements().Get("a.tx"), IsOkAnd(IsEmpty()));
  std::vector<std::string> documents;
  ASSERT_THAT(
      snapshot.evidence().ForStatement(
          IdOf(1),
          [&](const StatementId&, std::string_view document, std::string_view) {
            documents.emplace_back(document);
            return true;
          }),
      IsOk());
  EXPECT_THAT(documents, ElementsAre("a.txt", "a.txt2", "z"));
  EXPECT_THAT(Problems(), IsEmpty());

  batch_.DeleteEvidence(IdOf(2), "a.txt");
  batch_.DeleteStatement(IdOf(2));
  Commit();
  EXPECT_THAT(store_->snapshot().doc_statements().Get("a.txt"),
              IsOkAnd(ElementsAre(IdOf(1))));
  EXPECT_THAT(store_->snapshot().statements().Get(IdOf(2)),
              IsOkAnd(std::optional<std::string>()));
  // The old moment is as it was.
  EXPECT_THAT(snapshot.statements().Get(IdOf(2)),
              IsOkAnd(std::optional<std::string>("two")));
}

TEST_F(FamiliesTest, SupportAddsUpAndGoesAtZero) {
  batch_.AddSupport(SupportKind::kEntity, "e/x", 2);
  batch_.AddSupport(SupportKind::kEntity, "e/x", 1);
  batch_.AddSupport(SupportKind::kAlias, "e/x", 1);
  Commit();
  EXPECT_THAT(store_->snapshot().support().Get(SupportKind::kEntity, "e/x"),
              IsOkAnd(3u));
  batch_.AddSupport(SupportKind::kEntity, "e/x", -3);
  Commit();
  size_t left = 0;
  ASSERT_THAT(store_->snapshot().support().ForEach(
                  [&](SupportKind kind, std::string_view, uint64_t) {
                    EXPECT_EQ(kind, SupportKind::kAlias);
                    ++left;
                    return true;
                  }),
              IsOk());
  EXPECT_EQ(left, 1u);
  // A failed commit changes nothing and keeps the batch.
  batch_.PutBlob("b", "x");
  batch_.AddSupport(SupportKind::kEntity, "e/x", -1);
  EXPECT_THAT(store_->Commit(&batch_),
              FailsWith(Code::kInvalidInput, "below zero"));
  EXPECT_FALSE(batch_.empty());
  EXPECT_THAT(store_->snapshot().blobs().Get("b"),
              IsOkAnd(std::optional<std::string>()));
}

TEST_F(FamiliesTest, AliasesByNameAndByPrefix) {
  batch_.PutEntity("e/a", "A");
  batch_.PutEntity("e/b", "B");
  batch_.PutAlias("上合", "e/a");
  batch_.PutAlias("上合", "e/b");
  batch_.PutAlias("上合组织", "e/a", "kept");
  batch_.PutAlias(std::string("nul\0inside", 10), "e/b");
  Commit();
  const AliasFamily aliases = store_->snapshot().aliases();
  EXPECT_THAT(aliases.Find("上合"), IsOkAnd(ElementsAre("e/a", "e/b")));
  EXPECT_THAT(aliases.Find("上"), IsOkAnd(IsEmpty()));
  EXPECT_THAT(aliases.Find(std::string("nul\0inside", 10)),
              IsOkAnd(ElementsAre("e/b")));
  std::vector<std::string> found;
  const auto collect = [&](std::string_view name, std::string_view entity,
                           std::string_view bytes) {
    found.push_back(std::string(name) + "|" + std::string(entity) + "|" +
                    std::string(bytes));
    return found.size() < 3;
  };
  ASSERT_THAT(aliases.ForPrefix("上", collect), IsOk());
  EXPECT_THAT(found,
              ElementsAre("上合|e/a|", "上合|e/b|", "上合组织|e/a|kept"));
}

TEST_F(FamiliesTest, JournalNumbersWithoutGaps) {
  EXPECT_THAT(store_->snapshot().journal().Last(), IsOkAnd(0u));
  batch_.AppendJournal("one");
  batch_.AppendJournal("two");
  Commit();
  batch_.AppendJournal("three");
  Commit();
  std::vector<std::pair<uint64_t, std::string>> entries;
  ASSERT_THAT(store_->snapshot().journal().ForEachFrom(
                  2,
                  [&](uint64_t sequence, std::string_view bytes) {
                    entries.emplace_back(sequence, bytes);
                    return true;
                  }),
              IsOk());
  EXPECT_THAT(entries, ElementsAre(std::pair(uint64_t{2}, "two"),
                                   std::pair(uint64_t{3}, "three")));
}

TEST_F(FamiliesTest, VerifyNamesWhatIsMissing) {
  batch_.PutEvidence(IdOf(9), "gone.txt", "x");
  batch_.PutAlias("name", "e/gone");
  Commit();
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("statement s/"), HasSubstr("gone.txt"),
                          HasSubstr("e/gone")));
}

TEST_F(FamiliesTest, FamiliesOutliveOptimize) {
  batch_.PutBlob("ontology", "bytes");
  batch_.PutEntity("e/a", "A");
  batch_.Add({Term::Iri("http://e/s"), Term::Iri("http://e/p"),
              Term::String("o"), Term()});
  Commit();
  ASSERT_THAT(store_->Optimize(), IsOk());
  EXPECT_THAT(store_->snapshot().blobs().Get("ontology"),
              IsOkAnd(std::optional<std::string>("bytes")));
  EXPECT_THAT(store_->snapshot().entities().Get("e/a"),
              IsOkAnd(std::optional<std::string>("A")));
  const auto stats = store_->snapshot().Stats();
  ASSERT_THAT(stats, IsOk());
  ASSERT_EQ(stats->size(), 1u);
  EXPECT_EQ(stats->front().predicate, "http://e/p");
  EXPECT_EQ(stats->front().rows, 1u);
}

}  // namespace
}  // namespace zhimai
