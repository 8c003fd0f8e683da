#include "tools/shell/answer.h"

#include "graph/engine/provenance.h"
#include "graph/engine/query_lookups.h"
#include "graph/engine/text_lookups.h"
#include "graph/exec/overlay.h"
#include "graph/exec/results.h"
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

std::unique_ptr<sparql::ResultsWriter> MakeWriter(AnswerFormat format,
                                                  const Io& io,
                                                  const TextSink& sink) {
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
  return MakeResultsTable(options, sink);
}

class AnswerSink : public sparql::ResultSink {
 public:
  AnswerSink(AnswerFormat format, const Io& io, const TextSink& sink,
             Answer* answer)
      : answer_(answer), writer_(MakeWriter(format, io, sink)) {
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
                   AnswerFormat format, const Io& io, Answer* answer) {
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
  return WriteOutput("", io, [&](const TextSink& sink) -> Status {
    AnswerSink out(format, io, sink, answer);
    ZM_TRY_ASSIGN([[maybe_unused]] const sparql::QueryResult result,
                  RunQuery(snapshot, *answer->query, options, &out));
    return out.Finish(answer->query->form);
  });
}

}  // namespace zhimai
