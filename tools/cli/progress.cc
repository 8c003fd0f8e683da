#include "tools/cli/progress.h"

#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

constexpr std::chrono::milliseconds kInterval{100};
// Below most terminals' width, so that the line never wraps.
constexpr int kMaxColumns = 76;

}  // namespace

Progress::Progress(Io* io, std::string label, uint64_t total)
    : io_(io),
      label_(std::move(label)),
      total_(total),
      next_(std::chrono::steady_clock::now() + kInterval) {}

Progress::~Progress() {
  if (shown_) *io_->err << "\r\x1b[K" << std::flush;
}

void Progress::Update(uint64_t done, std::string_view detail) {
  if (!io_->err_is_terminal || io_->quiet) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kInterval;
  shown_ = true;
  const uint64_t percent = total_ == 0 ? 100 : done * 100 / total_;
  const std::string line = label_ + " " + std::to_string(done) + "/" +
                           std::to_string(total_) + " (" +
                           std::to_string(percent) + "%) " + Printable(detail);
  *io_->err << "\r\x1b[K" << Truncate(line, kMaxColumns) << std::flush;
}

}  // namespace zhimai
