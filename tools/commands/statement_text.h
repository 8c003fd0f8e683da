// Statements as people read them.
#pragma once

#include <string>
#include <string_view>

#include "graph/engine/view.h"

namespace zhimai {

// Shows values in one language, with the vocabulary's labels. Borrows the
// ontology. All results are Printable().
class StatementText {
 public:
  StatementText(const OntologyView* ontology, std::string language)
      : ontology_(ontology), language_(std::move(language)) {}

  std::string Entity(const EntityRef& entity) const;
  std::string Value(const ValueView& value) const;
  std::string Class(std::string_view name) const;
  std::string Relation(std::string_view name) const;
  // As seen from the object; "…←" when the ontology has no word for it.
  std::string Inverse(std::string_view name) const;
  // "role: founding member; since: 2001"; empty for none.
  std::string Qualifiers(const StatementView& statement) const;
  // "中国 —member of→ 上海合作组织".
  std::string Line(const StatementView& statement) const;

  // The modality where it is not plainly asserted: "planned",
  // "planned, done since" when an asserted statement fulfils it.
  static std::string Mark(const StatementView& statement);
  // "s/" and enough characters to name the statement in a graph of millions.
  static std::string ShortId(std::string_view id);

  const std::string& language() const { return language_; }

 private:
  const OntologyView* ontology_;
  std::string language_;
};

}  // namespace zhimai
