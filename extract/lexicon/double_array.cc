#include "extract/lexicon/double_array.h"

#include <algorithm>
#include <array>

namespace zhimai {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr size_t kPages = 0x110000 / 256;

}  // namespace

// Builds breadth by depth-first order over the sorted phrases: the children of
// a state are the runs of equal codes at its depth.
class DoubleArray::Builder {
 public:
  explicit Builder(DoubleArray* out) : out_(*out) {}

  Status Run(const std::vector<Phrase>& phrases) {
    ZM_TRY(NumberCodePoints(phrases));
    ZM_TRY(SortKeys(phrases));
    out_.units_.assign(1, Unit());
    out_.units_[0].check = 0;
    used_.assign(1, true);
    Place();
    // Step() reads base + code without a bound check.
    out_.units_.resize(out_.units_.size() + code_count_ + 1);
    out_.phrases_ = keys_.size();
    return {};
  }

 private:
  struct Key {
    std::vector<uint32_t> codes;
    uint32_t value;
  };
  struct Todo {
    uint32_t state;
    size_t first, last;  // keys_ below the state
    size_t depth;
  };
  struct Child {
    uint32_t code;
    size_t first, last;
  };

  // Frequent code points get small codes: the array is then denser.
  Status NumberCodePoints(const std::vector<Phrase>& phrases) {
    std::vector<uint32_t> frequency(kPages * kPage, 0);
    for (const Phrase& phrase : phrases) {
      if (phrase.text.empty()) return Status::InvalidInput("an empty phrase");
      if (FindInvalidUtf8(phrase.text) != std::string_view::npos) {
        return Status::InvalidInput("a phrase is not valid UTF-8");
      }
      ZM_CHECK(phrase.value < kNoValue);
      for (size_t pos = 0; pos < phrase.text.size();) {
        ++frequency[DecodeUtf8(phrase.text, &pos)];
      }
    }
    std::vector<char32_t> points;
    for (char32_t c = 0; c < frequency.size(); ++c) {
      // U+FFFD is what ill-formed bytes decode to; it must match nothing.
      if (frequency[c] != 0 && c != kReplacement) points.push_back(c);
    }
    std::stable_sort(points.begin(), points.end(), [&](char32_t a, char32_t b) {
      return frequency[a] > frequency[b];
    });
    code_count_ = points.size();
    for (size_t i = 0; i < points.size(); ++i) {
      uint16_t& page = out_.pages_[points[i] / kPage];
      if (page == 0) {
        page = static_cast<uint16_t>(out_.codes_.size() / kPage);
        out_.codes_.resize(out_.codes_.size() + kPage, 0);
      }
      out_.codes_[page * kPage + points[i] % kPage] =
          static_cast<uint32_t>(i + 1);
    }
    return {};
  }

  Status SortKeys(const std::vector<Phrase>& phrases) {
    for (const Phrase& phrase : phrases) {
      Key key{{}, phrase.value};
      for (size_t pos = 0; pos < phrase.text.size();) {
        const uint32_t code = out_.CodeOf(DecodeUtf8(phrase.text, &pos));
        if (code == 0) {
          return Status::InvalidInput("a phrase holds U+FFFD: " + phrase.text);
        }
        key.codes.push_back(code);
      }
      keys_.push_back(std::move(key));
    }
    std::sort(keys_.begin(), keys_.end(),
              [](const Key& a, const Key& b) { return a.codes < b.codes; });
    for (size_t i = 1; i < keys_.size(); ++i) {
      if (keys_[i].codes == keys_[i - 1].codes) {
        return Status::InvalidInput("a phrase is given twice");
      }
    }
    return {};
  }

  void Place() {
    std::vector<Todo> todo;
    if (!keys_.empty()) todo.push_back({0, 0, keys_.size(), 0});
    std::vector<Child> children;
    while (!todo.empty()) {
      Todo at = todo.back();
      todo.pop_back();
      if (keys_[at.first].codes.size() == at.depth) {
        out_.units_[at.state].value = keys_[at.first++].value;
      }
      CollectChildren(at, &children);
      if (children.empty()) continue;
      const uint32_t base = FindBase(children);
      Grow(base + children.back().code + 1);
      out_.units_[at.state].base = base;
      for (const Child& child : children) {
        used_[base + child.code] = true;
        out_.units_[base + child.code].check = at.state;
        todo.push_back(
            {base + child.code, child.first, child.last, at.depth + 1});
      }
    }
  }

  void CollectChildren(const Todo& at, std::vector<Child>* children) const {
    children->clear();
    for (size_t i = at.first; i < at.last;) {
      const uint32_t code = keys_[i].codes[at.depth];
      const size_t first = i;
      while (i < at.last && keys_[i].codes[at.depth] == code) ++i;
      children->push_back({code, first, i});
    }
  }

  // The lowest base, from where free units begin, that puts every child on a
  // free unit. A crowded stretch is given up after a number of tries, which
  // keeps the build linear in practice for a few per cent of space.
  uint32_t FindBase(const std::vector<Child>& children) {
    constexpr int kTries = 200;
    while (Used(lowest_free_)) ++lowest_free_;
    size_t at = std::max<size_t>(lowest_free_, children[0].code + 1);
    for (int tries = 0;; ++at) {
      if (Used(at)) continue;
      const size_t base = at - children[0].code;
      const bool fits =
          std::none_of(children.begin(), children.end(),
                       [&](const Child& c) { return Used(base + c.code); });
      if (fits) return static_cast<uint32_t>(base);
      if (++tries > kTries) {
        lowest_free_ = std::max(lowest_free_, at);
        tries = 0;
      }
    }
  }

  bool Used(size_t at) const { return at < used_.size() && used_[at]; }

  void Grow(size_t size) {
    if (size <= used_.size()) return;
    used_.resize(size, false);
    out_.units_.resize(size);
  }

  DoubleArray& out_;
  size_t code_count_ = 0;
  std::vector<Key> keys_;
  std::vector<bool> used_;
  size_t lowest_free_ = 1;
};

DoubleArray::DoubleArray()
    : pages_(kPages, 0), codes_(kPage, 0), units_(1, Unit()) {
  units_[0].check = 0;
}

Result<DoubleArray> DoubleArray::Build(const std::vector<Phrase>& phrases) {
  DoubleArray array;
  ZM_TRY(Builder(&array).Run(phrases));
  return array;
}

void DoubleArray::FindAll(std::string_view text,
                          std::vector<PhraseMatch>* out) const {
  for (size_t begin = 0; begin < text.size();) {
    const auto from = static_cast<uint32_t>(begin);
    VisitPrefixes(text, from, [&](uint32_t value, uint32_t end) {
      out->push_back({value, {from, end}});
    });
    DecodeUtf8(text, &begin);
  }
}

std::vector<PhraseMatch> DoubleArray::FindAll(std::string_view text) const {
  std::vector<PhraseMatch> out;
  FindAll(text, &out);
  return out;
}

void DoubleArray::PrefixesAt(std::string_view text, uint32_t begin,
                             std::vector<PhraseMatch>* out) const {
  VisitPrefixes(text, begin, [&](uint32_t value, uint32_t end) {
    out->push_back({value, {begin, end}});
  });
}

std::optional<uint32_t> DoubleArray::Find(std::string_view text) const {
  std::optional<uint32_t> found;
  VisitPrefixes(text, 0, [&](uint32_t value, uint32_t end) {
    if (end == text.size()) found = value;
  });
  return found;
}

}  // namespace zhimai
