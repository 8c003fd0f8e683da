// Names, phrase lists and cues that are known before a text is read.
//
// What the files under DIR/{gazetteer,cues,alias,coref,units,time} may hold is
// proto/lexicon.proto. Some list names mean something to this code:
//   surname          Chinese surnames, one or two characters: [ChineseName]
//   translit_char    characters of transliterated names: [ForeignName]
//   common_word      words that begin or end like a name and are none; no
//                    name candidate and no one-letter country is read in them
//   not_name         phrases inside which no entity name at all is read
//                    (发展中国家 holds no 中国)
//   letter_before    what may stand before a one-letter country form that has
//   letter_after     no partner (访俄), or after it (俄外长); office_title
//                    counts as letter_after
//   letter_alone     the one-letter forms for which that is allowed
//   name_particle    lower-case words inside a Latin name: von, de, bin
//   currency:XXX     names and signs of the currency with ISO 4217 code XXX
//   unit             measure words and units, any language
//   no_number        phrases in which no number is read: 进一步
//   date:ISO         names of a date or period: date:2021/2025
// The first three, not_name, letter_*, name_particle, currency:*, unit,
// no_number and date:* are for this code and extract/time only; no arc is made
// of them. Every other list NAME gives arcs of type "@NAME".
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/doc/document.h"
#include "extract/doc/entity_table.h"
#include "extract/lexicon/data_files.h"
#include "extract/lexicon/ontology.h"
#include "graph/base/result.h"

namespace zhimai {

// The folders that a Lexicon is read from.
const std::vector<std::string>& LexiconFolders();

// Immutable once loaded, so any number of threads may share one. Moving it
// leaves references to entities() and entity_ids() valid.
class Lexicon {
 public:
  // Reads the files of every folder in order. An entity whose id was given
  // before adds its names to that one, and its other fields override.
  // Interns in `types`: every class of the ontology, the literal types, list,
  // cue and suffix types. An error names file, line and column: bad syntax,
  // an unknown or abstract class, an id given twice in one folder, an unknown
  // country, part_of or office holder's country.
  static Result<Lexicon> Load(const std::vector<std::string>& data_dirs,
                              const Ontology& ontology, TypeRegistry* types);
  // The same from files already read.
  static Result<Lexicon> Build(const std::vector<DataFile>& files,
                               const Ontology& ontology, TypeRegistry* types);

  struct Tables;  // extract/lexicon/lexicon_tables.h

  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  const EntityList& entities() const;
  // Entity id -> index into entities().
  const std::unordered_map<std::string, int32_t>& entity_ids() const;
  // Entities that have a name, strong or weak, with this NameKey(); sorted.
  std::span<const int32_t> FindByNameKey(const std::string& key) const;
  // The Country with "iso:XX"; -1 when there is none.
  int32_t CountryByCode(std::string_view iso) const;

  // Whether a list of this name (without '@') was loaded.
  bool HasList(std::string_view name) const;
  // Phrases in the order of the files; empty for an unknown name.
  const std::vector<std::string>& ListPhrases(std::string_view name) const;
  // Exact, but for ASCII case.
  bool ListContains(std::string_view name, std::string_view phrase) const;
  // All list names, sorted.
  std::vector<std::string> ListNames() const;

  // Adds the arcs of one article and calls lattice->Finish():
  //  - entity names, type = class: score 1; weak names 0.6, only beside a
  //    strong one (one-letter country forms: only in 中俄 and the like)
  //  - "@list" and "Cue:PLANNED" (not inside an `except` phrase of theirs),
  //    "Suffix:Class"
  //  - "Quote" and "TitleMark", with their marks
  //  - candidates "ChineseName" and "ForeignName", which say only that the
  //    characters could be a name; score <= 0.9
  // Latin and Cyrillic phrases match at word borders; those of more than five
  // letters ignore ASCII case. Furniture and dateline blocks get no arcs.
  void Annotate(const Article& article, Lattice* lattice) const;

 private:
  class Annotator;
  class Loader;
  explicit Lexicon(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace zhimai
