// The bytes on disk, as hex dumps in tests/golden/format. A changed dump
// without a raised kFormatVersion fails: old stores would be misread.
// ZM_UPDATE_GOLDEN=1 records anew.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "graph/kv/kv.h"
#include "graph/model/text_form.h"
#include "graph/store/delta.h"
#include "graph/store/dictionary.h"
#include "graph/store/document_codec.h"
#include "graph/store/family_keys.h"
#include "graph/store/generation.h"
#include "graph/store/meta.h"
#include "graph/store/quad_block.h"
#include "graph/store/string_block.h"
#include "graph/store/term_key.h"
#include "tests/graph/store/graph_maker.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i > 0) out += ' ';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

void CompareWithGolden(const std::string& name, const std::string& dump) {
  const std::string text =
      "format " + std::to_string(kFormatVersion) + "\n" + dump;
  const std::string path = "tests/golden/format/" + name + ".txt";
  if (std::getenv("ZM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  ASSERT_TRUE(std::filesystem::exists(path)) << path;
  EXPECT_EQ(text, ReadFileOrDie(path))
      << "raise kFormatVersion when this is wanted, and record it anew";
}

std::string Line(const std::string& what, std::string_view bytes) {
  return what + "\n  " + Hex(bytes) + "\n";
}

Term Xsd(std::string_view lexical, std::string_view type) {
  return Term::Literal(lexical, std::string(kXsd) + std::string(type));
}

TEST(FormatTest, InlineIds) {
  const IriPrefixes prefixes = {"http://www.wikidata.org/entity/Q"};
  const Term terms[] = {
      Term::Iri("http://www.wikidata.org/entity/Q485207"),
      Xsd("true", "boolean"),
      Xsd("-1", "integer"),
      Xsd("10", "integer"),
      Xsd("10", "long"),
      Xsd("10", "int"),
      Xsd("10", "short"),
      Xsd("10", "byte"),
      Xsd("10", "nonNegativeInteger"),
      Xsd("10", "positiveInteger"),
      Xsd("-10", "nonPositiveInteger"),
      Xsd("-10", "negativeInteger"),
      Xsd("10", "unsignedLong"),
      Xsd("10", "unsignedInt"),
      Xsd("10", "unsignedShort"),
      Xsd("10", "unsignedByte"),
      Xsd("2.5", "decimal"),
      Xsd("1.5E0", "float"),
      Xsd("-1.5E0", "double"),
      Xsd("1.5E0", "double"),
      Xsd("2025-09-01T10:00:00+08:00", "dateTime"),
      Xsd("2025-09-01", "date"),
      Xsd("10:00:00Z", "time"),
      Xsd("2001", "gYear"),
      Xsd("2001-06", "gYearMonth"),
      Xsd("--06-15", "gMonthDay"),
      Xsd("--06", "gMonth"),
      Xsd("---15", "gDay"),
  };
  std::string dump;
  for (const Term& term : terms) {
    const std::optional<TermId> id = InlineTerm(term, prefixes);
    ASSERT_TRUE(id.has_value());
    dump += Line(FormatTerm(term), QuadKey({*id}).substr(0, 8));
  }
  CompareWithGolden("ids", dump);
}

TEST(FormatTest, DictionaryEntries) {
  const Term terms[] = {
      Term::Blank("b1"),
      Term::Iri("https://w3id.org/zhimai/e/sco"),
      Term::String("上合"),
      Term::LangString("上合", "zh-Hans"),
      Term::LangString("x", "ar", Direction::kRtl),
      Xsd("01", "integer"),
  };
  std::string dump;
  std::vector<std::string> keys;
  for (const Term& term : terms) {
    const std::string key = TermKey(term).value();
    keys.push_back(key);
    dump += Line(FormatTerm(term), key);
    dump += Line("  its key in dict_hash", HashKey(key));
  }
  dump += Line("triple term of depth 1",
               TripleKey(1, {MakeTermId(TermKind::kIri, 1),
                             MakeTermId(TermKind::kIri, 2),
                             MakeTermId(TermKind::kString, 3)}));
  std::sort(keys.begin(), keys.end());
  dump += Line("block of dict_base with these", EncodeStrings(keys));
  CompareWithGolden("dictionary", dump);
}

TEST(FormatTest, Blocks) {
  const auto iri = [](uint64_t n) { return MakeTermId(TermKind::kIri, n); };
  const TermId none{};
  const std::vector<OrderedQuad> quads = {
      {iri(2), iri(10), iri(20), none},
      {iri(2), iri(10), iri(21), none},
      {iri(2), iri(11), iri(20), none},
      {iri(2), iri(11), iri(20), iri(5)},
      {iri(3), iri(10), MakeTermId(TermKind::kString, 700), none},
  };
  std::string dump = Line("key", QuadKey(quads.back()));
  dump += Line("block", EncodeBlock(quads));
  dump += Line("delta, first bytes of a key in order pos of run 3",
               RunPrefix(Order::kPos, 3));
  dump += Line("delta block, the same quads",
               EncodeDeltaBlock(
                   quads, {DeltaOp::kAdded, DeltaOp::kAdded, DeltaOp::kRemoved,
                           DeltaOp::kCleared, DeltaOp::kAdded}));
  CompareWithGolden("blocks", dump);
}

TEST(FormatTest, FamilyKeysAndRecords) {
  StatementId id{};
  for (uint8_t i = 0; i < 16; ++i) id[i] = i;
  DocumentRecord record;
  record.path = "a.txt";
  record.content_hash = "h";
  record.extractor_hash = "x";
  record.title = "t";
  record.byte_length = 300;
  record.stage_keys = {{"extract", "k"}};
  record.metadata = "m";
  std::string dump;
  dump += Line("statement key", IdBytes(id));
  dump += Line("evidence key", EvidenceKey(id, "a.txt"));
  dump += Line("doc_statements key", DocStatementKey("a.txt", id));
  dump += Line("support key", SupportKey(SupportKind::kEntity, "e/sco"));
  dump += Line("alias key", AliasKey("上合", "e/sco"));
  dump += Line("documents value", EncodeDocument(record));
  GenerationMeta generation;
  generation.number = 3;
  generation.base_quads = 1000;
  generation.base_terms = 200;
  DeltaMeta delta;
  delta.added = 5;
  delta.removed = 2;
  delta.terms = 7;
  delta.next_run = 9;
  delta.runs = {{4, 200}, {8, 1}};
  dump += Line("meta generation", generation.Encode());
  dump += Line("meta delta", delta.Encode());
  CompareWithGolden("families", dump);
}

// All of a small store, key by key.
TEST(FormatTest, WholeStore) {
  TempDir dir;
  const std::string path = dir.File("db");
  const Quad first{Term::Iri("http://e/s"), Term::Iri("http://e/p"),
                   Term::String("o"), Term()};
  {
    const auto store = OpenStore(path);
    WriteBatch batch;
    batch.Add(first);
    batch.Add({first.subject, Term::Iri("http://e/q"),
               Term::OfTriple({first.subject, first.predicate, first.object}),
               Term::Iri("http://e/g")});
    ASSERT_THAT(store->Commit(&batch), IsOk());
    ASSERT_THAT(store->Optimize(), IsOk());
    batch.Remove(first);
    batch.Add({first.subject, first.predicate, Xsd("7", "integer"), Term()});
    batch.Add({first.subject, first.predicate, Term::String("new"), Term()});
    batch.PutBlob("ontology", "blob");
    batch.AppendJournal("entry");
    TextTokens tokens;
    TextTokenizer().AddText("上海 SCO", &tokens);
    batch.PutText(TextKind::kTitle, "a.txt", tokens);
    batch.PutText(TextKind::kTitle, "b.txt", tokens);
    ASSERT_THAT(store->Commit(&batch), IsOk());
  }
  const auto kv = KvStore::Open(path, FamilySpecs(), {}).value();
  std::string dump;
  for (const std::string& name : kv->FamilyNames()) {
    dump += name + "\n";
    KvCursor cursor = kv->NewCursor(kv->Family(name).value());
    for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
      dump += "  " + Hex(cursor.key()) + "\n    " + Hex(cursor.value()) + "\n";
    }
    ASSERT_THAT(cursor.status(), IsOk());
  }
  CompareWithGolden("store", dump);
}

}  // namespace
}  // namespace zhimai
