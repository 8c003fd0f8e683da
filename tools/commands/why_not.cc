// zhimai why-not DOC:OFFSET: what kept the rules from saying more there.
#include "extract/pipeline/why_not.h"

#include <charconv>

#include "tools/cli/format.h"
#include "tools/cli/json_writer.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/source_files.h"

namespace zhimai {
namespace {

constexpr int64_t kDefaultLimit = 10;

constexpr FlagSpec kFlags[] = {
    {"text", "TEXT", "the place is where the document has TEXT first"},
    {"filter", "TEXT", "only rules whose id contains it"},
    {"limit", "N", "how many rules that did not match (default 10)"},
    {"arcs", "", "list what patterns can step on, too"},
    kDataFlag,
    kJsonFlag,
};

struct Place {
  std::string file;
  std::string bytes;
  uint64_t offset = 0;
};

Result<Place> FindPlace(const Flags& flags, const Io& io) {
  Place place;
  place.file = flags.arguments().front();
  if (flags.Has("text") || place.file == "-") {
    ZM_TRY_ASSIGN(place.bytes, ReadSource({place.file, place.file, ""}, io));
    const size_t at = place.bytes.find(flags.Get("text"));
    if (at == std::string::npos) {
      return Status::NotFound("the document does not contain that text")
          .In(place.file);
    }
    place.offset = at;
    return place;
  }
  const size_t colon = place.file.rfind(':');
  const char* end = place.file.data() + place.file.size();
  const auto [stop, error] =
      colon == std::string::npos
          ? std::from_chars_result{nullptr, std::errc::invalid_argument}
          : std::from_chars(place.file.data() + colon + 1, end, place.offset);
  if (error != std::errc() || stop != end) {
    return Status::Usage(
        "why-not takes DOC:OFFSET, a byte of the file, or DOC with --text; - "
        "is standard input, of which the first sentence counts");
  }
  place.file.resize(colon);
  ZM_TRY_ASSIGN(place.bytes, ReadFile(place.file));
  return place;
}

bool IsMatch(const NearRule& rule) {
  return rule.outcome == RuleAttempt::Outcome::kMatched;
}

std::string Quoted(const std::string& text) { return "‘" + text + "’"; }

std::string Explain(const NearRule& rule) {
  if (rule.outcome == RuleAttempt::Outcome::kNoMatch) {
    std::string out = rule.matched.empty()
                          ? std::string("finds no ")
                          : "after " + Quoted(rule.matched) + " wants ";
    out += rule.stopper;
    if (!rule.rest.empty() && !rule.matched.empty()) {
      out += ", there is " + Quoted(rule.rest);
    }
    return out;
  }
  std::string out = Quoted(rule.matched);
  if (!rule.stopper.empty()) {
    out += " " + std::string(OutcomeName(rule.outcome)) + ": " + rule.stopper;
  }
  return out;
}

void PrintRules(const WhyNotReport& report, const std::string& filter,
                size_t limit, const Io& io) {
  TextTable matched({{"", TextTable::Align::kLeft, true},
                     {"", TextTable::Align::kLeft, false}});
  TextTable near({{"", TextTable::Align::kRight, true},
                  {"", TextTable::Align::kLeft, true},
                  {"", TextTable::Align::kLeft, false}});
  for (const NearRule& rule : report.rules) {
    if (rule.id.find(filter) == std::string::npos) continue;
    if (IsMatch(rule)) {
      matched.AddRow({rule.id, Explain(rule)});
    } else if (near.size() < limit) {
      near.AddRow({std::to_string(static_cast<int>(rule.passed * 100)) + "%",
                   rule.id, Explain(rule)});
    }
  }
  if (matched.size() > 0) *io.out << "matched\n";
  matched.Print(io.out, io.width, 2);
  *io.out << (near.size() > 0 ? "nearest\n" : "no other rule was tried\n");
  near.Print(io.out, io.width, 2);
}

void PrintArcs(const WhyNotReport& report, const Io& io) {
  TextTable arcs({{"", TextTable::Align::kLeft, false},
                  {"", TextTable::Align::kLeft, true},
                  {"", TextTable::Align::kLeft, false}});
  for (const SeenArc& arc : report.arcs) {
    const std::string type =
        arc.type[0] == '@' ? arc.type : "[" + arc.type + "]";
    arcs.AddRow({arc.text, type, arc.value});
  }
  *io.out << "arcs\n";
  arcs.Print(io.out, io.width, 2);
}

void PrintJson(const WhyNotReport& report, const std::string& filter,
               const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject()
      .Field("sentence", report.sentence)
      .Field("article", uint64_t{report.article})
      .Key("found")
      .BeginArray();
  for (const std::string& line : report.found) json.String(line);
  json.EndArray().Key("dropped").BeginArray();
  for (const std::string& line : report.dropped) json.String(line);
  json.EndArray().Key("rules").BeginArray();
  for (const NearRule& rule : report.rules) {
    if (rule.id.find(filter) == std::string::npos) continue;
    json.BeginObject()
        .Field("rule", rule.id)
        .Field("file", rule.file)
        .Field("outcome", OutcomeName(rule.outcome))
        .Field("matched", rule.matched)
        .Field("stopper", rule.stopper)
        .Field("rest", rule.rest)
        .Key("passed")
        .Double(rule.passed)
        .EndObject();
  }
  json.EndArray().Key("arcs").BeginArray();
  for (const SeenArc& arc : report.arcs) {
    json.BeginObject()
        .Field("text", arc.text)
        .Field("type", arc.type)
        .Field("value", arc.value)
        .EndObject();
  }
  json.EndArray().EndObject().EndLine();
  *io.out << text;
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const int64_t limit,
                flags.GetInt("limit", kDefaultLimit, 0, 10000));
  ZM_TRY_ASSIGN(const Place place, FindPlace(flags, io));
  PipelineOptions options;
  ZM_TRY_ASSIGN(options.data_dirs, DataDirs(flags, io));
  ZM_TRY_ASSIGN(const Pipeline pipeline, Pipeline::Load(options));
  const size_t slash = place.file.rfind('/');
  const std::string name =
      slash == std::string::npos ? place.file : place.file.substr(slash + 1);
  ZM_TRY_ASSIGN(
      const WhyNotReport report,
      WhyNot(pipeline, {name == "-" ? "stdin.txt" : name, place.bytes},
             place.offset));
  const std::string filter = flags.Get("filter");
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(report, filter, io);
    return Status();
  }
  *io.out << "sentence\n  " << Printable(report.sentence) << '\n';
  *io.out << (report.found.empty() ? "nothing was found in it\n" : "found\n");
  for (const std::string& line : report.found) {
    *io.out << "  " << Printable(line) << '\n';
  }
  if (!report.dropped.empty()) *io.out << "dropped\n";
  for (const std::string& line : report.dropped) {
    *io.out << "  " << Printable(line) << '\n';
  }
  PrintRules(report, filter, static_cast<size_t>(limit), io);
  if (flags.Has("arcs")) PrintArcs(report, io);
  return Status();
}

}  // namespace

const Command kWhyNotCommand = {
    .name = "why-not",
    .summary = "say what kept the rules from finding more at a place",
    .arguments = "DOC:OFFSET | -",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai why-not data/corpus/2025-01-07-brics-indonesia.txt:120\n"
        "zhimai why-not data/corpus/20230519.md --text 会见 --arcs\n"
        "echo 云汀与白屿缔结友好城市关系。 | zhimai why-not -",
    .run = Run,
};

}  // namespace zhimai
