#include "graph/export/table.h"

#include <cstring>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "graph/export/graph_writer.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const TableSchema kSchema = {"things",
                             {{"id", ColumnType::kText},
                              {"count", ColumnType::kInteger},
                              {"share", ColumnType::kReal},
                              {"known", ColumnType::kBool},
                              {"day", ColumnType::kDate}}};

const std::vector<std::vector<Cell>> kRows = {
    {Cell::Text("e/中国"), Cell::Integer(-3), Cell::Real(0.25),
     Cell::Integer(1), Cell::Date("2025-08-31")},
    {Cell::Text("=1+1, \"x\"\n"), Cell(), Cell(), Cell::Integer(0), Cell()},
    {Cell(), Cell::Integer(0), Cell::Real(1e300), Cell(),
     Cell::Date("1899-12-31")},
};

using Make = std::function<std::unique_ptr<RowWriter>(TextSink)>;

std::string Write(const Make& make,
                  const std::vector<std::vector<Cell>>& rows) {
  std::string out;
  const auto writer = make([&](std::string_view text) {
    out += text;
    return Status();
  });
  for (const auto& row : rows) EXPECT_THAT(writer->Add(row), IsOk());
  EXPECT_THAT(writer->Finish(), IsOk());
  return out;
}

TEST(TableTest, Csv) {
  const auto make = [](TextSink sink) {
    return MakeCsvWriter(kSchema, {}, std::move(sink));
  };
  EXPECT_EQ(Write(make, kRows),
            "id,count,share,known,day\r\n"
            "e/中国,-3,0.25,true,2025-08-31\r\n"
            "\"=1+1, \"\"x\"\"\n\",,,false,\r\n"
            ",0,1e+300,,1899-12-31\r\n");
}

TEST(TableTest, CsvForSpreadsheetsHasNoFormulas) {
  const auto make = [](TextSink sink) {
    return MakeCsvWriter({"t", {{"a", ColumnType::kText}}}, {true},
                         std::move(sink));
  };
  const std::string out = Write(make, {{Cell::Text("=HYPERLINK(1)")},
                                       {Cell::Text("+1")},
                                       {Cell::Text("-1")},
                                       {Cell::Text("@x")},
                                       {Cell::Text("a=1")}});
  EXPECT_EQ(out,
            "\xEF\xBB\xBF"
            "a\r\n'=HYPERLINK(1)\r\n'+1\r\n'-1\r\n'@x\r\na=1\r\n");
}

TEST(TableTest, Json) {
  const auto make = [](TextSink sink) {
    return MakeJsonWriter(kSchema, std::move(sink));
  };
  EXPECT_EQ(Write(make, kRows),
            "[\n {\"id\":\"e/中国\",\"count\":-3,\"share\":0.25,\"known\":true,"
            "\"day\":\"2025-08-31\"},\n"
            " {\"id\":\"=1+1, \\\"x\\\"\\u000a\",\"known\":false},\n"
            " {\"count\":0,\"share\":1e+300,\"day\":\"1899-12-31\"}\n]\n");
  EXPECT_EQ(Write(make, {}), "[]\n");
}

// tests/acceptance/exports_test.py reads such files by their own libraries.
TEST(TableTest, ColumnarFilesHaveTheirMagic) {
  for (size_t rows : {size_t{1}, size_t{2}, size_t{100}}) {
    const BatchOptions options{rows, rows != 2};
    const std::string parquet = Write(
        [&](TextSink sink) {
          return MakeParquetWriter(kSchema, options, std::move(sink));
        },
        kRows);
    EXPECT_THAT(parquet, StartsWith("PAR1"));
    EXPECT_THAT(parquet, EndsWith("PAR1"));
    uint32_t footer = 0;
    std::memcpy(&footer, parquet.data() + parquet.size() - 8, sizeof footer);
    EXPECT_LT(footer, parquet.size());
    const std::string arrow = Write(
        [&](TextSink sink) {
          return MakeArrowWriter(kSchema, options, std::move(sink));
        },
        kRows);
    EXPECT_THAT(arrow, StartsWith(std::string("ARROW1\0\0", 8)));
    EXPECT_THAT(arrow, EndsWith("ARROW1"));
    EXPECT_EQ(arrow.find("\xFF\xFF\xFF\xFF") % 8, 0u);
  }
}

TEST(TableTest, ErrorsOfTheSinkStopTheWriter) {
  const auto full = [](std::string_view) { return Status::Io("disk full"); };
  const auto csv = MakeCsvWriter(kSchema, {}, full);
  EXPECT_THAT(csv->Finish(), FailsWith(Code::kIo, "disk full"));
  const auto parquet = MakeParquetWriter(kSchema, {1, true}, full);
  EXPECT_THAT(parquet->Add(kRows[0]), IsOk());
  EXPECT_THAT(parquet->Finish(), FailsWith(Code::kIo, "disk full"));
}

TEST(TableTest, DaysGoBothWays) {
  for (const char* day : {"1970-01-01", "1969-12-31", "2000-02-29",
                          "0001-01-01", "1600-03-01", "9999-12-31"}) {
    EXPECT_EQ(FormatDay(Cell::Date(day).integer()), day);
  }
  EXPECT_EQ(Cell::Date("1970-01-02").integer(), 1);
  for (const char* text : {"", "2025", "2025-8-1", "2025-13-01", "2025-01-32",
                           "2025/01/01", "x025-01-01"}) {
    EXPECT_TRUE(Cell::Date(text).null()) << text;
  }
}

int64_t Ask(const std::string& file, const std::string& sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  sqlite3_stmt* query = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(db, sql.c_str(), -1, &query, nullptr),
            SQLITE_OK);
  EXPECT_EQ(sqlite3_step(query), SQLITE_ROW);
  const int64_t answer = sqlite3_column_int64(query, 0);
  sqlite3_finalize(query);
  sqlite3_close(db);
  return answer;
}

TEST(TableTest, Sqlite) {
  const TempDir dir;
  const std::string path = dir.File("a.sqlite");
  {
    auto file = SqliteFile::Create(path);
    ASSERT_THAT(file, IsOk());
    auto writer = (*file)->AddTable(kSchema);
    ASSERT_THAT(writer, IsOk());
    for (const auto& row : kRows) EXPECT_THAT((*writer)->Add(row), IsOk());
    EXPECT_THAT((*writer)->Finish(), IsOk());
    writer->reset();
    EXPECT_THAT((*file)->AddIndex("things", "id"), IsOk());
    EXPECT_THAT((*file)->Commit(), IsOk());
  }
  EXPECT_EQ(Ask(path, "SELECT count(*) FROM things"), 3);
  EXPECT_EQ(Ask(path, "SELECT count FROM things WHERE id = 'e/中国'"), -3);
  EXPECT_EQ(Ask(path, "SELECT count(*) FROM things WHERE day < '2000'"), 1);
  EXPECT_EQ(Ask(path, "SELECT count(*) FROM things WHERE id IS NULL"), 1);
  EXPECT_THAT(SqliteFile::Create(path), FailsWith(Code::kIo, "exists"));
  // What was not committed is gone.
  const std::string other = dir.File("b.sqlite");
  { ASSERT_THAT(SqliteFile::Create(other), IsOk()); }
  EXPECT_FALSE(std::filesystem::exists(other));
}

const GraphSchema kGraph = {{"nodes",
                             {{"id", ColumnType::kText},
                              {"label", ColumnType::kText},
                              {"class", ColumnType::kText},
                              {"score", ColumnType::kReal}}},
                            {"edges",
                             {{"id", ColumnType::kText},
                              {"source", ColumnType::kText},
                              {"target", ColumnType::kText},
                              {"relation", ColumnType::kText},
                              {"begin", ColumnType::kDate},
                              {"end", ColumnType::kDate}}}};

void Fill(GraphWriter* writer) {
  const std::vector<Cell> a = {Cell::Text("e/a"), Cell::Text("<甲>"),
                               Cell::Text("Country"), Cell::Real(0.5)};
  const std::vector<Cell> b = {Cell::Text("l/1"), Cell::Text("\"7\""), Cell(),
                               Cell()};
  const std::vector<Cell> edge = {
      Cell::Text("s/1"),       Cell::Text("e/a"),        Cell::Text("l/1"),
      Cell::Text("member_of"), Cell::Date("2001-06-15"), Cell()};
  EXPECT_THAT(writer->Node(a), IsOk());
  EXPECT_THAT(writer->Node(b), IsOk());
  EXPECT_THAT(writer->Edge(edge), IsOk());
  EXPECT_THAT(writer->Finish(), IsOk());
}

std::string WriteGraph(GraphFormat format, bool empty = false) {
  std::string out;
  const auto writer =
      MakeGraphWriter(format, kGraph, [&](std::string_view text) {
        out += text;
        return Status();
      });
  if (empty) {
    EXPECT_THAT(writer->Finish(), IsOk());
  } else {
    Fill(writer.get());
  }
  return out;
}

TEST(GraphWriterTest, GraphMl) {
  const std::string out = WriteGraph(GraphFormat::kGraphMl);
  EXPECT_THAT(out, HasSubstr("<node id=\"e:a\"><data key=\"n0\">e/a</data>"
                             "<data key=\"n1\">&lt;甲&gt;</data>"
                             "<data key=\"n2\">Country</data>"
                             "<data key=\"n3\">0.5</data></node>"));
  EXPECT_THAT(out, HasSubstr("attr.name=\"score\" attr.type=\"double\""));
  EXPECT_THAT(out, HasSubstr("<edge id=\"s:1\" source=\"e:a\" target=\"l:1\">"
                             "<data key=\"e0\">s/1</data>"
                             "<data key=\"e3\">member_of</data>"
                             "<data key=\"e4\">2001-06-15</data></edge>"));
}

TEST(GraphWriterTest, GexfHasIntervals) {
  const std::string out = WriteGraph(GraphFormat::kGexf);
  EXPECT_THAT(out, HasSubstr("timeformat=\"date\""));
  EXPECT_THAT(out, HasSubstr("kind=\"member_of\" start=\"2001-06-15\">"));
  EXPECT_THAT(out, Not(HasSubstr("title=\"begin\"")));
}

TEST(GraphWriterTest, Json) {
  EXPECT_EQ(WriteGraph(GraphFormat::kNodeLink),
            "{\"directed\":true,\"multigraph\":true,\"graph\":{},\"nodes\":[\n"
            "{\"id\":\"e/a\",\"label\":\"<甲>\",\"class\":\"Country\","
            "\"score\":0.5},\n"
            "{\"id\":\"l/1\",\"label\":\"\\\"7\\\"\"}\n],\"edges\":[\n"
            "{\"key\":\"s/1\",\"source\":\"e/a\",\"target\":\"l/1\","
            "\"relation\":\"member_of\",\"begin\":\"2001-06-15\"}\n]}\n");
  EXPECT_EQ(WriteGraph(GraphFormat::kNodeLink, true),
            "{\"directed\":true,\"multigraph\":true,\"graph\":{},\"nodes\":["
            "\n],\"edges\":[\n]}\n");
  EXPECT_THAT(WriteGraph(GraphFormat::kCytoscape),
              HasSubstr("\"edges\":[\n{\"data\":{\"id\":\"s/1\","));
}

TEST(GraphWriterTest, Neo4jHeadersNameTypes) {
  std::string nodes;
  std::string edges;
  const auto to = [](std::string* out) {
    return [out](std::string_view text) {
      *out += text;
      return Status();
    };
  };
  const auto writer = MakeNeo4jWriter(
      kGraph, [](std::string_view name) { return std::string(name) + ";Any"; },
      to(&nodes), to(&edges));
  Fill(writer.get());
  EXPECT_EQ(nodes,
            "id:ID,label,class,score:double,:LABEL\r\n"
            "e/a,<甲>,Country,0.5,Country;Any\r\n"
            "l/1,\"\"\"7\"\"\",,,Literal\r\n");
  EXPECT_EQ(edges,
            "statement,:START_ID,:END_ID,relation,begin:date,end:date,:TYPE"
            "\r\ns/1,e/a,l/1,member_of,2001-06-15,,member_of\r\n");
}

}  // namespace
}  // namespace zhimai
