#include "tests/extract/layout/knowledge.h"

#include <fstream>
#include <sstream>
#include <string>

namespace zhimai {
namespace {

std::string ReadTable(const char* name) {
  std::ifstream in(std::string("data/layout/") + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

PageKnowledge ReadAll() {
  return {PairTable::Parse(ReadTable("zh_pairs.txt")).value(),
          SubjectTable::Parse(ReadTable("zh_topics.txt")).value(),
          Verdict::Parse(ReadTable("separation.txt")).value()};
}

}  // namespace

const PageKnowledge& ReadKnowledge() {
  static const PageKnowledge knowledge = ReadAll();
  return knowledge;
}

}  // namespace zhimai
