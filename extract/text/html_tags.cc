#include "extract/text/html_tags.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace zhimai {
namespace {

constexpr size_t kLongestTag = 8192;
constexpr size_t kLongestName = 12;
constexpr size_t kSlotTagEnd = 0;
constexpr size_t kSlotCommentEnd = 1;
constexpr size_t kFirstElementSlot = 2;

struct Element {
  std::string_view name;
  TagEffect effect;
};

// Elements that change the text; all others are inline.
constexpr Element kElements[] = {
    {"a", TagEffect::kLink},           {"address", TagEffect::kBlock},
    {"article", TagEffect::kBlock},    {"aside", TagEffect::kOpaque},
    {"b", TagEffect::kBold},           {"blockquote", TagEffect::kQuotation},
    {"body", TagEffect::kBlock},       {"br", TagEffect::kBreak},
    {"button", TagEffect::kOpaque},    {"canvas", TagEffect::kOpaque},
    {"caption", TagEffect::kBlock},    {"center", TagEffect::kBlock},
    {"dd", TagEffect::kBlock},         {"div", TagEffect::kBlock},
    {"dl", TagEffect::kBlock},         {"dt", TagEffect::kBlock},
    {"figcaption", TagEffect::kBlock}, {"figure", TagEffect::kBlock},
    {"footer", TagEffect::kOpaque},    {"form", TagEffect::kBlock},
    {"h1", TagEffect::kHeading},       {"h2", TagEffect::kHeading},
    {"h3", TagEffect::kHeading},       {"h4", TagEffect::kHeading},
    {"h5", TagEffect::kHeading},       {"h6", TagEffect::kHeading},
    {"head", TagEffect::kBlock},       {"header", TagEffect::kBlock},
    {"hr", TagEffect::kBlock},         {"html", TagEffect::kBlock},
    {"iframe", TagEffect::kOpaque},    {"li", TagEffect::kListItem},
    {"main", TagEffect::kBlock},       {"nav", TagEffect::kOpaque},
    {"noscript", TagEffect::kOpaque},  {"object", TagEffect::kOpaque},
    {"ol", TagEffect::kBlock},         {"p", TagEffect::kBlock},
    {"pre", TagEffect::kBlock},        {"script", TagEffect::kOpaque},
    {"section", TagEffect::kBlock},    {"select", TagEffect::kOpaque},
    {"strong", TagEffect::kBold},      {"style", TagEffect::kOpaque},
    {"svg", TagEffect::kOpaque},       {"table", TagEffect::kBlock},
    {"tbody", TagEffect::kBlock},      {"td", TagEffect::kCell},
    {"template", TagEffect::kOpaque},  {"textarea", TagEffect::kOpaque},
    {"th", TagEffect::kCell},          {"thead", TagEffect::kBlock},
    {"title", TagEffect::kTitle},      {"tr", TagEffect::kBlock},
    {"ul", TagEffect::kBlock},
};

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

const Element* FindElement(std::string_view name) {
  const auto* found = std::lower_bound(
      std::begin(kElements), std::end(kElements), name,
      [](const Element& e, std::string_view key) { return e.name < key; });
  return found != std::end(kElements) && found->name == name ? found : nullptr;
}

// Position of `needle` (lower case), ASCII case ignored; npos when absent.
size_t FindIgnoringCase(std::string_view text, std::string_view needle,
                        size_t pos) {
  while ((pos = text.find('<', pos)) != std::string_view::npos) {
    const std::string_view here = text.substr(pos, needle.size());
    if (here.size() == needle.size() &&
        std::equal(here.begin(), here.end(), needle.begin(),
                   [](char a, char b) { return Lower(a) == b; })) {
      return pos;
    }
    ++pos;
  }
  return std::string_view::npos;
}

}  // namespace

TagReader::TagReader(std::string_view raw) : raw_(raw) { next_.fill(0); }

// next_[slot] is 0 until asked for; afterwards the first place at or after
// the last position asked for.
size_t TagReader::FindNext(size_t slot, std::string_view needle, size_t pos) {
  size_t& next = next_[slot];
  if (next == 0 || next < pos) {
    next = needle.front() == '<' ? FindIgnoringCase(raw_, needle, pos)
                                 : raw_.find(needle, pos);
  }
  return next;
}

Tag TagReader::ReadTag(size_t pos) {
  Tag tag;
  const auto begin = static_cast<uint32_t>(pos);
  const std::string_view rest = raw_.substr(pos, kLongestName + 3);
  if (rest.size() < 3) return tag;
  if (rest.substr(0, 4) == "<!--") {
    const size_t end = FindNext(kSlotCommentEnd, "-->", pos + 4);
    if (end == std::string_view::npos) return tag;
    tag.span = {begin, static_cast<uint32_t>(end + 3)};
    tag.effect = TagEffect::kOpaque;
    return tag;
  }
  const bool declaration = rest[1] == '!' || rest[1] == '?';
  tag.closing = rest[1] == '/';
  const size_t name_begin = tag.closing ? 2 : 1;
  if (!declaration && !IsAsciiLetter(rest[name_begin])) return tag;
  const size_t end = FindNext(kSlotTagEnd, ">", pos);
  if (end == std::string_view::npos || end - pos > kLongestTag) return tag;
  tag.span = {begin, static_cast<uint32_t>(end + 1)};
  if (declaration) {
    tag.effect = TagEffect::kOpaque;
    return tag;
  }
  std::string name;
  for (size_t i = name_begin; i < rest.size(); ++i) {
    const char c = Lower(rest[i]);
    if (!IsAsciiLetter(c) && (c < '0' || c > '9')) break;
    name.push_back(c);
  }
  tag.name_size = static_cast<uint8_t>(name.size());
  const Element* element = FindElement(name);
  if (element == nullptr) return tag;
  tag.effect = element->effect;
  if (tag.effect == TagEffect::kHeading) {
    tag.level = static_cast<uint8_t>(name[1] - '0');
  }
  return tag;
}

size_t TagReader::EndOfElement(const Tag& tag) {
  const size_t after = tag.span.end;
  if (tag.name_size == 0 || tag.closing || raw_[after - 2] == '/') return after;
  std::string closing = "</";
  for (size_t i = 1; i <= tag.name_size; ++i) {
    closing.push_back(Lower(raw_[tag.span.begin + i]));
  }
  size_t slot = kFirstElementSlot;
  for (const Element& e : kElements) {
    if (e.effect != TagEffect::kOpaque) continue;
    if (e.name == std::string_view(closing).substr(2)) break;
    ++slot;
  }
  const size_t close = FindNext(slot, closing, after);
  if (close == std::string_view::npos) return after;
  const size_t end = raw_.find('>', close);
  return end == std::string_view::npos ? raw_.size() : end + 1;
}

}  // namespace zhimai
