#include "graph/io/pretty_turtle_writer.h"

#include <algorithm>
#include <compare>
#include <utility>

#include "graph/io/blank_nesting.h"
#include "graph/io/turtle_text.h"
#include "graph/io/turtle_writer.h"

namespace zhimai {
namespace {

// Objects of one predicate share a line up to here.
constexpr size_t kLine = 80;

int RankOf(const Term& term) {
  switch (term.type()) {
    case TermType::kIri:
      return 0;
    case TermType::kLiteral:
      return 1;
    case TermType::kBlank:
      return 2;
    case TermType::kTriple:
      break;
  }
  return 3;
}

std::strong_ordering Compare(const Term& a, const Term& b) {
  const std::strong_ordering rank = RankOf(a) <=> RankOf(b);
  return rank != 0 ? rank : a <=> b;
}

// The default graph is the empty IRI, and so the first.
bool Before(const Quad& a, const Quad& b) {
  if (const auto c = Compare(a.graph, b.graph); c != 0) return c < 0;
  if (const auto c = Compare(a.subject, b.subject); c != 0) return c < 0;
  const bool a_type = a.predicate.value() == kRdfType;
  const bool b_type = b.predicate.value() == kRdfType;
  if (a_type != b_type) return a_type;
  if (const auto c = Compare(a.predicate, b.predicate); c != 0) return c < 0;
  return Compare(a.object, b.object) < 0;
}

// One document, from quads that are all there.
class Document {
 public:
  Document(const QuadWriterOptions& options, const std::vector<Quad>& quads)
      : quads_(quads), nesting_(quads), terms_(options.prefixes) {}

  std::string Write() {
    std::string body;
    for (size_t begin = 0; begin < quads_.size();) {
      const size_t end = GraphEnd(begin);
      if (!body.empty()) body += '\n';
      Graph(begin, end, &body);
      begin = end;
    }
    std::string text;
    terms_.AppendHeader(/*only_used=*/true, &text);
    return text + body;
  }

 private:
  size_t GraphEnd(size_t begin) const {
    size_t end = begin + 1;
    while (end < quads_.size() && quads_[end].graph == quads_[begin].graph) {
      ++end;
    }
    return end;
  }

  void Graph(size_t begin, size_t end, std::string* out) {
    const bool named = !quads_[begin].in_default_graph();
    if (named) {
      terms_.AppendTerm(quads_[begin].graph, out);
      *out += " {\n";
    }
    bool first = true;
    while (begin < end) {
      size_t next = begin + 1;
      while (next < end && quads_[next].subject == quads_[begin].subject) {
        ++next;
      }
      if (!nesting_.IsNested(quads_[begin].subject)) {
        if (!first) *out += '\n';
        first = false;
        Subject({begin, next}, named ? 2 : 0, out);
      }
      begin = next;
    }
    if (named) *out += "}\n";
  }

  void Subject(QuadRange range, size_t indent, std::string* out) {
    const Term& subject = quads_[range.begin].subject;
    out->append(indent, ' ');
    if (nesting_.IsUnused(subject)) {
      *out += "[]";
    } else {
      terms_.AppendTerm(subject, out);
    }
    *out += ' ';
    Predicates(range, indent + 2, out);
    *out += " .\n";
  }

  // Goes on in the line; further predicates get lines of their own.
  void Predicates(QuadRange range, size_t indent, std::string* out) {
    for (size_t i = range.begin; i < range.end;) {
      size_t next = i + 1;
      while (next < range.end &&
             quads_[next].predicate == quads_[i].predicate) {
        ++next;
      }
      if (i > range.begin) {
        *out += " ;\n";
        out->append(indent, ' ');
      }
      terms_.AppendPredicate(quads_[i].predicate, out);
      *out += ' ';
      Objects({i, next}, indent, out);
      i = next;
    }
  }

  void Objects(QuadRange range, size_t indent, std::string* out) {
    std::vector<std::string> texts;
    size_t width = out->size() - (out->rfind('\n') + 1);
    bool one_line = true;
    // What stands in lines of its own goes deeper.
    const size_t inner = range.end - range.begin > 1 ? indent + 2 : indent;
    for (size_t i = range.begin; i < range.end; ++i) {
      texts.emplace_back();
      Object(quads_[i].object, inner, &texts.back());
      width += texts.back().size() + 3;
      if (texts.back().find('\n') != std::string::npos) one_line = false;
    }
    one_line = one_line && width <= kLine;
    for (size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) {
        *out += one_line ? " , " : " ,\n";
        if (!one_line) out->append(indent + 2, ' ');
      }
      *out += texts[i];
    }
  }

  // Recursion is bounded by BlankNesting::kMaxDepth.
  void Object(const Term& term, size_t indent, std::string* out) {
    if (term.is_iri() && term.value() == kRdfNil) {
      *out += "()";
      return;
    }
    if (!nesting_.IsNested(term)) {
      terms_.AppendTerm(term, out);
      return;
    }
    const std::vector<const Term*> items = nesting_.ListAt(term);
    const QuadRange triples = nesting_.TriplesOf(term);
    if (!items.empty()) {
      *out += "( ";
      for (const Term* item : items) {
        Object(*item, indent + 2, out);
        *out += ' ';
      }
      *out += ')';
    } else if (triples.begin == triples.end) {
      *out += "[]";
    } else {
      *out += "[\n";
      out->append(indent + 2, ' ');
      Predicates(triples, indent + 2, out);
      *out += '\n';
      out->append(indent, ' ');
      *out += ']';
    }
  }

  const std::vector<Quad>& quads_;
  BlankNesting nesting_;
  TurtleText terms_;
};

}  // namespace

Status PrettyTurtleWriter::Write(const Quad& quad) {
  if (streaming_) return streaming_->Write(quad);
  quads_.push_back(quad);
  if (quads_.size() < kMaxQuads) return {};
  streaming_ = std::make_unique<TurtleWriter>(options_, sink_);
  std::sort(quads_.begin(), quads_.end(), Before);
  for (const Quad& each : quads_) ZM_TRY(streaming_->Write(each));
  quads_ = {};
  return {};
}

Status PrettyTurtleWriter::Finish() {
  if (streaming_) return streaming_->Finish();
  std::sort(quads_.begin(), quads_.end(), Before);
  quads_.erase(std::unique(quads_.begin(), quads_.end()), quads_.end());
  const std::string text = Document(options_, quads_).Write();
  return text.empty() ? Status() : sink_(text);
}

}  // namespace zhimai
