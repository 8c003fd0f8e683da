#include "graph/base/text_tokens.h"

#include <algorithm>

#include "graph/base/hash.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr size_t kLettersInToken = 3;
constexpr size_t kSinglesInToken = 2;

// Behind what `*out` has.
void AppendToken(char kind, std::u32string_view text, std::string* out) {
  const size_t begin = out->size();
  *out += kind;
  for (const char32_t c : text) {
    // Whole characters, so that what it begins with can still be compared.
    if (out->size() - begin + 4 > kMaxTokenBytes) break;
    AppendUtf8(c, out);
  }
}

std::string Token(char kind, std::u32string_view text) {
  std::string out;
  AppendToken(kind, text, &out);
  return out;
}

// Perhaps.
bool IsCut(std::string_view token) { return token.size() + 4 > kMaxTokenBytes; }

std::string NameToken(std::string_view name_key) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string token = "n";
  for (uint64_t hash = Hash64(name_key), i = 0; i < 16; ++i, hash >>= 4) {
    token += kDigits[hash & 15];
  }
  return token;
}

char KindByte(CharClass kind) { return kind == CharClass::kJoined ? 't' : 'g'; }

size_t LengthOf(CharClass kind) {
  return kind == CharClass::kJoined ? kLettersInToken : kSinglesInToken;
}

}  // namespace

void TextTokens::Add(char kind, std::u32string_view text) {
  const size_t at = bytes_.size();
  bytes_ += '\0';
  AppendToken(kind, text, &bytes_);
  bytes_[at] = static_cast<char>(bytes_.size() - at - 1);
}

void TextTokens::Add(std::string_view token) {
  bytes_ += static_cast<char>(token.size());
  bytes_ += token;
}

std::set<std::string, std::less<>> TextTokens::Distinct() const {
  std::set<std::string, std::less<>> out;
  ForEach([&](std::string_view token) { out.emplace(token); });
  return out;
}

bool TokenNeed::Accepts(std::string_view token) const {
  if (token.empty() || token.front() != text.front()) return false;
  const std::string_view wanted = std::string_view(text).substr(1);
  const std::string_view rest = token.substr(1);
  switch (kind) {
    case Kind::kWhole:
      return rest == wanted;
    case Kind::kBegin:
      return rest.substr(0, wanted.size()) == wanted;
    // What was cut off may hold it.
    case Kind::kEnd:
      return IsCut(token) ||
             (rest.size() >= wanted.size() &&
              rest.substr(rest.size() - wanted.size()) == wanted);
    case Kind::kInside:
      return IsCut(token) || rest.find(wanted) != std::string_view::npos;
  }
  return false;
}

std::string_view TokenNeed::Prefix() const {
  const bool from_front = kind == Kind::kWhole || kind == Kind::kBegin;
  return std::string_view(text).substr(0, from_front ? text.size() : 1);
}

// Maximal runs of one class; what is neither letter nor digit is passed over
// and ends no run.
std::vector<TextTokenizer::Run> TextTokenizer::RunsOf(
    const std::u32string& text) {
  std::vector<Run> runs;
  for (const char32_t c : text) {
    const CharClass kind = folder_.ClassOf(c);
    if (kind == CharClass::kNone) continue;
    if (runs.empty() || runs.back().kind != kind) runs.push_back({kind, {}});
    runs.back().text += c;
  }
  return runs;
}

void TextTokenizer::AddText(std::string_view text, TextTokens* tokens) {
  const std::u32string folded = folder_.Fold(text);
  size_t begin = 0;
  for (size_t at = 0; at <= folded.size(); ++at) {
    const bool joined =
        at < folded.size() && folder_.ClassOf(folded[at]) == CharClass::kJoined;
    if (joined) continue;
    if (at > begin) {
      tokens->Add('w', std::u32string_view(folded).substr(begin, at - begin));
    }
    begin = at + 1;
  }
  for (const Run& run : RunsOf(folded)) {
    if (run.kind != CharClass::kSingle) continue;
    for (size_t at = 0; at < run.text.size(); ++at) {
      tokens->Add('g',
                  std::u32string_view(run.text).substr(at, kSinglesInToken));
    }
  }
}

void TextTokenizer::AddKey(std::string_view name_key, TextTokens* tokens) {
  for (const Run& run : RunsOf(folder_.Simplified(name_key))) {
    for (size_t at = 0; at < run.text.size(); ++at) {
      tokens->Add(KindByte(run.kind),
                  std::u32string_view(run.text).substr(at, LengthOf(run.kind)));
    }
  }
}

void TextTokenizer::AddName(std::string_view name_key, TextTokens* tokens) {
  tokens->Add(NameToken(name_key));
}

std::vector<TokenNeed> TextTokenizer::NeedsOfName(std::string_view name_key) {
  return {{TokenNeed::Kind::kWhole, NameToken(name_key)}};
}

void TextTokenizer::AddNeedsOfRun(const Run& run,
                                  std::vector<TokenNeed>* needs) {
  const size_t length = LengthOf(run.kind);
  const std::u32string_view text = run.text;
  if (text.size() < length) {
    needs->push_back(
        {TokenNeed::Kind::kBegin, Token(KindByte(run.kind), text)});
    return;
  }
  for (size_t at = 0; at + length <= text.size(); ++at) {
    needs->push_back({TokenNeed::Kind::kWhole,
                      Token(KindByte(run.kind), text.substr(at, length))});
  }
}

std::vector<TokenNeed> TextTokenizer::NeedsOfKey(std::string_view part) {
  std::vector<TokenNeed> needs;
  for (const Run& run : RunsOf(folder_.Simplified(part))) {
    AddNeedsOfRun(run, &needs);
  }
  return needs;
}

void TextTokenizer::AddNeedsOfWord(const std::u32string& word, bool open_front,
                                   bool open_back,
                                   std::vector<TokenNeed>* needs) {
  for (const Run& run : RunsOf(word)) {
    if (run.kind == CharClass::kSingle) AddNeedsOfRun(run, needs);
  }
  size_t begin = 0;
  for (size_t at = 0; at <= word.size(); ++at) {
    if (at < word.size() && folder_.ClassOf(word[at]) == CharClass::kJoined) {
      continue;
    }
    if (at > begin) {
      const bool front = open_front && begin == 0;
      const bool back = open_back && at == word.size();
      TokenNeed need;
      need.text =
          Token('w', std::u32string_view(word).substr(begin, at - begin));
      // Of a word that is cut, only the beginning is in the index.
      using Kind = TokenNeed::Kind;
      need.kind = front ? (back ? Kind::kInside : Kind::kEnd)
                        : (back ? Kind::kBegin : Kind::kWhole);
      if (!front || !IsCut(need.text)) needs->push_back(std::move(need));
    }
    begin = at + 1;
  }
}

}  // namespace zhimai
