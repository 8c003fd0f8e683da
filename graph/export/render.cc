#include "graph/export/render.h"

#include <algorithm>
#include <vector>

#include "graph/export/bundle.h"
#include "graph/export/child_process.h"

namespace zhimai {
namespace {

// A drawing of a few thousand nodes has some 10 MB.
constexpr size_t kMaxPicture = size_t{512} << 20;

std::string_view FormatName(PictureFormat format) {
  switch (format) {
    case PictureFormat::kSvg:
      return "svg";
    case PictureFormat::kPng:
      return "png";
    case PictureFormat::kPdf:
      return "pdf";
  }
  return "svg";
}

std::string FirstLine(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

Status Explain(const Status& status, const std::string& program,
               std::chrono::seconds limit) {
  if (status.code() == Code::kNotFound) {
    return {Code::kUnsupported, "Graphviz is not installed (no program '" +
                                    program +
                                    "'): apt-get install graphviz, or export "
                                    "to dot"};
  }
  if (status.code() == Code::kCancelled) {
    return {Code::kCancelled, program + " did not finish within " +
                                  std::to_string(limit.count()) +
                                  " s: draw less, or export to dot"};
  }
  return status;
}

}  // namespace

std::string EngineFor(const Drawing& drawing, const RenderOptions& options) {
  if (!options.engine.empty()) return options.engine;
  const bool small = drawing.nodes.size() <= options.max_dot_nodes &&
                     drawing.edges.size() <= 2 * options.max_dot_nodes;
  const bool layers = !drawing.clusters.empty() || options.dot.top_down;
  return small && (layers || !IsDense(drawing)) ? "dot" : "sfdp";
}

bool DrawsBoxes(std::string_view engine) {
  return engine == "dot" || engine == "fdp";
}

namespace {

// A way to lay a drawing out. Some boxes are too much for dot ("trouble in
// init_rank"); it ranks them otherwise when asked to.
struct Attempt {
  std::string program;
  bool rank_across = false;
};

std::vector<Attempt> Attempts(const Drawing& drawing,
                              const RenderOptions& options) {
  std::vector<Attempt> attempts = {{EngineFor(drawing, options)}};
  if (attempts.front().program != "dot") return attempts;
  attempts.push_back({"dot", true});
  if (options.engine.empty()) attempts.push_back({"sfdp"});
  return attempts;
}

Result<std::string> RenderBy(const Attempt& attempt, const Drawing& drawing,
                             PictureFormat format,
                             const RenderOptions& options) {
  DotOptions dot = options.dot;
  dot.clusters = DrawsBoxes(attempt.program);
  dot.rank_across = attempt.rank_across;
  std::string program = attempt.program;
  if (!options.program_dir.empty()) {
    program = options.program_dir + "/" + program;
  }
  auto output = RunChild({program, "-T" + std::string(FormatName(format))},
                         ToDot(drawing, dot), options.time_limit, kMaxPicture);
  if (!output.ok()) {
    return Explain(output.status(), program, options.time_limit);
  }
  if (output->exit_code != 0 || output->out.empty()) {
    return Status::Io(program + " failed (exit " +
                      std::to_string(output->exit_code) +
                      "): " + FirstLine(output->err));
  }
  return std::move(output->out);
}

}  // namespace

Result<std::string> Render(const Drawing& drawing, PictureFormat format,
                           const RenderOptions& options) {
  Status first;
  for (const Attempt& attempt : Attempts(drawing, options)) {
    // What took too long would do so again.
    if (attempt.rank_across && first.code() == Code::kCancelled) continue;
    Result<std::string> picture = RenderBy(attempt, drawing, format, options);
    const Code code = picture.status().code();
    if (picture.ok() || code == Code::kUnsupported) return picture;
    if (first.ok()) first = picture.status();
  }
  return first;
}

}  // namespace zhimai
