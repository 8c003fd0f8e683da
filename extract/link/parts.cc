#include "extract/link/parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "graph/base/hash.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Two numbers in a row can be chance; a paper has more.
constexpr int kMinChain = 3;
// A chain with parts lost needs more of them to be believed.
constexpr int kMinTornChain = 6;
constexpr size_t kMaxTitleBytes = 300;
// Shorter ends are formulas that papers repeat.
constexpr size_t kMinCopyBytes = 72;
constexpr int kSectionLevel = 2;
constexpr int kMeasureLevel = 3;

struct Part {
  Span title;
  int level = 0;
  int ordinal = 0;
  uint32_t block_end = 0;
  bool run_in = false;
};

// A title on a line of its own may end with the stop of a run-in one.
Span WithoutStop(std::string_view text, Span title) {
  constexpr std::string_view kStop = "。";
  const std::string_view words = title.In(text);
  if (words.size() > kStop.size() &&
      words.substr(words.size() - kStop.size()) == kStop) {
    title.end -= static_cast<uint32_t>(kStop.size());
  }
  return title;
}

std::vector<Part> NumberedParts(const Article& article) {
  std::vector<Part> out;
  for (const Block& block : article.blocks) {
    if (block.ordinal <= 0) continue;
    Part part;
    part.ordinal = block.ordinal;
    part.level = block.level;
    part.title = block.span;
    part.block_end = block.span.end;
    if (!block.run_in_title.empty()) {
      part.level = part.level == 0 ? kMeasureLevel : part.level;
      part.title.end = block.run_in_title.end;
      part.run_in = block.run_in_title.end + 3 < block.span.end;
    } else if (block.kind != BlockKind::kHeading) {
      continue;
    }
    part.title = WithoutStop(article.text, part.title);
    if (part.title.size() <= kMaxTitleBytes) out.push_back(part);
  }
  return out;
}

// Whether the numbers of a level rise through the article, or inside each
// part of the level above. A page may hold a piece of a paper: it begins
// anywhere, and parts may be lost, but not most of them.
bool IsChain(const std::vector<Part>& parts, int level) {
  int length = 0;
  int lost = 0;
  int last = 0;
  bool restart = true;
  for (const Part& part : parts) {
    if (part.level < level) restart = true;
    if (part.level != level) continue;
    const bool rises = part.ordinal > last;
    if (!rises && !(restart && part.ordinal == 1)) return false;
    if (rises && last > 0) lost += part.ordinal - last - 1;
    last = part.ordinal;
    restart = false;
    ++length;
  }
  if (lost == 0) return length >= kMinChain;
  return length >= kMinTornChain && 3 * lost <= length;
}

int32_t MintPart(ArticleState* state, const char* class_name, Span title) {
  EntityInfo made;
  made.class_name = class_name;
  made.label = state->Text(title);
  const std::string context =
      state->document.info(state->DocumentEntity()).id + "\n" + made.label;
  made.id = MintEntityId(class_name, made.label) + "~" +
            HashText(context).substr(0, 6);
  made.names.push_back({made.label, state->article.language, false});
  made.origin = "structure.part";
  return state->document.entities.Add(std::move(made));
}

// Where the text under a title ends. A paragraph with its title in it is all
// that is left of a part when the next number is missing.
uint32_t EndOf(const std::vector<Part>& parts, size_t i, uint32_t end) {
  const Part& part = parts[i];
  size_t next = i + 1;
  while (next < parts.size() && parts[next].level > part.level) ++next;
  if (next == parts.size()) return end;
  size_t same = next;
  while (same < parts.size() && parts[same].level != part.level) ++same;
  const bool torn =
      same < parts.size() && parts[same].ordinal > part.ordinal + 1;
  return part.run_in && torn ? part.block_end : parts[next].title.begin;
}

std::set<std::string_view> Bigrams(std::string_view text) {
  std::set<std::string_view> out;
  size_t first = 0;
  size_t second = 0;
  if (!text.empty()) DecodeUtf8(text, &second);
  while (second < text.size()) {
    size_t end = second;
    DecodeUtf8(text, &end);
    out.insert(text.substr(first, end - first));
    first = second;
    second = end;
  }
  return out;
}

// The innermost, which stands last.
const PaperPart* FindPart(const std::vector<PaperPart>& parts,
                          uint32_t offset) {
  const PaperPart* found = nullptr;
  for (const PaperPart& part : parts) {
    if (part.body.begin <= offset && offset < part.body.end) found = &part;
  }
  return found;
}

// How much the titles above a sentence have in common with it.
size_t Fit(const ArticleState& state, const PaperPart& part, Span sentence) {
  std::set<std::string_view> titles = Bigrams(state.Text(part.title));
  for (const PaperPart& other : state.parts) {
    if (other.entity == part.whole) {
      titles.merge(Bigrams(state.Text(other.title)));
    }
  }
  size_t fit = 0;
  for (std::string_view pair : Bigrams(state.Text(sentence))) {
    fit += titles.count(pair);
  }
  return fit;
}

// A page may print a sentence a second time where it does not belong. Of two
// that end alike, the one that has less in common with the titles above it is
// the stray one.
void FindStrays(ArticleState* state) {
  std::map<std::string_view, Span> seen;
  for (const Sentence& sentence : state->article.sentences) {
    if (sentence.span.size() < kMinCopyBytes) continue;
    const PaperPart* part = FindPart(state->parts, sentence.span.begin);
    if (part == nullptr) continue;
    const std::string_view text = state->Text(sentence.span);
    const auto [it, is_new] =
        seen.emplace(text.substr(text.size() - kMinCopyBytes), sentence.span);
    if (is_new) continue;
    const PaperPart* other = FindPart(state->parts, it->second.begin);
    if (other == nullptr || other->entity == part->entity) continue;
    const size_t here = Fit(*state, *part, sentence.span);
    const size_t there = Fit(*state, *other, it->second);
    if (here == there) continue;
    state->strays.push_back(here < there ? sentence.span : it->second);
  }
}

}  // namespace

void FindParts(ArticleState* state) {
  state->parts.clear();
  state->strays.clear();
  state->has_measures = false;
  const Ontology& ontology = state->document.knowledge.ontology;
  if (ontology.FindClass("Document") == nullptr) return;
  const std::vector<Part> parts = NumberedParts(state->article);
  if (!IsChain(parts, kSectionLevel)) return;
  const bool measures = IsChain(parts, kMeasureLevel);
  state->has_measures = measures;
  const auto end = static_cast<uint32_t>(state->article.text.size());
  int32_t section = -1;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool is_section = parts[i].level == kSectionLevel;
    const bool is_measure = parts[i].level == kMeasureLevel && measures;
    if (!is_section && (!is_measure || section < 0)) continue;
    PaperPart part;
    part.title = parts[i].title;
    part.ordinal = parts[i].ordinal;
    part.body = {part.title.begin, EndOf(parts, i, end)};
    part.entity =
        MintPart(state, is_section ? "Section" : "Measure", part.title);
    part.whole = is_section ? state->DocumentEntity() : section;
    part.is_measure = is_measure;
    if (is_section) section = part.entity;
    state->parts.push_back(part);
  }
  FindStrays(state);
}

int32_t PartAt(ArticleState* state, uint32_t offset) {
  if (!state->has_measures) return -1;
  for (Span stray : state->strays) {
    if (stray.begin <= offset && offset < stray.end) return -1;
  }
  const PaperPart* found = FindPart(state->parts, offset);
  if (found == nullptr) return state->DocumentEntity();
  const auto next = std::upper_bound(
      state->parts.begin(), state->parts.end(), offset,
      [](uint32_t at, const PaperPart& part) { return at < part.title.begin; });
  const PaperPart& last = *std::prev(next);
  // Behind a torn measure: of which section nobody knows.
  if (&last != found && last.is_measure) return state->DocumentEntity();
  return found->entity;
}

}  // namespace zhimai
