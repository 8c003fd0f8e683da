#include "tools/commands/source_text.h"

#include <algorithm>
#include <array>

#include "graph/base/hash.h"
#include "graph/base/utf8.h"
#include "tools/cli/text_table.h"
#include "tools/commands/source_files.h"

namespace zhimai {
namespace {

constexpr int kMaxContext = 200;  // code points to either side

constexpr std::array<std::string_view, 5> kEnds = {"。", "！", "？", "\n",
                                                   "\r"};
// Marks that close a sentence behind its full stop.
constexpr std::array<std::string_view, 5> kClosers = {"”", "’", "」", "』",
                                                      "）"};

template <size_t n>
size_t LengthOfOne(std::string_view text,
                   const std::array<std::string_view, n>& words) {
  for (const std::string_view word : words) {
    if (text.starts_with(word)) return word.size();
  }
  return 0;
}

bool IsFullStop(std::string_view bytes, size_t at) {
  const char c = bytes[at];
  if (c != '.' && c != '!' && c != '?') return false;
  return at + 1 >= bytes.size() || bytes[at + 1] == ' ' || bytes[at + 1] == '"';
}

size_t SkipBlanks(std::string_view bytes, size_t at, size_t limit) {
  while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t' ||
                        bytes[at] == '\n' || bytes[at] == '\r')) {
    ++at;
  }
  return at;
}

size_t BackToStart(std::string_view bytes, size_t at) {
  const size_t limit = at;
  for (int steps = 0; at > 0 && steps < kMaxContext; ++steps) {
    size_t before = at - 1;
    while (before > 0 && !IsUtf8Lead(bytes[before])) --before;
    const std::string_view rest = bytes.substr(before);
    if (LengthOfOne(rest, kEnds) > 0 || IsFullStop(bytes, before)) break;
    at = before;
  }
  while (at < limit) {
    const size_t closer = LengthOfOne(bytes.substr(at), kClosers);
    if (closer == 0) break;
    at += closer;
  }
  return std::min(SkipBlanks(bytes, at, limit), limit);
}

size_t OnToEnd(std::string_view bytes, size_t begin, size_t at) {
  // The span may hold its own full stop.
  if (at > begin && (bytes.substr(0, at).ends_with("。") ||
                     bytes.substr(0, at).ends_with("！") ||
                     bytes.substr(0, at).ends_with("？"))) {
    return at;
  }
  for (int steps = 0; at < bytes.size() && steps < kMaxContext; ++steps) {
    if (bytes[at] == '\n' || bytes[at] == '\r') break;
    const size_t mark = LengthOfOne(bytes.substr(at), kEnds);
    const bool stop = mark > 0 || IsFullStop(bytes, at);
    DecodeUtf8(bytes, &at);
    if (!stop) continue;
    while (const size_t closer = LengthOfOne(bytes.substr(at), kClosers)) {
      at += closer;
    }
    break;
  }
  return at;
}

}  // namespace

TextPosition PositionOf(std::string_view bytes, uint64_t offset) {
  TextPosition position;
  const size_t end = std::min<size_t>(offset, bytes.size());
  size_t line_begin = 0;
  for (size_t i = 0; i < end; ++i) {
    if (bytes[i] != '\n') continue;
    ++position.line;
    line_begin = i + 1;
  }
  for (size_t i = line_begin; i < end; ++i) {
    if (IsUtf8Lead(bytes[i])) ++position.column;
  }
  return position;
}

MarkedSpan SentenceAround(std::string_view bytes, MarkedSpan span) {
  return {BackToStart(bytes, span.begin), OnToEnd(bytes, span.begin, span.end)};
}

std::vector<MarkedSpan> InnermostSpans(std::vector<MarkedSpan> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const MarkedSpan& a, const MarkedSpan& b) {
              const uint64_t length_a = a.end - a.begin;
              const uint64_t length_b = b.end - b.begin;
              return length_a != length_b ? length_a < length_b : a < b;
            });
  std::vector<MarkedSpan> kept;
  for (const MarkedSpan& span : spans) {
    if (span.begin >= span.end) continue;
    const bool free =
        std::none_of(kept.begin(), kept.end(), [&](const MarkedSpan& other) {
          return span.begin < other.end && other.begin < span.end;
        });
    if (free) kept.push_back(span);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

std::string MarkUp(std::string_view bytes, MarkedSpan part,
                   const std::vector<MarkedSpan>& spans, std::string_view open,
                   std::string_view close) {
  std::string text;
  uint64_t at = part.begin;
  const auto copy = [&](uint64_t end) {
    if (end > at) text += Printable(bytes.substr(at, end - at));
    at = std::max(at, end);
  };
  for (const MarkedSpan& span : spans) {
    const uint64_t begin = std::max(span.begin, part.begin);
    const uint64_t end = std::min(span.end, part.end);
    if (begin >= end) continue;
    copy(begin);
    text += open;
    copy(end);
    text += close;
  }
  copy(part.end);
  return text;
}

Result<std::string> OriginalBytes(const DocumentView& document) {
  const std::string file = document.root.empty()
                               ? document.path
                               : document.root + "/" + document.path;
  ZM_TRY_ASSIGN(std::string bytes, ReadFile(file));
  if (HashText(bytes) == document.content_hash) return bytes;
  return Status::NotFound("the file has changed since it was read");
}

}  // namespace zhimai
