// zhimai diff: what changed from one graph to another, or in one of late.
#include <array>
#include <optional>

#include "graph/ingest/valid_time.h"
#include "tools/cli/format.h"
#include "tools/cli/output.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/statement_text.h"
#include "tools/commands/view_json.h"

namespace zhimai {
namespace {

using Kind = GraphChange::Kind;
using Thing = GraphChange::Thing;

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"since", "DATE|N",
     "what changed in the one graph since a day or time in UTC, or since "
     "generation N (the end of the feed tells it)"},
    {"only", "THING,…", "only documents, entities or statements", '\0', true,
     "documents|entities|statements"},
    {"output", "FILE", "write there instead of to stdout", 'o'},
    kLangFlag,
    kJsonFlag,
};

constexpr std::array<std::string_view, 3> kKinds = {"added", "gone", "changed"};
constexpr std::array<std::string_view, 3> kMarks = {"+", "-", "~"};
constexpr std::array<std::string_view, 3> kThings = {"document", "entity",
                                                     "statement"};
constexpr std::array<std::string_view, 3> kMany = {"documents", "entities",
                                                   "statements"};

template <typename Enum>
size_t Number(Enum value) {
  return static_cast<size_t>(value);
}

Result<std::array<bool, 3>> ReadOnly(const Flags& flags) {
  const std::vector<std::string> wanted = flags.GetList("only");
  std::array<bool, 3> only;
  only.fill(wanted.empty());
  for (const std::string& name : wanted) {
    bool known = false;
    for (size_t i = 0; i < kMany.size(); ++i) {
      if (name == kMany[i] || name == kThings[i]) only[i] = known = true;
    }
    if (!known) {
      return Status::Usage(
          "--only takes some of documents, entities, statements, not '" +
          Printable(name) + "'");
    }
  }
  return only;
}

void WriteSide(const GraphChange::Side& side, JsonWriter* json) {
  if (side.document) WriteJson(*side.document, json);
  if (side.entity) WriteJson(*side.entity, json);
  if (side.statement) WriteJson(*side.statement, json);
}

// One line of the feed. What is gone is told as it was: a tombstone.
std::string JsonLine(const GraphChange& change) {
  std::string line;
  JsonWriter json(&line);
  json.BeginObject().Field("change", kKinds[Number(change.kind)]);
  json.Field("thing", kThings[Number(change.thing)]).Field("id", change.id);
  const GraphChange::Side& old = change.before;
  if (old.document || old.entity || old.statement) {
    json.Key("before");
    WriteSide(change.before, &json);
  }
  if (change.kind != Kind::kGone) {
    json.Key("after");
    WriteSide(change.after, &json);
  }
  json.EndObject().EndLine();
  return line;
}

std::string Standing(const StatementView& statement) {
  return Fixed(statement.confidence, 2) + ", " +
         Counted(statement.documents, "source", "sources");
}

std::string TextLine(const GraphChange& change, const StatementText& text) {
  std::string line(kMarks[Number(change.kind)]);
  line += " " + std::string(kThings[Number(change.thing)]) + "  ";
  const GraphChange::Side& side =
      change.kind == Kind::kGone ? change.before : change.after;
  if (side.document) {
    line += Printable(change.id) + "  " + Printable(side.document->title);
  } else if (side.entity) {
    line += text.Entity(side.entity->ref) + "  " + Printable(change.id);
  } else if (side.statement) {
    line += text.Line(*side.statement);
    const std::string mark = StatementText::Mark(*side.statement);
    const std::string qualifiers = text.Qualifiers(*side.statement);
    if (!mark.empty()) line += "  (" + mark + ")";
    if (!qualifiers.empty()) line += "  " + qualifiers;
    if (change.before.statement && change.after.statement) {
      line += "  " + Standing(*change.before.statement) + " → " +
              Standing(*change.after.statement);
    }
    line += "  " + StatementText::ShortId(change.id);
  }
  return line + "\n";
}

using Counts = std::array<std::array<uint64_t, 3>, 3>;  // thing, kind

// So that a reader of the feed knows that it is whole.
std::string EndLine(const Counts& counts, uint64_t generation) {
  std::string line;
  JsonWriter json(&line);
  json.BeginObject().Field("change", "end").Field("generation", generation);
  for (size_t thing = 0; thing < kMany.size(); ++thing) {
    json.Key(kMany[thing]).BeginObject();
    for (size_t kind = 0; kind < kKinds.size(); ++kind) {
      json.Field(kKinds[kind], counts[thing][kind]);
    }
    json.EndObject();
  }
  json.EndObject().EndLine();
  return line;
}

std::string Summary(const Counts& counts, const std::array<bool, 3>& only,
                    uint64_t generation) {
  std::string text;
  for (size_t thing = 0; thing < kMany.size(); ++thing) {
    if (!only[thing]) continue;
    text += std::string(kMany[thing]) + ": ";
    for (size_t kind = 0; kind < kKinds.size(); ++kind) {
      text += (kind == 0 ? "" : ", ") + WithCommas(counts[thing][kind]) + " " +
              std::string(kKinds[kind]);
    }
    text += "\n";
  }
  return text + "generation: " + WithCommas(generation) + "\n";
}

// A number is a generation; else a time.
Result<SinceRequest> ReadSince(const Flags& flags) {
  SinceRequest request;
  const std::string given = flags.Get("since");
  const bool number =
      !given.empty() && given.size() < 19 &&
      given.find_first_not_of("0123456789") == std::string::npos;
  if (number) {
    request.generation = std::stoull(given);
    return request;
  }
  std::string first;
  std::string last;
  if (!DaysOf(given.substr(0, 10), &first, &last)) {
    return Status::Usage(
        "--since takes a generation or a time such as 2026-11-24 or "
        "2026-11-24T03:00, not '" +
        Printable(given) + "'");
  }
  request.time = given;
  return request;
}

Result<Graph> OpenNamed(const std::string& directory, const Io& io) {
  Flags flags;
  flags.Set(kDbFlag.name, {directory});
  return OpenGraph(flags, io, GraphMode::kRead);
}

// The graph that is looked at last, and how to tell what changed.
struct Feed {
  std::optional<Graph> before;  // none with --since
  std::optional<Graph> after;
  SinceRequest since;
};

Result<Feed> OpenFeed(const Flags& flags, const Io& io) {
  Feed feed;
  const bool since = flags.Has("since");
  if (flags.arguments().size() != (since ? 0 : 2)) {
    return Status::Usage("diff takes DB1 DB2, or --since and no other");
  }
  if (since) {
    ZM_TRY_ASSIGN(feed.since, ReadSince(flags));
    ZM_TRY_ASSIGN(feed.after, OpenGraph(flags, io, GraphMode::kRead));
    return feed;
  }
  ZM_TRY_ASSIGN(feed.before, OpenNamed(flags.arguments()[0], io));
  ZM_TRY_ASSIGN(feed.after, OpenNamed(flags.arguments()[1], io));
  return feed;
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const auto only, ReadOnly(flags));
  ZM_TRY_ASSIGN(Feed feed, OpenFeed(flags, io));
  ZM_TRY_ASSIGN(const OntologyView ontology, feed.after->Ontology());
  ZM_TRY_ASSIGN(const uint64_t generation, feed.after->Generation());
  const StatementText text(&ontology, language);
  const bool as_json = flags.Has(kJsonFlag.name);
  Counts counts = {};
  const auto cancelled = [&io] { return io.cancelled(); };
  const auto write = [&](const TextSink& sink) -> Status {
    const auto tell = [&](const GraphChange& change) -> Status {
      const size_t thing = Number(change.thing);
      if (!only[thing]) return {};
      ++counts[thing][Number(change.kind)];
      return sink(as_json ? JsonLine(change) : TextLine(change, text));
    };
    if (feed.before) {
      ZM_TRY(Graph::Diff(*feed.before, *feed.after, {cancelled}, tell));
    } else {
      feed.since.cancelled = cancelled;
      ZM_TRY(feed.after->ChangesSince(feed.since, tell));
    }
    return sink(as_json ? EndLine(counts, generation)
                        : Summary(counts, only, generation));
  };
  return WriteOutput(flags.Get("output"), io, write);
}

}  // namespace

const Command kDiffCommand = {
    .name = "diff",
    .summary = "tell what changed from one graph to another, or since a day",
    .arguments = "[DB1 DB2]",
    .min_arguments = 0,
    .max_arguments = 2,
    .flags = kFlags,
    .example =
        "zhimai build --db old.db data/corpus/20230519.md\n"
        "zhimai build --db new.db data/corpus\n"
        "zhimai diff old.db new.db\n"
        "zhimai diff --since 2026-11-24 --db new.db --json -o changes.jsonl",
    .run = Run,
};

}  // namespace zhimai
