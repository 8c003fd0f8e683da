// zhimai lexicon lookup|add: the names and word lists that are known.
#include "extract/lexicon/lexicon.h"

#include <filesystem>
#include <fstream>
#include <google/protobuf/text_format.h>
#include <set>
#include <system_error>

#include "extract/lexicon/data_files.h"
#include "extract/lexicon/ontology.h"
#include "extract/pipeline/why_not.h"
#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "proto/lexicon.pb.h"
#include "tools/cli/format.h"
#include "tools/cli/json_writer.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/source_files.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

constexpr FlagSpec kFlags[] = {
    {"class", "CLASS", "add: the class of the entity, as in the ontology"},
    {"id", "ID", "add: its id (default CLASS/NAME); of a known one: aliases"},
    {"alias", "NAME", "add: a further name", '\0', true},
    {"weak", "NAME", "add: a name that counts only beside another", '\0', true},
    {"lang", "zh|en|ru", "add: language of the names (default by script)"},
    {"country", "CC", "add: ISO 3166-1 code of the country it is of"},
    {"part-of", "ID", "add: what it is part of"},
    {"list", "LIST", "add: to this word list instead, as a phrase"},
    {"cue", "planned|proposed|demanded|reported|negated",
     "add: as a word that gives what it governs this status"},
    {"to", "DIR", "add: the overlay folder; made when it is not there"},
    kDataFlag,
    kJsonFlag,
};

constexpr std::string_view kCues[] = {"planned", "proposed", "demanded",
                                      "reported", "negated"};

// --- lookup ---

struct Known {
  std::string what;  // class of an entity, "@list"
  std::string id;
  std::string label;
  std::string names;
};

std::string NamesOf(const EntityInfo& entity) {
  std::string out;
  std::set<std::string> seen = {entity.label};
  for (const EntityName& name : entity.names) {
    if (!seen.insert(name.text).second) continue;
    if (!out.empty()) out += ", ";
    out += name.text + (name.weak ? " (weak)" : "");
  }
  return out;
}

std::vector<Known> Find(const Lexicon& lexicon, const std::string& text) {
  std::vector<Known> out;
  for (int32_t index : lexicon.FindByNameKey(NameKey(text))) {
    const EntityInfo& entity = lexicon.entities()[static_cast<size_t>(index)];
    out.push_back(
        {entity.class_name, entity.id, entity.label, NamesOf(entity)});
  }
  for (const std::string& list : lexicon.ListNames()) {
    if (!lexicon.ListContains(list, text)) continue;
    const size_t phrases = lexicon.ListPhrases(list).size();
    out.push_back(
        {"@" + list, "", text, Counted(phrases, "phrase", "phrases")});
  }
  return out;
}

void PrintKnown(const std::vector<Known>& known, const Io& io) {
  TextTable table({{"what", TextTable::Align::kLeft, true},
                   {"id", TextTable::Align::kLeft, true},
                   {"label", TextTable::Align::kLeft, false},
                   {"other names", TextTable::Align::kLeft, false}});
  for (const Known& k : known) table.AddRow({k.what, k.id, k.label, k.names});
  table.Print(io.out, io.width);
}

void PrintArcs(const std::vector<SeenArc>& arcs, const Io& io) {
  TextTable table({{"text", TextTable::Align::kLeft, false},
                   {"type", TextTable::Align::kLeft, true},
                   {"value", TextTable::Align::kLeft, false}});
  for (const SeenArc& arc : arcs) {
    table.AddRow({arc.text,
                  arc.type[0] == '@' ? arc.type : "[" + arc.type + "]",
                  arc.value});
  }
  table.Print(io.out, io.width);
}

void PrintJson(const std::vector<Known>& known,
               const std::vector<SeenArc>& arcs, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("known").BeginArray();
  for (const Known& k : known) {
    json.BeginObject()
        .Field("what", k.what)
        .Field("id", k.id)
        .Field("label", k.label)
        .Field("names", k.names)
        .EndObject();
  }
  json.EndArray().Key("arcs").BeginArray();
  for (const SeenArc& arc : arcs) {
    json.BeginObject()
        .Field("text", arc.text)
        .Field("type", arc.type)
        .Field("value", arc.value)
        .EndObject();
  }
  json.EndArray().EndObject().EndLine();
  *io.out << text;
}

// What the whole text is known as; else what is seen in it, as rules see it.
Status LookUp(const std::string& text, const Flags& flags, const Io& io) {
  PipelineOptions options;
  ZM_TRY_ASSIGN(options.data_dirs, DataDirs(flags, io));
  ZM_TRY_ASSIGN(const Pipeline pipeline, Pipeline::Load(options));
  const std::vector<Known> known = Find(pipeline.lexicon(), text);
  std::vector<SeenArc> arcs;
  const Result<WhyNotReport> read = WhyNot(pipeline, {"text.txt", text}, 0);
  if (read.ok()) arcs = read->arcs;
  if (known.empty() && arcs.empty()) {
    return Status::NotFound("nothing is known of '" + text + "'");
  }
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(known, arcs, io);
  } else if (!known.empty()) {
    PrintKnown(known, io);
  } else {
    PrintArcs(arcs, io);
  }
  return Status();
}

// --- add ---

// The language field by the script of the first letter.
std::string LanguageOf(const std::string& name) {
  size_t at = 0;
  const char32_t c = DecodeUtf8(name, &at);
  if (IsHan(c)) return "zh";
  return c >= 0x400 && c < 0x530 ? "ru" : "en";
}

Status AddNames(const Flags& flags, const std::string& name,
                v1::LexiconEntity* entity) {
  constexpr std::string_view kLanguages[] = {"zh", "en", "ru"};
  ZM_TRY_ASSIGN(const std::string given, flags.GetChoice("lang", kLanguages));
  std::vector<std::string> names = flags.GetAll("alias");
  names.insert(names.begin(), name);
  for (const std::string& one : names) {
    const std::string language = flags.Has("lang") ? given : LanguageOf(one);
    (language == "zh"   ? entity->mutable_zh()
     : language == "ru" ? entity->mutable_ru()
                        : entity->mutable_en())
        ->Add(std::string(one));
  }
  for (const std::string& one : flags.GetAll("weak")) entity->add_weak(one);
  return Status();
}

Status FillEntity(const Flags& flags, const std::string& name,
                  const Lexicon& lexicon, v1::LexiconEntity* entity) {
  std::string class_name = flags.Get("class");
  std::string id = flags.Get("id");
  if (id.rfind("e/", 0) == 0) id = id.substr(2);
  const auto known = lexicon.entity_ids().find("e/" + id);
  const bool is_known = !id.empty() && known != lexicon.entity_ids().end();
  if (is_known && class_name.empty()) {
    class_name =
        lexicon.entities()[static_cast<size_t>(known->second)].class_name;
  }
  if (class_name.empty()) {
    return Status::Usage(
        "lexicon add needs --class, or the --id of an entity "
        "that is known, or --list, or --cue");
  }
  if (id.empty()) id = MintEntityId(class_name, name).substr(2);
  entity->set_id(id);
  entity->set_class_(class_name);
  entity->set_country(flags.Get("country"));
  std::string part_of = flags.Get("part-of");
  if (part_of.rfind("e/", 0) == 0) part_of = part_of.substr(2);
  entity->set_part_of(part_of);
  return AddNames(flags, name, entity);
}

constexpr const char* kHeader =
    "# proto-file: proto/lexicon.proto\n"
    "# proto-message: zhimai.v1.Lexicon\n"
    "#\n"
    "# Written by `zhimai lexicon add`, which keeps no comments.\n\n";

// An entity that is there already takes the names.
void Merge(const v1::LexiconEntity& entity, v1::Lexicon* file) {
  for (v1::LexiconEntity& there : *file->mutable_entity()) {
    if (there.id() != entity.id()) continue;
    there.MergeFrom(entity);
    return;
  }
  *file->add_entity() = entity;
}

void MergePhrase(const std::string& list, const std::string& phrase,
                 v1::Lexicon* file) {
  for (v1::PhraseList& there : *file->mutable_list()) {
    if (there.name() != list) continue;
    there.add_phrase(phrase);
    return;
  }
  v1::PhraseList* added = file->add_list();
  added->set_name(list);
  added->add_phrase(phrase);
}

void MergeCue(v1::Modality modality, const std::string& phrase,
              v1::Lexicon* file) {
  for (v1::Cue& there : *file->mutable_cue()) {
    if (there.modality() != modality) continue;
    there.add_phrase(phrase);
    return;
  }
  v1::Cue* added = file->add_cue();
  added->set_modality(modality);
  added->add_phrase(phrase);
}

// A word list or a cue takes `name`. Gives what it has become.
Result<std::string> AddPhrase(const Flags& flags, const std::string& name,
                              v1::Lexicon* file) {
  if (flags.Has("cue")) {
    ZM_TRY_ASSIGN(const std::string status, flags.GetChoice("cue", kCues));
    v1::Modality modality = v1::MODALITY_UNSPECIFIED;
    v1::Modality_Parse(ToUpper(status), &modality);
    MergeCue(modality, name, file);
    return "cue, " + status;
  }
  std::string list = flags.Get("list");
  if (!list.empty() && list[0] == '@') list = list.substr(1);
  if (list.find(':') != std::string::npos) {
    return Status::Usage("'" + list +
                         "' is no name of a list; cues are added "
                         "by --cue");
  }
  MergePhrase(list, name, file);
  return "@" + list;
}

Status WriteWhole(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) {
    return Status::InvalidInput(error.message()).In(path.string());
  }
  const fs::path next = path.string() + ".new";
  std::ofstream out(next, std::ios::binary);
  out << text;
  out.close();
  if (!out) return Status::InvalidInput("cannot be written").In(next.string());
  fs::rename(next, path, error);
  if (error) {
    return Status::InvalidInput(error.message()).In(path.string());
  }
  return Status();
}

struct Overlay {
  std::vector<std::string> dirs;  // all data folders, the overlay last
  std::string dir;
};

// Loads everything with `file` in the place of what the overlay holds.
Status CheckAll(const Overlay& overlay, const Ontology& ontology,
                DataFile file) {
  ZM_TRY_ASSIGN(std::vector<DataFile> files,
                ReadDataFiles(overlay.dirs, LexiconFolders()));
  std::erase_if(files, [&](const DataFile& f) { return f.path == file.path; });
  file.dir = static_cast<uint32_t>(overlay.dirs.size() - 1);
  files.push_back(std::move(file));
  TypeRegistry types;
  return Lexicon::Build(files, ontology, &types).status();
}

Status AddTo(const Overlay& overlay, const Flags& flags,
             const std::string& name, const Io& io) {
  ZM_TRY_ASSIGN(const Ontology ontology, Ontology::Load(overlay.dirs));
  TypeRegistry types;
  ZM_TRY_ASSIGN(const Lexicon lexicon,
                Lexicon::Load(overlay.dirs, ontology, &types));
  const bool is_phrase = flags.Has("list") || flags.Has("cue");
  const std::string relative =
      is_phrase ? "cues/added.txtpb" : "gazetteer/added.txtpb";
  DataFile file;
  file.path = overlay.dir + "/" + relative;
  file.relative = relative;
  v1::Lexicon content;
  std::error_code error;
  if (fs::exists(file.path, error)) {
    ZM_TRY_ASSIGN(file.bytes, ReadFile(file.path));
    ZM_TRY(ParseTextProto(file, &content));
  } else {
    content.set_module(is_phrase ? "cues.added" : "gazetteer.added");
    content.set_source("added by hand");
  }
  std::string what;
  if (is_phrase) {
    ZM_TRY_ASSIGN(what, AddPhrase(flags, name, &content));
  } else {
    v1::LexiconEntity entity;
    ZM_TRY(FillEntity(flags, name, lexicon, &entity));
    Merge(entity, &content);
    what = entity.class_() + " e/" + entity.id();
  }
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(content, &text);
  file.bytes = kHeader + text;
  ZM_TRY(CheckAll(overlay, ontology, file));
  ZM_TRY(WriteWhole(file.path, file.bytes));
  *io.out << "added " << Printable(name) << " (" << what << ") to "
          << Printable(file.path) << '\n';
  return Status();
}

Status Add(const std::string& name, const Flags& flags, const Io& io) {
  if (!flags.Has("to")) {
    return Status::Usage("lexicon add needs --to DIR, an overlay folder");
  }
  if (name.empty() || FindInvalidUtf8(name) != std::string::npos) {
    return Status::Usage("lexicon add takes a name in UTF-8");
  }
  Overlay overlay;
  overlay.dir = flags.Get("to");
  std::error_code error;
  fs::create_directories(overlay.dir, error);
  if (error) return Status::InvalidInput(error.message()).In(overlay.dir);
  ZM_TRY_ASSIGN(overlay.dirs, DataDirs(flags, io));
  for (const std::string& dir : overlay.dirs) {
    if (dir == overlay.dirs.front() &&
        fs::equivalent(dir, overlay.dir, error)) {
      return Status::Usage(
          "--to names the data folder of the program; give "
          "one of your own");
    }
  }
  std::erase_if(overlay.dirs, [&](const std::string& dir) {
    return fs::equivalent(dir, overlay.dir, error);
  });
  overlay.dirs.push_back(overlay.dir);
  return AddTo(overlay, flags, name, io);
}

Status Run(const Flags& flags, Io& io) {
  const std::string& what = flags.arguments()[0];
  const std::string& text = flags.arguments()[1];
  if (what == "lookup") return LookUp(text, flags, io);
  if (what == "add") return Add(text, flags, io);
  return Status::Usage("lexicon takes lookup or add, not '" + what + "'");
}

}  // namespace

const Command kLexiconCommand = {
    .name = "lexicon",
    .summary = "look up what is known of a name, or add names of one's own",
    .arguments = "lookup|add TEXT",
    .min_arguments = 2,
    .max_arguments = 2,
    .flags = kFlags,
    .example =
        "zhimai lexicon lookup 上合组织\n"
        "zhimai lexicon add 四海论坛 --class Organization --alias \"Four Seas "
        "Forum\" "
        "--to my-data",
    .run = Run,
};

}  // namespace zhimai
