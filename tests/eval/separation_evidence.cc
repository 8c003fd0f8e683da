// What speaks for two articles on each page, and its best division, whether or
// not it is taken: what tests/eval/separation_weights.py learns from.
//
//   separation_evidence DATA/layout < PATHS
//
// A line for each path: the kind of page, the score (-99 for a division that
// cannot be two articles), the features of Verdict in their order, and the
// article (0, 1) of each line of the page, - for none. A page that is no
// candidate has nothing behind its path. The first line names the columns.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "extract/layout/separation.h"
#include "extract/layout/stories.h"
#include "extract/text/markup.h"
#include "extract/text/script.h"

namespace zhimai {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

Status PrintEvidence(const PageKnowledge& knowledge, const std::string& path) {
  const std::string raw = ReadAll(path);
  ZM_TRY_ASSIGN(const SourceFormat format, FormatOfPath(path));
  ZM_TRY_ASSIGN(CleanText text, CleanMarkup(raw, format));
  ZM_TRY(ConvertToSimplified(&text));
  std::vector<LayoutLine> lines = ClassifyLines(text);
  const std::vector<LineGroup> stories = SplitStories(text, &lines);
  SeparationEvidence e;
  if (stories.size() == 1) {
    SeparateArticles(text, knowledge, lines, stories[0], &e);
  }
  std::cout << path;
  if (e.lines > 0) {
    std::cout << '\t' << (IsCut(e) ? "cut" : "whole") << '\t' << e.score;
    for (const double x : VerdictFeaturesOf(e)) std::cout << '\t' << x;
    std::string labels(lines.size(), '-');
    for (size_t k = 0; k < e.groups.size(); ++k) {
      for (const uint32_t i : e.groups[k]) {
        labels[i] = static_cast<char>('0' + k);
      }
    }
    std::cout << '\t' << labels;
  }
  std::cout << '\n';
  return Status();
}

int Fail(const Status& status) {
  std::cerr << status.ToString() << '\n';
  return 1;
}

int Run(const std::string& folder) {
  Result<PairTable> pairs = PairTable::Parse(ReadAll(folder + "/zh_pairs.txt"));
  if (!pairs.ok()) return Fail(pairs.status());
  Result<SubjectTable> subjects =
      SubjectTable::Parse(ReadAll(folder + "/zh_topics.txt"));
  if (!subjects.ok()) return Fail(subjects.status());
  const PageKnowledge knowledge = {*std::move(pairs), *std::move(subjects),
                                   Verdict()};
  std::cout << "path\tkind\tscore";
  for (const std::string_view name : kVerdictNames) std::cout << '\t' << name;
  std::cout << "\tlabels\n";
  for (std::string path; std::getline(std::cin, path);) {
    const Status status = PrintEvidence(knowledge, path);
    if (!status.ok()) return Fail(status);
  }
  return 0;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: separation_evidence DATA/layout < PATHS\n";
    return 2;
  }
  return zhimai::Run(argv[1]);
}
