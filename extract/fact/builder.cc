#include "extract/fact/builder.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "extract/fact/statement_id.h"

namespace zhimai {
namespace {

// Of a fact that a document repeats. The first ones say it as well.
constexpr int kMaxEvidence = 16;
constexpr size_t kMaxCaptures = 24;

v1::Evidence ToEvidence(const ArticleState& state, const Candidate& c) {
  const Document& document = state.document.document;
  v1::Evidence out;
  out.set_document(document.path);
  out.set_article(state.article.number);
  for (v1::Evidence::Piece& piece :
       ToPieces(document, state.article, c.evidence)) {
    *out.add_piece() = std::move(piece);
  }
  out.set_rule(c.rule);
  out.set_rule_version(c.rule_version);
  for (size_t i = 0; i < c.captures.size() && i < kMaxCaptures; ++i) {
    const auto& [name, span] = c.captures[i];
    for (Span raw : state.article.map.ToRaw(span)) {
      v1::Evidence::Capture* capture = out.add_capture();
      capture->set_name(name);
      capture->set_begin(raw.begin);
      capture->set_end(raw.end);
      capture->set_text(std::string(document.RawText(raw)));
    }
  }
  out.set_confidence(c.confidence);
  for (const std::string& line : c.trace) out.add_trace(line);
  return out;
}

// Where a statement stands first: article, byte.
std::tuple<uint32_t, uint64_t> PlaceOf(const v1::Statement& s) {
  if (s.evidence_size() == 0 || s.evidence(0).piece_size() == 0) return {};
  return {s.evidence(0).article(), s.evidence(0).piece(0).begin()};
}

bool SameEvidence(const v1::Evidence& a, const v1::Evidence& b) {
  if (a.article() != b.article() || a.piece_size() != b.piece_size()) {
    return false;
  }
  for (int i = 0; i < a.piece_size(); ++i) {
    if (a.piece(i).begin() != b.piece(i).begin() ||
        a.piece(i).end() != b.piece(i).end()) {
      return false;
    }
  }
  return true;
}

// Two rules that read the same bytes are one witness.
void MergeEvidence(const v1::Evidence& from, v1::Statement* into) {
  for (v1::Evidence& known : *into->mutable_evidence()) {
    if (!SameEvidence(known, from)) continue;
    if (from.confidence() > known.confidence()) known = from;
    return;
  }
  if (into->evidence_size() < kMaxEvidence) *into->add_evidence() = from;
}

bool SameQualifier(const v1::Qualifier& a, const v1::Qualifier& b) {
  return a.key() == b.key() &&
         a.value().SerializeAsString() == b.value().SerializeAsString();
}

void SortQualifiers(v1::Statement* s) {
  auto* list = s->mutable_qualifier();
  std::sort(list->begin(), list->end(),
            [](const v1::Qualifier& a, const v1::Qualifier& b) {
              if (a.key() != b.key()) return a.key() < b.key();
              return a.value().SerializeAsString() <
                     b.value().SerializeAsString();
            });
  const auto end = std::unique(list->begin(), list->end(), SameQualifier);
  list->erase(end, list->end());
}

// Adds what the other mention of the same fact knows and this one does not.
void Merge(const v1::Statement& from, v1::Statement* into) {
  std::set<std::string> keys;
  for (const v1::Qualifier& q : into->qualifier()) keys.insert(q.key());
  for (const v1::Qualifier& q : from.qualifier()) {
    if (keys.count(q.key()) == 0) *into->add_qualifier() = q;
  }
  SortQualifiers(into);
  into->set_confidence(std::max(into->confidence(), from.confidence()));
  for (const v1::Evidence& e : from.evidence()) MergeEvidence(e, into);
}

// Whether `b` is the better of two objects of a functional relation.
bool IsSurer(const v1::Statement& a, const v1::Statement& b) {
  if (a.confidence() != b.confidence()) {
    return b.confidence() > a.confidence();
  }
  return b.id() < a.id();
}

std::vector<v1::Statement> WithoutConflicts(
    std::map<std::string, v1::Statement> statements, const Ontology& ontology) {
  std::map<std::tuple<std::string, std::string, int>, std::string> best;
  for (const auto& [id, s] : statements) {
    if (!ontology.FindRelation(s.predicate())->functional) continue;
    const auto [it, added] = best.emplace(
        std::tuple(s.subject(), s.predicate(), int{s.modality()}), id);
    if (!added && IsSurer(statements.at(it->second), s)) it->second = id;
  }
  std::vector<v1::Statement> out;
  for (auto& [id, s] : statements) {
    const auto it =
        best.find(std::tuple(s.subject(), s.predicate(), int{s.modality()}));
    if (it == best.end() || it->second == id) out.push_back(std::move(s));
  }
  std::sort(out.begin(), out.end(),
            [](const v1::Statement& a, const v1::Statement& b) {
              return std::tuple(PlaceOf(a), std::string_view(a.id())) <
                     std::tuple(PlaceOf(b), std::string_view(b.id()));
            });
  return out;
}

std::string Alternatives(const std::vector<std::string>& classes,
                         const std::vector<std::string>& literals) {
  std::string out;
  for (const auto* names : {&classes, &literals}) {
    for (const std::string& name : *names) {
      out += (out.empty() ? "" : " or ") + name;
    }
  }
  return out.empty() ? "entities" : out;
}

}  // namespace

std::vector<v1::Evidence::Piece> ToPieces(const Document& document,
                                          const Article& article,
                                          const std::vector<Span>& spans) {
  std::vector<Span> ranges;
  for (Span span : spans) {
    for (Span raw : article.map.ToRaw(span)) ranges.push_back(raw);
  }
  std::sort(ranges.begin(), ranges.end());
  std::vector<Span> joined;
  for (Span raw : ranges) {
    if (!joined.empty() && raw.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, raw.end);
    } else {
      joined.push_back(raw);
    }
  }
  std::vector<v1::Evidence::Piece> out;
  for (Span raw : joined) {
    v1::Evidence::Piece& piece = out.emplace_back();
    piece.set_begin(raw.begin);
    piece.set_end(raw.end);
    piece.set_text(std::string(document.RawText(raw)));
  }
  return out;
}

void FactBuilder::AddArticle(const ArticleState& state,
                             const std::vector<Candidate>& candidates) {
  for (const Candidate& c : candidates) {
    Pending& pending = pending_.emplace_back();
    pending.subject = c.subject;
    pending.relation = c.relation;
    pending.object = c.object;
    pending.qualifiers = c.qualifiers;
    pending.modality = ModalityOf(c, state, cues_);
    pending.evidence = ToEvidence(state, c);
    pending.language = state.article.language;
  }
}

bool FactBuilder::Allowed(const RelationInfo& relation, const Item& subject,
                          const Item& object) const {
  const Ontology& ontology = document_.knowledge.ontology;
  if (subject.kind != Item::Kind::kEntity) return false;
  const std::string& domain = document_.info(subject.entity).class_name;
  if (!ontology.IsAnyOf(domain, relation.domain)) return false;
  const auto& literals = relation.literal_range;
  const auto takes = [&](const char* type) {
    return std::find(literals.begin(), literals.end(), type) != literals.end();
  };
  if (object.kind == Item::Kind::kEntity) {
    if (document_.Canonical(object.entity) ==
        document_.Canonical(subject.entity)) {
      return false;
    }
    if (relation.range.empty()) return literals.empty();
    return ontology.IsAnyOf(document_.info(object.entity).class_name,
                            relation.range);
  }
  if (literals.empty()) return relation.range.empty();
  if (object.kind == Item::Kind::kText) return takes("Text");
  switch (object.literal.type) {
    case LiteralValue::Type::kDate:
      return takes("Date");
    case LiteralValue::Type::kInteger:
      return takes("Integer") || takes("Quantity");
    case LiteralValue::Type::kQuantity:
      return takes("Quantity");
    case LiteralValue::Type::kText:
      return takes("Text");
  }
  return false;
}

DroppedFact FactBuilder::Describe(const Pending& pending,
                                  const RelationInfo& relation) const {
  const Ontology& ontology = document_.knowledge.ontology;
  const auto text = [&](const Item& item) {
    return item.kind == Item::Kind::kEntity ? document_.info(item.entity).label
           : item.kind == Item::Kind::kText ? item.text
                                            : item.literal.value;
  };
  const auto kind = [&](const Item& item) {
    return item.kind == Item::Kind::kEntity
               ? document_.info(item.entity).class_name
               : "literal";
  };
  DroppedFact out;
  out.fact = text(pending.subject) + "|" + pending.relation + "|" +
             text(pending.object);
  out.evidence = pending.evidence;
  const bool good_subject =
      pending.subject.kind == Item::Kind::kEntity &&
      ontology.IsAnyOf(kind(pending.subject), relation.domain);
  if (!good_subject) {
    out.reason = relation.name + " takes no " + kind(pending.subject) +
                 " as subject, only " + Alternatives(relation.domain, {});
  } else if (pending.object.kind == Item::Kind::kEntity &&
             document_.Canonical(pending.object.entity) ==
                 document_.Canonical(pending.subject.entity)) {
    out.reason = "subject and object are the same";
  } else {
    out.reason = relation.name + " takes no " + kind(pending.object) +
                 " as object, only " +
                 Alternatives(relation.range, relation.literal_range);
  }
  return out;
}

v1::Value FactBuilder::ToValue(const Item& item,
                               const std::string& language) const {
  v1::Value out;
  if (item.kind == Item::Kind::kEntity) {
    out.set_entity(document_.info(item.entity).id);
    return out;
  }
  v1::Literal* literal = out.mutable_literal();
  if (item.kind == Item::Kind::kText) {
    literal->set_type(v1::Literal::TEXT);
    literal->set_value(item.text);
    literal->set_language(language);
    return out;
  }
  literal->set_type(static_cast<v1::Literal::Type>(item.literal.type));
  literal->set_value(item.literal.value);
  literal->set_number(item.literal.number);
  literal->set_unit(item.literal.unit);
  return out;
}

v1::Statement FactBuilder::ToStatement(const Pending& pending,
                                       const RelationInfo& relation) const {
  v1::Statement s;
  s.set_subject(document_.info(pending.subject.entity).id);
  s.set_predicate(pending.relation);
  *s.mutable_object() = ToValue(pending.object, pending.language);
  // A symmetric fact has one form.
  if (relation.symmetric && pending.object.kind == Item::Kind::kEntity &&
      s.object().entity() < s.subject()) {
    std::swap(*s.mutable_subject(), *s.mutable_object()->mutable_entity());
  }
  for (const auto& [key, item] : pending.qualifiers) {
    v1::Qualifier* qualifier = s.add_qualifier();
    qualifier->set_key(key);
    *qualifier->mutable_value() = ToValue(item, pending.language);
  }
  SortQualifiers(&s);
  s.set_modality(pending.modality);
  s.set_confidence(pending.evidence.confidence());
  *s.add_evidence() = pending.evidence;
  s.set_id(StatementId(s, relation));
  return s;
}

std::vector<v1::Statement> FactBuilder::Finish(std::set<int32_t>* entities) {
  std::map<std::string, v1::Statement> statements;
  const Ontology& ontology = document_.knowledge.ontology;
  for (const Pending& pending : pending_) {
    const RelationInfo* relation = ontology.FindRelation(pending.relation);
    if (relation == nullptr || pending.evidence.piece_size() == 0) continue;
    if (!Allowed(*relation, pending.subject, pending.object)) {
      if (dropped_ != nullptr) {
        dropped_->push_back(Describe(pending, *relation));
      }
      continue;
    }
    v1::Statement s = ToStatement(pending, *relation);
    const auto [it, added] = statements.try_emplace(s.id(), s);
    if (!added) Merge(s, &it->second);
  }
  std::vector<v1::Statement> out =
      WithoutConflicts(std::move(statements), ontology);
  const auto use = [&](const std::string& id) {
    entities->insert(document_.entities.Find(id));
  };
  for (const v1::Statement& s : out) {
    use(s.subject());
    if (!s.object().entity().empty()) use(s.object().entity());
    for (const v1::Qualifier& q : s.qualifier()) {
      if (!q.value().entity().empty()) use(q.value().entity());
    }
  }
  pending_.clear();
  return out;
}

}  // namespace zhimai
