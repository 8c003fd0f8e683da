// Status: success, or what went wrong and where in the user's text.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace zhimai {

// What the caller can do about an error.
enum class Code {
  kOk,
  kInvalidInput,  // the user's text or flags are wrong; fix them and retry
  kUsage,         // the command line is wrong
  kNotFound,      // a named thing does not exist; often handled by the caller
  kAmbiguous,     // a name stands for several things; the message lists them
  kIo,            // the disk refused; retrying may help
  kLocked,        // another process holds the store
  kCorruption,    // stored bytes break their format; rebuild or restore
  kCancelled,     // a deadline passed or someone pressed Ctrl-C
  kUnsupported,   // valid, but outside what this build implements
};

// A place in a text that a user wrote. Lines and columns count from 1, columns
// in code points; 0 means unknown.
struct Location {
  std::string source;
  uint32_t line = 0;
  uint32_t column = 0;
};

// Immutable but for In() and At(); copyable; one thread at a time.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Code code, std::string message)
      : code_(code), message_(std::move(message)) {}

  static Status InvalidInput(std::string message) {
    return {Code::kInvalidInput, std::move(message)};
  }
  static Status Usage(std::string message) {
    return {Code::kUsage, std::move(message)};
  }
  static Status NotFound(std::string message) {
    return {Code::kNotFound, std::move(message)};
  }
  static Status Io(std::string message) {
    return {Code::kIo, std::move(message)};
  }
  static Status Corruption(std::string message) {
    return {Code::kCorruption, std::move(message)};
  }

  // Adds the source (a parser knows the line, its caller the file).
  Status In(std::string_view source) &&;
  Status At(uint32_t line, uint32_t column) &&;

  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  const std::string& message() const { return message_; }
  const Location& location() const { return location_; }

  // "news.txtpb:41:17: expected '}'"; "ok" for success.
  std::string ToString() const;

 private:
  Code code_ = Code::kOk;
  std::string message_;
  Location location_;
};

std::ostream& operator<<(std::ostream& out, const Status& status);

namespace internal {
[[noreturn]] void CheckFailed(const char* condition, const char* file,
                              int line);
}  // namespace internal

}  // namespace zhimai

// Our bug, not the user's: always on.
#define ZM_CHECK(condition)   \
  ((condition)                \
       ? static_cast<void>(0) \
       : ::zhimai::internal::CheckFailed(#condition, __FILE__, __LINE__))
