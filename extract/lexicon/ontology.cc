#include "extract/lexicon/ontology.h"

#include <algorithm>
#include <array>
#include <utility>

#include "proto/ontology.pb.h"

namespace zhimai {
namespace {

constexpr std::array<std::string_view, 4> kLiteralTypes = {"Date", "Integer",
                                                           "Quantity", "Text"};

std::vector<std::string> Strings(
    const google::protobuf::RepeatedPtrField<std::string>& field) {
  return {field.begin(), field.end()};
}

template <typename Info>
const Info* FindNamed(const std::vector<Info>& sorted, std::string_view name) {
  const auto it = std::lower_bound(
      sorted.begin(), sorted.end(), name,
      [](const Info& info, std::string_view key) { return info.name < key; });
  return it != sorted.end() && it->name == name ? &*it : nullptr;
}

}  // namespace

// Collects the definitions of all files, then checks the names they use. The
// place of each use is kept until then, since a file may name what a later one
// defines.
class Ontology::Loader {
 public:
  Status Add(const DataFile& file) {
    v1::Ontology message;
    FieldLines lines;
    ZM_TRY(ParseTextProto(file, &message, &lines));
    const auto* descriptor = v1::Ontology::descriptor();
    const auto place = [&](const char* field, int i) {
      const auto at = lines.GetLocation(descriptor->FindFieldByName(field), i);
      return Place{&file, static_cast<uint32_t>(at.line + 1),
                   static_cast<uint32_t>(at.column + 1)};
    };
    for (int i = 0; i < message.class__size(); ++i) {
      ZM_TRY(Put(ToInfo(message.class_(i)), place("class", i), &classes_));
    }
    for (int i = 0; i < message.relation_size(); ++i) {
      ZM_TRY(
          Put(ToInfo(message.relation(i)), place("relation", i), &relations_));
    }
    for (int i = 0; i < message.qualifier_size(); ++i) {
      ZM_TRY(Put(ToInfo(message.qualifier(i)), place("qualifier", i),
                 &qualifiers_));
    }
    for (const v1::Prefix& prefix : message.prefix()) {
      prefixes_[prefix.key()] = prefix.value();
    }
    return {};
  }

  Result<Ontology> Finish() && {
    ZM_TRY(CheckClasses());
    ZM_TRY(CheckRelations());
    Ontology ontology;
    Move(&classes_, &ontology.classes_);
    Move(&relations_, &ontology.relations_);
    Move(&qualifiers_, &ontology.qualifiers_);
    ontology.prefixes_ = std::move(prefixes_);
    ZM_TRY(CloseHierarchy(&ontology));
    return ontology;
  }

 private:
  struct Place {
    const DataFile* file;
    uint32_t line, column;
  };
  template <typename Info>
  struct Entry {
    Info info;
    Place place;
  };
  template <typename Info>
  using Entries = std::map<std::string, Entry<Info>>;

  static Status ErrorAt(const Place& place, std::string message) {
    return Status::InvalidInput(std::move(message))
        .At(place.line, place.column)
        .In(place.file->path);
  }

  template <typename Info>
  static Status Put(Info info, const Place& place, Entries<Info>* entries) {
    if (info.name.empty()) {
      return ErrorAt(place, "a definition without a name");
    }
    const auto it = entries->find(info.name);
    if (it != entries->end() && it->second.place.file->dir == place.file->dir) {
      return ErrorAt(place, "'" + info.name + "' is defined twice");
    }
    std::string name = info.name;
    entries->insert_or_assign(std::move(name),
                              Entry<Info>{std::move(info), place});
    return {};
  }

  template <typename Info>
  static void Move(Entries<Info>* entries, std::vector<Info>* out) {
    for (auto& [name, entry] : *entries) out->push_back(std::move(entry.info));
  }

  static ClassInfo ToInfo(const v1::ClassDef& def) {
    return {def.name(),
            Strings(def.parent()),
            def.label().zh(),
            def.label().en(),
            def.comment(),
            def.abstract(),
            Strings(def.same_as())};
  }

  static QualifierInfo ToInfo(const v1::QualifierDef& def) {
    return {def.name(), def.label().zh(), def.label().en(), def.comment(),
            Strings(def.same_as())};
  }

  static RelationInfo ToInfo(const v1::RelationDef& def) {
    RelationInfo info;
    info.name = def.name();
    info.label_zh = def.label().zh();
    info.label_en = def.label().en();
    info.comment = def.comment();
    info.domain = Strings(def.domain());
    info.range = Strings(def.range());
    info.literal_range = Strings(def.literal_range());
    info.symmetric = def.symmetric();
    info.functional = def.functional();
    info.supersedable = def.supersedable();
    info.identity_qualifiers = Strings(def.identity_qualifier());
    info.qualifiers = Strings(def.qualifier());
    info.inverse_label_zh = def.inverse_label_zh();
    info.inverse_label_en = def.inverse_label_en();
    info.same_as = Strings(def.same_as());
    return info;
  }

  template <typename Known>
  static Status CheckNames(const std::vector<std::string>& names,
                           const Place& place, std::string_view owner,
                           std::string_view what, Known known) {
    for (const std::string& name : names) {
      if (!known(name)) {
        return ErrorAt(place, std::string(owner) + ": unknown " +
                                  std::string(what) + " '" + name + "'");
      }
    }
    return {};
  }

  Status CheckClasses() const {
    const auto known = [&](const std::string& n) { return classes_.count(n); };
    for (const auto& [name, entry] : classes_) {
      ZM_TRY(CheckNames(entry.info.parents, entry.place, name, "parent class",
                        known));
    }
    return {};
  }

  Status CheckRelations() const {
    const auto is_class = [&](const std::string& n) {
      return classes_.count(n);
    };
    const auto is_literal = [](const std::string& n) {
      return std::count(kLiteralTypes.begin(), kLiteralTypes.end(), n);
    };
    const auto is_qualifier = [&](const std::string& n) {
      return qualifiers_.count(n);
    };
    for (const auto& [name, entry] : relations_) {
      const RelationInfo& info = entry.info;
      const Place& place = entry.place;
      ZM_TRY(CheckNames(info.domain, place, name, "class", is_class));
      ZM_TRY(CheckNames(info.range, place, name, "class", is_class));
      ZM_TRY(CheckNames(info.literal_range, place, name, "literal type",
                        is_literal));
      ZM_TRY(
          CheckNames(info.qualifiers, place, name, "qualifier", is_qualifier));
      ZM_TRY(CheckNames(info.identity_qualifiers, place, name, "qualifier",
                        is_qualifier));
    }
    return {};
  }

  // Fills ancestors_. The work list bounds depth; a cycle shows as a class
  // that is above itself.
  Status CloseHierarchy(Ontology* ontology) const {
    const std::vector<ClassInfo>& classes = ontology->classes_;
    const auto index_of = [&](const std::string& name) {
      return static_cast<uint16_t>(FindNamed(classes, name) - classes.data());
    };
    for (const ClassInfo& info : classes) {
      const uint16_t self = index_of(info.name);
      std::vector<bool> above(classes.size(), false);
      std::vector<uint16_t> todo;
      for (const std::string& p : info.parents) todo.push_back(index_of(p));
      while (!todo.empty()) {
        const uint16_t at = todo.back();
        todo.pop_back();
        if (above[at]) continue;
        above[at] = true;
        for (const std::string& p : classes[at].parents) {
          todo.push_back(index_of(p));
        }
      }
      if (above[self]) {
        return ErrorAt(classes_.at(info.name).place,
                       "class '" + info.name + "' is its own ancestor");
      }
      above[self] = true;
      std::vector<uint16_t>& list = ontology->ancestors_.emplace_back();
      for (size_t i = 0; i < classes.size(); ++i) {
        if (above[i]) list.push_back(static_cast<uint16_t>(i));
      }
    }
    return {};
  }

  Entries<ClassInfo> classes_;
  Entries<RelationInfo> relations_;
  Entries<QualifierInfo> qualifiers_;
  std::map<std::string, std::string> prefixes_;
};

Result<Ontology> Ontology::Load(const std::vector<std::string>& data_dirs) {
  ZM_TRY_ASSIGN(const std::vector<DataFile> files,
                ReadDataFiles(data_dirs, {"ontology"}));
  return Parse(files);
}

Result<Ontology> Ontology::Parse(const std::vector<DataFile>& files) {
  Loader loader;
  for (const DataFile& file : files) ZM_TRY(loader.Add(file));
  return std::move(loader).Finish();
}

bool Ontology::IsA(std::string_view name, std::string_view ancestor) const {
  const ClassInfo* low = FindClass(name);
  const ClassInfo* high = FindClass(ancestor);
  if (low == nullptr || high == nullptr) return false;
  const auto& above = ancestors_[static_cast<size_t>(low - classes_.data())];
  return std::binary_search(above.begin(), above.end(),
                            static_cast<uint16_t>(high - classes_.data()));
}

bool Ontology::IsAnyOf(std::string_view name,
                       const std::vector<std::string>& ancestors) const {
  return ancestors.empty() ||
         std::any_of(ancestors.begin(), ancestors.end(),
                     [&](const std::string& a) { return IsA(name, a); });
}

std::vector<std::string> Ontology::Descendants(std::string_view name) const {
  std::vector<std::string> out;
  for (const ClassInfo& info : classes_) {
    if (IsA(info.name, name)) out.push_back(info.name);
  }
  return out;
}

const ClassInfo* Ontology::FindClass(std::string_view name) const {
  return FindNamed(classes_, name);
}

const RelationInfo* Ontology::FindRelation(std::string_view name) const {
  return FindNamed(relations_, name);
}

const QualifierInfo* Ontology::FindQualifier(std::string_view name) const {
  return FindNamed(qualifiers_, name);
}

}  // namespace zhimai
