// Takes markup off: plain text, markdown (with HTML inside), HTML.
#pragma once

#include <cstddef>
#include <string_view>

#include "extract/text/clean_text.h"
#include "extract/text/decode.h"
#include "graph/base/result.h"

namespace zhimai {

// More lines are refused: each costs about 100 bytes in later stages, so that
// 64 MiB of line breaks would need gigabytes.
inline constexpr size_t kMaxLines = size_t{1} << 22;

// Cleans the whole file into lines. Time and memory are linear in its size.
// Plain text keeps everything but '#' headings' signs; markdown loses
// headings' signs, emphasis, link targets, images, code blocks and front
// matter; HTML in either loses its tags, and <script>, <style>, comments,
// <nav>, <footer>, <aside> with what is in them. White space folds as
// LineBuilder says. Traditional characters are not converted here.
//
// Errors: kInvalidInput beyond kMaxLines.
// REQUIRES: raw passes CheckText() and is shorter than 4 GiB.
Result<CleanText> CleanMarkup(std::string_view raw, SourceFormat format);

}  // namespace zhimai
