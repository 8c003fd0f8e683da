// Blocks of quads and strings, keys of terms, escaped strings.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/text_form.h"
#include "graph/store/coding.h"
#include "graph/store/dictionary.h"
#include "graph/store/document_codec.h"
#include "graph/store/quad_block.h"
#include "graph/store/string_block.h"
#include "graph/store/term_key.h"
#include "tests/graph/store/graph_maker.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TermId RandomId(GraphMaker* maker) {
  const uint64_t kind = maker->Number(256);
  const uint64_t payload = maker->Number(size_t{1} << (1 + maker->Number(55)));
  return TermId{kind << 56 | payload};
}

std::vector<OrderedQuad> RandomQuads(GraphMaker* maker, size_t count) {
  std::vector<TermId> pool;
  for (int i = 0; i < 12; ++i) pool.push_back(RandomId(maker));
  std::set<OrderedQuad> quads;
  for (size_t i = 0; i < count; ++i) {
    const auto pick = [&] {
      return maker->Number(3) == 0 ? RandomId(maker)
                                   : pool[maker->Number(pool.size())];
    };
    quads.insert(
        {pick(), pick(), pick(), maker->Number(2) == 0 ? TermId{} : pick()});
  }
  return {quads.begin(), quads.end()};
}

TEST(QuadBlockTest, RoundTrips) {
  GraphMaker maker(1);
  for (size_t count = 1; count < 600; count += 7) {
    const std::vector<OrderedQuad> quads = RandomQuads(&maker, count);
    const std::string block = EncodeBlock(quads);
    std::vector<OrderedQuad> back;
    ASSERT_TRUE(DecodeBlock(block, &back));
    EXPECT_EQ(back, quads);
    EXPECT_EQ(BlockCount(block), quads.size());
    EXPECT_EQ(ParseQuadKey(QuadKey(quads.back())), quads.back());
  }
}

TEST(QuadBlockTest, DamagedBytesAreNoticedOrGiveAscendingQuads) {
  GraphMaker maker(2);
  const std::vector<OrderedQuad> quads = RandomQuads(&maker, 100);
  const std::string block = EncodeBlock(quads);
  std::vector<OrderedQuad> back;
  for (size_t cut = 0; cut < block.size(); ++cut) {
    EXPECT_FALSE(DecodeBlock(std::string_view(block).substr(0, cut), &back));
  }
  EXPECT_FALSE(DecodeBlock(block + "x", &back));
  for (int i = 0; i < 5000; ++i) {
    std::string bad = block;
    bad[maker.Number(bad.size())] = static_cast<char>(maker.Number(256));
    if (!DecodeBlock(bad, &back)) continue;
    EXPECT_TRUE(std::is_sorted(back.begin(), back.end()));
  }
}

TEST(StringBlockTest, RoundTripsAndRefusesDamage) {
  const std::vector<std::string> strings = {std::string("\0", 1),
                                            "a",
                                            "ab",
                                            "abc",
                                            std::string("abc\0d", 5),
                                            "b",
                                            std::string(5000, 'x'),
                                            "\xFF\xFF"};
  const std::string block = EncodeStrings(strings);
  std::vector<std::string> back;
  ASSERT_TRUE(DecodeStrings(block, &back));
  EXPECT_EQ(back, strings);
  for (size_t cut = 0; cut < block.size(); ++cut) {
    EXPECT_FALSE(DecodeStrings(std::string_view(block).substr(0, cut), &back));
  }
  EXPECT_FALSE(DecodeStrings(block + "x", &back));
}

TEST(TermKeyTest, RoundTripsAndSortsAsTextDoes) {
  GraphMaker maker(3);
  for (int i = 0; i < 3000; ++i) {
    const Term term = maker.MakeLiteral(200);
    const Result<std::string> key = TermKey(term);
    ASSERT_THAT(key, IsOk());
    EXPECT_EQ(TermOfKey(*key), term) << FormatTerm(term);
  }
  const std::string_view texts[] = {
      "",   "a", std::string_view("a\0", 2), std::string_view("a\0b", 3), "a\1",
      "ab", "b"};
  for (size_t i = 1; i < std::size(texts); ++i) {
    EXPECT_LT(*TermKey(Term::LangString(texts[i - 1], "zz")),
              *TermKey(Term::LangString(texts[i], "aa")));
    EXPECT_LT(*TermKey(Term::String(texts[i - 1])),
              *TermKey(Term::String(texts[i])));
    EXPECT_LT(*TermKey(Term::Literal(texts[i - 1], "http://e/t")),
              *TermKey(Term::Literal(texts[i], "http://e/t")));
  }
}

TEST(TermKeyTest, RefusesNulInNames) {
  const std::string_view nul("a\0b", 3);
  for (const Term& term :
       {Term::Iri(nul), Term::Blank(nul), Term::LangString("x", nul),
        Term::Literal("x", nul)}) {
    EXPECT_THAT(TermKey(term), FailsWith(Code::kInvalidInput, "U+0000"));
  }
}

TEST(TermKeyTest, KeysOfTripleTermsNameTheirParts) {
  const std::array<TermId, 3> parts = {TermId{1}, TermId{2}, TermId{3}};
  const std::optional<TripleParts> back = TripleOfKey(TripleKey(7, parts));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->depth, 7);
  EXPECT_EQ(back->ids, parts);
  EXPECT_FALSE(TripleOfKey(TripleKey(0, parts)).has_value());
  EXPECT_FALSE(TripleOfKey(TripleKey(33, parts)).has_value());
  EXPECT_FALSE(TripleOfKey("").has_value());
}

TEST(CodingTest, EscapedStringsSortAndComeBack) {
  const std::vector<std::string> texts = {"",
                                          std::string("\0", 1),
                                          std::string("\0\0", 2),
                                          std::string("\0\1", 2),
                                          "\1",
                                          "a",
                                          std::string("a\0", 2),
                                          "ab",
                                          "\xFF"};
  std::string last;
  for (const std::string& text : texts) {
    std::string key;
    AppendEscaped(text, &key);
    EXPECT_LT(last, key);
    last = key;
    std::string_view rest = key;
    EXPECT_EQ(TakeEscaped(&rest), text);
    EXPECT_TRUE(rest.empty());
  }
  for (std::string_view bad :
       {std::string_view("abc"), std::string_view("a\0", 2),
        std::string_view("a\0\2", 3)}) {
    EXPECT_FALSE(TakeEscaped(&bad).has_value());
  }
}

TEST(CodingTest, VarintsEndWhereTheyShould) {
  for (uint64_t value :
       {uint64_t{0}, uint64_t{127}, uint64_t{128}, ~uint64_t{0}}) {
    std::string bytes;
    AppendVarint(value, &bytes);
    ByteReader in(bytes);
    EXPECT_EQ(in.Varint(), value);
    EXPECT_TRUE(in.done());
  }
  for (std::string_view bad :
       {std::string_view(""), std::string_view("\x80"),
        std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"),
        std::string_view("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01")}) {
    ByteReader in(bad);
    in.Varint();
    EXPECT_FALSE(in.ok());
  }
}

TEST(DocumentCodecTest, RoundTrips) {
  DocumentRecord record;
  record.path = "a/b.txt";
  EXPECT_EQ(DecodeDocument(record.path, EncodeDocument(record)), record);
  record.content_hash = "hash";
  record.state = DocumentState::kFailed;
  record.error = "not UTF-8";
  record.byte_length = 1 << 20;
  record.stage_keys = {{"extract", "k1"}, {"text", ""}};
  record.metadata = std::string("\0\1", 2);
  const std::string bytes = EncodeDocument(record);
  EXPECT_EQ(DecodeDocument(record.path, bytes), record);
  // A field of a later version.
  EXPECT_EQ(DecodeDocument(record.path, bytes + "\x63\x01x"), record);
  EXPECT_FALSE(DecodeDocument("p", "\x01\x05x").has_value());
  EXPECT_FALSE(DecodeDocument("p", std::string_view("\x03\x01\x09", 3)));
}

}  // namespace
}  // namespace zhimai
