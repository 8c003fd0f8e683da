// Gazetteer and ontology files as anyone may write them: a lexicon or an error
// with a place, and a lexicon that can be used.
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/lexicon/lexicon.h"
#include "extract/lexicon/ontology.h"
#include "graph/base/status.h"

namespace {

zhimai::DataFile File(const char* name, const std::string& bytes) {
  return {name, name, 0, bytes};
}

void CheckError(const zhimai::Status& status) {
  ZM_CHECK(!status.message().empty());
  ZM_CHECK(status.code() == zhimai::Code::kInvalidInput);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto own = zhimai::Ontology::Parse({File("o.txtpb", bytes)});
  if (!own.ok()) CheckError(own.status());
  const auto ontology = zhimai::Ontology::Parse(
      {File("o.txtpb",
            "class { name: \"Country\" } class { name: \"Person\" } "
            "class { name: \"Position\" } class { name: \"Agent\" abstract: "
            "true }")});
  zhimai::TypeRegistry types;
  const auto lexicon =
      zhimai::Lexicon::Build({File("l.txtpb", bytes)}, *ontology, &types);
  if (!lexicon.ok()) {
    CheckError(lexicon.status());
    return 0;
  }
  zhimai::Article article;
  article.text = bytes;
  zhimai::Lattice lattice;
  lexicon->Annotate(article, &lattice);
  for (const zhimai::Annotation& arc : lattice.all()) {
    ZM_CHECK(arc.span.end <= bytes.size());
  }
  return 0;
}
