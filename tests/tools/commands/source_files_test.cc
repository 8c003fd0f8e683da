#include "tools/commands/source_files.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "extract/layout/reader.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> LogicalPaths(const SourceList& list) {
  std::vector<std::string> paths;
  for (const SourceRef& source : list.sources) paths.push_back(source.logical);
  return paths;
}

TEST(ListSourcesTest, WalksFoldersInOrderAndSkipsWhatIsNotRead) {
  const TempDir dir;
  for (const char* name : {"b.txt", "a/z.md", "a/二.html", "a.TXT", "photo.png",
                           ".hidden.txt", ".git/x.txt", "a/noextension"}) {
    dir.Write(name, "x");
  }
  const Result<SourceList> list = ListSources({dir.path().string()});
  ASSERT_THAT(list, IsOk());
  EXPECT_THAT(LogicalPaths(*list),
              ElementsAre("a.TXT", "a/z.md", "a/二.html", "b.txt"));
  EXPECT_EQ(list->skipped, 2U);
  EXPECT_THAT(list->roots, ElementsAre(list->sources.front().root));
}

TEST(ListSourcesTest, TakesANamedFileWhateverItsFormat) {
  const TempDir dir;
  const std::string file = dir.Write("sub/photo.png", "x");
  const Result<SourceList> list = ListSources({file, file});
  ASSERT_THAT(list, IsOk());
  EXPECT_THAT(LogicalPaths(*list), ElementsAre("photo.png"));
  EXPECT_TRUE(list->roots.empty());
}

TEST(ListSourcesTest, NamesTheRootAlikeHoweverItIsSpelt) {
  const TempDir dir;
  dir.Write("sub/a.txt", "x");
  const std::string plain = dir.File("sub");
  for (const std::string& spelling :
       {plain, plain + "/", plain + "/.", dir.File("sub/../sub")}) {
    SCOPED_TRACE(spelling);
    const Result<SourceList> list = ListSources({spelling});
    ASSERT_THAT(list, IsOk());
    EXPECT_THAT(LogicalPaths(*list), ElementsAre("a.txt"));
    EXPECT_THAT(list->roots,
                ElementsAre(std::filesystem::canonical(plain).string()));
  }
}

TEST(ListSourcesTest, RefusesTwoFilesOfOneName) {
  const TempDir dir;
  dir.Write("one/a.txt", "x");
  dir.Write("two/a.txt", "y");
  EXPECT_THAT(ListSources({dir.File("one"), dir.File("two")}),
              FailsWith(Code::kInvalidInput, "the document 'a.txt'"));
  EXPECT_THAT(ListSources({dir.path().string()}), IsOk());
}

TEST(ListSourcesTest, SaysWhichPathIsNotThere) {
  EXPECT_THAT(ListSources({"/nowhere/at/all"}),
              FailsWith(Code::kNotFound, "/nowhere/at/all: no such file"));
}

TEST(ReadSourceTest, ReadsStdinAndFiles) {
  const TempDir dir;
  std::istringstream in(std::string("a\0b\n", 4));
  Io io;
  io.in = &in;
  EXPECT_THAT(ReadSource({"-", "-", ""}, io),
              IsOkAnd(std::string("a\0b\n", 4)));
  EXPECT_THAT(ReadSource({"x", dir.Write("x.txt", "文"), ""}, io),
              IsOkAnd(std::string("文")));
  EXPECT_THAT(ReadSource({"x", dir.File("none"), ""}, io),
              FailsWith(Code::kIo, "No such file"));
  EXPECT_THAT(ReadSource({"x", dir.path().string(), ""}, io),
              FailsWith(Code::kIo, "directory"));
}

TEST(ReadSourceTest, RefusesTooLargeFilesWithoutReadingThem) {
  const TempDir dir;
  const std::string file = dir.Write("x.txt", "");
  // Sparse: takes no room on the disk.
  std::filesystem::resize_file(file, uint64_t{1} << 40);
  EXPECT_THAT(ReadFile(file),
              FailsWith(Code::kInvalidInput, "larger than 64 MiB"));
}

}  // namespace
}  // namespace zhimai
