#include "extract/layout/sentences.h"

#include <algorithm>
#include <string>

#include "extract/layout/characters.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Each opening mark stands at the place of its closing one.
constexpr std::u32string_view kOpening = U"“‘「『（《【〈〔(［[";
constexpr std::u32string_view kClosing = U"”’」』）》】〉〕)］]";
constexpr std::u32string_view kQuoteEnds = U"”’」』\"";
constexpr std::u32string_view kTerminators = U"。！？!?…";
// After “……！” these go on with the same sentence.
constexpr std::u32string_view kGoesOn = U"，、；：,;:的等是和与及—（(”’";
// How far down the stack a closing mark looks for its partner: nobody nests
// deeper, and it keeps hostile input linear.
constexpr size_t kMaxNesting = 8;

constexpr std::string_view kAbbreviations[] = {
    "Adm",    "Apr", "Aug",  "Capt", "Co",  "Col", "Corp",   "Dec",
    "Dept",   "Dr",  "Feb",  "Fig",  "Gen", "Gov", "Hon",    "Inc",
    "Jan",    "Jr",  "Jul",  "Jun",  "Lt",  "Ltd", "Maj",    "Mar",
    "Messrs", "Mr",  "Mrs",  "Ms",   "Mt",  "No",  "Nos",    "Nov",
    "Oct",    "Ph",  "Pres", "Prof", "Rep", "Rev", "Sen",    "Sep",
    "Sept",   "Sgt", "Sr",   "St",   "Vol", "al",  "approx", "cf",
    "e.g",    "ed",  "est",  "etc",  "i.e", "pp",  "viz",    "vs"};

constexpr char32_t kAnyHan = U'\u4E00';

// The lead byte of U+4000 to U+9FFF: three bytes, never punctuation.
bool IsPlainHan(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xE4 && byte <= 0xE9;
}

// A mark that has a partner in the block.
struct Bound {
  uint32_t pos;
  bool opens;
};

// The matched marks of a block by position.
std::vector<Bound> MatchMarks(std::string_view text, Span block) {
  struct Open {
    size_t kind;
    uint32_t pos;
  };
  std::vector<Open> stack;
  std::vector<Bound> bounds;
  constexpr uint32_t kNoQuote = UINT32_MAX;
  uint32_t ascii_quote = kNoQuote;
  for (size_t pos = block.begin; pos < block.end;) {
    if (IsPlainHan(text[pos])) {
      pos += 3;
      continue;
    }
    const auto at = static_cast<uint32_t>(pos);
    const char32_t c = DecodeUtf8(text, &pos);
    if (c == U'"') {
      if (ascii_quote != kNoQuote) {
        bounds.push_back({ascii_quote, true});
        bounds.push_back({at, false});
        ascii_quote = kNoQuote;
      } else {
        ascii_quote = at;
      }
      continue;
    }
    if (c < 0x80 && !IsIn(c, U"()[]")) continue;
    const size_t opening = kOpening.find(c);
    if (opening != std::u32string_view::npos) {
      stack.push_back({opening, at});
      continue;
    }
    const size_t closing = kClosing.find(c);
    if (closing == std::u32string_view::npos) continue;
    const size_t lowest =
        stack.size() > kMaxNesting ? stack.size() - kMaxNesting : 0;
    for (size_t i = stack.size(); i > lowest; --i) {
      if (stack[i - 1].kind != closing) continue;
      bounds.push_back({stack[i - 1].pos, true});
      bounds.push_back({at, false});
      stack.resize(i - 1);
      break;
    }
  }
  std::sort(bounds.begin(), bounds.end(),
            [](const Bound& a, const Bound& b) { return a.pos < b.pos; });
  return bounds;
}

class Splitter {
 public:
  Splitter(std::string_view text, Span block, uint32_t block_index,
           std::vector<Sentence>* out)
      : text_(text.substr(0, block.end)),
        block_(block),
        block_index_(block_index),
        out_(out),
        bounds_(MatchMarks(text, block)) {}

  void Split() {
    Begin(block_.begin);
    for (size_t pos = block_.begin; pos < block_.end;) {
      if (IsPlainHan(text_[pos]) && pos - begin_ < kMaxSentenceBytes) {
        pos += 3;
        last_ = kAnyHan;
        continue;
      }
      const auto at = static_cast<uint32_t>(pos);
      const char32_t c = DecodeUtf8(text_, &pos);
      const auto next = static_cast<uint32_t>(pos);
      UpdateDepth(at);
      if (EndsSentence(c, at, next)) {
        const uint32_t end = TakeClosers(next);
        End(end);
        pos = end;
        Begin(end);
      } else if (depth_ == 0 && EndsClause(c, at, next)) {
        EndClause(next);
      } else if (next - begin_ >= kMaxSentenceBytes && MayCut(c, next)) {
        End(next);
        Begin(next);
      }
      last_ = c;
    }
    End(block_.end);
  }

 private:
  char32_t At(uint32_t pos) const {
    return pos < block_.end ? FirstCodePoint(text_.substr(pos)) : 0;
  }

  void UpdateDepth(uint32_t at) {
    while (next_bound_ < bounds_.size() && bounds_[next_bound_].pos <= at) {
      depth_ += bounds_[next_bound_++].opens ? 1 : -1;
    }
  }

  void Begin(uint32_t pos) {
    while (pos < block_.end && text_[pos] == ' ') ++pos;
    begin_ = clause_ = pos;
    clauses_.clear();
  }

  void EndClause(uint32_t end) {
    if (end <= clause_) return;
    clauses_.push_back({clause_, end});
    clause_ = end;
  }

  void End(uint32_t end) {
    while (end > begin_ && text_[end - 1] == ' ') --end;
    if (end <= begin_) return;
    if (!clauses_.empty() && clauses_.back().end > end) {
      clauses_.back().end = end;
    }
    EndClause(end);
    out_->push_back({{begin_, end}, clauses_, block_index_});
  }

  // Closing marks and further terminators behind a terminator.
  uint32_t TakeClosers(uint32_t end) {
    while (end < block_.end) {
      size_t next = end;
      const char32_t c = DecodeUtf8(text_, &next);
      if (!IsIn(c, kTerminators) && !IsIn(c, kClosing) && c != U'"') break;
      // An ASCII quote that opens belongs to what follows.
      if (c == U'"' && !Closes(end)) break;
      UpdateDepth(end);
      end = static_cast<uint32_t>(next);
    }
    return end;
  }

  bool Closes(uint32_t pos) const {
    return next_bound_ < bounds_.size() && bounds_[next_bound_].pos == pos &&
           !bounds_[next_bound_].opens;
  }

  bool EndsSentence(char32_t c, uint32_t at, uint32_t next) const {
    if (IsIn(c, kTerminators)) return depth_ == 0 && EndsAtMark(c, next);
    if (c == U'.') return depth_ == 0 && EndsAtPeriod(at, next);
    // “……。”: the quote ends the sentence unless it goes on.
    const bool closes_quote = depth_ == 0 && IsIn(c, kQuoteEnds) &&
                              (IsIn(last_, kTerminators) || last_ == U'.');
    if (!closes_quote || at == begin_) return false;
    uint32_t after = next;
    while (after < block_.end && text_[after] == ' ') ++after;
    const char32_t follows = At(after);
    const bool small = follows >= U'a' && follows <= U'z';
    return !IsIn(follows, kGoesOn) && !small;
  }

  bool EndsAtMark(char32_t c, uint32_t next) const {
    const char32_t follows = At(next);
    if (c == U'…') return !IsIn(follows, U"…，、；：,;:的等");
    // "Yahoo! said" and URLs.
    if (c == U'!' || c == U'?') {
      return follows == 0 || follows == U' ' || follows >= 0x80 ||
             IsIn(follows, kClosing) || IsIn(follows, U"\"!?");
    }
    return true;
  }

  // Bytes of the word that a period at `at` ends.
  std::string_view WordBefore(uint32_t at) const {
    uint32_t begin = at;
    while (begin > begin_ &&
           (IsAsciiLetter(text_[begin - 1]) || IsAsciiDigit(text_[begin - 1]) ||
            text_[begin - 1] == '.')) {
      if (at - begin > 16) break;
      --begin;
    }
    return text_.substr(begin, at - begin);
  }

  bool EndsAtPeriod(uint32_t at, uint32_t next) const {
    uint32_t after = next;
    while (after < block_.end && (IsIn(At(after), U"\"’”)]"))) {
      after += static_cast<uint32_t>(At(after) < 0x80 ? 1 : 3);
    }
    if (after < block_.end && text_[after] != ' ') return false;
    while (after < block_.end && text_[after] == ' ') ++after;
    const char32_t follows = At(after);
    if (follows >= U'a' && follows <= U'z') return false;
    const std::string_view word = WordBefore(at);
    if (word.empty()) return last_ != U'.' || follows == 0;
    if (after >= block_.end) return true;
    const bool number = std::all_of(word.begin(), word.end(), IsAsciiDigit);
    if (number && at - begin_ == word.size()) return false;
    const size_t dot = word.rfind('.');
    const size_t tail = dot == std::string_view::npos ? 0 : dot + 1;
    const bool initial = word.size() - tail == 1 && !number;
    return !initial &&
           std::find(std::begin(kAbbreviations), std::end(kAbbreviations),
                     word) == std::end(kAbbreviations);
  }

  bool EndsClause(char32_t c, uint32_t at, uint32_t next) const {
    if (IsIn(c, U"，；：")) {
      const bool in_number = at > 0 && IsAsciiDigit(text_[at - 1]) &&
                             IsIn(At(next), U"0123456789");
      return !in_number || c == U'；';
    }
    if (c < 0x80) return IsIn(c, U",;:") && At(next) == U' ';
    if (c != U'—' || last_ != U'—' || At(next) == U'—') return false;
    // A dash that opens a list item is not a clause.
    return clause_ + 6 < next;
  }

  bool MayCut(char32_t c, uint32_t next) const {
    return IsIn(c, U"，、；：。！？,;:.!? ”）") ||
           next - begin_ >= kMaxSentenceBytes + kSentenceSlack;
  }

  std::string_view text_;
  Span block_;
  uint32_t block_index_;
  std::vector<Sentence>* out_;
  std::vector<Bound> bounds_;
  size_t next_bound_ = 0;
  int depth_ = 0;
  uint32_t begin_ = 0;
  uint32_t clause_ = 0;
  std::vector<Span> clauses_;
  char32_t last_ = 0;
};

}  // namespace

void SplitSentences(std::string_view text, Span block, uint32_t block_index,
                    std::vector<Sentence>* out) {
  Splitter(text, block, block_index, out).Split();
}

}  // namespace zhimai
