#include "tools/commands/statement_text.h"

#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

// 2 for "s/" and 50 bits: two of a million statements share them with a
// probability of 1 in 2000.
constexpr size_t kShortId = 12;

}  // namespace

std::string StatementText::Entity(const EntityRef& entity) const {
  return Printable(entity.Label(language_));
}

std::string StatementText::Value(const ValueView& value) const {
  return Printable(value.Text(language_));
}

std::string StatementText::Class(std::string_view name) const {
  return Printable(ontology_->ClassLabel(name, language_));
}

std::string StatementText::Relation(std::string_view name) const {
  return Printable(ontology_->RelationLabel(name, language_));
}

std::string StatementText::Inverse(std::string_view name) const {
  const std::string inverse = ontology_->InverseLabel(name, language_);
  return inverse.empty() || inverse == name ? Relation(name) + " ←"
                                            : Printable(inverse);
}

std::string StatementText::Qualifiers(const StatementView& statement) const {
  std::string text;
  for (const QualifierView& qualifier : statement.qualifiers) {
    if (!text.empty()) text += "; ";
    text += Printable(ontology_->QualifierLabel(qualifier.key, language_)) +
            ": " + Value(qualifier.value);
  }
  return text;
}

std::string StatementText::Line(const StatementView& statement) const {
  return Entity(statement.subject) + " —" + Relation(statement.predicate) +
         "→ " + Value(statement.object);
}

std::string StatementText::Mark(const StatementView& statement) {
  if (statement.modality == Modality::kAsserted) return "";
  std::string mark(ModalityName(statement.modality));
  if (!statement.superseded_by.empty()) mark += ", done since";
  return mark;
}

std::string StatementText::ShortId(std::string_view id) {
  return std::string(id.substr(0, kShortId));
}

}  // namespace zhimai
