#include "extract/link/state.h"

#include <algorithm>
#include <utility>

#include "graph/base/hash.h"
#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

void AddType(const TypeRegistry& types, std::string_view name, TypeSet* out) {
  const TypeId type = types.Find(name);
  if (type != TypeRegistry::kNone) out->Add(type);
}

void AddClass(const Ontology& ontology, const TypeRegistry& types,
              std::string_view name, TypeSet* out) {
  for (const std::string& c : ontology.Descendants(name)) {
    AddType(types, c, out);
  }
}

bool HasName(const EntityInfo& info, const std::string& key) {
  return std::any_of(info.names.begin(), info.names.end(),
                     [&](const EntityName& name) {
                       return !name.weak && NameKey(name.text) == key;
                     });
}

// What catalogues call a text without a title: its first words.
std::string FirstWords(const Article& article) {
  constexpr size_t kMost = 20;  // code points
  for (const Sentence& sentence : article.sentences) {
    size_t begin = sentence.span.begin;
    if (sentence.span.Contains(article.dateline)) begin = article.dateline.end;
    if (begin == sentence.span.end) continue;
    const std::string_view text =
        std::string_view(article.text).substr(begin, sentence.span.end - begin);
    size_t end = 0;
    for (size_t count = 0; end < text.size() && count < kMost; ++count) {
      DecodeUtf8(text, &end);
    }
    const bool whole = end == text.size();
    return "“" + std::string(text.substr(0, end)) + (whole ? "”" : "…”");
  }
  return "";
}

}  // namespace

LinkKnowledge::LinkKnowledge(const Ontology& ontology_in,
                             const Lexicon& lexicon_in,
                             const TypeRegistry& types_in)
    : ontology(ontology_in), lexicon(lexicon_in), types(types_in) {
  date = types.Find("Date");
  quote = types.Find("Quote");
  title_mark = types.Find("TitleMark");
  person = types.Find("Person");
  position = types.Find("Position");
  abbreviation_cue = types.Find("@abbreviation_cue");
  for (const char* name : {"@say_verb", "@en_say_verb"}) {
    AddType(types, name, &say_verbs);
  }
  for (const char* name : {"@oblique_prep", "@with_prep", "@recipient_prep"}) {
    AddType(types, name, &oblique_preps);
  }
  AddType(types, "@performative_verb", &performatives);
  coref_person = types.Find("@coref_person");
  coref_occasion = types.Find("@coref_occasion");
  for (const char* name : {"@coref_org", "@en_coref_org"}) {
    AddType(types, name, &coref_org);
  }
  AddClass(ontology, types, "Organization", &organizations);
  AddClass(ontology, types, "Agent", &agents);
  speakers = agents;
  AddClass(ontology, types, "Position", &speakers);
  is_class.resize(types.size(), false);
  for (size_t i = 1; i < types.size(); ++i) {
    is_class[i] =
        ontology.FindClass(types.name(static_cast<TypeId>(i))) != nullptr;
  }
}

bool LinkedDocument::Compatible(const std::string& a,
                                const std::string& b) const {
  return a.empty() || b.empty() || knowledge.ontology.IsA(a, b) ||
         knowledge.ontology.IsA(b, a);
}

// Whether nothing speaks against the entity being of this country.
bool LinkedDocument::SameCountry(int32_t entity, int32_t country) const {
  if (country < 0) return true;
  const int32_t own = CountryOf(entity);
  return own < 0 || own == country;
}

int32_t LinkedDocument::CountryOf(int32_t entity) const {
  const EntityInfo& e = info(entity);
  if (e.class_name == "Country") return Canonical(entity);
  if (e.country >= 0) return e.country;
  for (const OfficeHeld& office : e.offices) {
    if (office.position < 0) continue;
    const int32_t country = entities.at(office.position).country;
    if (country >= 0) return country;
  }
  return -1;
}

int32_t LinkedDocument::FindByName(const std::string& class_name,
                                   const std::string& name,
                                   int32_t country) const {
  const std::string key = NameKey(name);
  if (key.empty()) return -1;
  int32_t found = -1;
  const auto consider = [&](int32_t entity) {
    const EntityInfo& e = info(entity);
    if (!Compatible(e.class_name, class_name)) return;
    if (!SameCountry(entity, country)) return;
    const bool better = found < 0 || (e.class_name == class_name &&
                                      info(found).class_name != class_name);
    if (better) found = Canonical(entity);
  };
  for (int32_t entity : knowledge.lexicon.FindByNameKey(key)) {
    if (HasName(entities.at(entity), key)) consider(entity);
  }
  const auto own = own_names_.find(key);
  if (own != own_names_.end()) {
    for (int32_t entity : own->second) consider(entity);
  }
  return found;
}

int32_t LinkedDocument::Mint(EntityInfo entity_info) {
  std::vector<std::string> keys;
  for (const EntityName& name : entity_info.names) {
    keys.push_back(NameKey(name.text));
  }
  const int32_t before = entities.size();
  const int32_t entity = entities.Add(std::move(entity_info));
  if (entity < before) return Canonical(entity);
  for (const std::string& key : keys) {
    if (!key.empty()) own_names_[key].push_back(entity);
  }
  return entity;
}

void LinkedDocument::AddName(int32_t entity, const std::string& text,
                             const std::string& language) {
  entity = Canonical(entity);
  if (text.empty() || entities.is_base(entity)) return;
  EntityInfo& e = entities.mutable_at(entity);
  const bool known =
      std::any_of(e.names.begin(), e.names.end(),
                  [&](const EntityName& name) { return name.text == text; });
  if (known) return;
  e.names.push_back({text, language, false});
  std::vector<int32_t>& own = own_names_[NameKey(text)];
  if (std::find(own.begin(), own.end(), entity) == own.end()) {
    own.push_back(entity);
  }
}

int32_t LinkedDocument::FindOrMint(const NewName& name) {
  int32_t entity = FindByName(name.class_name, name.label, name.country);
  if (entity < 0) {
    EntityInfo made;
    made.id = MintEntityId(name.class_name, name.label);
    // A namesake of another country has the plain id already.
    const int32_t namesake = entities.Find(made.id);
    if (namesake >= 0 && !SameCountry(namesake, name.country)) {
      made.id += "~" + HashText(info(name.country).id).substr(0, 6);
    }
    made.class_name = name.class_name;
    made.label = name.label;
    made.names.push_back({name.label, name.language, false});
    made.country = name.country;
    made.origin = name.origin;
    entity = Mint(std::move(made));
  } else if (!entities.is_base(entity) && name.country >= 0) {
    EntityInfo& e = entities.mutable_at(entity);
    if (e.country < 0) e.country = name.country;
  }
  if (name.printed != name.label) {
    AddName(entity, name.printed, name.language);
  }
  return entity;
}

int32_t LinkedDocument::Canonical(int32_t entity) const {
  auto it = redirects_.find(entity);
  while (it != redirects_.end()) {
    entity = it->second;
    it = redirects_.find(entity);
  }
  return entity;
}

void LinkedDocument::Redirect(int32_t from, int32_t to) {
  from = Canonical(from);
  to = Canonical(to);
  if (from == to) return;
  const EntityInfo& source = entities.at(from);
  for (const EntityName& name : source.names) {
    AddName(to, name.text, name.language);
  }
  if (!entities.is_base(to)) {
    EntityInfo& target = entities.mutable_at(to);
    if (target.country < 0) target.country = source.country;
    if (target.part_of < 0) target.part_of = source.part_of;
    target.features.insert(source.features.begin(), source.features.end());
  }
  redirects_[from] = to;
}

void ArticleState::Refresh() {
  for (const Annotation& arc : pending_) lattice.Add(arc);
  pending_.clear();
  lattice.Finish(static_cast<uint32_t>(article.text.size()));
  hidden = HiddenArcs(lattice);
  ++version;
  entity_arcs.clear();
  const auto arcs = lattice.all();
  for (size_t i = 0; i < arcs.size(); ++i) {
    if (arcs[i].entity >= 0 && hidden[i] == 0) {
      entity_arcs.push_back(static_cast<uint32_t>(i));
    }
  }
}

void ArticleState::AddArc(const Annotation& arc, const std::string& method) {
  pending_.push_back(arc);
  methods_.emplace(ArcKey(arc.span, arc.entity), method);
}

std::string ArticleState::MethodOf(const Annotation& arc) const {
  const auto it = methods_.find(ArcKey(arc.span, arc.entity));
  return it == methods_.end() ? "gazetteer" : it->second;
}

Span ArticleState::Around(RuleScope scope, Span span) const {
  const auto& list = scopes.of(scope);
  const size_t first = scopes.Find(scope, span.begin);
  const size_t last =
      scopes.Find(scope, span.empty() ? span.begin : span.end - 1);
  Span out = span;
  if (first != ScopeSpans::kNone) out.begin = list[first].begin;
  if (last != ScopeSpans::kNone) out.end = std::max(out.end, list[last].end);
  return out;
}

bool ArticleState::HasPronoun(Span span) const {
  const auto arcs = lattice.StartingIn(span);
  return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& arc) {
    return arc.type == document.knowledge.coref_person &&
           arc.span.end <= span.end;
  });
}

const std::string& ArticleState::Date() const {
  return article.published.empty() ? document.document.published
                                   : article.published;
}

bool ArticleState::IsBeforePerson(Span span, int32_t* person) const {
  for (const Annotation& arc : lattice.StartingAt(span.end)) {
    if (arc.type == document.knowledge.person && arc.entity >= 0) {
      *person = document.Canonical(arc.entity);
      return true;
    }
  }
  return false;
}

void ArticleState::FindHolders() {
  holders_.clear();
  const auto arcs = lattice.all();
  for (uint32_t index : entity_arcs) {
    const Annotation& arc = arcs[index];
    int32_t person = -1;
    if (arc.type != document.knowledge.position ||
        !IsBeforePerson(arc.span, &person)) {
      continue;
    }
    const auto [it, added] =
        holders_.emplace(document.Canonical(arc.entity), person);
    if (!added && it->second != person) it->second = -1;
  }
}

int32_t ArticleState::HolderOf(int32_t position, Span span) const {
  const auto it = holders_.find(document.Canonical(position));
  int32_t person = -1;
  if (it == holders_.end() || IsBeforePerson(span, &person)) return -1;
  return it->second;
}

int32_t ArticleState::DocumentEntity() {
  if (document_entity_ >= 0) return document_entity_;
  const Document& source = document.document;
  EntityInfo made;
  made.class_name = "Document";
  made.label = article.title;
  // The title of a document with several articles is one article's, not all's.
  if (made.label.empty() && source.articles.size() == 1) {
    made.label = source.title;
  }
  // Two articles of one title are one only if they are of one day.
  std::string context = Date();
  if (made.label.empty() || context.empty()) {
    context = source.path + "#" + std::to_string(article.number);
  }
  made.id =
      MintEntityId(made.class_name, made.label.empty() ? context : made.label) +
      "~" + HashText(context).substr(0, 6);
  if (made.label.empty()) made.label = FirstWords(article);
  if (made.label.empty()) made.label = context;
  made.names.push_back({made.label, article.language, false});
  made.origin = "structure.document";
  // Not by Mint(): 《…》 with the same words may be another document.
  document_entity_ = document.entities.Add(std::move(made));
  return document_entity_;
}

const std::string* ArticleState::Feature(int32_t entity,
                                         const std::string& key) const {
  entity = document.Canonical(entity);
  const auto given = features.find(entity);
  if (given != features.end()) {
    const auto it = given->second.find(key);
    if (it != given->second.end()) return &it->second;
  }
  const EntityInfo& e = document.info(entity);
  const auto it = e.features.find(key);
  return it == e.features.end() ? nullptr : &it->second;
}

}  // namespace zhimai
