#include "extract/rules/loader.h"

#include <algorithm>
#include <google/protobuf/descriptor.h>
#include <tuple>
#include <utility>

#include "extract/rules/rule_compiler.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Made by code, whatever the data files hold.
constexpr const char* kBuiltInTypes[] = {
    "Date",         "Number",       "Ordinal",     "Quantity",
    "Money",        "Percent",      "Duration",    "Quote",
    "TitleMark",    "ChineseName",  "ForeignName", "Cue:PLANNED",
    "Cue:PROPOSED", "Cue:DEMANDED", "Cue:NEGATED", "Cue:REPORTED",
};

// Of articles, as extract/text tells them apart; empty for all.
constexpr std::string_view kLanguages[] = {"", "zh", "en"};

bool IsMacroModule(const std::string& module) {
  return module == "macros" || module.rfind("macros.", 0) == 0 ||
         (module.size() > 7 &&
          module.compare(module.size() - 7, 7, ".macros") == 0);
}

}  // namespace

// Two passes: what rules introduce must be known before any rule compiles.
class RuleLoader {
 public:
  RuleLoader(const Ontology& ontology, TypeRegistry* types)
      : names_(ontology, types) {}

  Result<RuleSet> Load(const std::vector<DataFile>& files) {
    std::vector<Source> sources(files.size());
    for (size_t i = 0; i < files.size(); ++i) {
      sources[i].file = &files[i];
      ZM_TRY(ParseTextProto(files[i], &sources[i].pack, &sources[i].lines));
    }
    InternTypes(sources);
    for (const Source& source : sources) ZM_TRY(CompilePack(source));
    Finish();
    return std::move(rules_);
  }

 private:
  struct Source {
    const DataFile* file = nullptr;
    v1::RulePack pack;
    FieldLines lines;

    // Of a field of the pack; `index` is -1 where it is not repeated.
    Location At(const char* field, int index) const;
    Status Fail(const char* field, int index, std::string message) const;
    std::string PlaceOf(const char* field, int index) const;  // file:1:1
  };

  void InternTypes(const std::vector<Source>& sources);
  Status CheckPack(const Source& source);
  Status CompilePack(const Source& source);
  void Finish();
  void IndexPack(uint32_t number);

  RuleNames names_;
  LiteralNumbers literals_;
  std::map<std::string, std::string> ids_;  // rule -> its place
  RuleSet rules_;
};

Location RuleLoader::Source::At(const char* field, int index) const {
  const auto at = lines.GetLocation(
      v1::RulePack::descriptor()->FindFieldByName(field), index);
  return {file->path, static_cast<uint32_t>(at.line) + 1,
          static_cast<uint32_t>(at.column) + 1};
}

Status RuleLoader::Source::Fail(const char* field, int index,
                                std::string message) const {
  const Location at = At(field, index);
  return Status::InvalidInput(std::move(message))
      .In(at.source)
      .At(at.line, at.column);
}

std::string RuleLoader::Source::PlaceOf(const char* field, int index) const {
  const Location at = At(field, index);
  return at.source + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

void RuleLoader::InternTypes(const std::vector<Source>& sources) {
  TypeRegistry& types = names_.types();
  for (const char* name : kBuiltInTypes) types.Intern(name);
  for (const ClassInfo& info : names_.ontology().classes()) {
    types.Intern(info.name);
    types.Intern("Suffix:" + info.name);
  }
  for (const Source& source : sources) {
    for (const v1::Rule& rule : source.pack.rule()) {
      for (const v1::Annotate& annotate : rule.annotate()) {
        types.Intern(annotate.type());
      }
    }
    if (!IsMacroModule(source.pack.module())) continue;
    for (const v1::Macro& macro : source.pack.macro()) {
      names_.AddMacro(source.pack.lang(), macro.name(), macro.pattern());
    }
  }
}

Status RuleLoader::CheckPack(const Source& source) {
  if (source.pack.input_size() > 0) {
    return source.Fail(
        "input", 0,
        "input is reserved: patterns see every arc of earlier phases");
  }
  const std::string& lang = source.pack.lang();
  if (std::find(std::begin(kLanguages), std::end(kLanguages), lang) ==
      std::end(kLanguages)) {
    return source.Fail("lang", -1,
                       "no articles have the language '" + lang +
                           "'; write zh or en, or leave it out for all");
  }
  for (int i = 0; i < source.pack.rule_size(); ++i) {
    const std::string& id = source.pack.rule(i).id();
    if (id.empty()) return source.Fail("rule", i, "a rule without an id");
    const std::string place = source.PlaceOf("rule", i);
    const auto [known, added] = ids_.emplace(id, place);
    if (!added) {
      return source.Fail(
          "rule", i, "rule " + id + " is defined already, at " + known->second);
    }
  }
  return {};
}

Status RuleLoader::CompilePack(const Source& source) {
  ZM_TRY(CheckPack(source));
  names_.RemoveLocalMacros();
  for (const v1::Macro& macro : source.pack.macro()) {
    names_.AddLocalMacro(macro.name(), macro.pattern());
  }
  RulePack pack;
  pack.module = source.pack.module();
  pack.lang = source.pack.lang();
  pack.phase = source.pack.phase();
  pack.mode = static_cast<RuleMode>(source.pack.mode());
  const auto* field = v1::RulePack::descriptor()->FindFieldByName("rule");
  for (int i = 0; i < source.pack.rule_size(); ++i) {
    const v1::Rule& in = source.pack.rule(i);
    RuleCompiler compiler(in, pack.lang, &names_, &literals_,
                          source.lines.GetTreeForNested(field, i));
    Result<Rule> rule = compiler.Compile();
    if (!rule.ok()) return Status(rule.status()).In(source.file->path);
    rule->file = source.file->path;
    pack.rules.push_back(std::move(rule).value());
  }
  if (!pack.rules.empty()) rules_.packs_.push_back(std::move(pack));
  return {};
}

// A rule is looked for where its triggers stand, or, when it has none, where
// its first atom can match.
void RuleLoader::IndexPack(uint32_t number) {
  RulePack& pack = rules_.packs_[number];
  std::vector<std::vector<uint32_t>> by_type(names_.types().size());
  for (uint32_t i = 0; i < pack.rules.size(); ++i) {
    const Rule& rule = pack.rules[i];
    const bool has_trigger =
        !rule.trigger_literals.empty() || !rule.trigger_types.empty();
    if (!has_trigger && rule.match.starts_anywhere) {
      pack.always.push_back(i);
      continue;
    }
    const auto& literals =
        has_trigger ? rule.trigger_literals : rule.first_literals;
    const TypeSet& types =
        has_trigger ? rule.trigger_types : rule.match.first_types;
    for (uint32_t literal : literals) {
      rules_.by_literal_[literal].push_back({number, i});
    }
    if (types.empty()) continue;
    for (size_t type = 0; type < by_type.size(); ++type) {
      if (types.Has(static_cast<TypeId>(type))) by_type[type].push_back(i);
    }
  }
  for (size_t type = 0; type < by_type.size(); ++type) {
    if (by_type[type].empty()) continue;
    pack.by_type.push_back(
        {static_cast<TypeId>(type), std::move(by_type[type])});
  }
}

void RuleLoader::Finish() {
  std::stable_sort(rules_.packs_.begin(), rules_.packs_.end(),
                   [](const RulePack& a, const RulePack& b) {
                     return std::tie(a.phase, a.module) <
                            std::tie(b.phase, b.module);
                   });
  rules_.by_literal_.resize(literals_.size());
  for (uint32_t i = 0; i < rules_.packs_.size(); ++i) IndexPack(i);
  for (bool words : {false, true}) {
    // Cannot fail: the compiler takes valid UTF-8 only, none of it empty.
    Result<DoubleArray> index = DoubleArray::Build(literals_.Phrases(words));
    rules_.index_[words ? 1 : 0] = std::move(index).value();
  }
}

Result<RuleSet> BuildRules(const std::vector<DataFile>& files,
                           const Ontology& ontology, TypeRegistry* types) {
  return RuleLoader(ontology, types).Load(files);
}

Result<RuleSet> LoadRules(const std::vector<std::string>& data_dirs,
                          const Ontology& ontology, TypeRegistry* types) {
  ZM_TRY_ASSIGN(const std::vector<DataFile> files,
                ReadDataFiles(data_dirs, {"rules"}));
  return BuildRules(files, ontology, types);
}

}  // namespace zhimai
