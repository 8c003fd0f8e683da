// What linking knows of a document and of the article at hand.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/doc/document.h"
#include "extract/doc/entity_table.h"
#include "extract/lexicon/lexicon.h"
#include "extract/lexicon/ontology.h"
#include "extract/rules/scanner.h"
#include "extract/rules/type_set.h"

namespace zhimai {

// Shared, immutable. The type ids are looked up once; kNone (an empty set)
// where the data files have no such list.
struct LinkKnowledge {
  LinkKnowledge(const Ontology& ontology_in, const Lexicon& lexicon_in,
                const TypeRegistry& types_in);

  const Ontology& ontology;
  const Lexicon& lexicon;
  const TypeRegistry& types;
  TypeId date = TypeRegistry::kNone;
  TypeId quote = TypeRegistry::kNone;
  TypeId title_mark = TypeRegistry::kNone;
  TypeId abbreviation_cue = TypeRegistry::kNone;
  TypeSet say_verbs;      // @say_verb, @en_say_verb
  TypeSet oblique_preps;  // @oblique_prep and the like
  TypeSet coref_org;      // @coref_org, @en_coref_org
  TypeSet performatives;  // @performative_verb: saying it makes it so
  TypeId coref_person = TypeRegistry::kNone;
  TypeId coref_occasion = TypeRegistry::kNone;
  TypeSet organizations;
  TypeSet speakers;  // who can say something
  TypeSet agents;
  TypeId person = TypeRegistry::kNone;
  TypeId position = TypeRegistry::kNone;
  // By TypeId: a class of the ontology.
  std::vector<bool> is_class;
};

// Entities of one document: the gazetteer's and its own. One thread at a time.
class LinkedDocument {
 public:
  LinkedDocument(const LinkKnowledge& knowledge_in, const Document& document_in)
      : knowledge(knowledge_in),
        document(document_in),
        entities(&knowledge_in.lexicon.entities(),
                 &knowledge_in.lexicon.entity_ids()) {}

  struct NewName {
    std::string class_name;
    std::string label;
    std::string printed;   // added as a name when it differs
    std::string language;  // BCP 47
    int32_t country = -1;
    std::string origin;
  };
  // The entity of a compatible class with that name, a gazetteer's first, else
  // a new one. Two that have different countries are different.
  int32_t FindOrMint(const NewName& name);
  // -1 when there is none. Empty class: any.
  int32_t FindByName(const std::string& class_name, const std::string& name,
                     int32_t country = -1) const;
  int32_t Mint(EntityInfo info);
  void AddName(int32_t entity, const std::string& text,
               const std::string& language);

  // The entity that this one turned out to be.
  int32_t Canonical(int32_t entity) const;
  void Redirect(int32_t from, int32_t to);
  const EntityInfo& info(int32_t entity) const {
    return entities.at(Canonical(entity));
  }
  // The country that an entity is, is of, or holds an office of; -1.
  int32_t CountryOf(int32_t entity) const;

  const LinkKnowledge& knowledge;
  const Document& document;
  EntityTable entities;

 private:
  bool Compatible(const std::string& a, const std::string& b) const;
  bool SameCountry(int32_t entity, int32_t country) const;

  std::unordered_map<std::string, std::vector<int32_t>> own_names_;
  std::unordered_map<int32_t, int32_t> redirects_;
};

// An event that rules of this article introduced.
struct EventRecord {
  std::string class_name;
  std::vector<int32_t> participants;  // sorted
  std::vector<std::string> details;   // by argument; empty for none
  int32_t entity = -1;
};

// A numbered section or measure of a paper.
struct PaperPart {
  Span title;  // without its stop
  Span body;   // with the title
  int ordinal = 0;
  int32_t entity = -1;
  int32_t whole = -1;  // the section, or the Document
  bool is_measure = false;
};

// One article while rules run over it. One thread at a time.
class ArticleState {
 public:
  ArticleState(LinkedDocument* document_in, const Article& article_in)
      : document(*document_in), article(article_in) {}

  // Puts what AddArc() was given into the lattice and finds out what is hidden
  // now. Indices of arcs change.
  void Refresh();

  bool IsVisible(const Annotation& arc) const {
    return hidden[static_cast<size_t>(&arc - lattice.all().data())] == 0;
  }
  // An arc for the next Refresh(), with how it was found.
  void AddArc(const Annotation& arc, const std::string& method);
  // "gazetteer" when AddArc() did not say otherwise.
  std::string MethodOf(const Annotation& arc) const;

  // Hull of the scope's spans that `span` touches; `span` when none does.
  Span Around(RuleScope scope, Span span) const;
  std::string_view Text(Span span) const { return span.In(article.text); }
  // Whether 他 or 她 stands there.
  bool HasPronoun(Span span) const;
  // ISO 8601; empty when unknown.
  const std::string& Date() const;

  // Finds which offices stand beside a person in this article: there, the
  // bare office means the person.
  void FindHolders();
  // The one person who holds the office as printed at `span`; -1 when the
  // article names none or several, or the person follows the office.
  int32_t HolderOf(int32_t position, Span span) const;

  // The article itself as a Document; made when first asked for.
  int32_t DocumentEntity();

  // A feature that a rule gave an entity, or its own; null when there is none.
  const std::string* Feature(int32_t entity, const std::string& key) const;

  LinkedDocument& document;
  const Article& article;
  Lattice lattice;
  ScopeSpans scopes;
  std::vector<uint8_t> hidden;
  uint64_t version = 0;  // of lattice and hidden, from 1
  // Visible arcs of entities, as indices into lattice.all().
  std::vector<uint32_t> entity_arcs;
  std::map<int32_t, std::map<std::string, std::string>> features;
  std::vector<EventRecord> events;
  std::vector<PaperPart> parts;  // by FindParts(), in the order of the text
  bool has_measures = false;     // a talk in sections is no paper
  std::vector<Span> strays;      // sentences printed where they do not belong
  int32_t topic = -1;            // set by rule tests
  std::vector<std::string> warnings;

 private:
  bool IsBeforePerson(Span span, int32_t* person) const;

  using ArcKey = std::pair<Span, int32_t>;
  std::map<ArcKey, std::string> methods_;
  std::vector<Annotation> pending_;
  std::map<int32_t, int32_t> holders_;  // -1: several
  int32_t document_entity_ = -1;
};

}  // namespace zhimai
