// Classes, relations and qualifiers: what a statement may say.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon/data_files.h"
#include "graph/base/result.h"

namespace zhimai {

struct ClassInfo {
  std::string name;
  std::vector<std::string> parents;
  std::string label_zh;
  std::string label_en;
  std::string comment;
  bool abstract = false;  // never the class of an entity
  std::vector<std::string> same_as;
};

struct RelationInfo {
  std::string name;
  std::string label_zh;
  std::string label_en;
  std::string comment;
  // Classes; both empty lists below mean: anything.
  std::vector<std::string> domain;
  std::vector<std::string> range;
  // "Date", "Quantity", "Integer", "Text".
  std::vector<std::string> literal_range;
  bool symmetric = false;
  bool functional = false;
  bool supersedable = false;
  std::vector<std::string> identity_qualifiers;
  std::vector<std::string> qualifiers;
  std::string inverse_label_zh;
  std::string inverse_label_en;
  std::vector<std::string> same_as;
};

struct QualifierInfo {
  std::string name;
  std::string label_zh;
  std::string label_en;
  std::string comment;
  std::vector<std::string> same_as;
};

// Immutable once loaded; thread-safe.
class Ontology {
 public:
  // Reads DIR/ontology/**/*.txtpb of every folder; a later definition of a
  // name replaces an earlier one of an earlier folder, and is an error within
  // one folder. Unknown parents, domains, ranges, literal types and
  // qualifiers, and cycles of classes, are errors with file, line and column.
  static Result<Ontology> Load(const std::vector<std::string>& data_dirs);
  // The same from files already read, in order of their `dir`.
  static Result<Ontology> Parse(const std::vector<DataFile>& files);

  // Whether `name` is `ancestor` or lies below it. False for unknown names.
  bool IsA(std::string_view name, std::string_view ancestor) const;
  // Whether IsA(name, a) for one of `ancestors`; true when that list is empty.
  bool IsAnyOf(std::string_view name,
               const std::vector<std::string>& ancestors) const;
  // `name` and all classes below it, sorted; empty for unknown names.
  std::vector<std::string> Descendants(std::string_view name) const;

  // nullptr when there is none. Pointers live as long as the ontology.
  const ClassInfo* FindClass(std::string_view name) const;
  const RelationInfo* FindRelation(std::string_view name) const;
  const QualifierInfo* FindQualifier(std::string_view name) const;

  // Sorted by name.
  const std::vector<ClassInfo>& classes() const { return classes_; }
  const std::vector<RelationInfo>& relations() const { return relations_; }
  const std::vector<QualifierInfo>& qualifiers() const { return qualifiers_; }
  // Prefixes of the CURIEs in same_as.
  const std::map<std::string, std::string>& prefixes() const {
    return prefixes_;
  }

 private:
  class Loader;

  std::vector<ClassInfo> classes_;
  std::vector<RelationInfo> relations_;
  std::vector<QualifierInfo> qualifiers_;
  std::map<std::string, std::string> prefixes_;
  // Of each class, itself and all above it: indices into classes_, sorted.
  std::vector<std::vector<uint16_t>> ancestors_;
};

}  // namespace zhimai
