// What the graph answers, as JSON.
#pragma once

#include <string_view>
#include <vector>

#include "graph/engine/graph.h"
#include "tools/cli/json_writer.h"

namespace zhimai {

void WriteJson(const EntityRef& entity, JsonWriter* json);
void WriteJson(const EntityView& entity, JsonWriter* json);
void WriteJson(const ValueView& value, JsonWriter* json);
void WriteJson(const StatementView& statement, JsonWriter* json);
void WriteJson(const EvidenceView& evidence, JsonWriter* json);
void WriteJson(const DocumentView& document, JsonWriter* json);

template <typename T>
void WriteJson(const std::vector<T>& values, JsonWriter* json) {
  json->BeginArray();
  for (const T& value : values) WriteJson(value, json);
  json->EndArray();
}

}  // namespace zhimai
