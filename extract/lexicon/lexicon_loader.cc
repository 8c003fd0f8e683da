#include <algorithm>
#include <set>

#include "extract/lexicon/lexicon_tables.h"
#include "extract/text/script.h"
#include "extract/text/territory_names.h"
#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "proto/lexicon.pb.h"

namespace zhimai {
namespace {

using Kind = PhraseUse::Kind;

// Names and phrases of up to this many Latin letters must be spelled as given:
// UN is no un, SCO no sco.
constexpr int kExactLetters = 5;

struct Place {
  const DataFile* file = nullptr;
  int line = -1;
  int column = -1;
};

Status ErrorAt(const Place& place, std::string message) {
  return Status::InvalidInput(std::move(message))
      .At(static_cast<uint32_t>(place.line + 1),
          static_cast<uint32_t>(place.column + 1))
      .In(place.file->path);
}

Place PlaceOf(const DataFile& file, const FieldLines& lines,
              const google::protobuf::Descriptor& type, const char* field,
              int index) {
  const auto at = lines.GetLocation(type.FindFieldByName(field), index);
  return {&file, at.line, at.column};
}

std::string Upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  return text;
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// The lists that have a meaning to the code and give no arcs.
bool IsInternalList(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "common_word",   "letter_after", "letter_alone", "letter_before",
      "name_particle", "no_number",    "not_name",     "surname",
      "translit_char", "unit"};
  return std::find(std::begin(kNames), std::end(kNames), name) !=
             std::end(kNames) ||
         StartsWith(name, "currency:") || StartsWith(name, "date:");
}

}  // namespace

class Lexicon::Loader {
 public:
  Loader(const Ontology& ontology, TypeRegistry* types)
      : ontology_(ontology),
        types_(*types),
        tables_(std::make_unique<Tables>()) {
    for (const ClassInfo& info : ontology.classes()) types_.Intern(info.name);
    tables_->types.quote = types_.Intern("Quote");
    tables_->types.title_mark = types_.Intern("TitleMark");
    tables_->types.chinese_name = types_.Intern("ChineseName");
    tables_->types.foreign_name = types_.Intern("ForeignName");
    tables_->types.office_title = types_.Intern("@office_title");
    for (const char* name : {"Date", "Number", "Ordinal", "Percent", "Money",
                             "Quantity", "Duration"}) {
      types_.Intern(name);
    }
  }

  Status Add(const DataFile& file) {
    v1::Lexicon message;
    FieldLines lines;
    ZM_TRY(ParseTextProto(file, &message, &lines));
    const auto& type = *v1::Lexicon::descriptor();
    for (int i = 0; i < message.entity_size(); ++i) {
      ZM_TRY(AddEntity(message.entity(i),
                       PlaceOf(file, lines, type, "entity", i)));
    }
    for (int i = 0; i < message.list_size(); ++i) {
      ZM_TRY(AddList(message.list(i), PlaceOf(file, lines, type, "list", i)));
    }
    for (int i = 0; i < message.cue_size(); ++i) {
      ZM_TRY(AddCue(message.cue(i), PlaceOf(file, lines, type, "cue", i)));
    }
    for (int i = 0; i < message.suffix_size(); ++i) {
      ZM_TRY(AddSuffix(message.suffix(i),
                       PlaceOf(file, lines, type, "suffix", i)));
    }
    return {};
  }

  Result<std::unique_ptr<Tables>> Finish() && {
    AddTerritoryNames();
    ZM_TRY(ResolveReferences());
    for (size_t i = 0; i < tables_->entities.size(); ++i) {
      ZM_TRY(AddNamePhrases(static_cast<int32_t>(i)));
    }
    for (auto& [name, phrases] : tables_->folded_lists) {
      std::sort(phrases.begin(), phrases.end());
    }
    ZM_TRY(BuildTrie());
    return std::move(tables_);
  }

 private:
  // What the file said, kept until every id is known.
  struct Pending {
    Place place;
    std::string country;
    std::string part_of;
    std::vector<v1::Office> offices;
  };

  EntityInfo& entity(int32_t i) {
    return tables_->entities[static_cast<size_t>(i)];
  }

  Status AddEntity(const v1::LexiconEntity& in, const Place& place) {
    if (in.id().empty()) return ErrorAt(place, "an entity without an id");
    const std::string id = "e/" + in.id();
    const ClassInfo* class_info = ontology_.FindClass(in.class_());
    if (class_info == nullptr || class_info->abstract) {
      return ErrorAt(place, "entity '" + in.id() +
                                "': " + (class_info ? "abstract" : "unknown") +
                                " class '" + in.class_() + "'");
    }
    const auto [it, added] = tables_->entity_ids.try_emplace(
        id, static_cast<int32_t>(tables_->entities.size()));
    const auto index = static_cast<size_t>(it->second);
    if (added) {
      tables_->entities.emplace_back();
      pending_.emplace_back();
    } else if (pending_[index].place.file->dir == place.file->dir) {
      return ErrorAt(place, "entity '" + in.id() + "' is given twice");
    }
    return FillEntity(in, id, place, index);
  }

  Status FillEntity(const v1::LexiconEntity& in, const std::string& id,
                    const Place& place, size_t index) {
    EntityInfo& out = tables_->entities[index];
    Pending& pending = pending_[index];
    pending.place = place;
    out.id = id;
    out.class_name = in.class_();
    ZM_TRY(AddNames(in.zh(), "zh-Hans", false, place, &out));
    ZM_TRY(AddNames(in.zh_hant(), "zh-Hant", false, place, &out));
    ZM_TRY(AddNames(in.en(), "en", false, place, &out));
    ZM_TRY(AddNames(in.ru(), "ru", false, place, &out));
    ZM_TRY(AddNames(in.weak(), "und", true, place, &out));
    if (!in.country().empty()) pending.country = Upper(in.country());
    if (!in.part_of().empty()) pending.part_of = in.part_of();
    if (in.office_size() > 0) {
      pending.offices.assign(in.office().begin(), in.office().end());
    }
    for (const std::string& external : in.external_id()) {
      auto& ids = out.external_ids;
      if (std::find(ids.begin(), ids.end(), external) == ids.end()) {
        ids.push_back(external);
      }
      if (StartsWith(external, "iso:") && in.class_() == "Country") {
        tables_->by_iso[Upper(external.substr(4))] =
            static_cast<int32_t>(index);
      }
    }
    for (const v1::Feature& feature : in.feature()) {
      out.features[feature.key()] = feature.value();
    }
    return {};
  }

  static Status CheckPhrase(const std::string& phrase, const Place& place) {
    if (phrase.empty()) return ErrorAt(place, "an empty phrase");
    if (phrase.front() == ' ' || phrase.back() == ' ') {
      return ErrorAt(place, "blank at the end of phrase '" + phrase + "'");
    }
    return {};
  }

  template <typename Strings>
  static Status AddNames(const Strings& names, const char* language, bool weak,
                         const Place& place, EntityInfo* out) {
    for (const std::string& name : names) {
      ZM_TRY(CheckPhrase(name, place));
      AddName({ToNfc(name), language, weak}, out);
    }
    return {};
  }

  static void AddName(EntityName name, EntityInfo* out) {
    const bool known = std::any_of(
        out->names.begin(), out->names.end(), [&](const EntityName& n) {
          return n.text == name.text && n.language == name.language;
        });
    if (!known) out->names.push_back(std::move(name));
  }

  Status AddList(const v1::PhraseList& list, const Place& place) {
    const std::string& name = list.name();
    if (name.empty() || name[0] == '@') {
      return ErrorAt(place, "a list needs a name, without '@'");
    }
    const Kind kind = KindOfList(name);
    const bool arcs = !IsInternalList(name);
    const TypeId type = arcs ? types_.Intern("@" + name) : TypeRegistry::kNone;
    auto& phrases = tables_->lists[name];
    auto& folded = tables_->folded_lists[name];
    for (const std::string& given : list.phrase()) {
      ZM_TRY(CheckPhrase(given, place));
      const std::string phrase = ToNfc(given);
      phrases.push_back(phrase);
      folded.push_back(FoldAscii(phrase));
      if (arcs || kind != Kind::kList) AddUse(phrase, {kind, type});
      if (name == "office_title") AddUse(phrase, {Kind::kLetterAfter});
      AddCharacter(name, phrase);
    }
    return AddExceptions(list, type, place);
  }

  Status AddExceptions(const v1::PhraseList& list, TypeId type,
                       const Place& place) {
    if (list.except_size() == 0) return {};
    if (type == TypeRegistry::kNone) {
      return ErrorAt(place, "list '" + list.name() + "' takes no exceptions");
    }
    except_types_.insert(type);
    for (const std::string& phrase : list.except()) {
      ZM_TRY(CheckPhrase(phrase, place));
      AddUse(ToNfc(phrase), {Kind::kExcept, type});
    }
    return {};
  }

  static Kind KindOfList(std::string_view name) {
    if (name == "surname") return Kind::kSurname;
    if (name == "common_word") return Kind::kCommonWord;
    if (name == "not_name") return Kind::kNotName;
    if (name == "letter_before") return Kind::kLetterBefore;
    if (name == "letter_after") return Kind::kLetterAfter;
    return Kind::kList;
  }

  void AddCharacter(std::string_view list, const std::string& phrase) {
    const bool translit = list == "translit_char";
    if (!translit && list != "letter_alone") return;
    CharSet& set = translit ? tables_->translit : tables_->letters_alone;
    // A phrase may hold many characters: "阿埃艾".
    for (size_t pos = 0; pos < phrase.size();) {
      set.Insert(DecodeUtf8(phrase, &pos));
    }
  }

  Status AddCue(const v1::Cue& cue, const Place& place) {
    if (cue.modality() == v1::MODALITY_UNSPECIFIED) {
      return ErrorAt(place, "a cue without a modality");
    }
    const TypeId type =
        types_.Intern("Cue:" + v1::Modality_Name(cue.modality()));
    except_types_.insert(type);
    for (const std::string& phrase : cue.phrase()) {
      ZM_TRY(CheckPhrase(phrase, place));
      AddUse(ToNfc(phrase), {Kind::kCue, type});
    }
    for (const std::string& phrase : cue.except()) {
      ZM_TRY(CheckPhrase(phrase, place));
      AddUse(ToNfc(phrase), {Kind::kExcept, type});
    }
    return {};
  }

  Status AddSuffix(const v1::Suffix& suffix, const Place& place) {
    if (ontology_.FindClass(suffix.class_()) == nullptr) {
      return ErrorAt(place, "unknown class '" + suffix.class_() + "'");
    }
    const TypeId type = types_.Intern("Suffix:" + suffix.class_());
    for (const std::string& phrase : suffix.phrase()) {
      ZM_TRY(CheckPhrase(phrase, place));
      AddUse(ToNfc(phrase), {Kind::kSuffix, type});
    }
    return {};
  }

  // CLDR's name is the label of a country, unless the file lists that name
  // too: then the file's order stands (阿联酋 before 阿拉伯联合酋长国).
  void AddTerritoryNames() {
    for (const auto& [iso, index] : tables_->by_iso) {
      const std::optional<TerritoryNames> names = NamesOfTerritory(iso);
      if (!names.has_value()) continue;
      EntityInfo& info = entity(index);
      AddPreferred({names->zh_hans, "zh-Hans", false}, &info);
      AddPreferred({names->zh_hant, "zh-Hant", false}, &info);
      AddPreferred({names->en, "en", false}, &info);
      AddPreferred({names->ru, "ru", false}, &info);
    }
  }

  // Puts the name before the others of its language.
  static void AddPreferred(const EntityName& name, EntityInfo* info) {
    auto& names = info->names;
    if (name.text.empty()) return;
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    const auto first = std::find_if(
        names.begin(), names.end(),
        [&](const EntityName& n) { return n.language == name.language; });
    names.insert(first, name);
  }

  // The label: the first Simplified name, else English, else any strong one.
  static void SetLabel(EntityInfo* info) {
    for (const std::string_view language : {"zh-Hans", "en", "zh-Hant", "ru"}) {
      for (const EntityName& name : info->names) {
        if (name.language == language && !name.weak) {
          info->label = name.text;
          return;
        }
      }
    }
  }

  Status ResolveReferences() {
    // Positions are added at the end while this runs.
    const size_t given = tables_->entities.size();
    for (size_t i = 0; i < given; ++i) {
      SetLabel(&tables_->entities[i]);
      const Place place = pending_[i].place;
      const std::string id = tables_->entities[i].id;
      if (tables_->entities[i].label.empty()) {
        return ErrorAt(place, "entity '" + id + "' has no name");
      }
      ZM_TRY_ASSIGN(const int32_t country, FindCountry(pending_[i].country, i));
      ZM_TRY_ASSIGN(const int32_t part_of, FindPartOf(pending_[i].part_of, i));
      tables_->entities[i].country = country;
      tables_->entities[i].part_of = part_of;
      for (const v1::Office& office : pending_[i].offices) {
        ZM_TRY_ASSIGN(OfficeHeld held, ResolveOffice(office, i));
        tables_->entities[i].offices.push_back(std::move(held));
      }
    }
    return {};
  }

  Result<int32_t> FindCountry(const std::string& iso, size_t user) const {
    if (iso.empty()) return -1;
    const auto it = tables_->by_iso.find(iso);
    if (it != tables_->by_iso.end()) return it->second;
    return ErrorAt(pending_[user].place,
                   "entity '" + tables_->entities[user].id.substr(2) +
                       "': unknown country '" + iso + "'");
  }

  Result<int32_t> FindPartOf(const std::string& id, size_t user) const {
    if (id.empty()) return -1;
    const auto it = tables_->entity_ids.find("e/" + id);
    if (it != tables_->entity_ids.end()) return it->second;
    return ErrorAt(pending_[user].place,
                   "entity '" + tables_->entities[user].id.substr(2) +
                       "': unknown id '" + id + "'");
  }

  Result<OfficeHeld> ResolveOffice(const v1::Office& office, size_t user) {
    if (office.position().empty()) {
      return ErrorAt(pending_[user].place, "an office without a position");
    }
    if (ontology_.FindClass("Position") == nullptr) {
      return ErrorAt(pending_[user].place,
                     "offices need the class 'Position' in the ontology");
    }
    EntityInfo position;
    const auto iso = tables_->by_iso.find(Upper(office.of()));
    if (iso != tables_->by_iso.end()) {
      position.country = iso->second;
    } else {
      ZM_TRY_ASSIGN(position.part_of, FindPartOf(office.of(), user));
    }
    position.label = ToNfc(office.position());
    ZM_TRY(CheckPhrase(position.label, pending_[user].place));
    position.id = MintEntityId("Position", position.label);
    position.class_name = "Position";
    position.names.push_back({position.label, "zh-Hans", false});
    const auto [it, added] = tables_->entity_ids.try_emplace(
        position.id, static_cast<int32_t>(tables_->entities.size()));
    if (added) tables_->entities.push_back(std::move(position));
    return OfficeHeld{it->second, office.since(), office.until()};
  }

  Status AddNamePhrases(int32_t index) {
    const EntityInfo& info = entity(index);
    const TypeId type = types_.Find(info.class_name);
    tables_->entity_types.push_back(type);
    const bool country = info.class_name == "Country";
    std::set<std::string> keys;
    for (const EntityName& name : info.names) {
      std::string text = name.text;
      // "the Gambia" stands in "The Gambia" and in "Gambia's" too.
      if (name.language == "en" && StartsWith(FoldAscii(text), "the ")) {
        text.erase(0, 4);
      }
      const bool traditional = name.language == "zh-Hant";
      if (traditional) text = SimplifiedName(text);
      Kind kind = name.weak ? Kind::kWeakName : Kind::kName;
      size_t first = 0;
      const bool han = IsHan(DecodeUtf8(text, &first));
      if (name.weak && country && han && first == text.size()) {
        kind = Kind::kLetter;
      }
      PhraseUse use = {kind, type, index};
      use.traditional = traditional && !IsSimplifiedName(info, text);
      AddUse(text, use, /*is_name=*/true);
      keys.insert(NameKey(text));
    }
    for (const std::string& key : keys) {
      tables_->by_name_key[key].push_back(index);
    }
    return {};
  }

  static bool IsSimplifiedName(const EntityInfo& info, std::string_view text) {
    return std::any_of(info.names.begin(), info.names.end(),
                       [&](const EntityName& n) {
                         return n.language == "zh-Hans" && n.text == text;
                       });
  }

  // Short Latin names, and short phrases with capitals, are exact.
  static bool NeedsSpelling(std::string_view phrase, bool is_name) {
    int letters = 0;
    bool capital = false;
    for (char c : phrase) {
      const bool upper = c >= 'A' && c <= 'Z';
      capital = capital || upper;
      letters += upper || (c >= 'a' && c <= 'z') ? 1 : 0;
    }
    return letters > 0 && letters <= kExactLetters && (is_name || capital);
  }

  void AddUse(const std::string& phrase, PhraseUse use, bool is_name = false) {
    if (NeedsSpelling(phrase, is_name)) {
      const auto [it, added] = spelling_ids_.try_emplace(
          phrase, static_cast<int32_t>(tables_->spellings.size()));
      if (added) tables_->spellings.push_back(phrase);
      use.spelling = it->second;
    }
    const auto [it, added] =
        phrase_ids_.try_emplace(FoldAscii(phrase), uses_.size());
    if (added) {
      phrases_.push_back({it->first, static_cast<uint32_t>(uses_.size())});
      uses_.emplace_back();
    }
    auto& uses = uses_[it->second];
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) {
      uses.push_back(use);
    }
  }

  Status BuildTrie() {
    for (size_t i = 0; i < phrases_.size(); ++i) {
      const std::string& text = phrases_[i].text;
      PhraseInfo info;
      info.first_use = static_cast<uint32_t>(tables_->uses.size());
      info.uses = static_cast<uint32_t>(uses_[i].size());
      char32_t c = 0;
      for (size_t pos = 0; pos < text.size();) {
        c = DecodeUtf8(text, &pos);
        if (info.code_points++ == 0) info.word_begin = HasWordBorders(c);
      }
      info.word_end = HasWordBorders(c);
      tables_->phrases.push_back(info);
      tables_->uses.insert(tables_->uses.end(), uses_[i].begin(),
                           uses_[i].end());
    }
    tables_->except_types.assign(except_types_.begin(), except_types_.end());
    ZM_TRY_ASSIGN(tables_->trie, DoubleArray::Build(phrases_));
    return {};
  }

  const Ontology& ontology_;
  TypeRegistry& types_;
  std::unique_ptr<Tables> tables_;
  std::vector<Pending> pending_;  // by entity, without the Positions
  std::set<TypeId> except_types_;
  std::unordered_map<std::string, size_t> phrase_ids_;
  std::vector<DoubleArray::Phrase> phrases_;
  std::vector<std::vector<PhraseUse>> uses_;  // by phrase
  std::unordered_map<std::string, int32_t> spelling_ids_;
};

Result<Lexicon> Lexicon::Build(const std::vector<DataFile>& files,
                               const Ontology& ontology, TypeRegistry* types) {
  Loader loader(ontology, types);
  for (const DataFile& file : files) ZM_TRY(loader.Add(file));
  ZM_TRY_ASSIGN(std::unique_ptr<Tables> tables, std::move(loader).Finish());
  return Lexicon(std::move(tables));
}

}  // namespace zhimai
