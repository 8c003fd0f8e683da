#include "extract/layout/sentences.h"

#include <array>
#include <string_view>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

bool IsOpening(char32_t c) {
  return c == U'“' || c == U'‘' || c == U'「' || c == U'『' || c == U'（' ||
         c == U'《' || c == U'(' || c == U'〈' || c == U'【';
}

bool IsClosing(char32_t c) {
  return c == U'”' || c == U'’' || c == U'」' || c == U'』' || c == U'）' ||
         c == U'》' || c == U')' || c == U'〉' || c == U'】';
}

bool IsFinal(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'!' || c == U'?';
}

bool IsClauseBreak(char32_t c) {
  return c == U'，' || c == U'；' || c == U'：' || c == U',' || c == U';';
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Splitter {
 public:
  explicit Splitter(Article* article)
      : article_(article), text_(article->text) {}

  void Block(uint32_t index) {
    block_ = index;
    const Span span = article_->blocks[index].span;
    begin_ = clause_ = span.begin;
    depth_ = 0;
    balanced_ = IsBalanced(span);
    clauses_.clear();
    uint32_t pos = span.begin;
    while (pos < span.end) pos = Step(pos, span.end);
    EndSentence(span.end);
  }

 private:
  // Nesting is only believed where every mark in the block has its partner.
  bool IsBalanced(Span span) const {
    int depth = 0;
    for (size_t pos = span.begin; pos < span.end;) {
      const char32_t c = DecodeUtf8(text_, &pos);
      if (IsOpening(c)) ++depth;
      if (IsClosing(c) && --depth < 0) return false;
    }
    return depth == 0;
  }

  // Handles one character and returns where the next one begins.
  uint32_t Step(uint32_t pos, uint32_t end) {
    size_t next = pos;
    const char32_t c = DecodeUtf8(text_, &next);
    auto after = static_cast<uint32_t>(next);
    if (IsOpening(c)) {
      ++depth_;
    } else if (IsClosing(c)) {
      if (depth_ > 0) --depth_;
    } else if (EndsSentenceAt(c, pos, after, end)) {
      // A quotation that ends with its sentence: “….” closes both.
      after = SkipClosing(after, end);
      if (depth_ <= 0 || !balanced_) EndSentence(after);
    } else if (IsClauseBreak(c) && (depth_ <= 0 || !balanced_) &&
               !IsInNumber(pos)) {
      EndClause(after);
    } else if (c == U'—' && text_.substr(after, 3) == "—") {
      if (depth_ <= 0 || !balanced_) EndClause(after + 3);
      after += 3;
    }
    if (after - begin_ > kMaxSentenceBytes) Cut(after);
    return after;
  }

  bool EndsSentenceAt(char32_t c, uint32_t pos, uint32_t after, uint32_t end) {
    if (IsFinal(c)) return true;
    if (c == U'…') return text_.substr(after, 3) != "…" && AfterEllipsis(after);
    return c == U'.' && IsEnglishStop(pos, after, end);
  }

  // "……" between clauses goes on; before a new sentence it ends one.
  bool AfterEllipsis(uint32_t after) const {
    return after >= text_.size() || text_[after] == '\n';
  }

  uint32_t SkipClosing(uint32_t pos, uint32_t end) {
    while (pos < end) {
      size_t next = pos;
      const char32_t c = DecodeUtf8(text_, &next);
      if (!IsClosing(c) && !IsFinal(c) && c != U'"') break;
      if (IsClosing(c) && depth_ > 0) --depth_;
      pos = static_cast<uint32_t>(next);
    }
    return pos;
  }

  // 3.5, U.S., Mr. and J. end no sentence.
  bool IsEnglishStop(uint32_t pos, uint32_t after, uint32_t end) const {
    if (after < end && text_[after] != ' ' && text_[after] != '"' &&
        text_[after] != '\n' && IsUtf8Lead(text_[after]) &&
        static_cast<unsigned char>(text_[after]) < 0x80) {
      return false;
    }
    uint32_t word = pos;
    while (word > begin_ &&
           (IsLetter(text_[word - 1]) || text_[word - 1] == '.')) {
      --word;
    }
    const std::string_view before = text_.substr(word, pos - word);
    if (before.empty()) return pos > begin_;
    if (before.size() == 1 || before.find('.') != std::string_view::npos) {
      // An initial or U.S.; it ends a sentence only before a capital after a
      // lower-case word, which cannot be told: it goes on.
      return after >= end;
    }
    constexpr std::array<std::string_view, 19> kAbbreviations = {
        "Mr",  "Mrs", "Ms",  "Dr",  "Prof", "Gen",  "Sen", "Rep", "St", "No",
        "Inc", "Ltd", "Jan", "Feb", "Aug",  "Sept", "Oct", "Nov", "Dec"};
    for (std::string_view word_text : kAbbreviations) {
      if (before == word_text) return after >= end;
    }
    return true;
  }

  bool IsInNumber(uint32_t pos) const {
    return text_[pos] == ',' && pos > 0 && pos + 1 < text_.size() &&
           IsDigit(text_[pos - 1]) && IsDigit(text_[pos + 1]);
  }

  void EndClause(uint32_t end) {
    if (end > clause_) clauses_.push_back({clause_, end});
    clause_ = end;
  }

  void EndSentence(uint32_t end) {
    while (begin_ < end && text_[begin_] == ' ') {
      ++begin_;
      if (clause_ < begin_) clause_ = begin_;
      if (!clauses_.empty() && clauses_.front().begin < begin_) {
        clauses_.front().begin = begin_;
      }
    }
    EndClause(end);
    if (end > begin_) {
      article_->sentences.push_back({{begin_, end}, clauses_, block_});
    }
    clauses_.clear();
    begin_ = clause_ = end;
    depth_ = 0;
  }

  void Cut(uint32_t pos) {
    if (!clauses_.empty()) pos = clauses_.back().end;
    const uint32_t rest = clause_;
    clause_ = std::min(rest, pos);
    if (clause_ == pos) {
      article_->sentences.push_back({{begin_, pos}, clauses_, block_});
      clauses_.clear();
      begin_ = clause_ = pos;
    } else {
      EndSentence(pos);
    }
  }

  Article* article_;
  std::string_view text_;
  uint32_t block_ = 0;
  uint32_t begin_ = 0;
  uint32_t clause_ = 0;
  int depth_ = 0;
  bool balanced_ = true;
  std::vector<Span> clauses_;
};

}  // namespace

void SplitSentences(Article* article) {
  Splitter splitter(article);
  for (uint32_t i = 0; i < article->blocks.size(); ++i) {
    const BlockKind kind = article->blocks[i].kind;
    if (kind == BlockKind::kFurniture || kind == BlockKind::kDateline) continue;
    splitter.Block(i);
  }
}

}  // namespace zhimai
