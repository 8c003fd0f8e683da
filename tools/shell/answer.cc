#include "tools/shell/answer.h"

#include "graph/engine/provenance.h"
#include "graph/engine/query_lookups.h"
#include "graph/engine/reader.h"
#include "graph/engine/text_lookups.h"
#include "graph/exec/overlay.h"
#include "graph/exec/results.h"
#include "graph/ingest/rdf.h"
#include "graph/io/quad_writer.h"
#include "graph/sparql/parser.h"
#include "graph/store/store.h"
#include "tools/cli/output.h"
#include "tools/commands/query_limits.h"
#include "tools/commands/rdf_input.h"
#include "tools/commands/results_table.h"
#include "tools/shell/vocabulary.h"

namespace zhimai {
namespace {

constexpr size_t kNamesKept = 100000;

// The name of an entity of the graph; nothing for other terms, and for what
// cannot be read: the row is there without it.
std::string NameOf(const Term& term, const std::string& language,
                   Reader* reader) {
  if (term.type() != TermType::kIri) return "";
  const std::string_view iri = term.value();
  const std::string entities = std::string(kShellBase) + "e/";
  if (!iri.starts_with(entities)) return "";
  const std::string id = IriToLocal(iri.substr(kShellBase.size()));
  const Result<EntityRef> ref = reader->Ref(id);
  return ref.ok() && ref->Label(language) != id ? ref->Label(language) : "";
}

std::unique_ptr<sparql::ResultsWriter> MakeWriter(const AnswerForm& form,
                                                  const Io& io, Reader* reader,
                                                  const TextSink& sink) {
  const AnswerFormat format = form.format;
  if (format == AnswerFormat::kCsv) {
    return MakeResultsWriter(sparql::ResultFormat::kCsv, sink);
  }
  if (format == AnswerFormat::kJson) {
    return MakeResultsWriter(sparql::ResultFormat::kJson, sink);
  }
  ResultsTableOptions options;
  options.width = io.width;
  options.numbered = true;
  options.vertical = format == AnswerFormat::kVertical;
  if (!form.names.empty()) {
    options.name_of = [language = form.names, reader,
                       asked = size_t{0}](const Term& term) mutable {
      // It keeps all that it was asked for.
      if (++asked % kNamesKept == 0) {
        *reader = Reader(Snapshot(reader->snapshot()));
      }
      return NameOf(term, language, reader);
    };
  }
  return MakeResultsTable(options, sink);
}

class AnswerSink : public sparql::ResultSink {
 public:
  AnswerSink(const AnswerForm& form, const Io& io, Reader* reader,
             const TextSink& sink, Answer* answer)
      : answer_(answer), writer_(MakeWriter(form, io, reader, sink)) {
    QuadWriterOptions options;
    options.format = RdfFormat::kTurtle;
    options.pretty = true;
    for (const PrefixName& prefix : ShellPrefixes()) {
      options.prefixes.emplace_back(prefix.name, prefix.iri);
    }
    triples_ = QuadWriter::Create(options, sink);
  }

  Status OnColumns(const std::vector<std::string>& names) override {
    answer_->variables = names;
    return writer_->Begin(names);
  }
  Status OnSolution(const sparql::Solution& solution) override {
    if (answer_->rows.size() < Answer::kKeptRows) {
      answer_->rows.push_back(solution);
    }
    return writer_->Row(solution);
  }
  Status OnTriple(const Triple& triple) override {
    return triples_->Write(
        {triple.subject, triple.predicate, triple.object, Term()});
  }
  Status OnBoolean(bool yes) override { return writer_->Boolean(yes); }

  Status Finish(sparql::Query::Form form) {
    using Form = sparql::Query::Form;
    if (form == Form::kSelect) return writer_->End();
    return form == Form::kAsk ? Status() : triples_->Finish();
  }

 private:
  Answer* answer_;
  std::unique_ptr<sparql::ResultsWriter> writer_;
  std::unique_ptr<QuadWriter> triples_;
};

}  // namespace

sparql::ParseOptions ShellParseOptions() {
  sparql::ParseOptions options;
  options.base = kShellBase;
  for (const PrefixName& prefix : ShellPrefixes()) {
    options.prefixes.emplace(prefix.name, prefix.iri);
  }
  return options;
}

Status AnswerQuery(const std::string& text, const std::string& db,
                   const AnswerForm& form, const Io& io, Answer* answer) {
  *answer = Answer();
  Result<sparql::Query> parsed = sparql::ParseQuery(text, ShellParseOptions());
  if (!parsed.ok()) return WithExcerpt(parsed.status(), "query", text);
  Flags flags;
  flags.Set(kDbFlag.name, {db});
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store, OpenStore(flags, io));
  const Snapshot snapshot = store->snapshot();
  sparql::Overlay overlay(snapshot);
  sparql::QueryOptions options;
  options.cancel = io.cancel;
  ZM_TRY(AddProvenance(snapshot, *parsed, options, &overlay));
  ZM_TRY(AddLookups(snapshot, *parsed, options, &overlay));
  ZM_TRY_ASSIGN(const std::unique_ptr<sparql::Lookups> lookups,
                MakeTextLookups(snapshot, options));
  options.lookups = lookups.get();
  if (!overlay.empty()) options.overlay = &overlay;
  answer->query = std::move(*parsed);
  Reader reader(snapshot);
  return WriteOutput("", io, [&](const TextSink& sink) -> Status {
    AnswerSink out(form, io, &reader, sink, answer);
    ZM_TRY_ASSIGN([[maybe_unused]] const sparql::QueryResult result,
                  RunQuery(snapshot, *answer->query, options, &out));
    return out.Finish(answer->query->form);
  });
}

}  // namespace zhimai
