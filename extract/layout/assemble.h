// Builds articles from lines: joins what a page break cut, takes datelines
// off, and maps the joined text to raw bytes.
#pragma once

#include <string>
#include <vector>

#include "extract/doc/document.h"
#include "extract/layout/line_class.h"

namespace zhimai {

// Appends `count` articles to `document`, in order of LayoutLine::article;
// those without text are left out. REQUIRES: document->published is set.
void AssembleArticles(const CleanText& text,
                      const std::vector<LayoutLine>& lines, int count,
                      Document* document);

}  // namespace zhimai
