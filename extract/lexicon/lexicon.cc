#include "extract/lexicon/lexicon.h"

#include <algorithm>

#include "extract/lexicon/lexicon_tables.h"
#include "graph/base/utf8.h"

namespace zhimai {

const std::vector<std::string>& LexiconFolders() {
  // In byte order, so that the files come in byte order of their paths.
  static const auto* const folders = new std::vector<std::string>{
      "alias", "coref", "cues", "gazetteer", "time", "units"};
  return *folders;
}

std::string FoldAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

bool HasWordBorders(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
  }
  const bool letter = c >= 0xC0 && c <= 0x52F;  // Latin-1 to Cyrillic
  return letter && c != 0xD7 && c != 0xF7;      // × ÷
}

Lexicon::Lexicon(std::unique_ptr<const Tables> tables)
    : tables_(std::move(tables)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::Load(const std::vector<std::string>& data_dirs,
                              const Ontology& ontology, TypeRegistry* types) {
  ZM_TRY_ASSIGN(const std::vector<DataFile> files,
                ReadDataFiles(data_dirs, LexiconFolders()));
  return Build(files, ontology, types);
}

const EntityList& Lexicon::entities() const { return tables_->entities; }

const std::unordered_map<std::string, int32_t>& Lexicon::entity_ids() const {
  return tables_->entity_ids;
}

std::span<const int32_t> Lexicon::FindByNameKey(const std::string& key) const {
  const auto it = tables_->by_name_key.find(key);
  if (it == tables_->by_name_key.end()) return {};
  return it->second;
}

int32_t Lexicon::CountryByCode(std::string_view iso) const {
  const auto it = tables_->by_iso.find(iso);
  return it == tables_->by_iso.end() ? -1 : it->second;
}

bool Lexicon::HasList(std::string_view name) const {
  return tables_->lists.find(name) != tables_->lists.end();
}

const std::vector<std::string>& Lexicon::ListPhrases(
    std::string_view name) const {
  static const auto* const none = new std::vector<std::string>;
  const auto it = tables_->lists.find(name);
  return it == tables_->lists.end() ? *none : it->second;
}

bool Lexicon::ListContains(std::string_view name,
                           std::string_view phrase) const {
  const auto it = tables_->folded_lists.find(name);
  return it != tables_->folded_lists.end() &&
         std::binary_search(it->second.begin(), it->second.end(),
                            FoldAscii(phrase));
}

std::vector<std::string> Lexicon::ListNames() const {
  std::vector<std::string> names;
  for (const auto& [name, phrases] : tables_->lists) names.push_back(name);
  return names;
}

}  // namespace zhimai
