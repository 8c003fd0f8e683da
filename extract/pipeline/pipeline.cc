#include "extract/pipeline/pipeline.h"

#include <chrono>

#include "extract/fact/rule_runner.h"
#include "extract/fact/statement_writer.h"
#include "extract/layout/reader.h"
#include "extract/lexicon/data_files.h"
#include "extract/rules/loader.h"
#include "extract/time/annotate.h"
#include "graph/base/hash.h"

namespace zhimai {
namespace {

// Raised when code changes what comes out of equal data.
constexpr std::string_view kExtractorVersion = "1";

class StageClock {
 public:
  StageClock(ExtractContext* context, Stage stage)
      : context_(context),
        stage_(stage),
        begin_(std::chrono::steady_clock::now()) {}
  ~StageClock() {
    if (context_ == nullptr) return;
    const std::chrono::duration<double> spent =
        std::chrono::steady_clock::now() - begin_;
    context_->seconds[static_cast<size_t>(stage_)] += spent.count();
  }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

 private:
  ExtractContext* context_;
  Stage stage_;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace

std::string_view StageName(Stage stage) {
  constexpr std::array<std::string_view, kStages> kNames = {
      "read", "lexicon", "time", "rules", "fact"};
  return kNames[static_cast<size_t>(stage)];
}

struct Pipeline::Impl {
  TypeRegistry types;
  Ontology ontology;
  std::optional<Lexicon> lexicon;
  std::optional<TimeLexicon> times;
  RuleSet rules;
  std::string hash;
};

Pipeline::Pipeline(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

const std::string& Pipeline::extractor_hash() const { return impl_->hash; }
const Ontology& Pipeline::ontology() const { return impl_->ontology; }
const RuleSet& Pipeline::rules() const { return impl_->rules; }

Result<Pipeline> Pipeline::Load(const PipelineOptions& options) {
  auto impl = std::make_unique<Impl>();
  ZM_TRY_ASSIGN(impl->ontology, Ontology::Load(options.data_dirs));
  ZM_TRY_ASSIGN(Lexicon lexicon,
                Lexicon::Load(options.data_dirs, impl->ontology, &impl->types));
  impl->lexicon.emplace(std::move(lexicon));
  ZM_TRY_ASSIGN(TimeLexicon times,
                TimeLexicon::Create(*impl->lexicon, &impl->types));
  impl->times.emplace(std::move(times));
  ZM_TRY_ASSIGN(impl->rules,
                LoadRules(options.data_dirs, impl->ontology, &impl->types));
  std::vector<std::string> folders = LexiconFolders();
  folders.push_back("ontology");
  folders.push_back("rules");
  ZM_TRY_ASSIGN(const std::vector<DataFile> files,
                ReadDataFiles(options.data_dirs, folders));
  std::string all(kExtractorVersion);
  for (const DataFile& file : files) {
    all += "\n" + file.relative + " " + HashText(file.bytes);
  }
  impl->hash = HashText(all);
  return Pipeline(std::move(impl));
}

namespace {

void ExtractArticle(const Article& article, const std::string& topic,
                    const Lexicon& lexicon, const TimeLexicon& times,
                    const RuleSet& rules, const Ontology& ontology,
                    TypeRegistry* types, EntityWorld* world,
                    ExtractContext* context, StatementWriter* writer,
                    std::vector<std::string>* warnings) {
  ArticleState state;
  state.article = &article;
  state.lexicon = &lexicon;
  state.ontology = &ontology;
  state.types = types;
  state.world = world;
  state.topic = topic;
  {
    const StageClock clock(context, Stage::kLexicon);
    lexicon.Annotate(article, &state.lattice);
  }
  {
    const StageClock clock(context, Stage::kTime);
    AnnotateTimes(article, times, {article.published}, &state.lattice);
  }
  std::vector<Candidate> candidates;
  {
    const StageClock clock(context, Stage::kRules);
    state.scopes = MakeScopes(article, warnings);
    candidates = RunRules(rules, &state, warnings);
  }
  const StageClock clock(context, Stage::kFact);
  for (const Candidate& candidate : candidates) writer->Add(article, candidate);
  const auto arcs = state.lattice.all();
  for (size_t i = 0; i < arcs.size(); ++i) {
    if (arcs[i].entity < 0 || !state.Visible(i)) continue;
    writer->AddMention(article, arcs[i], types->name(arcs[i].type));
  }
}

}  // namespace

Result<v1::Extraction> Pipeline::Extract(const SourceFile& file) const {
  return Extract(file, nullptr);
}

Result<v1::Extraction> Pipeline::Extract(const SourceFile& file,
                                         ExtractContext* context) const {
  Document document;
  {
    const StageClock clock(context, Stage::kRead);
    ZM_TRY_ASSIGN(document, ReadDocument(file.path, file.bytes));
  }
  if (context != nullptr && !context->document_date.empty()) {
    document.published = context->document_date;
    for (Article& article : document.articles) {
      article.published = context->document_date;
    }
  }
  EntityWorld world(*impl_->lexicon);
  StatementWriter writer(document, impl_->ontology, &world);
  const std::string topic = context == nullptr ? "" : context->topic;
  for (const Article& article : document.articles) {
    ExtractArticle(article, topic, *impl_->lexicon, *impl_->times, impl_->rules,
                   impl_->ontology, &impl_->types, &world, context, &writer,
                   &document.warnings);
  }
  v1::Extraction out;
  v1::Document* head = out.mutable_document();
  head->set_path(document.path);
  head->set_content_hash(document.content_hash);
  head->set_title(document.title);
  head->set_published(document.published);
  head->set_language(document.language);
  head->set_format(document.format);
  head->set_byte_length(document.raw.size());
  for (const Article& article : document.articles) {
    v1::Article* added = head->add_article();
    added->set_number(article.number);
    added->set_title(article.title);
    added->set_published(article.published);
    added->set_published_place(article.published_place);
    added->set_agency(article.agency);
    const Span whole = {0, static_cast<uint32_t>(article.text.size())};
    for (Span raw : article.map.ToRaw(whole)) {
      v1::ByteRange* range = added->add_range();
      range->set_begin(raw.begin);
      range->set_end(raw.end);
    }
  }
  writer.Finish(&out);
  out.set_extractor_hash(impl_->hash);
  for (const std::string& warning : document.warnings) {
    out.add_warning(warning);
  }
  return out;
}

}  // namespace zhimai
