#include "tools/commands/query_limits.h"

#include <charconv>
#include <optional>
#include <span>

#include "tools/cli/text_table.h"
#include "tools/commands/rdf_input.h"

namespace zhimai {
namespace {

struct Unit {
  std::string_view name;
  uint64_t factor;
};

// "10s", "2 GB"; a bare number has the first unit.
std::optional<uint64_t> ParseAmount(std::string_view text,
                                    std::span<const Unit> units) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc()) return std::nullopt;
  std::string_view unit(read.ptr, static_cast<size_t>(end - read.ptr));
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  if (unit.empty()) unit = units.front().name;
  for (const Unit& known : units) {
    if (unit != known.name) continue;
    if (number > (uint64_t{1} << 53) / known.factor) return std::nullopt;
    return number * known.factor;
  }
  return std::nullopt;
}

constexpr Unit kTimes[] = {
    {"s", 1000}, {"ms", 1}, {"m", 60000}, {"min", 60000}, {"h", 3600000}};
constexpr Unit kSizes[] = {{"B", 1},
                           {"kB", 1000},
                           {"KB", 1000},
                           {"MB", 1000000},
                           {"GB", 1000000000},
                           {"KiB", uint64_t{1} << 10},
                           {"MiB", uint64_t{1} << 20},
                           {"GiB", uint64_t{1} << 30}};

Status BadAmount(const FlagSpec& flag, const std::string& given,
                 const char* example) {
  return Status::Usage("--" + std::string(flag.name) + " takes " + example +
                       ", not '" + Printable(given) + "'");
}

}  // namespace

Result<QueryText> ReadQueryText(const Flags& flags, const Io& io) {
  if (flags.Has("execute") == !flags.arguments().empty()) {
    return Status::Usage("give a file or -e with the text, one of the two");
  }
  if (flags.Has("execute")) {
    return QueryText{"-e", "-", flags.Get("execute")};
  }
  QueryText source;
  source.file = flags.arguments().front();
  source.name = source.file == "-" ? "stdin" : source.file;
  ZM_TRY_ASSIGN(source.text, ReadWhole(source.file, io));
  return source;
}

Result<sparql::QueryOptions> ReadLimits(const Flags& flags, const Io& io) {
  sparql::QueryOptions options;
  options.cancel = io.cancel;
  options.start = std::chrono::steady_clock::now();
  if (flags.Has(kTimeoutFlag.name)) {
    const std::string given = flags.Get(kTimeoutFlag.name);
    const std::optional<uint64_t> time = ParseAmount(given, kTimes);
    if (!time || *time == 0)
      return BadAmount(kTimeoutFlag, given, "500ms, 10s");
    options.timeout = std::chrono::milliseconds(*time);
  }
  if (flags.Has(kMemoryFlag.name)) {
    const std::string given = flags.Get(kMemoryFlag.name);
    const std::optional<uint64_t> size = ParseAmount(given, kSizes);
    if (!size || *size == 0) return BadAmount(kMemoryFlag, given, "200MB, 4GB");
    options.memory_bytes = *size;
  }
  return options;
}

Result<std::unique_ptr<Store>> OpenStore(const Flags& flags, const Io& io) {
  const std::string directory = flags.Get(kDbFlag.name, io.default_db);
  Result<std::unique_ptr<Store>> store = Store::Open(directory, {});
  if (store.ok() || store.status().code() != Code::kNotFound) return store;
  return Status::NotFound(
             "there is no graph; 'zhimai build' or 'zhimai load' makes one")
      .In(directory);
}

}  // namespace zhimai
