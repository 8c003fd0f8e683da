#include "graph/store/document_codec.h"

#include "graph/store/coding.h"

namespace zhimai {
namespace {

// Fields are (number, length, bytes), ascending; a field that is empty is left
// out. Numbers are never used again for something else.
enum Field : uint64_t {
  kContentHash = 1,
  kExtractorHash = 2,
  kState = 3,
  kError = 4,
  kTitle = 5,
  kPublished = 6,
  kPublishedPlace = 7,
  kLanguage = 8,
  kFormat = 9,
  kByteLength = 10,
  kStageKey = 11,  // repeated
  kMetadata = 12,
};

void AppendField(Field field, std::string_view bytes, std::string* out) {
  if (bytes.empty()) return;
  AppendVarint(field, out);
  AppendLengthPrefixed(bytes, out);
}

std::string VarintBytes(uint64_t value) {
  std::string out;
  if (value != 0) AppendVarint(value, &out);
  return out;
}

bool SetField(uint64_t field, std::string_view bytes, DocumentRecord* record) {
  ByteReader in(bytes);
  switch (field) {
    case kContentHash:
      record->content_hash = bytes;
      return true;
    case kExtractorHash:
      record->extractor_hash = bytes;
      return true;
    case kState: {
      const uint64_t state = in.Varint();
      record->state = static_cast<DocumentState>(state);
      return in.done() && (state == 1 || state == 2);
    }
    case kError:
      record->error = bytes;
      return true;
    case kTitle:
      record->title = bytes;
      return true;
    case kPublished:
      record->published = bytes;
      return true;
    case kPublishedPlace:
      record->published_place = bytes;
      return true;
    case kLanguage:
      record->language = bytes;
      return true;
    case kFormat:
      record->format = bytes;
      return true;
    case kByteLength:
      record->byte_length = in.Varint();
      return in.done();
    case kStageKey: {
      const std::string_view stage = in.LengthPrefixed();
      const std::string_view key = in.LengthPrefixed();
      record->stage_keys.push_back({std::string(stage), std::string(key)});
      return in.done();
    }
    case kMetadata:
      record->metadata = bytes;
      return true;
    default:
      return true;
  }
}

}  // namespace

std::string EncodeDocument(const DocumentRecord& record) {
  std::string out;
  AppendField(kContentHash, record.content_hash, &out);
  AppendField(kExtractorHash, record.extractor_hash, &out);
  AppendField(kState, VarintBytes(static_cast<uint64_t>(record.state)), &out);
  AppendField(kError, record.error, &out);
  AppendField(kTitle, record.title, &out);
  AppendField(kPublished, record.published, &out);
  AppendField(kPublishedPlace, record.published_place, &out);
  AppendField(kLanguage, record.language, &out);
  AppendField(kFormat, record.format, &out);
  AppendField(kByteLength, VarintBytes(record.byte_length), &out);
  for (const StageKey& stage : record.stage_keys) {
    std::string pair;
    AppendLengthPrefixed(stage.stage, &pair);
    AppendLengthPrefixed(stage.key, &pair);
    AppendField(kStageKey, pair, &out);
  }
  AppendField(kMetadata, record.metadata, &out);
  return out;
}

std::optional<DocumentRecord> DecodeDocument(std::string_view path,
                                             std::string_view bytes) {
  DocumentRecord record;
  record.path = path;
  ByteReader in(bytes);
  while (in.ok() && in.remaining() > 0) {
    const uint64_t field = in.Varint();
    const std::string_view value = in.LengthPrefixed();
    if (!in.ok() || !SetField(field, value, &record)) return std::nullopt;
  }
  return record;
}

}  // namespace zhimai
