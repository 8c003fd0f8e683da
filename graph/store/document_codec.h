// DocumentRecord as bytes. docs/formats/families.md. Not a public header.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/model/records.h"

namespace zhimai {

// Without the path, which is the key.
std::string EncodeDocument(const DocumentRecord& record);
// Nothing for damaged bytes. Fields that this version does not know are
// skipped.
std::optional<DocumentRecord> DecodeDocument(std::string_view path,
                                             std::string_view bytes);

}  // namespace zhimai
