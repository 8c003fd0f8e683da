// Long answers a screen at a time.
#pragma once

#include <cstdio>
#include <ostream>
#include <streambuf>
#include <string>

namespace zhimai {

// A stream in front of `out`: what fits on the screen goes there when the
// pager is destroyed; what does not goes to a child process (`command`, run by
// the shell of the system). A child that ends early makes the stream fail.
class Pager {
 public:
  // `height` in lines of `width` columns.
  Pager(std::ostream* out, std::string command, int height, int width);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

  std::ostream* stream() { return &stream_; }

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(Pager* pager) : pager_(pager) {}

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* data, std::streamsize size) override;

   private:
    Pager* pager_;
  };

  bool Write(std::string_view text);
  // Lines of the screen that `text` takes.
  int LinesOf(std::string_view text) const;

  std::ostream* out_;
  std::string command_;
  int height_;
  int width_;
  std::string held_;
  size_t line_begin_ = 0;  // of the last line of held_
  int lines_ = 0;          // of held_
  std::FILE* child_ = nullptr;
  Buffer buffer_;
  std::ostream stream_;
};

// $ZHIMAI_PAGER, $PAGER, else less or more, whichever there is; empty for
// none.
std::string PagerCommand();

}  // namespace zhimai
