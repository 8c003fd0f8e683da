#include "graph/export/child_process.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern "C" {
// POSIX; <unistd.h> declares it only as an extension.
// NOLINTNEXTLINE(readability-redundant-declaration): not so under -std=c++20
extern char** environ;
}

namespace zhimai {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMaxErrors = size_t{64} << 10;

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { Close(); }

  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_ = -1;
};

Status SystemError(std::string_view what) {
  return Status::Io(std::string(what) + ": " + std::strerror(errno));
}

struct Channel {
  Fd ours;
  Fd theirs;
};

// A pair of sockets rather than a pipe: writing to a program that has ended
// must give an error and no SIGPIPE, which is the whole process's business.
Result<Channel> MakeChannel() {
  std::array<int, 2> fds{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()) != 0) {
    return SystemError("socketpair");
  }
  Channel channel;
  channel.ours = Fd(fds[0]);
  channel.theirs = Fd(fds[1]);
  if (fcntl(fds[0], F_SETFL, O_NONBLOCK) != 0) return SystemError("fcntl");
  return channel;
}

// The child, killed and reaped when it still runs.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    Wait();
  }

  // Exit code, or 128 + signal.
  int Wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_;
};

Result<pid_t> Spawn(const std::vector<std::string>& arguments, int in, int out,
                    int err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  std::vector<std::string> copies = arguments;
  std::vector<char*> argv;
  for (std::string& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  pid_t pid = -1;
  const int error =
      posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) {
    return Status::NotFound("no program '" + arguments[0] + "'");
  }
  if (error != 0) {
    return Status::Io(arguments[0] + ": " + std::strerror(error));
  }
  return pid;
}

// Sends what the child will take; closes when all is sent or it reads no more.
void Feed(Fd* fd, std::string_view* input) {
  const ssize_t sent =
      send(fd->get(), input->data(), input->size(), MSG_NOSIGNAL);
  if (sent < 0) {
    if (errno != EAGAIN && errno != EINTR) fd->Close();
    return;
  }
  input->remove_prefix(static_cast<size_t>(sent));
  if (input->empty()) fd->Close();
}

// Appends what is there; closes at the end.
void Drain(Fd* fd, std::string* out) {
  std::array<char, 65536> buffer{};
  const ssize_t got = read(fd->get(), buffer.data(), buffer.size());
  if (got > 0) {
    out->append(buffer.data(), static_cast<size_t>(got));
  } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
    fd->Close();
  }
}

struct Conversation {
  Fd in;
  Fd out;
  Fd err;
};

Status Converse(Conversation* talk, std::string_view input,
                Clock::time_point deadline, size_t max_output,
                ChildOutput* output) {
  if (input.empty()) talk->in.Close();
  while (talk->out.open() || talk->err.open()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - Clock::now());
    if (left.count() <= 0) return {Code::kCancelled, "time limit"};
    // poll() passes over negative descriptors: those that are closed.
    std::array<pollfd, 3> fds = {{{talk->in.get(), POLLOUT, 0},
                                  {talk->out.get(), POLLIN, 0},
                                  {talk->err.get(), POLLIN, 0}}};
    const int wait = static_cast<int>(std::min<int64_t>(left.count(), 1000));
    if (poll(fds.data(), fds.size(), wait) < 0 && errno != EINTR) {
      return SystemError("poll");
    }
    if (fds[0].revents != 0) Feed(&talk->in, &input);
    if (fds[1].revents != 0) Drain(&talk->out, &output->out);
    if (fds[2].revents != 0) Drain(&talk->err, &output->err);
    if (output->err.size() > kMaxErrors) output->err.resize(kMaxErrors);
    if (output->out.size() > max_output) {
      return Status::Io("it wrote more than " + std::to_string(max_output) +
                        " bytes");
    }
  }
  return {};
}

}  // namespace

Result<ChildOutput> RunChild(const std::vector<std::string>& arguments,
                             std::string_view input,
                             std::chrono::milliseconds time_limit,
                             size_t max_output) {
  ZM_CHECK(!arguments.empty());
  const Clock::time_point deadline = Clock::now() + time_limit;
  ZM_TRY_ASSIGN(Channel in, MakeChannel());
  ZM_TRY_ASSIGN(Channel out, MakeChannel());
  ZM_TRY_ASSIGN(Channel err, MakeChannel());
  ZM_TRY_ASSIGN(const pid_t pid, Spawn(arguments, in.theirs.get(),
                                       out.theirs.get(), err.theirs.get()));
  Child child(pid);
  in.theirs.Close();
  out.theirs.Close();
  err.theirs.Close();
  Conversation talk{std::move(in.ours), std::move(out.ours),
                    std::move(err.ours)};
  ChildOutput output;
  ZM_TRY(Converse(&talk, input, deadline, max_output, &output));
  output.exit_code = child.Wait();
  return output;
}

}  // namespace zhimai
