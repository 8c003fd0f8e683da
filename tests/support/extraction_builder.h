// Writes v1::Extraction by hand, short enough to read in a test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/document.pb.h"

namespace zhimai {

// One document. Statement ids are hashes of subject, relation, object, role and
// modality, as extraction makes them.
class ExtractionBuilder {
 public:
  explicit ExtractionBuilder(std::string_view path);

  ExtractionBuilder& Content(std::string_view text);
  // `names`: "zh:中国", the preferred one of each language first. Without one,
  // the label is the id.
  ExtractionBuilder& Entity(std::string_view id, std::string_view class_name,
                            const std::vector<std::string>& names = {},
                            const std::vector<std::string>& external = {});
  // Of the statement that the next calls add to. An object that begins with
  // "e/" is an entity, with a digit a date, else text.
  ExtractionBuilder& State(std::string_view subject, std::string_view relation,
                           std::string_view object,
                           v1::Modality modality = v1::ASSERTED,
                           double confidence = 0.8);
  ExtractionBuilder& With(std::string_view key, std::string_view value);
  // The sentence that the evidence of the statement quotes.
  ExtractionBuilder& Quote(std::string_view text);

  // The id of the last statement.
  const std::string& last_id() const { return last_id_; }
  v1::Extraction Build() const { return extraction_; }

 private:
  void Rename();

  v1::Extraction extraction_;
  std::string last_id_;
  uint64_t offset_ = 0;
};

}  // namespace zhimai
