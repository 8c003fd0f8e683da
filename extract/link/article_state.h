// What the rules know of the article at hand, and the values that their
// expressions give.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/doc/document.h"
#include "extract/doc/entity_table.h"
#include "extract/lexicon/lexicon.h"
#include "extract/lexicon/ontology.h"
#include "extract/rules/scanner.h"

namespace zhimai {

// One value of an expression. `span` is where it was read in Article::text;
// empty when it was not read there.
struct LinkedValue {
  enum class Kind { kEntity, kLiteral };
  Kind kind = Kind::kLiteral;
  int32_t entity = -1;
  LiteralValue literal;
  Span span;
  float factor = 1.0F;  // lowers the confidence of what uses it
};
using LinkedValues = std::vector<LinkedValue>;

// The document's entities, and what rules found out about them.
struct EntityWorld {
  EntityTable table;
  std::map<int32_t, std::map<std::string, LinkedValue>> features;
  std::map<std::string, std::vector<int32_t>> minted_by_key;  // NameKey
  std::map<int32_t, int32_t> merged_into;

  explicit EntityWorld(const Lexicon& lexicon)
      : table(&lexicon.entities(), &lexicon.entity_ids()) {}

  int32_t Resolve(int32_t entity) const;
  // The entity of that name and a class compatible with `class_name`: in the
  // gazetteer, then in the document; -1 when there is none.
  int32_t FindNamed(const Lexicon& lexicon, const Ontology& ontology,
                    const std::string& name,
                    const std::string& class_name) const;
  int32_t Mint(const std::string& name, const std::string& class_name,
               const std::string& origin);
  // A minted name that is the tail of exactly one other of its class is that
  // one: 天津峰会 and 上海合作组织天津峰会.
  void MergeShortNames();
};

// One article. Borrows everything; one thread at a time.
struct ArticleState {
  const Article* article = nullptr;
  const Lexicon* lexicon = nullptr;
  const Ontology* ontology = nullptr;
  TypeRegistry* types = nullptr;
  EntityWorld* world = nullptr;
  Lattice lattice;
  std::vector<uint8_t> hidden;
  ScopeSpans scopes;
  std::string topic;  // of rule tests

  bool TypeIs(TypeId type, const std::string& wanted) const;
  bool Visible(size_t arc) const {
    return arc >= hidden.size() || hidden[arc] == 0;
  }
};

}  // namespace zhimai
