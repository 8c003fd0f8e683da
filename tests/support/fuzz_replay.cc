// main() of a fuzz target without libFuzzer: runs the target on every file of
// the corpus folders named as arguments, and on seeded mutations of each, so
// that the corpus cannot rot and cheap mistakes show in ordinary test runs.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

constexpr int kMutations = 64;
// Larger corpus files (a case that once was slow) run as they are only.
constexpr size_t kMutationLimit = 1 << 16;

void RunOne(const std::string& input) {
  // A buffer of the exact size, so that the address sanitizer sees one byte
  // too many.
  const std::vector<uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void RunMutations(const std::string& input) {
  std::mt19937 random(20240229);  // the same cases on every run
  const auto below = [&](size_t n) { return random() % n; };
  for (int i = 0; i < kMutations && !input.empty(); ++i) {
    std::string changed = input;
    switch (below(4)) {
      case 0:
        changed.resize(below(input.size()));
        break;
      case 1:
        changed[below(input.size())] = static_cast<char>(below(256));
        break;
      case 2:
        changed.erase(below(input.size()), 1 + below(8));
        break;
      default:
        changed.insert(below(input.size()),
                       input.substr(below(input.size()), 1 + below(16)));
    }
    RunOne(changed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::set<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) continue;
    for (const auto& entry : fs::directory_iterator(argv[i])) {
      if (entry.is_regular_file()) files.insert(entry.path());
    }
  }
  if (files.empty()) {
    std::fprintf(stderr, "no corpus files: every fuzz target has some\n");
    return 1;
  }
  RunOne("");
  for (const fs::path& file : files) {
    std::fprintf(stderr, "%s\n", file.c_str());  // the last line tells which
    std::ifstream in(file, std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(in), {}};
    RunOne(input);
    if (input.size() <= kMutationLimit) RunMutations(input);
  }
  return 0;
}
