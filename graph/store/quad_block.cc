#include "graph/store/quad_block.h"

#include "graph/store/coding.h"

namespace zhimai {
namespace {

// Ids have their kind in the first byte and, mostly, small numbers: turned, a
// varint of them is short.
uint64_t Turn(TermId id) { return id.bits << 8 | id.bits >> 56; }
TermId TurnBack(uint64_t value) { return {value >> 8 | value << 56}; }

size_t RunEnd(const std::vector<OrderedQuad>& quads, size_t begin, size_t end,
              size_t column) {
  size_t i = begin + 1;
  while (i < end && quads[i][column] == quads[begin][column]) ++i;
  return i;
}

// Runs of equal values of a sorted column: the first value turned, then the
// differences, each with the length of its run.
void EncodeRuns(const std::vector<OrderedQuad>& quads, size_t begin, size_t end,
                size_t column, std::string* out) {
  for (size_t i = begin; i < end;) {
    const size_t next = RunEnd(quads, i, end, column);
    AppendVarint(i == begin ? Turn(quads[i][column])
                            : quads[i][column].bits - quads[i - 1][column].bits,
                 out);
    AppendVarint(next - i, out);
    i = next;
  }
}

// Calls visit(begin, end) for each run of equal first two columns.
template <typename Visit>
void ForEachPair(const std::vector<OrderedQuad>& quads, const Visit& visit) {
  for (size_t i = 0; i < quads.size();) {
    size_t end = i + 1;
    while (end < quads.size() && quads[end][0] == quads[i][0] &&
           quads[end][1] == quads[i][1]) {
      ++end;
    }
    visit(i, end);
    i = end;
  }
}

void EncodeGraphs(const std::vector<OrderedQuad>& quads, std::string* out) {
  for (size_t i = 0; i < quads.size();) {
    const size_t next = RunEnd(quads, i, quads.size(), 3);
    AppendVarint(Turn(quads[i][3]), out);
    AppendVarint(next - i, out);
    i = next;
  }
}

// The last column inside one run of the first two.
void EncodeTail(const std::vector<OrderedQuad>& quads, size_t begin, size_t end,
                std::string* out) {
  AppendVarint(Turn(quads[begin][2]), out);
  for (size_t i = begin + 1; i < end; ++i) {
    AppendVarint(quads[i][2].bits - quads[i - 1][2].bits, out);
  }
}

// The same in reverse, over bytes that may be damaged.
class Decoder {
 public:
  Decoder(std::string_view bytes, std::vector<OrderedQuad>* quads)
      : in_(bytes), quads_(*quads) {}

  bool Decode() {
    const uint64_t count = in_.Varint();
    if (count == 0 || count > kMaxQuadsInBlock) return false;
    quads_.assign(count, OrderedQuad{});
    // The first quad, there for whoever prunes by it.
    OrderedQuad first{};
    for (size_t i = 0; i < 3; ++i) first[i] = TermId{in_.Big64()};
    if (!Graphs() || !Runs(0, count, 0)) return false;
    for (size_t i = 0; i < count;) {
      const size_t end = RunEnd(quads_, i, count, 0);
      if (!Runs(i, end, 1)) return false;
      i = end;
    }
    ForEachPair(quads_, [&](size_t begin, size_t end) { Tail(begin, end); });
    for (size_t i = 0; i < 3; ++i) {
      if (first[i] != quads_.front()[i]) return false;
    }
    return in_.done() && Ascending();
  }

 private:
  bool Graphs() {
    for (size_t i = 0; i < quads_.size();) {
      const TermId graph = TurnBack(in_.Varint());
      const uint64_t length = in_.Varint();
      if (length == 0 || length > quads_.size() - i) return false;
      for (const size_t end = i + length; i < end; ++i) quads_[i][3] = graph;
    }
    return true;
  }

  bool Runs(size_t begin, size_t end, size_t column) {
    TermId value{};
    for (size_t i = begin; i < end;) {
      const uint64_t number = in_.Varint();
      // Equal neighbours would be one run.
      if (i > begin && number == 0) return false;
      value = i == begin ? TurnBack(number) : TermId{value.bits + number};
      const uint64_t length = in_.Varint();
      if (length == 0 || length > end - i) return false;
      for (const size_t run = i + length; i < run; ++i) {
        quads_[i][column] = value;
      }
    }
    return true;
  }

  void Tail(size_t begin, size_t end) {
    TermId value = TurnBack(in_.Varint());
    quads_[begin][2] = value;
    for (size_t i = begin + 1; i < end; ++i) {
      value.bits += in_.Varint();
      quads_[i][2] = value;
    }
  }

  bool Ascending() const {
    for (size_t i = 1; i < quads_.size(); ++i) {
      if (!(quads_[i - 1] < quads_[i])) return false;
    }
    return true;
  }

  ByteReader in_;
  std::vector<OrderedQuad>& quads_;
};

}  // namespace

void AppendQuadKey(const OrderedQuad& quad, std::string* out) {
  for (TermId id : quad) AppendBig64(id.bits, out);
}

std::string QuadKey(const OrderedQuad& quad) {
  std::string key;
  AppendQuadKey(quad, &key);
  return key;
}

std::optional<OrderedQuad> ParseQuadKey(std::string_view key) {
  if (key.size() != 32) return std::nullopt;
  OrderedQuad quad;
  for (size_t i = 0; i < 4; ++i) {
    quad[i] = TermId{ReadBig64(key.data() + 8 * i)};
  }
  return quad;
}

std::string EncodeBlock(const std::vector<OrderedQuad>& quads) {
  ZM_CHECK(!quads.empty() && quads.size() <= kMaxQuadsInBlock);
  std::string out;
  AppendVarint(quads.size(), &out);
  for (size_t i = 0; i < 3; ++i) AppendBig64(quads.front()[i].bits, &out);
  EncodeGraphs(quads, &out);
  EncodeRuns(quads, 0, quads.size(), 0, &out);
  for (size_t i = 0; i < quads.size();) {
    const size_t end = RunEnd(quads, i, quads.size(), 0);
    EncodeRuns(quads, i, end, 1, &out);
    i = end;
  }
  ForEachPair(quads, [&](size_t begin, size_t end) {
    EncodeTail(quads, begin, end, &out);
  });
  return out;
}

size_t BlockCount(std::string_view block) {
  ByteReader in(block);
  const uint64_t count = in.Varint();
  return count <= kMaxQuadsInBlock ? count : 0;
}

bool DecodeBlock(std::string_view block, std::vector<OrderedQuad>* quads) {
  return Decoder(block, quads).Decode();
}

std::string EncodeDeltaBlock(const std::vector<OrderedQuad>& quads,
                             const std::vector<DeltaOp>& ops) {
  ZM_CHECK(ops.size() == quads.size());
  std::string runs;
  for (size_t i = 0; i < ops.size();) {
    size_t end = i + 1;
    while (end < ops.size() && ops[end] == ops[i]) ++end;
    runs += static_cast<char>(ops[i]);
    AppendVarint(end - i, &runs);
    i = end;
  }
  std::string out;
  AppendLengthPrefixed(runs, &out);
  return out + EncodeBlock(quads);
}

bool DecodeDeltaBlock(std::string_view block, std::vector<OrderedQuad>* quads,
                      std::vector<DeltaOp>* ops) {
  ByteReader in(block);
  ByteReader runs(in.LengthPrefixed());
  if (!in.ok() || !DecodeBlock(in.Bytes(in.remaining()), quads)) return false;
  ops->clear();
  while (runs.remaining() > 0) {
    const auto op = static_cast<DeltaOp>(runs.Bytes(1).front());
    const uint64_t length = runs.Varint();
    if ((op != DeltaOp::kAdded && op != DeltaOp::kRemoved &&
         op != DeltaOp::kCleared) ||
        length == 0 || length > quads->size() - ops->size()) {
      return false;
    }
    ops->insert(ops->end(), length, op);
  }
  return runs.ok() && ops->size() == quads->size();
}

}  // namespace zhimai
