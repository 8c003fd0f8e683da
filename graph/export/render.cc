#include "graph/export/render.h"

#include <algorithm>

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
  return small ? "dot" : "sfdp";
}

Result<std::string> Render(const Drawing& drawing, PictureFormat format,
                           const RenderOptions& options) {
  std::string program = EngineFor(drawing, options);
  DotOptions dot = options.dot;
  dot.clusters = program == "dot" || program == "fdp";
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

}  // namespace zhimai
