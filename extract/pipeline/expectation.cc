#include "extract/pipeline/expectation.h"

#include <algorithm>

#include "extract/fact/builder.h"
#include "extract/lexicon/ontology.h"
#include "graph/base/suggest.h"
#include "graph/base/unicode.h"

namespace zhimai {
namespace {

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (true) {
    const size_t at = std::min(text.find(separator), text.size());
    out.emplace_back(text.substr(0, at));
    if (at == text.size()) return out;
    text.remove_prefix(at + 1);
  }
}

const v1::Entity* FindEntity(const v1::Extraction& extraction,
                             const std::string& id) {
  for (const v1::Entity& entity : extraction.entity()) {
    if (entity.id() == id) return &entity;
  }
  return nullptr;
}

bool IsNamed(const v1::Entity& entity, const std::string& name) {
  if (name == "*" || entity.class_() == name || entity.id() == name) {
    return true;
  }
  const std::string key = NameKey(name);
  if (NameKey(entity.label()) == key) return true;
  return std::any_of(
      entity.names().begin(), entity.names().end(),
      [&](const v1::Name& n) { return NameKey(n.text()) == key; });
}

bool IsEntity(const v1::Extraction& extraction, const std::string& id,
              const std::string& name) {
  if (name == "*") return true;
  const v1::Entity* entity = FindEntity(extraction, id);
  return entity != nullptr && IsNamed(*entity, name);
}

bool IsLiteral(const v1::Literal& literal, const std::string& wanted) {
  if (wanted == "*" || literal.value() == wanted ||
      literal.number() == wanted) {
    return true;
  }
  return wanted == literal.unit() + " " + literal.number() ||
         wanted == literal.number() + " " + literal.unit();
}

bool IsValue(const v1::Extraction& extraction, const v1::Value& value,
             const std::string& wanted) {
  return value.kind_case() == v1::Value::kEntity
             ? IsEntity(extraction, value.entity(), wanted)
             : IsLiteral(value.literal(), wanted);
}

std::string Describe(const v1::Extraction& extraction, const v1::Value& value) {
  if (value.kind_case() != v1::Value::kEntity) {
    return value.literal().value();
  }
  const v1::Entity* entity = FindEntity(extraction, value.entity());
  return entity == nullptr ? value.entity() : entity->label();
}

template <typename Info>
std::vector<std::string> NamesOf(const std::vector<Info>& infos) {
  std::vector<std::string> names;
  for (const Info& info : infos) names.push_back(info.name);
  return names;
}

}  // namespace

Result<Expectation> Expectation::Parse(std::string_view text) {
  const std::vector<std::string> parts = Split(text, '|');
  if (parts.size() < 3 || parts.size() > 4 || parts[0].empty() ||
      parts[1].empty() || parts[2].empty()) {
    return Status::InvalidInput("expected subject|relation|object|key=value;…");
  }
  Expectation out;
  out.subject_ = parts[0];
  out.relation_ = parts[1];
  out.object_ = parts[2];
  if (parts.size() < 4 || parts[3].empty() || parts[3] == "*") return out;
  for (const std::string& pair : Split(parts[3], ';')) {
    const size_t at = pair.find('=');
    if (at == std::string::npos) {
      return Status::InvalidInput("expected key=value, found '" + pair + "'");
    }
    out.qualifiers_.emplace_back(pair.substr(0, at), pair.substr(at + 1));
  }
  return out;
}

bool Expectation::FoundIn(const v1::Extraction& extraction,
                          const std::vector<std::string>& symmetric) const {
  if (relation_ == "instance_of") {
    return std::any_of(extraction.entity().begin(), extraction.entity().end(),
                       [&](const v1::Entity& entity) {
                         return IsNamed(entity, subject_) &&
                                (object_ == "*" || entity.class_() == object_);
                       });
  }
  const bool both_ways = std::find(symmetric.begin(), symmetric.end(),
                                   relation_) != symmetric.end();
  return std::any_of(extraction.statement().begin(),
                     extraction.statement().end(), [&](const v1::Statement& s) {
                       return Matches(extraction, s, both_ways);
                     });
}

bool Expectation::Matches(const v1::Extraction& extraction,
                          const v1::Statement& s, bool both_ways) const {
  if (relation_ != "*" && s.predicate() != relation_) return false;
  bool ends = IsEntity(extraction, s.subject(), subject_) &&
              IsValue(extraction, s.object(), object_);
  if (!ends && both_ways && s.object().kind_case() == v1::Value::kEntity) {
    ends = IsEntity(extraction, s.subject(), object_) &&
           IsEntity(extraction, s.object().entity(), subject_);
  }
  return ends && MatchesQualifiers(extraction, s);
}

bool Expectation::MatchesQualifiers(const v1::Extraction& extraction,
                                    const v1::Statement& s) const {
  return std::all_of(
      qualifiers_.begin(), qualifiers_.end(), [&](const auto& wanted) {
        if (wanted.first == "status") {
          return v1::Modality_Name(s.modality()) == wanted.second;
        }
        return std::any_of(s.qualifier().begin(), s.qualifier().end(),
                           [&](const v1::Qualifier& q) {
                             return q.key() == wanted.first &&
                                    IsValue(extraction, q.value(),
                                            wanted.second);
                           });
      });
}

Status Expectation::CheckNames(const Ontology& ontology) const {
  if (relation_ == "instance_of") {
    if (object_ == "*" || ontology.FindClass(object_) != nullptr) return {};
    return Status::InvalidInput(
        "unknown class '" + object_ + "'" +
        DidYouMean(object_, NamesOf(ontology.classes())));
  }
  if (relation_ != "*" && ontology.FindRelation(relation_) == nullptr) {
    return Status::InvalidInput(
        "unknown relation '" + relation_ + "'" +
        DidYouMean(relation_, NamesOf(ontology.relations())));
  }
  for (const auto& [key, value] : qualifiers_) {
    if (key == "status") {
      v1::Modality modality = v1::MODALITY_UNSPECIFIED;
      if (v1::Modality_Parse(value, &modality)) continue;
      return Status::InvalidInput("unknown status '" + value +
                                  "'; there are ASSERTED, PLANNED, PROPOSED, "
                                  "DEMANDED, REPORTED, NEGATED");
    }
    if (ontology.FindQualifier(key) != nullptr) continue;
    return Status::InvalidInput(
        "unknown qualifier '" + key + "'" +
        DidYouMean(key, NamesOf(ontology.qualifiers())));
  }
  return {};
}

std::string DescribeDropped(const DroppedFact& dropped) {
  return dropped.fact + ": " + dropped.reason + " (" + dropped.evidence.rule() +
         ")";
}

std::string DescribeStatement(const v1::Extraction& extraction,
                              const v1::Statement& s) {
  v1::Value subject;
  subject.set_entity(s.subject());
  std::string out = Describe(extraction, subject) + "|" + s.predicate() + "|" +
                    Describe(extraction, s.object()) + "|";
  for (const v1::Qualifier& q : s.qualifier()) {
    out += q.key() + "=" + Describe(extraction, q.value()) + ";";
  }
  out += "status=" + v1::Modality_Name(s.modality());
  if (s.evidence_size() > 0) out += " (" + s.evidence(0).rule() + ")";
  return out;
}

}  // namespace zhimai
