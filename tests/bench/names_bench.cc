// Completion of names: what Tab costs among a million entities.
//
//   names_bench [ENTITIES]
#include <algorithm>
#include <vector>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "tests/bench/bench.h"
#include "tools/shell/name_index.h"

namespace zhimai {
namespace {

// Two names in Chinese, of common characters, and one in English.
class NameMaker {
 public:
  std::string Chinese() {
    constexpr std::u32string_view kCharacters =
        U"中国上海北京天津合作组织长江重庆会议大学公司银行集团委员部省市区县"
        U"李王张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧";
    std::string name;
    const size_t size = 2 + random_() % 6;
    for (size_t i = 0; i < size; ++i) {
      AppendUtf8(kCharacters[random_() % kCharacters.size()], &name);
    }
    return name;
  }
  std::string English() {
    std::string name;
    const size_t words = 1 + random_() % 3;
    for (size_t w = 0; w < words; ++w) {
      if (w > 0) name += ' ';
      const size_t size = 3 + random_() % 7;
      for (size_t i = 0; i < size; ++i) {
        const char first = i == 0 ? 'A' : 'a';
        name += static_cast<char>(first + static_cast<char>(random_() % 26));
      }
    }
    return name;
  }
  // Most entities are named once, few often.
  uint64_t Documents() { return 1 + 1000 / (1 + random_() % 1000); }

 private:
  std::mt19937_64 random_{7};
};

int Main(size_t entities) {
  Stopwatch pinyin_watch;
  const Pinyin pinyin;
  const double pinyin_s = pinyin_watch.wall();
  NameIndex index;
  NameMaker maker;
  const Stopwatch watch;
  char id[32];
  for (size_t i = 0; i < entities; ++i) {
    std::snprintf(id, sizeof id, "e/x%09zu", i);
    index.AddEntity(id, maker.Documents());
  }
  for (size_t i = 0; i < entities; ++i) {
    std::snprintf(id, sizeof id, "e/x%09zu", i);
    for (const std::string& name :
         {maker.Chinese(), maker.Chinese(), maker.English()}) {
      index.AddName(NameKey(name), id, name, pinyin);
    }
  }
  index.Finish();
  JsonLine("names")
      .Add("entities", static_cast<double>(entities))
      .Add("names", static_cast<double>(index.names()))
      .Add("pinyin_s", pinyin_s)
      .Add("index_s", watch.wall())
      .Print();
  for (const char* typed : {"中", "中国", "上海合", "z", "zh", "zhongguo",
                            "zgs", "shanghaihezuo", "A", "Ab", "没"}) {
    double worst = 0;
    size_t found = 0;
    for (int i = 0; i < 5; ++i) {
      const Stopwatch one;
      found = index.Find(typed, 200).size();
      worst = std::max(worst, one.wall());
    }
    JsonLine("names")
        .Add("typed", typed)
        .Add("found", static_cast<double>(found))
        .Add("worst_ms", worst * 1000)
        .Print();
  }
  return 0;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  return zhimai::Main(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000);
}
