#include "tools/commands/failures.h"

#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

constexpr size_t kListed = 20;

}  // namespace

void Failures::Add(const std::string& logical, Status status) {
  const bool named = !status.location().source.empty();
  const Status complete =
      named ? std::move(status) : std::move(status).In(logical);
  lines_.push_back(Printable(complete.ToString()));
}

Status Failures::Report(size_t documents, const Io& io) const {
  if (lines_.empty()) return Status();
  io.out->flush();
  std::ostream* err = io.err;
  for (size_t i = 0; i < lines_.size() && i < kListed; ++i) {
    *err << lines_[i] << '\n';
  }
  if (lines_.size() > kListed) {
    *err << "… and " << lines_.size() - kListed << " more\n";
  }
  return Status::InvalidInput(
      std::to_string(lines_.size()) + " of " + std::to_string(documents) +
      (documents == 1 ? " document" : " documents") + " could not be read");
}

}  // namespace zhimai
