#include "tools/shell/names.h"

#include <fstream>
#include <sstream>

#include "graph/ingest/rdf.h"

namespace zhimai {

ShellNames::ShellNames(std::string readings) : readings_(std::move(readings)) {}

ShellNames::~ShellNames() { Stop(); }

void ShellNames::Stop() {
  stop_.store(true);
  if (reader_.joinable()) reader_.join();
  stop_.store(false);
  ready_.store(false);
  index_ = NameIndex();
}

void ShellNames::Use(const std::string& db) {
  Stop();
  graph_.reset();
  ontology_ = OntologyView();
  Result<Graph> graph = Graph::Open(db, GraphMode::kRead);
  // Completion offers what it can; what is wrong with the graph is said by the
  // command that needs it.
  if (!graph.ok()) return;
  graph_ = std::make_unique<Graph>(std::move(*graph));
  Result<OntologyView> ontology = graph_->Ontology();
  if (ontology.ok()) ontology_ = std::move(*ontology);
  reader_ = std::thread([this] { ReadAll(); });
}

void ShellNames::ReadAll() {
  if (pinyin_ == nullptr) {
    pinyin_ = std::make_unique<Pinyin>();
    std::ifstream file(readings_, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    // A file that is wrong costs some readings only.
    (void)pinyin_->AddReadings(text.str()).ok();
  }
  Result<NameIndex> index = NameIndex::OfGraph(*graph_, *pinyin_, stop_);
  if (!index.ok()) return;
  index_ = std::move(*index);
  ready_.store(true);
}

std::vector<NamedEntity> ShellNames::Find(std::string_view typed) const {
  std::vector<NamedEntity> found;
  if (typed.empty() || graph_ == nullptr) return found;
  if (ready_.load()) {
    for (const NameIndex::Match& match : index_.Find(typed, kMost)) {
      found.push_back({std::string(match.name), LocalToIri("", match.entity)});
    }
    return found;
  }
  const auto candidates = graph_->CompleteEntity(typed, kMost);
  if (!candidates.ok()) return found;
  for (const EntityMatches::Candidate& candidate : *candidates) {
    found.push_back({candidate.matched, LocalToIri("", candidate.entity.id)});
  }
  return found;
}

}  // namespace zhimai
