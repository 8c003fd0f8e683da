#include "extract/text/markup_writer.h"

#include <algorithm>

#include "extract/text/entities.h"

namespace zhimai {

void MarkupWriter::NoteText(size_t before) {
  if (builder_.text().size() == before) return;
  all_bold_ = all_bold_ && bold_depth_ > 0;
  all_link_ = all_link_ && link_depth_ > 0;
}

void MarkupWriter::AddPlain(Span raw) {
  if (raw.begin >= raw.end) return;
  const size_t before = builder_.text().size();
  builder_.AddRaw(raw);
  NoteText(before);
}

void MarkupWriter::AddReference(Span raw) {
  const CharacterReference reference = ReadCharacterReference(raw.In(raw_));
  const size_t before = builder_.text().size();
  builder_.AddCharacter(reference.code_point, raw);
  NoteText(before);
}

uint32_t MarkupWriter::AddMarkup(Span raw,
                                 const std::vector<InlineMark>& marks) {
  uint32_t pos = raw.begin;
  uint32_t plain = raw.begin;
  size_t mark = 0;
  const auto resume_at = [&](uint32_t next) { pos = plain = next; };
  while (pos < raw.end) {
    while (mark < marks.size() && marks[mark].span.begin < pos) ++mark;
    if (mark < marks.size() && marks[mark].span.begin == pos) {
      AddPlain({plain, pos});
      if (marks[mark].blank) builder_.AddBlank(marks[mark].span);
      bold_depth_ = std::max(0, bold_depth_ + marks[mark].bold);
      link_depth_ = std::max(0, link_depth_ + marks[mark].link);
      resume_at(marks[mark].span.end);
      continue;
    }
    if (raw_[pos] == '<') {
      const Tag tag = tags_.ReadTag(pos);
      if (!tag.span.empty()) {
        AddPlain({plain, pos});
        resume_at(AddTag(tag));
        continue;
      }
    } else if (raw_[pos] == '&') {
      const auto length = static_cast<uint32_t>(
          ReadCharacterReference(raw_.substr(pos, raw.end - pos)).length);
      if (length > 0) {
        AddPlain({plain, pos});
        AddReference({pos, pos + length});
        resume_at(pos + length);
        continue;
      }
    }
    ++pos;
  }
  AddPlain({plain, std::min(pos, raw.end)});
  return std::max(pos, raw.end);
}

// Tags are text inside <title>.
void MarkupWriter::AddTitle(const Tag& tag, size_t end) {
  const size_t close = raw_.rfind('<', end - 1);
  if (!out_->title.empty() || close == std::string_view::npos) return;
  CleanText scratch;
  LineBuilder builder(raw_, &scratch);
  uint32_t plain = tag.span.end;
  for (uint32_t pos = plain; pos < close; ++pos) {
    if (raw_[pos] != '&') continue;
    const CharacterReference reference =
        ReadCharacterReference(raw_.substr(pos, close - pos));
    if (reference.length == 0) continue;
    const auto after = pos + static_cast<uint32_t>(reference.length);
    builder.AddRaw({plain, pos});
    builder.AddCharacter(reference.code_point, {pos, after});
    plain = after;
    pos = after - 1;
  }
  if (plain < close) builder.AddRaw({plain, static_cast<uint32_t>(close)});
  out_->title = builder.text();
}

void MarkupWriter::SetBlockKind(const Tag& tag) {
  if (tag.effect == TagEffect::kQuotation) {
    quotation_depth_ = std::max(0, quotation_depth_ + (tag.closing ? -1 : 1));
  }
  if (tag.closing) return;
  if (tag.effect == TagEffect::kHeading) {
    line_.kind = LineKind::kHeading;
    line_.level = tag.level;
  } else if (tag.effect == TagEffect::kListItem) {
    line_.kind = LineKind::kListItem;
  }
}

uint32_t MarkupWriter::AddTag(const Tag& tag) {
  const int delta = tag.closing ? -1 : 1;
  switch (tag.effect) {
    case TagEffect::kInline:
      break;
    case TagEffect::kBold:
      bold_depth_ = std::max(0, bold_depth_ + delta);
      break;
    case TagEffect::kLink:
      link_depth_ = std::max(0, link_depth_ + delta);
      break;
    case TagEffect::kBreak:
      EndLine();
      break;
    case TagEffect::kCell:
      builder_.AddBlank(tag.span);
      break;
    case TagEffect::kBlock:
    case TagEffect::kHeading:
    case TagEffect::kListItem:
    case TagEffect::kQuotation:
      EndParagraph();
      SetBlockKind(tag);
      break;
    case TagEffect::kTitle:
    case TagEffect::kOpaque: {
      const size_t end = tags_.EndOfElement(tag);
      if (tag.effect == TagEffect::kTitle && !tag.closing) AddTitle(tag, end);
      return static_cast<uint32_t>(end);
    }
  }
  return tag.span.end;
}

void MarkupWriter::BeginLine(LineKind kind, int level, int32_t ordinal) {
  line_.kind = kind;
  line_.level = static_cast<uint8_t>(level);
  line_.ordinal = ordinal;
}

void MarkupWriter::EndLine() {
  if (!builder_.empty()) {
    line_.bold = all_bold_;
    line_.indented = builder_.indented();
    line_.starts_paragraph = paragraph_;
    if (line_.kind == LineKind::kPlain || line_.kind == LineKind::kListItem) {
      if (all_link_) {
        line_.kind = LineKind::kLink;
      } else if (quotation_depth_ > 0) {
        line_.kind = LineKind::kQuotation;
      }
    }
    builder_.EndLine(line_);
    paragraph_ = false;
    line_ = TextLine();
  } else {
    builder_.EndLine(line_);
  }
  all_bold_ = true;
  all_link_ = true;
}

void MarkupWriter::EndParagraph() {
  EndLine();
  line_ = TextLine();
  paragraph_ = true;
}

}  // namespace zhimai
