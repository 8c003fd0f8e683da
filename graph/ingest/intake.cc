#include "graph/ingest/intake.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/base/utf8.h"
#include "graph/ingest/proto_convert.h"
#include "graph/ingest/sketch.h"

namespace zhimai {
namespace {

// Ids stand in keys, where NUL divides and 0x01 marks literals.
bool IsCleanId(std::string_view id) {
  return !id.empty() && FindInvalidUtf8(id) == std::string_view::npos &&
         std::none_of(id.begin(), id.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20;
         });
}

Status Bad(const std::string& path, const std::string& what) {
  return Status::InvalidInput(path + ": " + what);
}

Status CheckValue(const std::string& path, const v1::Value& value) {
  if (value.kind_case() == v1::Value::KIND_NOT_SET) {
    return Bad(path, "a value is missing");
  }
  if (value.kind_case() == v1::Value::kEntity) {
    if (!IsCleanId(value.entity())) return Bad(path, "an entity has no id");
    return {};
  }
  const std::string& text = value.literal().value();
  if (text.find('\0') != std::string::npos ||
      FindInvalidUtf8(text) != std::string::npos) {
    return Bad(path, "a literal is no text");
  }
  return {};
}

// NaN has no place in an order.
bool IsConfidence(double value) { return value >= 0 && value <= 1; }

Status CheckConfidence(const std::string& path, const v1::Statement& from) {
  const auto& all = from.evidence();
  const bool sound =
      IsConfidence(from.confidence()) &&
      std::all_of(all.begin(), all.end(), [](const v1::Evidence& evidence) {
        return IsConfidence(evidence.confidence());
      });
  if (sound) return {};
  return Bad(path, from.id() + " has a confidence outside 0 to 1");
}

Status CheckStatement(const std::string& path, const v1::Statement& from) {
  if (!ParseStatementName(from.id())) {
    return Bad(path, "'" + from.id() + "' is no statement id");
  }
  if (!IsCleanId(from.subject()) || !IsCleanId(from.predicate())) {
    return Bad(path, from.id() + " has no subject or no predicate");
  }
  ZM_TRY(CheckConfidence(path, from));
  ZM_TRY(CheckValue(path, from.object()));
  for (const v1::Qualifier& qualifier : from.qualifier()) {
    if (!IsCleanId(qualifier.key())) {
      return Bad(path, from.id() + " has a qualifier without a key");
    }
    ZM_TRY(CheckValue(path, qualifier.value()));
  }
  return {};
}

using Place = std::tuple<uint64_t, uint64_t, std::string_view, double>;

Place PlaceOf(const EvidenceRecord& evidence) {
  const bool none = evidence.pieces.empty();
  return {none ? 0 : evidence.pieces.front().begin,
          none ? 0 : evidence.pieces.back().end, evidence.rule,
          -evidence.confidence};
}

void AddStatement(const v1::Statement& from, const std::string& path,
                  const std::map<uint32_t, std::vector<uint32_t>>& bands,
                  Intake* intake) {
  const StatementId id = *ParseStatementName(from.id());
  Intake::Stated& stated = intake->statements[id];
  stated.core.id = id;
  stated.core.subject = from.subject();
  stated.core.predicate = from.predicate();
  stated.core.object = FromProto(from.object());
  stated.core.modality = ModalityFromNumber(from.modality());
  Contribution& to = stated.contribution;
  double confidence = from.confidence();
  std::set<uint32_t> all(to.bands.begin(), to.bands.end());
  // The document itself: an exact copy of it is its twin.
  all.insert(static_cast<uint32_t>(
      Hash64("copy of " + intake->document.content_hash)));
  for (const v1::Evidence& evidence : from.evidence()) {
    to.evidence.push_back(FromProto(evidence));
    to.evidence.back().document = path;
    if (from.confidence() <= 0) {
      confidence = std::max(confidence, evidence.confidence());
    }
    const auto of_article = bands.find(evidence.article());
    if (of_article == bands.end()) continue;
    all.insert(of_article->second.begin(), of_article->second.end());
  }
  to.bands.assign(all.begin(), all.end());
  to.confidence = std::max(to.confidence, confidence);
  std::vector<QualifierRecord> qualifiers = FromProto(from.qualifier());
  to.qualifiers.insert(to.qualifiers.end(), qualifiers.begin(),
                       qualifiers.end());
  std::sort(to.qualifiers.begin(), to.qualifiers.end());
  to.qualifiers.erase(std::unique(to.qualifiers.begin(), to.qualifiers.end()),
                      to.qualifiers.end());
  std::stable_sort(to.evidence.begin(), to.evidence.end(),
                   [](const EvidenceRecord& a, const EvidenceRecord& b) {
                     return PlaceOf(a) < PlaceOf(b);
                   });
}

std::map<uint32_t, std::vector<uint32_t>> SketchArticles(
    const v1::Extraction& extraction) {
  std::map<uint32_t, ArticleSketch> sketches;
  std::map<uint32_t, std::set<std::string>> texts;
  for (const v1::Statement& statement : extraction.statement()) {
    for (const v1::Evidence& evidence : statement.evidence()) {
      for (const v1::Evidence::Piece& piece : evidence.piece()) {
        texts[evidence.article()].insert(piece.text());
      }
    }
  }
  for (const auto& [article, pieces] : texts) {
    for (const std::string& text : pieces) sketches[article].AddText(text);
  }
  const auto& mentions = extraction.mention();
  for (int i = 2; i < mentions.size(); ++i) {
    if (mentions[i - 2].article() != mentions[i].article()) continue;
    sketches[mentions[i].article()].AddNames(mentions[i - 2].surface(),
                                             mentions[i - 1].surface(),
                                             mentions[i].surface());
  }
  std::map<uint32_t, std::vector<uint32_t>> bands;
  for (const auto& [article, sketch] : sketches) {
    bands[article] = sketch.Bands();
  }
  return bands;
}

void ReadDocument(const v1::Extraction& extraction, std::string_view root,
                  Intake* intake) {
  const v1::Document& from = extraction.document();
  DocumentRecord& to = intake->document;
  to.path = from.path();
  to.content_hash = from.content_hash();
  to.extractor_hash = extraction.extractor_hash();
  to.title = from.title();
  to.published = from.published();
  to.published_place = from.published_place();
  to.language = from.language();
  to.format = from.format();
  to.byte_length = from.byte_length();
  DocumentInfo& info = intake->info;
  info.root = root;
  for (const v1::Article& article : from.article()) {
    info.articles.push_back(FromProto(article));
  }
  info.mentions = static_cast<uint64_t>(extraction.mention_size());
  info.hash = HashBytes128(ToBytes(extraction));
}

}  // namespace

Result<Intake> ReadExtraction(const v1::Extraction& extraction,
                              std::string_view root) {
  Intake intake;
  const std::string& path = extraction.document().path();
  if (!IsCleanId(path)) {
    return Status::InvalidInput("an extraction names no document");
  }
  ReadDocument(extraction, root, &intake);
  for (const v1::Entity& entity : extraction.entity()) {
    if (!IsCleanId(entity.id())) return Bad(path, "an entity has no id");
    intake.entities.try_emplace(entity.id(), FromProto(entity));
  }
  const auto bands = SketchArticles(extraction);
  for (const v1::Statement& statement : extraction.statement()) {
    ZM_TRY(CheckStatement(path, statement));
    AddStatement(statement, path, bands, &intake);
  }
  for (const auto& [id, entity] : intake.entities) {
    intake.info.entities.push_back({id, VariantHash(entity)});
  }
  intake.info.statements = intake.statements.size();
  intake.document.metadata = EncodeDocumentInfo(intake.info);
  return intake;
}

}  // namespace zhimai
