#include "graph/io/turtle_writer.h"

#include "graph/base/utf8.h"
#include "graph/io/name_chars.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

constexpr std::string_view kRdfType =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// Whether `local` may stand after "prefix:" without an escape. Less than the
// grammar allows: what needs '\' or '%' is written as a full IRI.
bool IsPlainLocal(std::string_view local) {
  bool first = true;
  char32_t last = 0;
  for (size_t at = 0; at < local.size();) {
    const char32_t c = DecodeUtf8(local, &at);
    const bool good = IsNameStartOrUnderscore(c) || IsAsciiDigit(c) ||
                      (!first && (IsNameChar(c) || c == '.'));
    if (!good) return false;
    first = false;
    last = c;
  }
  return last != '.';
}

bool IsDigits(std::string_view text) {
  for (char c : text) {
    if (!IsAsciiDigit(static_cast<unsigned char>(c))) return false;
  }
  return !text.empty();
}

std::string_view WithoutSign(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    text.remove_prefix(1);
  }
  return text;
}

// Numbers and booleans whose bare form reads back as the same literal.
bool IsBareLiteral(const Term& term) {
  const std::string_view type = term.datatype();
  if (type.substr(0, kXsd.size()) != kXsd) return false;
  const std::string_view name = type.substr(kXsd.size());
  const std::string_view text = term.value();
  if (name == "boolean") return text == "true" || text == "false";
  const std::string_view number = WithoutSign(text);
  if (name == "integer") return IsDigits(number);
  const size_t point = number.find('.');
  if (point == std::string_view::npos) return false;
  const bool whole_ok = point == 0 || IsDigits(number.substr(0, point));
  if (name == "decimal") return whole_ok && IsDigits(number.substr(point + 1));
  if (name != "double") return false;
  const size_t exponent = number.find_first_of("eE", point);
  return exponent != std::string_view::npos && whole_ok &&
         IsDigits(number.substr(point + 1, exponent - point - 1)) &&
         IsDigits(WithoutSign(number.substr(exponent + 1)));
}

}  // namespace

TurtleWriter::TurtleWriter(QuadWriterOptions options, TextSink sink)
    : format_(options.format), sink_(std::move(sink)) {
  std::map<std::string, std::string> by_name;
  for (auto& [prefix, iri] : options.prefixes) by_name[prefix] = iri;
  for (const auto& [prefix, iri] : by_name) {
    if (!iri.empty()) prefixes_.emplace(iri, prefix);
  }
}

Status TurtleWriter::Flush() {
  if (buffer_.empty()) return {};
  const Status status = sink_(buffer_);
  buffer_.clear();
  return status;
}

void TurtleWriter::Header() {
  started_ = true;
  std::map<std::string_view, std::string_view> by_name;
  for (const auto& [iri, prefix] : prefixes_) by_name[prefix] = iri;
  for (const auto& [prefix, iri] : by_name) {
    buffer_ += "PREFIX ";
    buffer_ += prefix;
    buffer_ += ": ";
    AppendTerm(Term::Iri(iri), &buffer_);
    buffer_ += '\n';
  }
  if (!by_name.empty()) buffer_ += '\n';
}

void TurtleWriter::Indent() { buffer_ += in_graph_ ? "    " : "  "; }

void TurtleWriter::CloseSubject() {
  if (in_subject_) buffer_ += " .\n";
  in_subject_ = false;
}

void TurtleWriter::CloseGraph() {
  CloseSubject();
  if (in_graph_) buffer_ += "}\n";
  in_graph_ = false;
}

void TurtleWriter::OpenGraph(const Term& graph) {
  CloseGraph();
  if (graph == Term()) return;
  AppendTermText(graph);
  buffer_ += " {\n";
  in_graph_ = true;
}

bool TurtleWriter::AppendPrefixed(std::string_view iri) {
  // The longest namespace that leaves a plain local name. Namespaces end at
  // one of a few characters; looking behind each letter is not worth it.
  for (size_t cut = iri.size(); cut > 0; --cut) {
    const char before = iri[cut - 1];
    if (cut != iri.size() && before != '/' && before != '#' && before != ':' &&
        before != '_' && before != '=' && before != '?') {
      continue;
    }
    const auto found = prefixes_.find(iri.substr(0, cut));
    if (found == prefixes_.end() || !IsPlainLocal(iri.substr(cut))) continue;
    buffer_ += found->second;
    buffer_ += ':';
    buffer_ += iri.substr(cut);
    return true;
  }
  return false;
}

void TurtleWriter::AppendIri(const Term& iri) {
  if (prefixes_.empty() || !AppendPrefixed(iri.value())) {
    AppendTerm(iri, &buffer_);
  }
}

void TurtleWriter::AppendPredicate(const Term& predicate) {
  if (predicate.value() == kRdfType) {
    buffer_ += 'a';
  } else {
    AppendIri(predicate);
  }
}

// Recursion is bounded by kMaxTripleTermDepth.
void TurtleWriter::AppendTermText(const Term& term) {
  if (term.is_iri()) {
    AppendIri(term);
  } else if (term.is_triple()) {
    buffer_ += "<<( ";
    AppendTermText(term.triple().subject);
    buffer_ += ' ';
    AppendPredicate(term.triple().predicate);
    buffer_ += ' ';
    AppendTermText(term.triple().object);
    buffer_ += " )>>";
  } else if (term.is_literal() && IsBareLiteral(term)) {
    buffer_ += term.value();
  } else if (term.is_literal() && term.language().empty() &&
             term.datatype() != kXsdString) {
    AppendTerm(Term::String(term.value()), &buffer_);
    buffer_ += "^^";
    AppendIri(Term::Iri(term.datatype()));
  } else {
    AppendTerm(term, &buffer_);
  }
}

Status TurtleWriter::Write(const Quad& quad) {
  if (format_ == RdfFormat::kTurtle && !quad.in_default_graph()) {
    return Status::InvalidInput(
        "Turtle has no named graphs; write TriG or N-Quads");
  }
  if (!started_) Header();
  if (quad.graph != last_.graph) OpenGraph(quad.graph);
  if (in_subject_ && quad.subject == last_.subject) {
    if (quad.predicate == last_.predicate) {
      buffer_ += " , ";
    } else {
      buffer_ += " ;\n";
      Indent();
      if (in_graph_) buffer_ += "  ";
      AppendPredicate(quad.predicate);
      buffer_ += ' ';
    }
  } else {
    CloseSubject();
    if (in_graph_) Indent();
    AppendTermText(quad.subject);
    buffer_ += ' ';
    AppendPredicate(quad.predicate);
    buffer_ += ' ';
  }
  AppendTermText(quad.object);
  in_subject_ = true;
  last_ = quad;
  return buffer_.size() < kPieceBytes ? Status() : Flush();
}

Status TurtleWriter::Finish() {
  if (!started_) Header();
  CloseGraph();
  return Flush();
}

}  // namespace zhimai
