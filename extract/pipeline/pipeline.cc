#include "extract/pipeline/pipeline.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>
#include <utility>

#include "extract/fact/builder.h"
#include "extract/fact/structure.h"
#include "extract/layout/reader.h"
#include "extract/lexicon/data_files.h"
#include "extract/lexicon/lexicon.h"
#include "extract/lexicon/ontology.h"
#include "extract/link/runner.h"
#include "extract/link/state.h"
#include "extract/rules/loader.h"
#include "extract/time/annotate.h"
#include "graph/base/hash.h"

namespace zhimai {
namespace {

// Raise when the code gives other results for the same data.
constexpr const char* kExtractorVersion = "zhimai-extract-1";

// What one document may say about itself; the rest is counted.
constexpr size_t kMaxWarnings = 20;

constexpr const char* kStageNames[kStages] = {"read", "lexicon", "time",
                                              "rules", "fact"};

// Adds the time until it goes out of scope.
class StageTimer {
 public:
  StageTimer(ExtractContext* context, Stage stage)
      : seconds_(context == nullptr
                     ? nullptr
                     : &context->seconds[static_cast<size_t>(stage)]),
        begin_(Clock::now()) {}
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;
  ~StageTimer() {
    if (seconds_ == nullptr) return;
    *seconds_ += std::chrono::duration<double>(Clock::now() - begin_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  double* seconds_;
  Clock::time_point begin_;
};

std::string HashOf(const std::vector<const std::vector<DataFile>*>& groups) {
  std::string bytes = kExtractorVersion;
  for (const auto* files : groups) {
    for (const DataFile& file : *files) {
      bytes += "\n" + std::to_string(file.dir) + " " + file.relative + " " +
               HashText(file.bytes);
    }
  }
  return HashText(bytes);
}

constexpr const char* kPairFile = "layout/zh_pairs.txt";
constexpr const char* kSubjectFile = "layout/zh_topics.txt";
constexpr const char* kVerdictFile = "layout/separation.txt";

Result<std::vector<DataFile>> ReadLayoutFiles(
    const std::vector<std::string>& dirs) {
  std::vector<DataFile> files;
  for (const char* name : {kPairFile, kSubjectFile, kVerdictFile}) {
    ZM_TRY_ASSIGN(DataFile file, ReadDataFile(dirs, name));
    if (!file.bytes.empty()) files.push_back(std::move(file));
  }
  return files;
}

template <typename Table>
Status ParseTable(const DataFile& file, Table* table) {
  Result<Table> parsed = Table::Parse(file.bytes);
  if (!parsed.ok()) return Status(parsed.status()).In(file.path);
  *table = *std::move(parsed);
  return Status();
}

// A file that is absent tells nothing.
Result<PageKnowledge> ParsePages(const std::vector<DataFile>& files) {
  PageKnowledge pages;
  for (const DataFile& file : files) {
    if (file.relative == kPairFile) ZM_TRY(ParseTable(file, &pages.pairs));
    if (file.relative == kSubjectFile) {
      ZM_TRY(ParseTable(file, &pages.subjects));
    }
    if (file.relative == kVerdictFile) {
      ZM_TRY(ParseTable(file, &pages.verdict));
    }
  }
  return pages;
}

void CopyDocument(const Document& in, v1::Document* out) {
  out->set_path(in.path);
  out->set_content_hash(in.content_hash.empty() ? HashText(in.raw)
                                                : in.content_hash);
  out->set_title(in.title);
  out->set_published(in.published);
  out->set_language(in.language);
  out->set_format(in.format);
  out->set_byte_length(in.raw.size());
  for (const Article& article : in.articles) {
    v1::Article* a = out->add_article();
    a->set_number(article.number);
    a->set_title(article.title);
    a->set_published(article.published);
    a->set_published_place(article.published_place);
    a->set_agency(article.agency);
    const Span whole = {0, static_cast<uint32_t>(article.text.size())};
    std::vector<Span> ranges = article.map.ToRaw(whole);
    std::sort(ranges.begin(), ranges.end());
    for (Span raw : ranges) {
      v1::ByteRange* range = a->add_range();
      range->set_begin(raw.begin);
      range->set_end(raw.end);
    }
    if (in.articles.size() == 1) {
      out->set_published_place(article.published_place);
    }
  }
}

v1::Entity ToEntity(const EntityInfo& info) {
  v1::Entity out;
  out.set_id(info.id);
  out.set_class_(info.class_name);
  out.set_label(info.label);
  std::set<std::pair<std::string, std::string>> seen;
  for (const EntityName& name : info.names) {
    // Weak names mean the entity only beside its other names.
    if (name.weak || !seen.insert({name.text, name.language}).second) continue;
    v1::Name* n = out.add_names();
    n->set_text(name.text);
    n->set_language(name.language.empty() ? "und" : name.language);
  }
  for (const std::string& id : info.external_ids) out.add_external_ids(id);
  out.set_origin(info.origin);
  return out;
}

// A mention before entities of the document are final.
struct FoundMention {
  v1::Mention mention;
  int32_t entity = -1;
};

void AddMentions(const ArticleState& state, std::vector<FoundMention>* out) {
  const auto arcs = state.lattice.all();
  const Document& document = state.document.document;
  for (uint32_t index : state.entity_arcs) {
    const Annotation& arc = arcs[index];
    if (!state.document.knowledge.is_class[arc.type]) continue;
    FoundMention found;
    found.entity = arc.entity;
    const std::vector<v1::Evidence::Piece> pieces =
        ToPieces(document, state.article, {arc.span});
    if (pieces.empty()) continue;
    std::string surface;
    for (const v1::Evidence::Piece& piece : pieces) {
      v1::ByteRange* range = found.mention.add_range();
      range->set_begin(piece.begin());
      range->set_end(piece.end());
      surface += piece.text();
    }
    found.mention.set_surface(surface);
    found.mention.set_method(state.MethodOf(arc));
    found.mention.set_article(state.article.number);
    out->push_back(std::move(found));
  }
}

v1::Literal::Type TypeOf(LiteralValue::Type type) {
  switch (type) {
    case LiteralValue::Type::kDate:
      return v1::Literal::DATE;
    case LiteralValue::Type::kInteger:
      return v1::Literal::INTEGER;
    case LiteralValue::Type::kQuantity:
      return v1::Literal::QUANTITY;
    case LiteralValue::Type::kText:
      break;
  }
  return v1::Literal::TEXT;
}

// In the order of the lattice: by place, longer ones first.
void AddLiterals(const ArticleState& state, const TypeRegistry& types,
                 v1::Extraction* out) {
  for (const Annotation& arc : state.lattice.all()) {
    if (arc.literal < 0) continue;
    const LiteralValue& value = state.lattice.literal(arc.literal);
    if (value.type == LiteralValue::Type::kText) continue;
    v1::LiteralMention* mention = out->add_literal();
    for (const v1::Evidence::Piece& piece :
         ToPieces(state.document.document, state.article, {arc.span})) {
      v1::ByteRange* range = mention->add_range();
      range->set_begin(piece.begin());
      range->set_end(piece.end());
      *mention->mutable_surface() += piece.text();
    }
    mention->set_type(types.name(arc.type));
    mention->mutable_literal()->set_type(TypeOf(value.type));
    mention->mutable_literal()->set_value(value.value);
    mention->mutable_literal()->set_number(value.number);
    mention->mutable_literal()->set_unit(value.unit);
    mention->set_article(state.article.number);
  }
}

bool ByPlace(const v1::Mention& a, const v1::Mention& b) {
  const auto key = [](const v1::Mention& m) {
    return std::tuple(m.article(), m.range(0).begin(), ~m.range(0).end(),
                      std::string_view(m.entity()));
  };
  return key(a) < key(b);
}

}  // namespace

std::string_view StageName(Stage stage) {
  return kStageNames[static_cast<size_t>(stage)];
}

struct Pipeline::Impl {
  Impl(PageKnowledge pages_in, Ontology ontology_in, TypeRegistry types_in,
       Lexicon lexicon_in, TimeLexicon times_in, RuleSet rules_in,
       std::string hash_in)
      : pages(std::move(pages_in)),
        ontology(std::move(ontology_in)),
        types(std::move(types_in)),
        lexicon(std::move(lexicon_in)),
        times(std::move(times_in)),
        rules(std::move(rules_in)),
        hash(std::move(hash_in)),
        knowledge(ontology, lexicon, types),
        cues(types) {}

  // Members below refer to those above.
  PageKnowledge pages;
  Ontology ontology;
  TypeRegistry types;
  Lexicon lexicon;
  TimeLexicon times;
  RuleSet rules;
  std::string hash;
  LinkKnowledge knowledge;
  CueTypes cues;

  void ExtractArticle(const Article& article, ExtractContext* context,
                      RuleRunner* runner, LinkedDocument* document,
                      FactBuilder* facts, std::vector<FoundMention>* mentions,
                      std::vector<std::string>* warnings,
                      v1::Extraction* out) const;
  void Finish(const LinkedDocument& document,
              std::vector<FoundMention> mentions, FactBuilder* facts,
              v1::Extraction* out) const;
};

Pipeline::Pipeline(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

Result<Pipeline> Pipeline::Load(const PipelineOptions& options) {
  const auto& dirs = options.data_dirs;
  ZM_TRY_ASSIGN(const auto ontology_files, ReadDataFiles(dirs, {"ontology"}));
  ZM_TRY_ASSIGN(const auto lexicon_files,
                ReadDataFiles(dirs, LexiconFolders()));
  ZM_TRY_ASSIGN(const auto rule_files, ReadDataFiles(dirs, {"rules"}));
  ZM_TRY_ASSIGN(std::vector<DataFile> layout_files, ReadLayoutFiles(dirs));
  ZM_TRY_ASSIGN(PageKnowledge pages, ParsePages(layout_files));
  ZM_TRY_ASSIGN(Ontology ontology, Ontology::Parse(ontology_files));
  TypeRegistry types;
  ZM_TRY_ASSIGN(Lexicon lexicon,
                Lexicon::Build(lexicon_files, ontology, &types));
  ZM_TRY_ASSIGN(TimeLexicon times, TimeLexicon::Create(lexicon, &types));
  ZM_TRY_ASSIGN(RuleSet rules, BuildRules(rule_files, ontology, &types));
  return Pipeline(std::make_unique<Impl>(
      std::move(pages), std::move(ontology), std::move(types),
      std::move(lexicon), std::move(times), std::move(rules),
      HashOf({&layout_files, &ontology_files, &lexicon_files, &rule_files})));
}

void Pipeline::Impl::ExtractArticle(const Article& article,
                                    ExtractContext* context, RuleRunner* runner,
                                    LinkedDocument* document,
                                    FactBuilder* facts,
                                    std::vector<FoundMention>* mentions,
                                    std::vector<std::string>* warnings,
                                    v1::Extraction* out) const {
  ArticleState state(document, article);
  state.scopes = MakeScopes(article, &state.warnings);
  if (context != nullptr && !context->topic.empty()) {
    state.topic = document->FindByName("", context->topic);
  }
  {
    const StageTimer timer(context, Stage::kLexicon);
    lexicon.Annotate(article, &state.lattice);
  }
  {
    const StageTimer timer(context, Stage::kTime);
    AnnotateTimes(article, times, {state.Date()}, &state.lattice);
  }
  if (context != nullptr && context->literals) AddLiterals(state, types, out);
  ArticleObserver* const observer =
      context != nullptr ? context->article_observer : nullptr;
  std::vector<Candidate> candidates;
  {
    const StageTimer timer(context, Stage::kRules);
    if (observer != nullptr) observer->OnArticle(document->document, article);
    runner->Run(&state, &candidates);
    if (observer != nullptr) observer->OnLattice(article, state.lattice);
    ReadStructure(&state, &candidates);
  }
  const StageTimer timer(context, Stage::kFact);
  facts->AddArticle(state, candidates);
  AddMentions(state, mentions);
  warnings->insert(warnings->end(), state.warnings.begin(),
                   state.warnings.end());
}

void Pipeline::Impl::Finish(const LinkedDocument& document,
                            std::vector<FoundMention> mentions,
                            FactBuilder* facts, v1::Extraction* out) const {
  std::set<int32_t> used;
  for (v1::Statement& statement : facts->Finish(&used)) {
    *out->add_statement() = std::move(statement);
  }
  std::vector<v1::Mention> final_mentions;
  for (FoundMention& found : mentions) {
    const EntityInfo& info = document.info(found.entity);
    found.mention.set_entity(info.id);
    found.mention.set_class_(info.class_name);
    used.insert(document.Canonical(found.entity));
    final_mentions.push_back(std::move(found.mention));
  }
  std::sort(final_mentions.begin(), final_mentions.end(), ByPlace);
  for (v1::Mention& mention : final_mentions) {
    *out->add_mention() = std::move(mention);
  }
  std::vector<v1::Entity> entities;
  for (int32_t entity : used) {
    entities.push_back(ToEntity(document.entities.at(entity)));
  }
  std::sort(
      entities.begin(), entities.end(),
      [](const v1::Entity& a, const v1::Entity& b) { return a.id() < b.id(); });
  for (v1::Entity& entity : entities) *out->add_entity() = std::move(entity);
}

Result<v1::Extraction> Pipeline::Extract(const SourceFile& file) const {
  return Extract(file, nullptr);
}

Result<v1::Extraction> Pipeline::Extract(const SourceFile& file,
                                         ExtractContext* context) const {
  Result<Document> read = Status::InvalidInput("unread");
  {
    const StageTimer timer(context, Stage::kRead);
    read = ReadDocument(file.path, file.bytes, impl_->pages);
  }
  if (!read.ok()) return read.status();
  Document& document = *read;
  if (context != nullptr && !context->document_date.empty()) {
    document.published = context->document_date;
  }
  v1::Extraction out;
  CopyDocument(document, out.mutable_document());
  out.set_extractor_hash(impl_->hash);
  LinkedDocument state(impl_->knowledge, document);
  FactBuilder facts(state, impl_->cues);
  RuleRunner runner(impl_->rules);
  if (context != nullptr) {
    runner.set_observer(context->rule_observer);
    facts.set_dropped(context->dropped);
  }
  std::vector<FoundMention> mentions;
  std::vector<std::string> warnings = document.warnings;
  for (const Article& article : document.articles) {
    impl_->ExtractArticle(article, context, &runner, &state, &facts, &mentions,
                          &warnings, &out);
  }
  const StageTimer timer(context, Stage::kFact);
  impl_->Finish(state, std::move(mentions), &facts, &out);
  for (size_t i = 0; i < warnings.size() && i < kMaxWarnings; ++i) {
    out.add_warning(warnings[i]);
  }
  if (warnings.size() > kMaxWarnings) {
    out.add_warning(std::to_string(warnings.size() - kMaxWarnings) +
                    " more warnings");
  }
  return out;
}

const std::string& Pipeline::extractor_hash() const { return impl_->hash; }
const Ontology& Pipeline::ontology() const { return impl_->ontology; }
const Lexicon& Pipeline::lexicon() const { return impl_->lexicon; }
const TimeLexicon& Pipeline::times() const { return impl_->times; }
const TypeRegistry& Pipeline::types() const { return impl_->types; }
const RuleSet& Pipeline::rules() const { return impl_->rules; }

}  // namespace zhimai
