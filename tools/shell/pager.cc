#include "tools/shell/pager.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

#include "graph/base/unicode.h"

namespace zhimai {
namespace {

bool OnPath(std::string_view program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(':'), rest.size());
    const std::string file =
        std::string(rest.substr(0, end)) + "/" + std::string(program);
    if (::access(file.c_str(), X_OK) == 0) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace

std::string PagerCommand() {
  for (const char* name : {"ZHIMAI_PAGER", "PAGER"}) {
    const char* named = std::getenv(name);
    if (named != nullptr) return named;
  }
  // -R keeps our colours, -S does not wrap, -X leaves the answer on the
  // screen.
  if (OnPath("less")) return "LESSCHARSET=utf-8 less -RSX";
  return OnPath("more") ? "more" : "";
}

Pager::Pager(std::ostream* out, std::string command, int height, int width)
    : out_(out),
      command_(std::move(command)),
      height_(height),
      width_(width),
      buffer_(this),
      stream_(&buffer_) {}

Pager::~Pager() {
  if (child_ != nullptr) {
    ::pclose(child_);
  } else {
    *out_ << held_;
  }
  out_->flush();
}

Pager::Buffer::int_type Pager::Buffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) {
    return traits_type::not_eof(c);
  }
  const char byte = traits_type::to_char_type(c);
  return pager_->Write({&byte, 1}) ? c : traits_type::eof();
}

std::streamsize Pager::Buffer::xsputn(const char* data, std::streamsize size) {
  return pager_->Write({data, static_cast<size_t>(size)}) ? size : 0;
}

int Pager::LinesOf(std::string_view line) const {
  if (width_ <= 0) return 1;
  return 1 + std::max(0, DisplayWidth(line) - 1) / width_;
}

bool Pager::Write(std::string_view text) {
  if (child_ != nullptr) {
    return std::fwrite(text.data(), 1, text.size(), child_) == text.size();
  }
  held_ += text;
  size_t end = held_.find('\n', line_begin_);
  while (end != std::string::npos) {
    lines_ +=
        LinesOf(std::string_view(held_).substr(line_begin_, end - line_begin_));
    line_begin_ = end + 1;
    end = held_.find('\n', line_begin_);
  }
  if (lines_ < height_ || command_.empty()) {
    if (!command_.empty()) return true;
    *out_ << held_;
    held_.clear();
    line_begin_ = 0;
    lines_ = 0;
    return out_->good();
  }
  out_->flush();
  child_ = ::popen(command_.c_str(), "w");
  if (child_ == nullptr) {
    command_.clear();
    return true;
  }
  return std::fwrite(held_.data(), 1, held_.size(), child_) == held_.size();
}

}  // namespace zhimai
