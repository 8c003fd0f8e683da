#include "extract/doc/annotation.h"

#include <algorithm>
#include <tuple>

#include "graph/base/status.h"

namespace zhimai {

TypeRegistry::TypeRegistry() { names_.emplace_back(); }

TypeId TypeRegistry::Intern(std::string_view name) {
  const auto [it, added] =
      ids_.try_emplace(std::string(name), static_cast<TypeId>(names_.size()));
  if (added) {
    ZM_CHECK(names_.size() < UINT16_MAX);
    names_.emplace_back(name);
  }
  return it->second;
}

TypeId TypeRegistry::Find(std::string_view name) const {
  const auto it = ids_.find(std::string(name));
  return it == ids_.end() ? kNone : it->second;
}

int32_t Lattice::AddLiteral(LiteralValue value) {
  literals_.push_back(std::move(value));
  return static_cast<int32_t>(literals_.size()) - 1;
}

void Lattice::Finish(uint32_t text_length) {
  const auto key = [](const Annotation& a) {
    return std::tuple(a.span.begin, ~a.span.end, a.type, a.entity, a.literal,
                      -a.score);
  };
  std::sort(arcs_.begin(), arcs_.end(),
            [&](const Annotation& a, const Annotation& b) {
              return key(a) < key(b);
            });
  const auto same = [](const Annotation& a, const Annotation& b) {
    return a.span == b.span && a.type == b.type && a.entity == b.entity &&
           a.literal == b.literal;
  };
  arcs_.erase(std::unique(arcs_.begin(), arcs_.end(), same), arcs_.end());
  first_.assign(text_length + 2, static_cast<uint32_t>(arcs_.size()));
  for (size_t i = arcs_.size(); i-- > 0;) {
    first_[arcs_[i].span.begin] = static_cast<uint32_t>(i);
  }
  for (size_t i = text_length + 1; i-- > 0;) {
    first_[i] = std::min(first_[i], first_[i + 1]);
  }
}

std::span<const Annotation> Lattice::StartingAt(uint32_t offset) const {
  return StartingIn({offset, offset + 1});
}

std::span<const Annotation> Lattice::StartingIn(Span span) const {
  if (first_.empty()) return {};
  const auto last = static_cast<uint32_t>(first_.size()) - 1;
  const uint32_t begin = first_[std::min(span.begin, last)];
  const uint32_t end = first_[std::min(span.end, last)];
  return {arcs_.data() + begin, arcs_.data() + std::max(begin, end)};
}

}  // namespace zhimai
