// Rule packs: protobuf text files -> RuleSet.
#pragma once

#include <vector>

#include "extract/doc/annotation.h"
#include "extract/lexicon/data_files.h"
#include "extract/lexicon/ontology.h"
#include "extract/rules/rule_set.h"
#include "graph/base/result.h"

namespace zhimai {

// Compiles rule files, in the order given. Types that rules introduce are
// interned in `types`, which must hold those of the lexicon already.
//
// Every mistake is an error with file, line, column and the rule's id:
// protobuf syntax; pattern, expression and condition syntax; an unknown type,
// class, list, macro, capture, variable, relation or qualifier; two rules of
// one id. A later file may not redefine a rule.
Result<RuleSet> BuildRules(const std::vector<DataFile>& files,
                           const Ontology& ontology, TypeRegistry* types);

// BuildRules over DIR/rules/**/*.txtpb of every folder.
Result<RuleSet> LoadRules(const std::vector<std::string>& data_dirs,
                          const Ontology& ontology, TypeRegistry* types);

}  // namespace zhimai
