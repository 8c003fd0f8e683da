// A graph in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "graph/engine/graph.h"
#include "tests/support/extraction_builder.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {

class TestGraph {
 public:
  TestGraph() : graph_(OpenOrDie(dir_.File("db"))) {}

  Graph& operator*() { return graph_; }
  Graph* operator->() { return &graph_; }

  BuildSummary Put(const std::vector<v1::Extraction>& documents) {
    auto session = graph_.BeginBuild();
    EXPECT_THAT(session, IsOk());
    for (const v1::Extraction& document : documents) {
      EXPECT_THAT((*session)->Put(document), IsOk());
    }
    auto summary = (*session)->Finish();
    EXPECT_THAT(summary, IsOk());
    return *summary;
  }

  BuildSummary Remove(const std::vector<std::string>& paths) {
    auto session = graph_.BeginBuild();
    EXPECT_THAT(session, IsOk());
    for (const std::string& path : paths) {
      EXPECT_THAT((*session)->Remove(path), IsOk());
    }
    auto summary = (*session)->Finish();
    EXPECT_THAT(summary, IsOk());
    return *summary;
  }

  std::string Dump(const DumpOptions& options = {}) {
    std::string out;
    EXPECT_THAT(graph_.Dump(options,
                            [&](std::string_view text) {
                              out += text;
                              return Status();
                            }),
                IsOk());
    return out;
  }

  std::string folder() const { return dir_.File("db"); }

 private:
  static Graph OpenOrDie(const std::string& path) {
    auto graph = Graph::Open(path, GraphMode::kCreate);
    EXPECT_THAT(graph, IsOk());
    return std::move(graph).value();
  }

  TempDir dir_;
  Graph graph_;
};

inline v1::Extraction SummitNews() {
  ExtractionBuilder b("a.txt");
  b.Entity("e/sco", "Organization",
           {"zh-Hans:上海合作组织", "zh-Hans:上合组织",
            "en:Shanghai Cooperation Organisation", "en:SCO"},
           {"wikidata:Q485207"});
  b.Entity("e/china", "Country", {"zh-Hans:中国", "en:China"}, {"iso:CN"});
  b.Entity("e/india", "Country", {"zh-Hans:印度", "en:India"});
  b.Entity("e/decl", "Document", {"zh-Hans:《天津宣言》"});
  b.State("e/china", "member_of", "e/sco").With("role", "创始成员国");
  b.State("e/india", "member_of", "e/sco", v1::ASSERTED, 0.6);
  b.State("e/sco", "issued_by", "e/decl", v1::PLANNED);
  b.State("e/sco", "inception", "2001-06-15");
  return b.Build();
}

}  // namespace zhimai
