#include "extract/text/script.h"

#include <algorithm>
#include <array>
#include <exception>
#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/Dict.hpp>
#include <opencc/DictGroup.hpp>
#include <opencc/Lexicon.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/base/status.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// A Han character says as much as a short Latin word.
constexpr uint64_t kLatinPerHan = 4;
// A document is of one script when it has this many times more characters
// that are only that script's: stray ones come from names and misprints.
constexpr uint64_t kOneScript = 20;

struct Conversion {
  std::string from;
  std::string to;
};

// OpenCC's dictionaries as plain tables. OpenCC's own converter loses the
// offsets; segmentation there and here is greedy, longest phrase first.
class ConversionTables {
 public:
  // Immutable after construction; empty when the dictionaries are missing.
  static const ConversionTables& Get() {
    static const ConversionTables tables;
    return tables;
  }

  bool loaded() const { return loaded_; }
  bool OnlyTraditional(char32_t c) const { return Flag(c) & kTraditionalBit; }
  bool OnlySimplified(char32_t c) const { return Flag(c) & kSimplifiedBit; }

  // The longest entry at the start of `text`, whose first code point is `c`;
  // null for none.
  const Conversion* Find(char32_t c, std::string_view text) const {
    if (!(Flag(c) & kStartBit)) return nullptr;
    const auto found = by_start_.find(c);
    if (found == by_start_.end()) return nullptr;
    for (const Conversion& entry : found->second) {
      if (text.substr(0, entry.from.size()) == entry.from) return &entry;
    }
    return nullptr;
  }

 private:
  static constexpr uint8_t kTraditionalBit = 1;
  static constexpr uint8_t kSimplifiedBit = 2;
  static constexpr uint8_t kStartBit = 4;
  static constexpr char32_t kFlagged = 0x30000;

  ConversionTables() : flags_(kFlagged, 0) {
    loaded_ = Load("t2s.json", true) && Load("s2t.json", false);
    for (auto& [start, entries] : by_start_) {
      std::stable_sort(entries.begin(), entries.end(),
                       [](const Conversion& a, const Conversion& b) {
                         return a.from.size() > b.from.size();
                       });
    }
  }

  uint8_t Flag(char32_t c) const { return c < kFlagged ? flags_[c] : 0; }

  void AddEntry(const opencc::DictEntry& entry, bool to_simplified) {
    const std::string key = entry.Key();
    const std::vector<std::string> values = entry.Values();
    if (key.empty() || values.empty()) return;
    size_t pos = 0;
    const char32_t start = DecodeUtf8(key, &pos);
    if (start >= kFlagged) return;
    const bool single = pos == key.size();
    // 乾 is written in Simplified text too (乾隆): its values contain it.
    const bool only =
        single && std::find(values.begin(), values.end(), key) == values.end();
    if (only) {
      flags_[start] |= to_simplified ? kTraditionalBit : kSimplifiedBit;
    }
    if (!to_simplified || (single && values.front() == key)) return;
    flags_[start] |= kStartBit;
    by_start_[start].push_back({key, values.front()});
  }

  // Libraries' exceptions end here.
  bool Load(const char* config, bool to_simplified) {
    try {
      const opencc::ConverterPtr converter =
          opencc::Config().NewFromFile(config);
      const auto& chain = converter->GetConversionChain()->GetConversions();
      for (const opencc::ConversionPtr& conversion : chain) {
        // Phrases of s2t are 49,000, and only its characters are wanted:
        // the last dictionary of the group.
        const auto* group =
            dynamic_cast<const opencc::DictGroup*>(conversion->GetDict().get());
        const opencc::LexiconPtr lexicon =
            group != nullptr && !to_simplified
                ? group->GetDicts().back()->GetLexicon()
                : conversion->GetDict()->GetLexicon();
        for (const auto& entry : *lexicon) AddEntry(*entry, to_simplified);
      }
      return true;
    } catch (const std::exception&) {
      return false;
    }
  }

  bool loaded_ = false;
  std::vector<uint8_t> flags_;
  std::unordered_map<char32_t, std::vector<Conversion>> by_start_;
};

uint64_t Discriminating(const ScriptCounts& counts) {
  return counts.traditional + counts.simplified;
}

Script HanScript(const ScriptCounts& counts) {
  return counts.traditional > counts.simplified ? Script::kTraditional
                                                : Script::kSimplified;
}

// Scripts of the lines; a Han line that does not tell takes that of the one
// before it, or of the document.
void SetScripts(CleanText* text, const std::vector<ScriptCounts>& counts,
                const ScriptCounts& total) {
  const Script whole = HanScript(total);
  const uint64_t minority = std::min(total.traditional, total.simplified);
  const bool one_script = minority * kOneScript < Discriminating(total);
  Script last = whole;
  for (size_t i = 0; i < counts.size(); ++i) {
    Script script = ScriptOf(counts[i]);
    if (script == Script::kSimplified || script == Script::kTraditional) {
      const bool tells =
          counts[i].traditional != counts[i].simplified && !one_script;
      script = tells ? HanScript(counts[i]) : one_script ? whole : last;
      last = script;
    }
    text->lines[i].script = script;
  }
}

// The quotation marks of Traditional text as those that rules speak of; empty
// for any other character. As long in UTF-8.
std::string_view SimplifiedMark(char32_t c) {
  switch (c) {
    case U'「':
      return "“";
    case U'」':
      return "”";
    case U'『':
      return "‘";
    case U'』':
      return "’";
    default:
      return {};
  }
}

// Appends the conversion of in.text[line] to `out`.
void ConvertLine(const CleanText& in, const TextLine& line, CleanText* out) {
  const ConversionTables& tables = ConversionTables::Get();
  const bool all = line.script == Script::kTraditional;
  size_t plain = line.span.begin;
  const auto flush = [&](size_t end) {
    if (plain >= end) return;
    const Span span = {static_cast<uint32_t>(plain),
                       static_cast<uint32_t>(end)};
    out->text.append(span.In(in.text));
    out->map.AppendMapped(in.map, span);
  };
  for (size_t pos = line.span.begin; pos < line.span.end;) {
    const size_t begin = pos;
    const char32_t c = DecodeUtf8(in.text, &pos);
    const std::string_view mark = all ? SimplifiedMark(c) : "";
    if (!mark.empty()) {
      flush(begin);
      out->text += mark;
      out->map.AppendMapped(
          in.map, {static_cast<uint32_t>(begin), static_cast<uint32_t>(pos)});
      plain = pos;
      continue;
    }
    if (c < 0x3400 || (!all && !tables.OnlyTraditional(c))) continue;
    const std::string_view rest =
        std::string_view(in.text).substr(begin, line.span.end - begin);
    const Conversion* entry = tables.Find(c, rest);
    if (entry == nullptr) continue;
    pos = begin + entry->from.size();
    if (entry->from == entry->to) continue;
    flush(begin);
    const Span from = {static_cast<uint32_t>(begin),
                       static_cast<uint32_t>(pos)};
    const std::vector<Span> raw = in.map.ToRaw(from);
    const auto length = static_cast<uint32_t>(entry->to.size());
    out->text += entry->to;
    if (raw.size() == 1) {
      out->map.Append(length, raw.front());
    } else if (length == from.size()) {
      out->map.AppendMapped(in.map, from);
    } else {
      out->map.Append(length, raw.empty()
                                  ? Span{}
                                  : Span{raw.front().begin, raw.back().end});
    }
    plain = pos;
  }
  flush(line.span.end);
}

}  // namespace

void ScriptCounts::Add(const ScriptCounts& other) {
  han += other.han;
  latin += other.latin;
  traditional += other.traditional;
  simplified += other.simplified;
}

ScriptCounts CountScripts(std::string_view text) {
  const ConversionTables& tables = ConversionTables::Get();
  ScriptCounts counts;
  for (size_t pos = 0; pos < text.size();) {
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte < 0x80) {
      const unsigned char lower = byte | 0x20U;
      counts.latin += lower >= 'a' && lower <= 'z' ? 1U : 0U;
      ++pos;
      continue;
    }
    const char32_t c = DecodeUtf8(text, &pos);
    if (c < 0x2E80) {
      counts.latin += c >= 0xC0 && c < 0x250 ? 1U : 0U;
      continue;
    }
    counts.han += IsHan(c) ? 1U : 0U;
    counts.traditional += tables.OnlyTraditional(c) ? 1U : 0U;
    counts.simplified += tables.OnlySimplified(c) ? 1U : 0U;
  }
  return counts;
}

Script ScriptOf(const ScriptCounts& counts) {
  if (counts.han == 0 && counts.latin == 0) return Script::kNone;
  if (counts.han * kLatinPerHan < counts.latin) return Script::kLatin;
  return HanScript(counts);
}

std::string_view LanguageOf(Script script) {
  switch (script) {
    case Script::kLatin:
      return "en";
    case Script::kSimplified:
      return "zh-Hans";
    case Script::kTraditional:
      return "zh-Hant";
    case Script::kNone:
      break;
  }
  return "und";
}

Status ConvertToSimplified(CleanText* text) {
  if (!ConversionTables::Get().loaded()) {
    return Status::Io(
        "cannot be read: OpenCC's dictionaries (t2s.json, "
        "s2t.json) are not installed");
  }
  std::vector<ScriptCounts> counts;
  counts.reserve(text->lines.size());
  ScriptCounts total;
  for (const TextLine& line : text->lines) {
    counts.push_back(CountScripts(line.span.In(text->text)));
    total.Add(counts.back());
  }
  SetScripts(text, counts, total);
  if (total.traditional == 0) return Status();
  CleanText out;
  out.text.reserve(text->text.size());
  for (TextLine& line : text->lines) {
    const auto begin = static_cast<uint32_t>(out.text.size());
    const bool empty = line.span.empty();
    if (!empty) ConvertLine(*text, line, &out);
    line.span = {begin, static_cast<uint32_t>(out.text.size())};
    if (empty) continue;
    out.text += '\n';
    out.map.Append(1, {});
  }
  text->text = std::move(out.text);
  text->map = std::move(out.map);
  return Status();
}

std::string SimplifiedName(std::string_view name) {
  const ConversionTables& tables = ConversionTables::Get();
  std::string out;
  for (size_t pos = 0; pos < name.size();) {
    const size_t begin = pos;
    const char32_t c = DecodeUtf8(name, &pos);
    const Conversion* entry = tables.Find(c, name.substr(begin));
    if (entry == nullptr) {
      out += name.substr(begin, pos - begin);
    } else {
      out += entry->to;
      pos = begin + entry->from.size();
    }
  }
  return out;
}

}  // namespace zhimai
