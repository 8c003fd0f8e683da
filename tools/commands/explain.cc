// zhimai explain STATEMENT, or SUBJECT RELATION OBJECT: where it was read.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "tools/cli/format.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/source_text.h"
#include "tools/commands/statement_text.h"
#include "tools/commands/view_json.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"limit", "N", "places to show of each statement (default 5; 0 for all)"},
    kLangFlag,
    kJsonFlag,
};

// Places further apart than this are shown as sentences of their own.
constexpr uint64_t kApart = 600;

// Keeps the documents read last. A reference is good until the next call.
class Originals {
 public:
  explicit Originals(const Graph* graph) : graph_(graph) {}

  const Result<std::string>& Bytes(const std::string& path) {
    const auto found = read_.find(path);
    if (found != read_.end()) return found->second;
    if (read_.size() >= kKept) read_.clear();
    const Result<DocumentView> document = graph_->GetDocument(path);
    return read_
        .emplace(path, document.ok() ? OriginalBytes(*document)
                                     : Result<std::string>(document.status()))
        .first->second;
  }

 private:
  static constexpr size_t kKept = 16;

  const Graph* graph_;
  std::map<std::string, Result<std::string>> read_;
};

StatementFilter Everything() {
  StatementFilter filter;
  for (int number = 1; number <= kModalityCount; ++number) {
    filter.modalities.push_back(ModalityFromNumber(number));
  }
  filter.min_confidence = 0;
  return filter;
}

// What is asked for; unset: any.
struct Pattern {
  std::optional<std::string> subject;
  std::optional<std::string> relation;
  std::optional<std::string> object;
  bool literal = false;  // the object is the text of a literal
};

Result<Pattern> ReadPattern(const Graph& graph, const OntologyView& ontology,
                            const std::vector<std::string>& names) {
  Pattern pattern;
  if (names[0] != "*") {
    ZM_TRY_ASSIGN(const EntityRef entity, ResolveEntity(graph, names[0]));
    pattern.subject = entity.id;
  }
  if (names[1] != "*") {
    Flags flags;
    flags.Set(kRelationsFlag.name, {names[1]});
    ZM_TRY_ASSIGN(const StatementFilter named, ReadFilter(flags, ontology));
    if (!named.relations.empty()) pattern.relation = named.relations.front();
  }
  if (names[2] == "*") return pattern;
  const Result<EntityRef> entity = ResolveEntity(graph, names[2]);
  if (!entity.ok() && entity.status().code() != Code::kNotFound) {
    return entity.status();
  }
  pattern.literal = !entity.ok();
  pattern.object = entity.ok() ? entity->id : names[2];
  return pattern;
}

// The same facts seen from the other side: a symmetric one is stored once.
Result<std::vector<StatementView>> FindReversed(const Graph& graph,
                                                const OntologyView& ontology,
                                                const Pattern& pattern) {
  if (pattern.literal) return std::vector<StatementView>();
  if (pattern.relation && !ontology.symmetric.contains(*pattern.relation)) {
    return std::vector<StatementView>();
  }
  ZM_TRY_ASSIGN(std::vector<StatementView> found,
                graph.FindStatements(pattern.object, pattern.relation,
                                     pattern.subject, Everything()));
  std::erase_if(found, [&](const StatementView& statement) {
    return !ontology.symmetric.contains(statement.predicate);
  });
  return found;
}

Result<std::vector<StatementView>> Find(const Graph& graph,
                                        const OntologyView& ontology,
                                        const std::vector<std::string>& names) {
  if (names.size() == 1) {
    ZM_TRY_ASSIGN(StatementView statement, graph.GetStatement(names[0]));
    return std::vector<StatementView>{std::move(statement)};
  }
  ZM_TRY_ASSIGN(const Pattern pattern, ReadPattern(graph, ontology, names));
  ZM_TRY_ASSIGN(std::vector<StatementView> found,
                graph.FindStatements(pattern.subject, pattern.relation,
                                     pattern.object, Everything()));
  ZM_TRY_ASSIGN(const std::vector<StatementView> reversed,
                FindReversed(graph, ontology, pattern));
  std::set<std::string> known;
  for (const StatementView& statement : found) known.insert(statement.id);
  for (const StatementView& statement : reversed) {
    if (!known.contains(statement.id)) found.push_back(statement);
  }
  if (!found.empty()) return found;
  return Status::NotFound("the graph does not say so: " + names[0] + " " +
                          names[1] + " " + names[2]);
}

std::vector<MarkedSpan> SpansToMark(const EvidenceView& evidence) {
  std::vector<MarkedSpan> spans;
  for (const CaptureView& capture : evidence.captures) {
    spans.push_back({capture.begin, capture.end});
  }
  if (spans.empty()) {
    for (const PieceView& piece : evidence.pieces) {
      spans.push_back({piece.begin, piece.end});
    }
  }
  return InnermostSpans(std::move(spans));
}

// Stretches of the document to quote: the pieces and captures, those near each
// other together.
std::vector<MarkedSpan> Stretches(const EvidenceView& evidence,
                                  std::string_view bytes) {
  std::vector<MarkedSpan> spans;
  for (const PieceView& piece : evidence.pieces) {
    spans.push_back({piece.begin, piece.end});
  }
  for (const CaptureView& capture : evidence.captures) {
    spans.push_back({capture.begin, capture.end});
  }
  std::sort(spans.begin(), spans.end());
  std::vector<MarkedSpan> joined;
  for (const MarkedSpan& span : spans) {
    if (span.begin > span.end || span.end > bytes.size()) continue;
    if (!joined.empty() && span.begin < joined.back().end + kApart) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

// Whole sentences where the file is at hand, else the pieces the graph keeps.
void PrintQuotation(const EvidenceView& evidence,
                    const Result<std::string>& bytes, const Io& io) {
  const char* open = io.color ? "\x1b[1;33m" : "【";
  const char* close = io.color ? "\x1b[0m" : "】";
  const int columns = io.width > 0 ? std::max(io.width - 5, 20) : 0;
  const auto print = [&](const std::string& text) {
    // Escapes have no width of their own, so marked-up lines of a terminal are
    // left to it.
    if (columns == 0 || io.color) {
      *io.out << "     " << text << '\n';
      return;
    }
    for (const std::string& line : Wrap(text, columns)) {
      *io.out << "     " << line << '\n';
    }
  };
  if (!bytes.ok()) {
    for (const PieceView& piece : evidence.pieces) {
      print(open + Printable(piece.text) + close);
    }
    return;
  }
  const std::vector<MarkedSpan> marks = SpansToMark(evidence);
  for (const MarkedSpan& stretch : Stretches(evidence, *bytes)) {
    print(MarkUp(*bytes, SentenceAround(*bytes, stretch), marks, open, close));
  }
}

std::string Place(const EvidenceView& evidence,
                  const Result<std::string>& bytes) {
  std::string place = Printable(evidence.document);
  if (evidence.pieces.empty()) return place;
  const PieceView& first = evidence.pieces.front();
  if (bytes.ok()) {
    const TextPosition position = PositionOf(*bytes, first.begin);
    place += ":" + std::to_string(position.line) + ":" +
             std::to_string(position.column);
  }
  place += "  bytes";
  for (const PieceView& piece : evidence.pieces) {
    place +=
        " " + std::to_string(piece.begin) + "–" + std::to_string(piece.end);
  }
  return place;
}

void PrintEvidence(int number, const EvidenceView& evidence,
                   const Result<std::string>& bytes, const Io& io) {
  std::string lead = std::to_string(number) + ".";
  lead.resize(std::max<size_t>(lead.size() + 1, 5), ' ');
  *io.out << lead << Place(evidence, bytes) << '\n';
  const std::string& title = evidence.article_title.empty()
                                 ? evidence.document_title
                                 : evidence.article_title;
  if (!title.empty()) *io.out << "     in: " << Printable(title) << '\n';
  if (!bytes.ok()) {
    *io.out << "     (the file cannot be shown: " << bytes.status().message()
            << ")\n";
  }
  PrintQuotation(evidence, bytes, io);
  *io.out << "     rule " << Printable(evidence.rule);
  if (!evidence.rule_version.empty()) {
    *io.out << " (version " << evidence.rule_version.substr(0, 8) << ")";
  }
  *io.out << ", confidence " << Fixed(evidence.confidence, 2) << '\n';
  std::string captures;
  for (const CaptureView& capture : evidence.captures) {
    captures += (captures.empty() ? "" : ", ") + Printable(capture.name) + "=" +
                Printable(capture.text);
  }
  if (!captures.empty()) *io.out << "     captures " << captures << '\n';
  for (const std::string& line : evidence.trace) {
    *io.out << "     resolved " << Printable(line) << '\n';
  }
}

Status PrintStatement(const Graph& graph, const StatementView& statement,
                      const StatementText& text, size_t limit,
                      Originals* originals, const Io& io) {
  *io.out << (io.color ? "\x1b[1m" : "") << text.Line(statement)
          << (io.color ? "\x1b[0m" : "") << '\n';
  const std::string qualifiers = text.Qualifiers(statement);
  if (!qualifiers.empty()) *io.out << "  " << qualifiers << '\n';
  *io.out << "  " << ModalityName(statement.modality) << ", confidence "
          << Fixed(statement.confidence, 2) << ", "
          << Counted(statement.documents, "source", "sources") << "  "
          << statement.id << '\n';
  for (const std::string& id : statement.superseded_by) {
    *io.out << "  done since: " << id << '\n';
  }
  ZM_TRY_ASSIGN(const std::vector<EvidenceView> all,
                graph.EvidenceOf(statement.id));
  const size_t shown = limit == 0 ? all.size() : std::min(limit, all.size());
  for (size_t i = 0; i < shown; ++i) {
    PrintEvidence(static_cast<int>(i) + 1, all[i],
                  originals->Bytes(all[i].document), io);
  }
  if (shown < all.size()) {
    *io.out << "     … " << Counted(all.size() - shown, "place", "places")
            << " more (--limit 0 shows all)\n";
  }
  return Status();
}

Status PrintJson(const Graph& graph,
                 const std::vector<StatementView>& statements, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginArray();
  for (const StatementView& statement : statements) {
    ZM_TRY_ASSIGN(const std::vector<EvidenceView> evidence,
                  graph.EvidenceOf(statement.id));
    json.BeginObject().Key("statement");
    WriteJson(statement, &json);
    json.Key("evidence");
    WriteJson(evidence, &json);
    json.EndObject();
  }
  json.EndArray().EndLine();
  *io.out << text;
  return Status();
}

Status Run(const Flags& flags, Io& io) {
  if (flags.arguments().size() == 2) {
    return Status::Usage(
        "explain needs a statement's id, or SUBJECT RELATION OBJECT");
  }
  ZM_TRY_ASSIGN(const int64_t limit, flags.GetInt("limit", 5, 0, 1000000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const std::vector<StatementView> statements,
                Find(graph, ontology, flags.arguments()));
  if (flags.Has(kJsonFlag.name)) return PrintJson(graph, statements, io);
  const StatementText text(&ontology, language);
  Originals originals(&graph);
  bool first = true;
  for (const StatementView& statement : statements) {
    if (!first) *io.out << '\n';
    first = false;
    ZM_TRY(PrintStatement(graph, statement, text, static_cast<size_t>(limit),
                          &originals, io));
  }
  return Status();
}

}  // namespace

const Command kExplainCommand = {
    .name = "explain",
    .summary = "show where a statement was read, and by which rule",
    .arguments = "STATEMENT | SUBJECT RELATION OBJECT",
    .min_arguments = 1,
    .max_arguments = 3,
    .flags = kFlags,
    .example =
        "zhimai explain 印度 member_of 上海合作组织\n"
        "zhimai explain 上海合作组织 member_count '*'",
    .run = Run,
};

}  // namespace zhimai
