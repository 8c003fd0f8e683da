#include "extract/doc/offset_map.h"

#include <cstdint>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

#include "graph/base/span.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// raw:  "AB<b>CD</b>&amp;E"   text: "ABCD&E"
//        01234567890123456           012345
OffsetMap Markup() {
  OffsetMap map;
  map.Append(2, {0, 2});
  map.Append(2, {5, 7});
  map.Append(1, {11, 16});
  map.Append(1, {16, 17});
  return map;
}

TEST(OffsetMapTest, MapsByteForByteInsideEqualPieces) {
  const OffsetMap map = Markup();
  EXPECT_EQ(map.text_length(), 6U);
  EXPECT_THAT(map.ToRaw({1, 2}), ElementsAre(Span{1, 2}));
  EXPECT_THAT(map.ToRaw({1, 4}), ElementsAre(Span{1, 2}, Span{5, 7}));
}

TEST(OffsetMapTest, WidensToAPieceThatMapsAsAWhole) {
  OffsetMap map;
  map.Append(3, {0, 3});
  map.Append(6, {3, 12});  // two characters that conversion made of three
  EXPECT_THAT(map.ToRaw({4, 5}), ElementsAre(Span{3, 12}));
  EXPECT_THAT(map.ToRaw({2, 4}), ElementsAre(Span{2, 12}));
}

TEST(OffsetMapTest, JoinsRangesThatTouch) {
  EXPECT_THAT(Markup().ToRaw({4, 6}), ElementsAre(Span{11, 17}));
}

TEST(OffsetMapTest, InsertedTextHasNoRawRange) {
  OffsetMap map;
  map.Append(3, {0, 3});
  map.Append(1, {3, 3});  // a blank that cleaning put between two lines
  map.Append(2, {5, 7});
  EXPECT_THAT(map.ToRaw({3, 4}), IsEmpty());
  EXPECT_THAT(map.ToRaw({0, 6}), ElementsAre(Span{0, 3}, Span{5, 7}));
  EXPECT_EQ(map.RawBegin(3), 5U);
}

TEST(OffsetMapTest, AWholePieceStaysWholeWhenItIsCut) {
  OffsetMap inner;
  inner.Append(6, {0, 3});
  OffsetMap map;
  map.AppendMapped(inner, {0, 3});  // by chance as long as its raw range
  EXPECT_THAT(map.ToRaw({1, 2}), ElementsAre(Span{0, 3}));
  map.AppendMapped(inner, {3, 6});
  EXPECT_THAT(map.ToRaw({0, 6}), ElementsAre(Span{0, 3}));
}

TEST(OffsetMapTest, AnEmptySpanHasNoRawRange) {
  EXPECT_THAT(Markup().ToRaw({2, 2}), IsEmpty());
  EXPECT_THAT(Markup().ToRaw({6, 6}), IsEmpty());
  EXPECT_THAT(Markup().ToRaw({1, 1}), IsEmpty());
  EXPECT_THAT(OffsetMap().ToRaw({0, 0}), IsEmpty());
}

TEST(OffsetMapTest, RawBeginIsWhereTheTextGoesOn) {
  const OffsetMap map = Markup();
  EXPECT_EQ(map.RawBegin(0), 0U);
  EXPECT_EQ(map.RawBegin(2), 5U);
  EXPECT_EQ(map.RawBegin(3), 6U);
  EXPECT_EQ(map.RawBegin(4), 11U);
  EXPECT_EQ(map.RawBegin(6), 17U);
  EXPECT_EQ(OffsetMap().RawBegin(0), 0U);
}

TEST(OffsetMapTest, KeepsTheOrderOfTheTextWhereArticlesInterleave) {
  OffsetMap map;
  map.Append(4, {100, 104});
  map.Append(4, {20, 24});
  EXPECT_THAT(map.ToRaw({2, 6}), ElementsAre(Span{102, 104}, Span{20, 22}));
}

TEST(OffsetMapTest, RefusesASpanOutsideTheText) {
  EXPECT_DEATH(static_cast<void>(Markup().ToRaw({0, 7})), "internal error");
}

// Random maps: a reference keeps the raw offset of every byte of the text.
struct Reference {
  OffsetMap map;
  std::vector<Span> raw;  // of each text byte; the piece where not exact
};

Reference RandomMap(std::mt19937* random) {
  Reference out;
  const auto below = [&](uint32_t n) {
    return static_cast<uint32_t>((*random)() % n);
  };
  uint32_t at = 0;
  for (uint32_t i = 0, n = below(12); i < n; ++i) {
    at += below(3);
    const uint32_t length = 1 + below(5);
    const uint32_t kind = below(3);
    // Exact, as a whole (a byte longer than the text), or inserted.
    const uint32_t raw_size = kind == 0 ? length : kind == 1 ? length + 1 : 0;
    const Span raw{at, at + raw_size};
    out.map.Append(length, raw);
    for (uint32_t k = 0; k < length; ++k) {
      out.raw.push_back(kind == 0 ? Span{at + k, at + k + 1} : raw);
    }
    at = raw.end;
  }
  return out;
}

std::vector<Span> Expected(const std::vector<Span>& raw, Span span) {
  std::vector<Span> out;
  for (uint32_t i = span.begin; i < span.end; ++i) {
    if (raw[i].empty()) continue;
    if (!out.empty() && out.back().end >= raw[i].begin) {
      out.back().end = raw[i].end;
    } else {
      out.push_back(raw[i]);
    }
  }
  return out;
}

TEST(OffsetMapTest, AgreesWithAMapOfEveryByte) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const Reference reference = RandomMap(&random);
    const auto size = static_cast<uint32_t>(reference.raw.size());
    ASSERT_EQ(reference.map.text_length(), size);
    for (uint32_t begin = 0; begin <= size; ++begin) {
      for (uint32_t end = begin; end <= size; ++end) {
        ASSERT_EQ(reference.map.ToRaw({begin, end}),
                  Expected(reference.raw, {begin, end}))
            << "round " << round << ": " << begin << ".." << end;
      }
    }
  }
}

TEST(OffsetMapTest, APartOfAMapMapsLikeTheWhole) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const Reference reference = RandomMap(&random);
    const uint32_t size = reference.map.text_length();
    const auto cut = static_cast<uint32_t>(random() % (size + 1));
    // Both halves, the later one first, as a joined article has them.
    OffsetMap joined;
    joined.AppendMapped(reference.map, {cut, size});
    joined.AppendMapped(reference.map, {0, cut});
    ASSERT_EQ(joined.text_length(), size);
    std::vector<Span> raw(reference.raw.begin() + cut, reference.raw.end());
    ASSERT_EQ(joined.ToRaw({0, size - cut}), Expected(raw, {0, size - cut}))
        << "round " << round;
  }
}

}  // namespace
}  // namespace zhimai
