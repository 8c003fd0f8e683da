#include "graph/io/compression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TextSource InPieces(std::string text, size_t size) {
  return [text = std::move(text), size](const TextSink& sink) -> Status {
    for (size_t at = 0; at < text.size(); at += size) {
      ZM_TRY(sink(std::string_view(text).substr(at, size)));
    }
    return {};
  };
}

Result<std::string> Collect(const TextSource& source) {
  std::string out;
  ZM_TRY(source([&](std::string_view piece) {
    out += piece;
    return Status();
  }));
  return out;
}

Result<std::string> Compress(Compression compression, const std::string& text,
                             size_t size) {
  return Collect([&](const TextSink& sink) {
    return WriteCompressed(compression, sink, InPieces(text, size));
  });
}

std::string LongText() {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += std::to_string(i * 7919) + '\n';
  return text;
}

TEST(CompressionTest, WhatIsWrittenReadsBack) {
  const std::string long_text = LongText();
  for (const Compression compression :
       {Compression::kNone, Compression::kGzip, Compression::kZstd}) {
    for (const std::string& text : {std::string(), std::string("x"),
                                    std::string(1 << 20, 'a'), long_text}) {
      SCOPED_TRACE(text.size());
      const auto packed = Compress(compression, text, 40000);
      ASSERT_THAT(packed, IsOk());
      if (compression != Compression::kNone && text.size() > 100) {
        EXPECT_LT(packed->size(), text.size() / 2);
      }
      for (const size_t piece : {size_t{3}, size_t{70000}, size_t{1} << 30}) {
        // No ASSERT_EQ: it would print the texts.
        const auto back = Collect(Decompressed(InPieces(*packed, piece)));
        ASSERT_THAT(back, IsOk());
        ASSERT_TRUE(*back == text);
      }
    }
  }
}

TEST(CompressionTest, MembersAreOneText) {
  for (const Compression compression :
       {Compression::kGzip, Compression::kZstd}) {
    const auto a = Compress(compression, "one\n", 10);
    const auto b = Compress(compression, "two\n", 10);
    ASSERT_THAT(a, IsOk());
    ASSERT_THAT(b, IsOk());
    EXPECT_THAT(Collect(Decompressed(InPieces(*a + *b, 5))),
                IsOkAnd(std::string("one\ntwo\n")));
  }
}

TEST(CompressionTest, TellsDamage) {
  const std::string long_text = LongText();
  for (const Compression compression :
       {Compression::kGzip, Compression::kZstd}) {
    const auto packed = Compress(compression, long_text, 1 << 20);
    ASSERT_THAT(packed, IsOk());
    for (const size_t size :
         {size_t{6}, packed->size() / 2, packed->size() - 1}) {
      EXPECT_THAT(
          Collect(Decompressed(InPieces(packed->substr(0, size), 1000))),
          FailsWith(Code::kInvalidInput, "too early"));
    }
    std::string damaged = *packed;
    damaged.replace(damaged.size() / 2, 40, std::string(40, '\xAA'));
    EXPECT_THAT(Collect(Decompressed(InPieces(damaged, 1000))),
                FailsWith(Code::kInvalidInput, "damaged"));
  }
}

TEST(CompressionTest, ShortAndPlainTextsStayAsTheyAre) {
  for (const char* text : {"", "a", "\x1F", "\x28\xB5\x2F", "<a> <b> <c> ."}) {
    EXPECT_THAT(Collect(Decompressed(InPieces(text, 1))),
                IsOkAnd(std::string(text)));
  }
}

TEST(CompressionTest, AnErrorOfTheSinkComesBack) {
  const auto packed = Compress(Compression::kZstd, LongText(), 1 << 20);
  ASSERT_THAT(packed, IsOk());
  const Status status = Decompressed(InPieces(*packed, 1000))(
      [](std::string_view) { return Status(Code::kCancelled, "enough"); });
  EXPECT_EQ(status.message(), "enough");
}

}  // namespace
}  // namespace zhimai
