// Spike b of docs/decisions/0002: statement nodes as triples in the orders,
// or made from the families when asked for. Argument: the number of statements
// (default 100,000).
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/hash.h"
#include "graph/store/coding.h"
#include "graph/store/store.h"
#include "tests/bench/bench.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

constexpr std::string_view kBase = "https://w3id.org/zhimai/";
constexpr size_t kPerDocument = 40;

Term Node(std::string_view local) {
  return Term::Iri(std::string(kBase) + std::string(local));
}
Term Xsd(std::string_view lexical, std::string_view type) {
  return Term::Literal(lexical, std::string(kXsd) + std::string(type));
}

// A statement with one qualifier and one piece of evidence.
struct Made {
  StatementId id{};
  std::string subject;
  std::string predicate;
  std::string object;
  std::string status;
  std::string confidence;
  std::string date;
  std::string document;
  uint64_t begin = 0;
  uint64_t end = 0;
  std::string quote;
  std::string rule;
};

Made Make(uint64_t n) {
  Made made;
  const uint64_t mixed = Hash64(std::to_string(n));
  made.id = HashBytes128(std::to_string(n));
  made.subject = "e/Person/" + std::to_string(mixed % 5000);
  made.predicate = "o#r" + std::to_string(mixed / 7 % 30);
  made.object = "e/Organization/" + std::to_string(n);
  made.status = mixed % 11 == 0 ? "o#planned" : "o#asserted";
  made.confidence = "0." + std::to_string(70 + mixed % 29) + "1";
  made.date = "2025-0" + std::to_string(1 + mixed % 9) + "-1" +
              std::to_string(mixed % 10);
  made.document = "d/news/" + std::to_string(n / kPerDocument) + ".md";
  made.begin = mixed % 20000;
  made.end = made.begin + 120;
  made.quote = "据新华社报道，" + std::to_string(mixed) +
               "号会议在天津举行，各方就合作交换了意见。";
  made.rule = "rule/" + std::to_string(mixed % 200);
  return made;
}

// The two records as the families keep them: fields with their lengths.
std::string StatementBytes(const Made& made) {
  std::string out;
  for (const std::string* field :
       {&made.subject, &made.predicate, &made.object, &made.status,
        &made.confidence, &made.date}) {
    AppendLengthPrefixed(*field, &out);
  }
  return out;
}
std::string EvidenceBytes(const Made& made) {
  std::string out;
  AppendVarint(made.begin, &out);
  AppendVarint(made.end, &out);
  AppendLengthPrefixed(made.quote, &out);
  AppendLengthPrefixed(made.rule, &out);
  return out;
}

using Emit = std::function<void(const Quad&)>;

Term StatementNode(const StatementId& id) { return Node("s/" + ToBase32(id)); }

void EmitStatement(const Made& made, const Emit& emit) {
  const Term node = StatementNode(made.id);
  const auto out = [&](std::string_view p, Term o) {
    emit({node, Node(p), std::move(o), Term()});
  };
  out("reifies", Term::OfTriple({Node(made.subject), Node(made.predicate),
                                 Node(made.object)}));
  out("o#status", Node(made.status));
  out("o#confidence", Xsd(made.confidence, "decimal"));
  out("q#point_in_time", Xsd(made.date, "date"));
}

void EmitEvidence(const StatementId& id, const Made& made, const Emit& emit) {
  const Term node = Term::Blank(ToBase32(id) + HashText(made.document));
  emit({StatementNode(id), Node("wasDerivedFrom"), node, Term()});
  const auto out = [&](std::string_view p, Term o) {
    emit({node, Node(p), std::move(o), Term()});
  };
  out("source", Node(made.document));
  out("start", Xsd(std::to_string(made.begin), "integer"));
  out("end", Xsd(std::to_string(made.end), "integer"));
  out("exact", Term::String(made.quote));
  out("rule", Node(made.rule));
  out("confidence", Xsd(made.confidence, "decimal"));
}

// The same triples from the bytes of the families.
void EmitStatementBytes(const StatementId& id, std::string_view bytes,
                        const Emit& emit) {
  ByteReader in(bytes);
  Made made;
  made.id = id;
  for (std::string* field : {&made.subject, &made.predicate, &made.object,
                             &made.status, &made.confidence, &made.date}) {
    *field = in.LengthPrefixed();
  }
  EmitStatement(made, emit);
}
void EmitEvidenceBytes(const StatementId& id, std::string_view document,
                       std::string_view bytes, const Emit& emit) {
  ByteReader in(bytes);
  Made made;
  made.document = document;
  made.begin = in.Varint();
  made.end = in.Varint();
  made.quote = in.LengthPrefixed();
  made.rule = in.LengthPrefixed();
  made.confidence = "0.901";
  EmitEvidence(id, made, emit);
}

std::unique_ptr<Store> Open(const std::string& path) {
  StoreOptions options;
  options.mode = StoreMode::kCreate;
  return Store::Open(path, options).value();
}

// The work of both ways is timed with terms in hand: what is compared is
// finding and making triples, not printing them.
class Bench {
 public:
  explicit Bench(uint64_t count) : count_(count) {}

  void Run() {
    Load();
    Report(
        "statement by name", 2000, [&](uint64_t n) { return ByName(n); },
        [&](uint64_t n) { return VirtualByName(n); });
    Report(
        "statements of a document", 500,
        [&](uint64_t n) { return ByDocument(n); },
        [&](uint64_t n) { return VirtualByDocument(n); });
    Report(
        "statements of a triple", 2000, [&](uint64_t n) { return ByTriple(n); },
        [&](uint64_t n) { return VirtualByTriple(n); });
    Report(
        "planned ones, all", 1, [&](uint64_t) { return Planned(); },
        [&](uint64_t) { return VirtualPlanned(); });
    Report(
        "planned ones, counted by ids", 1,
        [&](uint64_t) { return CountPlanned(); },
        [&](uint64_t) { return VirtualPlanned(); });
    Report(
        "everything, as ids", 1, [&](uint64_t) { return WalkIds(); },
        [&](uint64_t) { return VirtualAll(); });
    Report(
        "everything", 1, [&](uint64_t) { return All(); },
        [&](uint64_t) { return VirtualAll(); });
  }

 private:
  using Query = std::function<uint64_t(uint64_t)>;

  void Load() {
    Stopwatch watch;
    const std::string a = dir_.File("triples");
    triples_ = Open(a);
    WriteBatch batch;
    const auto add = [&](const Quad& quad) { batch.Add(quad); };
    for (uint64_t n = 0; n < count_; ++n) {
      const Made made = Make(n);
      EmitStatement(made, add);
      EmitEvidence(made.id, made, add);
      if (batch.quad_count() > 200000) {
        ZM_CHECK(triples_->Commit(&batch, {.sync = false}).ok());
      }
    }
    ZM_CHECK(triples_->Commit(&batch).ok() && triples_->Optimize().ok());
    triples_.reset();
    triples_ = Open(a);
    const double triples_cpu = watch.cpu();
    watch = Stopwatch();
    const std::string b = dir_.File("families");
    families_ = Open(b);
    for (uint64_t n = 0; n < count_; ++n) {
      const Made made = Make(n);
      batch.PutStatement(made.id, StatementBytes(made));
      batch.PutEvidence(made.id, made.document, EvidenceBytes(made));
      batch.PutLink(LinkPrefix(made) + std::string(IdText(made.id)), "");
      if (batch.byte_size() > (size_t{64} << 20)) {
        ZM_CHECK(families_->Commit(&batch, {.sync = false}).ok());
      }
    }
    ZM_CHECK(families_->Commit(&batch).ok());
    families_.reset();
    families_ = Open(b);
    const auto per = [&](double x) { return x / static_cast<double>(count_); };
    JsonLine("statements")
        .Add("query", "load")
        .Add("statements", static_cast<double>(count_))
        .Add("triples_us", per(triples_cpu) * 1e6)
        .Add("virtual_us", per(watch.cpu()) * 1e6)
        .Add("triples_bytes", per(static_cast<double>(FolderBytes(a))))
        .Add("virtual_bytes", per(static_cast<double>(FolderBytes(b))))
        .Print();
  }

  static std::string_view IdText(const StatementId& id) {
    return {reinterpret_cast<const char*>(id.data()), id.size()};
  }
  // Subject, predicate and object: what graph/ingest's link family offers.
  static std::string LinkPrefix(const Made& made) {
    std::string key;
    for (const std::string* part :
         {&made.subject, &made.predicate, &made.object}) {
      AppendEscaped(*part, &key);
    }
    return key;
  }

  void Report(std::string_view name, uint64_t runs, const Query& triples,
              const Query& made) {
    double cpu[2];
    uint64_t rows[2];
    for (int way = 0; way < 2; ++way) {
      rows[way] = 0;
      const Stopwatch watch;
      for (uint64_t i = 0; i < runs; ++i) {
        rows[way] += (way == 0 ? triples : made)(Hash64(Big64(i)) % count_);
      }
      cpu[way] = watch.thread_cpu() / static_cast<double>(runs) * 1e6;
    }
    JsonLine("statements")
        .Add("query", name)
        .Add("triples_us", cpu[0])
        .Add("virtual_us", cpu[1])
        .Add("ratio", cpu[1] / cpu[0])
        .Add("triples_rows", static_cast<double>(rows[0]))
        .Add("virtual_rows", static_cast<double>(rows[1]))
        .Print();
  }

  // --- triples ---
  static std::vector<Quad> Match(const Snapshot& at,
                                 const QuadPattern& pattern) {
    return at.Match(pattern).value();
  }
  uint64_t Walk(const Snapshot& at, const QuadPattern& pattern) {
    return Match(at, pattern).size();
  }
  uint64_t NodeRows(const Snapshot& at, const Term& node) {
    uint64_t rows = 0;
    for (const Quad& quad : Match(at, {node, {}, {}, {}})) {
      ++rows;
      if (quad.object.is_blank()) rows += Walk(at, {quad.object, {}, {}, {}});
    }
    return rows;
  }
  uint64_t ByName(uint64_t n) {
    return NodeRows(triples_->snapshot(), StatementNode(Make(n).id));
  }
  uint64_t ByDocument(uint64_t n) {
    const Snapshot at = triples_->snapshot();
    uint64_t rows = 0;
    for (const Quad& source :
         Match(at, {{}, Node("source"), Node(Make(n).document), {}})) {
      for (const Quad& link :
           Match(at, {{}, Node("wasDerivedFrom"), source.subject, {}})) {
        rows += NodeRows(at, link.subject);
      }
    }
    return rows;
  }
  uint64_t ByTriple(uint64_t n) {
    const Made made = Make(n);
    const Snapshot at = triples_->snapshot();
    const Term term = Term::OfTriple(
        {Node(made.subject), Node(made.predicate), Node(made.object)});
    uint64_t rows = 0;
    for (const Quad& quad : Match(at, {{}, Node("reifies"), term, {}})) {
      rows += NodeRows(at, quad.subject);
    }
    return rows;
  }
  uint64_t Planned() {
    return Walk(triples_->snapshot(),
                {{}, Node("o#status"), Node("o#planned"), {}});
  }
  uint64_t All() {
    const Snapshot at = triples_->snapshot();
    QuadScan scan = at.Scan({});
    uint64_t rows = 0;
    std::vector<TermId> ids;
    const auto decode = [&] {
      rows += at.DecodeAll(ids).value().size() / 3;
      ids.clear();
    };
    while (scan.Next()) {
      const IdQuad& quad = scan.quad();
      ids.insert(ids.end(), {quad.subject, quad.predicate, quad.object});
      if (ids.size() >= 300000) decode();
    }
    decode();
    return rows;
  }
  // What a planner that keeps ids would do.
  uint64_t CountPlanned() {
    const Snapshot at = triples_->snapshot();
    IdPattern pattern;
    pattern.predicate = at.Find(Node("o#status")).value();
    pattern.object = at.Find(Node("o#planned")).value();
    return at.Count(pattern).value();
  }
  uint64_t WalkIds() {
    const Snapshot at = triples_->snapshot();
    QuadScan scan = at.Scan({});
    uint64_t rows = 0;
    while (scan.Next()) ++rows;
    return rows;
  }

  // --- families ---
  uint64_t MadeRows(const Snapshot& at, const StatementId& id) {
    uint64_t rows = 0;
    const Emit emit = [&](const Quad& quad) {
      if (quad.graph == Term()) ++rows;
    };
    EmitStatementBytes(id, at.statements().Get(id).value().value(), emit);
    ZM_CHECK(
        at.evidence()
            .ForStatement(id,
                          [&](const StatementId&, std::string_view document,
                              std::string_view bytes) {
                            EmitEvidenceBytes(id, document, bytes, emit);
                            return true;
                          })
            .ok());
    return rows;
  }
  uint64_t VirtualByName(uint64_t n) {
    return MadeRows(families_->snapshot(), Make(n).id);
  }
  uint64_t VirtualByDocument(uint64_t n) {
    const Snapshot at = families_->snapshot();
    uint64_t rows = 0;
    const std::vector<StatementId> ids =
        at.doc_statements().Get(Make(n).document).value();
    for (const StatementId& id : ids) {
      rows += MadeRows(at, id);
    }
    return rows;
  }
  uint64_t VirtualByTriple(uint64_t n) {
    const Snapshot at = families_->snapshot();
    uint64_t rows = 0;
    const Made made = Make(n);
    const std::string prefix = LinkPrefix(made);
    ZM_CHECK(at.links()
                 .ForPrefix(prefix,
                            [&](std::string_view key, std::string_view) {
                              StatementId id;
                              for (size_t i = 0; i < id.size(); ++i) {
                                id[i] = static_cast<uint8_t>(
                                    key[prefix.size() + i]);
                              }
                              rows += MadeRows(at, id);
                              return true;
                            })
                 .ok());
    return rows;
  }
  uint64_t VirtualPlanned() {
    uint64_t rows = 0;
    ZM_CHECK(families_->snapshot()
                 .statements()
                 .ForEach([&](const StatementId& id, std::string_view bytes) {
                   ByteReader in(bytes);
                   for (int i = 0; i < 3; ++i) in.LengthPrefixed();
                   if (in.LengthPrefixed() != "o#planned") return true;
                   if (StatementNode(id).is_iri()) ++rows;
                   return true;
                 })
                 .ok());
    return rows;
  }
  uint64_t VirtualAll() {
    const Snapshot at = families_->snapshot();
    uint64_t rows = 0;
    const Emit emit = [&](const Quad& quad) {
      if (quad.graph == Term()) ++rows;
    };
    ZM_CHECK(at.statements()
                 .ForEach([&](const StatementId& id, std::string_view bytes) {
                   EmitStatementBytes(id, bytes, emit);
                   return true;
                 })
                 .ok());
    ZM_CHECK(at.evidence()
                 .ForEach([&](const StatementId& id, std::string_view document,
                              std::string_view bytes) {
                   EmitEvidenceBytes(id, document, bytes, emit);
                   return true;
                 })
                 .ok());
    return rows;
  }

  uint64_t count_;
  TempDir dir_;
  std::unique_ptr<Store> triples_;
  std::unique_ptr<Store> families_;
};

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  zhimai::Bench(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000).Run();
  return 0;
}
