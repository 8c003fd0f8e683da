// The dataset as sorted RDF.
#include "graph/engine/impl.h"
#include "graph/engine/line_sorter.h"
#include "graph/engine/provenance.h"
#include "graph/ingest/rdf.h"
#include "graph/io/quad_writer.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

constexpr size_t kSortBytes = size_t{256} << 20;
constexpr size_t kChunk = size_t{64} << 10;

// Between the graph and the statement in a sort key; no text form has it.
constexpr char kKeyEnd = '\x01';

class Dumper {
 public:
  Dumper(Reader* reader, const DumpOptions& options)
      : reader_(reader), options_(options), sorter_(kSortBytes) {}

  Status Run(const TextSink& sink) {
    ZM_TRY(Triples());
    if (!options_.no_provenance) {
      ZM_TRY(VisitProvenance(
          reader_->snapshot(), {options_.base, options_.rdf11},
          // The vocabulary is the builder's, not the documents': a graph that
          // was imported has none, and else dumps the same.
          {ProvenanceSource::kStatements, ProvenanceSource::kEvidence,
           ProvenanceSource::kDocuments},
          [this](const Triple& t) {
            return Add({t.subject, t.predicate, t.object, Term()});
          }));
    }
    return options_.format == RdfFormat::kNQuads ? AsLines(sink)
                                                 : AsDocument(sink);
  }

 private:
  // Writers group what stands together, so graphs go first for them; lines are
  // sorted as they are.
  Status Add(const Quad& quad) {
    if (options_.format == RdfFormat::kNQuads) {
      return sorter_.Add(FormatQuad(quad));
    }
    std::string key;
    if (!quad.in_default_graph()) AppendTerm(quad.graph, &key);
    key += kKeyEnd;
    return sorter_.Add(key + FormatQuad(quad));
  }

  Status AsLines(const TextSink& sink) {
    std::string chunk;
    ZM_TRY(sorter_.Finish([&](std::string_view line) -> Status {
      chunk += line;
      chunk += '\n';
      if (chunk.size() < kChunk) return {};
      Status status = sink(chunk);
      chunk.clear();
      return status;
    }));
    return chunk.empty() ? Status() : sink(chunk);
  }

  Status AsDocument(const TextSink& sink) {
    QuadWriterOptions options;
    options.format = options_.format;
    options.pretty = true;
    options.prefixes = WellKnownPrefixes(options_.base);
    const auto writer = QuadWriter::Create(options, sink);
    const Status written = sorter_.Finish([&](std::string_view line) -> Status {
      const size_t begin = line.find(kKeyEnd) + 1;
      ZM_TRY_ASSIGN(const Quad quad, ParseQuad(line.substr(begin)));
      return writer->Write(quad);
    });
    ZM_TRY(written);
    return writer->Finish();
  }

  // The store has the IRIs of the default base.
  Term Rebase(const Term& term) const {
    if (options_.base == kDefaultBase || !term.is_iri()) return term;
    if (term.value().substr(0, kDefaultBase.size()) != kDefaultBase) {
      return term;
    }
    return Term::Iri(options_.base + term.value().substr(kDefaultBase.size()));
  }

  Status Triples() {
    const Snapshot& snapshot = reader_->snapshot();
    QuadScan scan = snapshot.Scan({});
    std::vector<IdQuad> batch;
    while (scan.Next()) {
      batch.push_back(scan.quad());
      if (batch.size() == 4096) ZM_TRY(Decode(&batch));
    }
    ZM_TRY(scan.status());
    return Decode(&batch);
  }

  Status Decode(std::vector<IdQuad>* batch) {
    std::vector<TermId> ids;
    for (const IdQuad& quad : *batch) {
      ids.insert(ids.end(), {quad.subject, quad.predicate, quad.object});
      if (!quad.graph.is_none()) ids.push_back(quad.graph);
    }
    ZM_TRY_ASSIGN(const std::vector<Term> terms,
                  reader_->snapshot().DecodeAll(ids));
    size_t next = 0;
    for (const IdQuad& ids_of : *batch) {
      Quad quad;
      quad.subject = Rebase(terms[next++]);
      quad.predicate = Rebase(terms[next++]);
      quad.object = Rebase(terms[next++]);
      if (!ids_of.graph.is_none()) quad.graph = Rebase(terms[next++]);
      ZM_TRY(Add(quad));
    }
    batch->clear();
    return {};
  }

  Reader* reader_;
  DumpOptions options_;
  LineSorter sorter_;
};

}  // namespace

Status Graph::Dump(const DumpOptions& options, const TextSink& sink) const {
  Reader reader = impl_->NewReader();
  return Dumper(&reader, options).Run(sink);
}

}  // namespace zhimai
