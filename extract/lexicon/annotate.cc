#include <algorithm>
#include <span>

#include "extract/lexicon/lexicon_tables.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using Kind = PhraseUse::Kind;

constexpr float kStrong = 1.0F;
constexpr float kWeak = 0.6F;

bool IsNumeral(char32_t c) {
  constexpr std::u32string_view kNumerals =
      U"0123456789〇零一二三四五六七八九十百千万亿两";
  return kNumerals.find(c) != std::u32string_view::npos;
}

// The code point that ends at `pos`; 0 at the beginning.
char32_t Before(std::string_view text, size_t pos) {
  if (pos == 0) return 0;
  do {
    --pos;
  } while (pos > 0 && !IsUtf8Lead(text[pos]));
  return DecodeUtf8(text, &pos);
}

char32_t At(std::string_view text, size_t pos) {
  return pos < text.size() ? DecodeUtf8(text, &pos) : 0;
}

}  // namespace

class Lexicon::Annotator {
 public:
  Annotator(const Tables& tables, const Article& article, Lattice* lattice)
      : tables_(tables),
        text_(article.text),
        traditional_(article.language == "zh-Hant"),
        folded_(FoldAscii(article.text)),
        lattice_(*lattice),
        strong_(tables.entities.size(), false),
        except_(tables.except_types.size()) {}

  void AnnotateBlock(Span block) {
    FindHits(block);
    CollectCovers();
    AddPhraseArcs();
    CollectLetters();
    AnnotateQuotes(text_, block, tables_.types, &lattice_);
    AddChineseNames(text_, block, context_, tables_.types.chinese_name,
                    &lattice_);
    AddTransliterations(text_, block, context_, tables_.translit,
                        tables_.types.foreign_name, &lattice_);
    AddLatinNames(text_, block, particles(), tables_.types.foreign_name,
                  &lattice_);
  }

  // After all blocks: which entities have strong names is known only then.
  void AddWeakNames() {
    for (const Arc& arc : weak_) {
      if (strong_[Index(arc.entity)]) AddName(arc.span, arc.entity, kWeak);
    }
    for (size_t i = 0; i < letters_.size();) {
      size_t end = i + 1;
      while (end < letters_.size() &&
             letters_[end - 1].span.end == letters_[end].span.begin) {
        ++end;
      }
      AddLetters(std::span(letters_).subspan(i, end - i));
      i = end;
    }
  }

 private:
  struct Arc {
    Span span;
    int32_t entity;
  };
  // One position with a one-letter country form and who it may be.
  struct Letter {
    Span span;
    std::vector<int32_t> entities;
    bool before = false;  // a word of letter_before ends here
    bool after = false;   // a word of letter_after begins behind it
  };

  static size_t Index(int32_t i) { return static_cast<size_t>(i); }

  const std::vector<std::string>& particles() const {
    static const std::vector<std::string> none;
    const auto it = tables_.folded_lists.find("name_particle");
    return it == tables_.folded_lists.end() ? none : it->second;
  }

  std::span<const PhraseUse> UsesOf(const PhraseInfo& info) const {
    return std::span(tables_.uses).subspan(info.first_use, info.uses);
  }

  bool AtWordBorders(const PhraseInfo& info, Span span) const {
    if (info.word_begin && HasWordBorders(Before(text_, span.begin))) {
      return false;
    }
    return !(info.word_end && HasWordBorders(At(text_, span.end)));
  }

  bool Applies(const PhraseUse& use, Span span) const {
    if (use.traditional && !traditional_) return false;
    return use.spelling < 0 ||
           tables_.spellings[Index(use.spelling)] == span.In(text_);
  }

  void FindHits(Span block) {
    hits_.clear();
    const std::string_view part =
        std::string_view(folded_).substr(0, block.end);
    for (size_t pos = block.begin; pos < part.size();) {
      const auto begin = static_cast<uint32_t>(pos);
      tables_.trie.VisitPrefixes(part, begin, [&](uint32_t v, uint32_t end) {
        const PhraseInfo& info = tables_.phrases[v];
        if (AtWordBorders(info, {begin, end})) {
          hits_.push_back({{begin, end}, &info});
        }
      });
      DecodeUtf8(part, &pos);
    }
  }

  void CollectCovers() {
    context_.Clear();
    not_name_.Clear();
    for (SpanCover& cover : except_) cover.Clear();
    before_ends_.clear();
    after_starts_.clear();
    for (const PhraseHit& hit : hits_) {
      bool word = false;
      bool name = false;
      for (const PhraseUse& use : UsesOf(*hit.info)) {
        if (!Applies(use, hit.span)) continue;
        const bool is_surname = use.kind == Kind::kSurname;
        const bool is_name =
            use.kind == Kind::kName || use.kind == Kind::kCommonWord;
        word = word || !is_surname;
        name = name || is_name;
        CollectUse(use, hit.span);
      }
      if (hit.info->code_points < 2) continue;
      if (word) {
        context_.words.Add(hit.span);
        PushOnce(hit.span.begin, &context_.word_starts);
      }
      if (name) {
        context_.names.Add(hit.span);
        PushOnce(hit.span.begin, &context_.name_starts);
      }
    }
    std::sort(context_.name_ends.begin(), context_.name_ends.end());
    std::sort(before_ends_.begin(), before_ends_.end());
  }

  void CollectUse(const PhraseUse& use, Span span) {
    switch (use.kind) {
      case Kind::kName:
        context_.name_ends.push_back(span.end);
        break;
      case Kind::kNotName:
        not_name_.Add(span);
        break;
      case Kind::kSurname:
        context_.surnames.push_back(span);
        break;
      case Kind::kLetterBefore:
        before_ends_.push_back(span.end);
        break;
      case Kind::kLetterAfter:
        PushOnce(span.begin, &after_starts_);
        break;
      case Kind::kList:
        // 总理瓦加: a name begins where the title ends, though 理 may be
        // part of one.
        if (use.type == tables_.types.office_title) {
          context_.name_ends.push_back(span.end);
        }
        break;
      case Kind::kExcept:
        CoverOf(use.type)->Add(span);
        break;
      default:
        break;
    }
  }

  static void PushOnce(uint32_t offset, std::vector<uint32_t>* out) {
    if (out->empty() || out->back() != offset) out->push_back(offset);
  }

  // Null when the cue or list has no exceptions.
  SpanCover* CoverOf(TypeId type) {
    const auto& types = tables_.except_types;
    const auto it = std::lower_bound(types.begin(), types.end(), type);
    if (it == types.end() || *it != type) return nullptr;
    return &except_[static_cast<size_t>(it - types.begin())];
  }

  void AddUnlessExcepted(const PhraseUse& use, Span span) {
    const SpanCover* cover = CoverOf(use.type);
    if (cover == nullptr || !cover->Covers(span)) {
      lattice_.Add({span, use.type});
    }
  }

  void AddPhraseArcs() {
    for (const PhraseHit& hit : hits_) {
      for (const PhraseUse& use : UsesOf(*hit.info)) {
        if (Applies(use, hit.span)) AddPhraseArc(use, hit.span);
      }
    }
  }

  void AddPhraseArc(const PhraseUse& use, Span span) {
    switch (use.kind) {
      case Kind::kName:
        if (not_name_.Covers(span) || IsDotted(span)) break;
        AddName(span, use.entity, kStrong);
        // 俄罗斯 inside 白俄罗斯 does not name Russia.
        if (!context_.names.StrictlyCovers(span)) {
          strong_[Index(use.entity)] = true;
        }
        break;
      case Kind::kWeakName:
        if (!not_name_.Covers(span)) weak_.push_back({span, use.entity});
        break;
      case Kind::kSuffix:
        lattice_.Add({span, use.type});
        break;
      case Kind::kList:
      case Kind::kCue:
        AddUnlessExcepted(use, span);
        break;
      default:
        break;
    }
  }

  // Part of a longer transliterated name: 阿里·邦戈 in 阿里·邦戈·翁丁巴.
  bool IsDotted(Span span) const {
    constexpr std::string_view kDot = "·";
    const bool before =
        span.begin >= kDot.size() &&
        text_.substr(span.begin - kDot.size(), kDot.size()) == kDot;
    return before || text_.substr(span.end, kDot.size()) == kDot;
  }

  void AddName(Span span, int32_t entity, float score) {
    lattice_.Add({span, tables_.entity_types[Index(entity)], entity,
                  Annotation::kNone, score});
  }

  void CollectLetters() {
    for (const PhraseHit& hit : hits_) {
      Letter letter;
      for (const PhraseUse& use : UsesOf(*hit.info)) {
        if (use.kind == Kind::kLetter && Applies(use, hit.span))
          letter.entities.push_back(use.entity);
      }
      if (letter.entities.empty()) continue;
      // 中 in 中国, 日 in 近日 and in 5日 are no countries.
      if (context_.names.StrictlyCovers(hit.span) ||
          not_name_.Covers(hit.span) ||
          IsNumeral(Before(text_, hit.span.begin))) {
        continue;
      }
      letter.span = hit.span;
      letter.before = std::binary_search(before_ends_.begin(),
                                         before_ends_.end(), hit.span.begin);
      letter.after = std::binary_search(after_starts_.begin(),
                                        after_starts_.end(), hit.span.end);
      letters_.push_back(std::move(letter));
    }
  }

  // A run of adjacent letters: 中俄, 中美俄, or a single one.
  void AddLetters(std::span<const Letter> run) {
    const auto is_strong = [&](int32_t entity) {
      return static_cast<bool>(strong_[Index(entity)]);
    };
    bool any_strong = false;
    for (const Letter& letter : run) {
      any_strong = any_strong || std::any_of(letter.entities.begin(),
                                             letter.entities.end(), is_strong);
    }
    if (!any_strong) return;
    for (const Letter& letter : run) {
      const bool alone = run.size() == 1;
      if (alone && !(letter.before || letter.after)) continue;
      if (alone &&
          !tables_.letters_alone.Contains(At(text_, letter.span.begin))) {
        continue;
      }
      const bool one = letter.entities.size() == 1;
      for (const int32_t entity : letter.entities) {
        if (is_strong(entity) || (one && !alone)) {
          AddName(letter.span, entity, kWeak);
        }
      }
    }
  }

  const Tables& tables_;
  const std::string_view text_;
  const bool traditional_;
  const std::string folded_;
  Lattice& lattice_;
  std::vector<bool> strong_;  // by entity: has a strong name in the article
  std::vector<Arc> weak_;
  std::vector<Letter> letters_;

  // Of the block in hand.
  std::vector<PhraseHit> hits_;
  PhraseContext context_;
  SpanCover not_name_;
  std::vector<SpanCover> except_;  // by index into Tables::except_types
  std::vector<uint32_t> before_ends_;
  std::vector<uint32_t> after_starts_;
};

void Lexicon::Annotate(const Article& article, Lattice* lattice) const {
  Annotator annotator(*tables_, article, lattice);
  const auto length = static_cast<uint32_t>(article.text.size());
  if (article.blocks.empty()) annotator.AnnotateBlock({0, length});
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::kFurniture ||
        block.kind == BlockKind::kDateline) {
      continue;
    }
    annotator.AnnotateBlock(block.span);
  }
  annotator.AddWeakNames();
  lattice->Finish(length);
}

}  // namespace zhimai
