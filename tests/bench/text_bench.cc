// Full text: what the index costs a build, and what it saves a search beside
// reading every text, in one run.
//
//   text_bench [DOCUMENTS]
#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "graph/engine/graph.h"
#include "graph/engine/text_lookups.h"
#include "graph/store/store.h"
#include "tests/bench/bench.h"
#include "tests/support/extraction_builder.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

// Sentences of common words, some of them rare.
class NewsMaker {
 public:
  v1::Extraction Make(uint64_t number) {
    ExtractionBuilder b("d" + std::to_string(number) + ".txt");
    const std::string entity = "e/x" + std::to_string(number);
    b.Entity(entity, "Organization", {"zh-Hans:" + Words(3)});
    b.Entity("e/cn", "Country", {"zh-Hans:中国"});
    for (int i = 0; i < 20; ++i) {
      b.State(entity, "member_of", "e/cn").With("role", std::to_string(i));
      b.Quote(Words(25) + "，" + Words(10) + "。");
    }
    return b.Build();
  }

 private:
  std::string Words(size_t count) {
    static constexpr std::array<std::string_view, 40> kWords = {
        "中国", "合作", "发展", "国家", "主席", "会议", "经济", "建设",
        "人民", "政府", "举行", "领导", "工作", "推进", "国际", "世界",
        "项目", "投资", "能源", "绿色", "数字", "文化", "教育", "安全",
        "贸易", "开放", "改革", "创新", "科技", "农业", "环境", "交通",
        "部长", "总统", "总理", "访问", "签署", "协议", "声明", "组织"};
    std::string text;
    for (size_t i = 0; i < count; ++i) {
      // The first ones come often, the last ones seldom.
      const double x = static_cast<double>(random_() % 100000) / 100000;
      text += kWords[static_cast<size_t>(x * x * x * 40)];
    }
    return text;
  }

  std::mt19937_64 random_{5};
};

void MeasureSearch(const Graph& graph, const Snapshot& snapshot,
                   const std::string& text) {
  std::array<double, 2> search{};
  std::array<double, 2> lookup{};
  std::array<size_t, 2> found{};
  for (const bool index : {false, true}) {
    // The second run: caches are warm for both.
    for (int round = 0; round < 2; ++round) {
      const Stopwatch watch;
      SearchRequest request;
      request.text = text;
      request.use_index = index;
      ZM_CHECK(graph.Search(request).ok());
      search[index] = watch.cpu();
      const Stopwatch second;
      const sparql::QueryOptions options;
      auto lookups = MakeTextLookups(snapshot, options, index);
      ZM_CHECK(lookups.ok());
      found[index] = 0;
      const Status status =
          (*lookups)->Find(Term::Iri("https://w3id.org/zhimai/o#search"),
                           Term::String(text), [&](const Term&) -> Status {
                             ++found[index];
                             return {};
                           });
      ZM_CHECK(status.ok());
      lookup[index] = second.cpu();
    }
  }
  ZM_CHECK(found[0] == found[1]);
  JsonLine("text")
      .Add("text", text)
      .Add("found", static_cast<double>(found[1]))
      .Add("search_scan_ms", search[0] * 1e3)
      .Add("search_index_ms", search[1] * 1e3)
      .Add("search_ratio", search[0] / search[1])
      .Add("zm_search_scan_ms", lookup[0] * 1e3)
      .Add("zm_search_index_ms", lookup[1] * 1e3)
      .Add("zm_search_ratio", lookup[0] / lookup[1])
      .Print();
}

int Run(uint64_t documents) {
  TempDir dir;
  const std::string db = dir.File("db");
  NewsMaker maker;
  {
    auto graph = Graph::Open(db, GraphMode::kCreate);
    ZM_CHECK(graph.ok());
    auto session = graph->BeginBuild();
    ZM_CHECK(session.ok());
    const Stopwatch watch;
    for (uint64_t i = 0; i < documents; ++i) {
      ZM_CHECK((*session)->Put(maker.Make(i)).ok());
    }
    ZM_CHECK((*session)->Finish().ok());
    JsonLine("text_build")
        .Add("quotes", static_cast<double>(documents * 20))
        .Add("cpu_s", watch.cpu())
        .Print();
  }
  const auto graph = Graph::Open(db, GraphMode::kRead);
  ZM_CHECK(graph.ok());
  StoreOptions options;
  options.mode = StoreMode::kRead;
  const auto store = Store::Open(db, options);
  ZM_CHECK(store.ok());
  const Snapshot snapshot = (*store)->snapshot();
  for (const char* text : {"组织声明", "声明", "中国", "签署协议访问", "组",
                           "无此", "声明 组织 协议"}) {
    MeasureSearch(*graph, snapshot, text);
  }
  return 0;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  return zhimai::Run(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2000);
}
