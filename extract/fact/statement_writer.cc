#include "extract/fact/statement_writer.h"

#include <algorithm>
#include <set>

#include "graph/base/hash.h"

namespace zhimai {
namespace {

v1::Modality ModalityOf(RuleModality modality) {
  switch (modality) {
    case RuleModality::kPlanned:
      return v1::PLANNED;
    case RuleModality::kProposed:
      return v1::PROPOSED;
    case RuleModality::kDemanded:
      return v1::DEMANDED;
    case RuleModality::kNegated:
      return v1::NEGATED;
    case RuleModality::kReported:
      return v1::REPORTED;
    default:
      return v1::ASSERTED;
  }
}

std::string KeyOf(const v1::Value& value) {
  if (value.has_entity()) return "e " + value.entity();
  const v1::Literal& literal = value.literal();
  return "l " + std::to_string(literal.type()) + " " +
         (literal.number().empty() ? literal.value()
                                   : literal.number() + literal.unit());
}

bool QualifierBefore(const v1::Qualifier& a, const v1::Qualifier& b) {
  if (a.key() != b.key()) return a.key() < b.key();
  return KeyOf(a.value()) < KeyOf(b.value());
}

std::string_view LiteralTypeName(LiteralValue::Type type) {
  switch (type) {
    case LiteralValue::Type::kDate:
      return "Date";
    case LiteralValue::Type::kInteger:
      return "Integer";
    case LiteralValue::Type::kQuantity:
      return "Quantity";
    default:
      return "Text";
  }
}

}  // namespace

std::string StatementIdOf(const v1::Statement& statement,
                          const Ontology& ontology) {
  const RelationInfo* relation = ontology.FindRelation(statement.predicate());
  std::string key = statement.subject() + "\n" + statement.predicate() + "\n" +
                    KeyOf(statement.object()) + "\n" +
                    std::to_string(statement.modality());
  for (const v1::Qualifier& qualifier : statement.qualifier()) {
    if (relation == nullptr) break;
    const auto& identity = relation->identity_qualifiers;
    if (std::find(identity.begin(), identity.end(), qualifier.key()) !=
        identity.end()) {
      key += "\n" + qualifier.key() + "=" + KeyOf(qualifier.value());
    }
  }
  return "s/" + HashText(key);
}

bool StatementWriter::IsAllowed(const Candidate& candidate) const {
  const RelationInfo* relation = ontology_.FindRelation(candidate.relation);
  if (relation == nullptr || candidate.subject < 0) return false;
  const std::string& subject = world_->table.at(candidate.subject).class_name;
  if (!ontology_.IsAnyOf(subject, relation->domain)) return false;
  if (candidate.object.kind == LinkedValue::Kind::kEntity) {
    if (candidate.object.entity == candidate.subject) return false;
    if (relation->range.empty()) return relation->literal_range.empty();
    return ontology_.IsAnyOf(
        world_->table.at(candidate.object.entity).class_name, relation->range);
  }
  if (candidate.object.literal.value.empty()) return false;
  const std::string_view type = LiteralTypeName(candidate.object.literal.type);
  for (const std::string& allowed : relation->literal_range) {
    if (allowed == type) return true;
    // A plain number is a quantity without a unit, and the other way round.
    if (allowed == "Quantity" && type == "Integer") return true;
  }
  return relation->literal_range.empty() && relation->range.empty();
}

void StatementWriter::FillValue(const LinkedValue& value, v1::Value* out) {
  if (value.kind == LinkedValue::Kind::kEntity) {
    const std::string& id = world_->table.at(value.entity).id;
    used_[id] = value.entity;
    out->set_entity(id);
    return;
  }
  v1::Literal* literal = out->mutable_literal();
  switch (value.literal.type) {
    case LiteralValue::Type::kDate:
      literal->set_type(v1::Literal::DATE);
      break;
    case LiteralValue::Type::kInteger:
      literal->set_type(v1::Literal::INTEGER);
      break;
    case LiteralValue::Type::kQuantity:
      literal->set_type(v1::Literal::QUANTITY);
      break;
    default:
      literal->set_type(v1::Literal::TEXT);
  }
  literal->set_value(value.literal.value);
  literal->set_number(value.literal.number);
  literal->set_unit(value.literal.unit);
}

void StatementWriter::FillEvidence(const Article& article,
                                   const Candidate& candidate,
                                   v1::Evidence* out) const {
  out->set_document(document_.path);
  out->set_article(article.number);
  out->set_rule(candidate.rule);
  out->set_rule_version(candidate.rule_version);
  out->set_confidence(candidate.confidence);
  std::set<std::pair<uint32_t, uint32_t>> pieces;
  for (Span span : candidate.evidence) {
    for (Span raw : article.map.ToRaw(span)) {
      pieces.insert({raw.begin, raw.end});
    }
  }
  for (const auto& [begin, end] : pieces) {
    v1::Evidence::Piece* piece = out->add_piece();
    piece->set_begin(begin);
    piece->set_end(end);
    piece->set_text(std::string(document_.RawText({begin, end})));
  }
  for (const auto& [name, span] : candidate.captures) {
    for (Span raw : article.map.ToRaw(span)) {
      v1::Evidence::Capture* capture = out->add_capture();
      capture->set_name(name);
      capture->set_begin(raw.begin);
      capture->set_end(raw.end);
      capture->set_text(std::string(document_.RawText(raw)));
    }
  }
}

void StatementWriter::Add(const Article& article, const Candidate& candidate) {
  if (!IsAllowed(candidate)) return;
  v1::Statement statement;
  const std::string& subject = world_->table.at(candidate.subject).id;
  used_[subject] = candidate.subject;
  statement.set_subject(subject);
  statement.set_predicate(candidate.relation);
  FillValue(candidate.object, statement.mutable_object());
  for (const auto& [key, value] : candidate.qualifiers) {
    v1::Qualifier* qualifier = statement.add_qualifier();
    qualifier->set_key(key);
    FillValue(value, qualifier->mutable_value());
  }
  std::sort(statement.mutable_qualifier()->begin(),
            statement.mutable_qualifier()->end(), QualifierBefore);
  statement.set_modality(ModalityOf(candidate.modality));
  statement.set_confidence(candidate.confidence);
  statement.set_id(StatementIdOf(statement, ontology_));
  v1::Evidence evidence;
  FillEvidence(article, candidate, &evidence);
  if (evidence.piece().empty()) return;
  const auto [it, added] = statements_.try_emplace(statement.id(), statement);
  v1::Statement& kept = it->second;
  if (!added) {
    kept.set_confidence(std::max(kept.confidence(), statement.confidence()));
    if (statement.qualifier_size() > kept.qualifier_size()) {
      *kept.mutable_qualifier() = statement.qualifier();
    }
    const std::string bytes = evidence.SerializeAsString();
    for (const v1::Evidence& known : kept.evidence()) {
      if (known.SerializeAsString() == bytes) return;
    }
  }
  *kept.add_evidence() = std::move(evidence);
}

void StatementWriter::AddMention(const Article& article, const Annotation& arc,
                                 const std::string& class_name) {
  const int32_t entity = world_->Resolve(arc.entity);
  v1::Mention mention;
  std::string surface;
  std::string key = std::to_string(article.number);
  for (Span raw : article.map.ToRaw(arc.span)) {
    v1::ByteRange* range = mention.add_range();
    range->set_begin(raw.begin);
    range->set_end(raw.end);
    surface += document_.RawText(raw);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%010u-%010u", raw.begin, raw.end);
    key += buffer;
  }
  if (mention.range().empty()) return;
  const EntityInfo& info = world_->table.at(entity);
  used_[info.id] = entity;
  mention.set_surface(surface);
  mention.set_entity(info.id);
  mention.set_class_(class_name);
  mention.set_method(info.origin == "gazetteer" ? "gazetteer"
                                                : "rule:" + info.origin);
  mention.set_article(article.number);
  mentions_.try_emplace(key + info.id, std::move(mention));
}

void StatementWriter::FillEntity(int32_t entity, v1::Entity* out) const {
  const EntityInfo& info = world_->table.at(entity);
  out->set_id(info.id);
  out->set_class_(info.class_name);
  out->set_label(info.label);
  out->set_origin(info.origin);
  std::set<std::pair<std::string, std::string>> seen;
  for (const EntityName& name : info.names) {
    if (name.weak || !seen.insert({name.text, name.language}).second) continue;
    v1::Name* added = out->add_names();
    added->set_text(name.text);
    added->set_language(name.language);
  }
  for (const std::string& id : info.external_ids) out->add_external_ids(id);
}

void StatementWriter::Finish(v1::Extraction* out) {
  for (auto& [id, statement] : statements_) {
    *out->add_statement() = std::move(statement);
  }
  for (auto& [key, mention] : mentions_) {
    *out->add_mention() = std::move(mention);
  }
  for (const auto& [id, entity] : used_) FillEntity(entity, out->add_entity());
}

}  // namespace zhimai
