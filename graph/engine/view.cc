#include "graph/engine/view.h"

#include <set>

namespace zhimai {
namespace {

std::string LabelIn(const std::map<std::string, TermLabel>& terms,
                    std::string_view name, std::string_view language) {
  const auto it = terms.find(std::string(name));
  return std::string(it == terms.end() ? name : it->second.In(language, name));
}

}  // namespace

const std::string& EntityRef::Label(std::string_view language) const {
  if (language == "en" && !label_en.empty()) return label_en;
  if (language == "zh" && !label_zh.empty()) return label_zh;
  return label;
}

const std::string& ValueView::Text(std::string_view language) const {
  return is_entity ? entity.Label(language) : literal.value;
}

std::string_view TermLabel::In(std::string_view language,
                               std::string_view name) const {
  const std::string& label = language == "en" ? en : zh;
  return label.empty() ? name : std::string_view(label);
}

std::string OntologyView::ClassLabel(std::string_view name,
                                     std::string_view lang) const {
  return LabelIn(classes, name, lang);
}

std::string OntologyView::RelationLabel(std::string_view name,
                                        std::string_view lang) const {
  return LabelIn(relations, name, lang);
}

std::string OntologyView::InverseLabel(std::string_view name,
                                       std::string_view lang) const {
  const auto it = relations.find(std::string(name));
  if (it != relations.end()) {
    const TermLabel& term = it->second;
    const std::string& label = lang == "en" ? term.inverse_en : term.inverse_zh;
    if (!label.empty()) return label;
  }
  return "← " + RelationLabel(name, lang);
}

std::string OntologyView::QualifierLabel(std::string_view name,
                                         std::string_view lang) const {
  return LabelIn(qualifiers, name, lang);
}

bool OntologyView::IsA(std::string_view name, std::string_view ancestor) const {
  std::set<std::string> met;
  std::vector<std::string> open = {std::string(name)};
  while (!open.empty()) {
    const std::string current = std::move(open.back());
    open.pop_back();
    if (current == ancestor) return true;
    if (!met.insert(current).second) continue;
    const auto it = parents.find(current);
    if (it == parents.end()) continue;
    open.insert(open.end(), it->second.begin(), it->second.end());
  }
  return false;
}

}  // namespace zhimai
