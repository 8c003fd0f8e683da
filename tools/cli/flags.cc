#include <charconv>

#include "tools/cli/command.h"

namespace zhimai {

std::string FlagSpec::Spelling() const {
  std::string text = "--" + std::string(name);
  if (takes_value()) text += ' ';
  return text + std::string(value);
}

void Flags::Set(std::string_view name, std::vector<std::string> values) {
  values_[std::string(name)] = std::move(values);
}

bool Flags::Has(std::string_view name) const {
  return values_.find(name) != values_.end();
}

std::string Flags::Get(std::string_view name, std::string_view fallback) const {
  const auto it = values_.find(name);
  if (it == values_.end() || it->second.empty()) return std::string(fallback);
  return it->second.back();
}

std::vector<std::string> Flags::GetAll(std::string_view name) const {
  const auto it = values_.find(name);
  return it == values_.end() ? std::vector<std::string>() : it->second;
}

std::vector<std::string> Flags::GetList(std::string_view name) const {
  std::vector<std::string> parts;
  for (const std::string& value : GetAll(name)) {
    size_t begin = 0;
    while (begin <= value.size()) {
      const size_t end = std::min(value.find(',', begin), value.size());
      if (end > begin) parts.push_back(value.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return parts;
}

Result<int64_t> Flags::GetInt(std::string_view name, int64_t fallback,
                              int64_t low, int64_t high) const {
  if (!Has(name)) return fallback;
  const std::string text = Get(name);
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value < low || value > high) {
    return Status::Usage("--" + std::string(name) +
                         " takes a whole number from " + std::to_string(low) +
                         " to " + std::to_string(high) + ", not '" + text +
                         "'");
  }
  return value;
}

Result<std::string> Flags::GetChoice(
    std::string_view name, std::span<const std::string_view> choices) const {
  if (!Has(name)) return std::string(choices.front());
  const std::string text = Get(name);
  std::string known;
  for (const std::string_view choice : choices) {
    if (text == choice) return text;
    known += (known.empty() ? "" : ", ") + std::string(choice);
  }
  return Status::Usage("--" + std::string(name) + " takes one of " + known +
                       ", not '" + text + "'");
}

}  // namespace zhimai
