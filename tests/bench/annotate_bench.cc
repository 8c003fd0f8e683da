// Speed of the lexicon and time stages over the news corpus, which lies
// outside the repository (ZM_SHARED, else ../shared).
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "extract/layout/reader.h"
#include "extract/lexicon/lexicon.h"
#include "extract/time/annotate.h"
#include "tests/bench/bench.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

std::vector<Document> ReadCorpus() {
  const char* given = std::getenv("ZM_SHARED");
  const fs::path folder =
      fs::path(given != nullptr ? given : "../shared") / "corpus/cctv";
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Document> documents;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    auto document = ReadDocument(path.filename().string(), bytes.str());
    if (document.ok()) documents.push_back(*std::move(document));
  }
  return documents;
}

int Run() {
  TypeRegistry types;
  const Stopwatch load_watch;
  const auto ontology = Ontology::Load({"data"});
  if (!ontology.ok()) return 1;
  const auto lexicon = Lexicon::Load({"data"}, *ontology, &types);
  if (!lexicon.ok()) return 1;
  const auto times = TimeLexicon::Create(*lexicon, &types);
  if (!times.ok()) return 1;
  const double load = load_watch.cpu();
  const std::vector<Document> documents = ReadCorpus();
  for (int round = 0; round < 3; ++round) {
    size_t bytes = 0;
    size_t arcs = 0;
    double names_seconds = 0;
    double times_seconds = 0;
    for (const Document& document : documents) {
      for (const Article& article : document.articles) {
        Lattice lattice;
        const Stopwatch names;
        lexicon->Annotate(article, &lattice);
        names_seconds += names.cpu();
        const Stopwatch time;
        AnnotateTimes(article, *times, {document.published}, &lattice);
        times_seconds += time.cpu();
        bytes += article.text.size();
        arcs += lattice.all().size();
      }
    }
    const double megabytes = static_cast<double>(bytes) / 1e6;
    JsonLine("annotate")
        .Add("load_s", load)
        .Add("text_mb", megabytes)
        .Add("arcs", static_cast<double>(arcs))
        .Add("lexicon_mb_s", megabytes / names_seconds)
        .Add("time_mb_s", megabytes / times_seconds)
        .Add("both_mb_s", megabytes / (names_seconds + times_seconds))
        .Print();
  }
  return 0;
}

}  // namespace
}  // namespace zhimai

int main() { return zhimai::Run(); }
