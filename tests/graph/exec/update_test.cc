#include "graph/exec/update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/sparql/parser.h"
#include "tests/graph/exec/store_text.h"
#include "tests/support/status_matchers.h"

namespace zhimai::sparql {
namespace {

using ::testing::ElementsAreArray;
using testing::StoreText;

Result<CommitResult> RunText(StoreText* store, std::string_view text,
                             const UpdateOptions& options = {}) {
  ZM_TRY_ASSIGN(const Update update, ParseUpdate(text, {"x:base"}));
  return RunUpdate(store->store(), update, options);
}

// Lines as short as Turtle with the prefix "x:" would have them.
std::vector<std::string> Short(std::vector<std::string> lines) {
  for (std::string& line : lines) {
    std::string out;
    for (char c : line) {
      if (c != '<' && c != '>') out += c;
    }
    line = out;
  }
  return lines;
}

TEST(UpdateTest, ChangesTheDataset) {
  struct {
    std::string_view name, data, update;
    std::vector<std::string> want;
  } const cases[] = {
      {"insert data",
       "<x:a> <x:p> <x:b> .",
       "INSERT DATA { <x:c> <x:p> 'x' GRAPH <x:g> { <x:a> <x:p> <x:b> } }",
       {"x:a x:p x:b .", "x:a x:p x:b x:g .", "x:c x:p \"x\" ."}},
      {"delete data",
       "<x:a> <x:p> <x:b>, <x:c> .",
       "DELETE DATA { <x:a> <x:p> <x:b> . <x:no> <x:p> <x:b> }",
       {"x:a x:p x:c ."}},
      {"all of WHERE is read before anything changes",
       "<x:a> <x:p> <x:b> . <x:b> <x:p> <x:a> .",
       "DELETE { ?s <x:p> ?o } INSERT { ?o <x:q> ?s } WHERE { ?s <x:p> ?o }",
       {"x:a x:q x:b .", "x:b x:q x:a ."}},
      {"what is removed and added stays",
       "<x:a> <x:p> <x:b> .",
       "DELETE { ?s <x:p> ?o } INSERT { ?s <x:p> ?o } WHERE { ?s ?q ?o }",
       {"x:a x:p x:b ."}},
      {"delete where",
       "<x:a> <x:p> <x:b> . <x:g> { <x:a> <x:p> <x:b> }",
       "DELETE WHERE { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }",
       {}},
      {"a later operation sees an earlier one",
       "",
       "INSERT DATA { <x:a> <x:p> <x:b> } ;"
       "INSERT { ?o <x:p> ?s } WHERE { ?s <x:p> ?o } ;"
       "DELETE WHERE { <x:a> ?p ?o } ;"
       "INSERT { <x:n> <x:n> ?o } WHERE { ?s <x:p> ?o }",
       {"x:b x:p x:a .", "x:n x:n x:a ."}},
      {"WITH and USING",
       "<x:g> { <x:a> <x:p> 'g' } <x:h> { <x:a> <x:p> 'h' }",
       "WITH <x:g> DELETE { ?s ?p 'g' } INSERT { ?s ?p ?o } USING <x:h> "
       "WHERE { ?s ?p ?o } ;"
       "WITH <x:h> INSERT { ?s <x:q> ?n } WHERE "
       "{ ?s ?p ?o . GRAPH <x:g> { ?s ?p ?n } }",
       {"x:a x:p \"h\" x:g .", "x:a x:p \"h\" x:h .", "x:a x:q \"h\" x:h ."}},
      {"what is no RDF is left out",
       "<x:a> <x:p> 'lit', <x:b> .",
       "INSERT { ?o <x:q> ?s . ?s ?unbound <x:z> . ?s ?o ?o } "
       "WHERE { ?s <x:p> ?o }",
       {"x:a x:b x:b .", "x:a x:p \"lit\" .", "x:a x:p x:b .",
        "x:b x:q x:a ."}},
      {"triple terms",
       "<x:a> <x:p> <x:b> .",
       "INSERT { <x:r> <x:q> <<( ?s ?p ?o )>> } WHERE { ?s ?p ?o } ;"
       "DELETE { ?r ?q ?t } INSERT { ?r ?q ?o } WHERE "
       "{ ?r ?q ?t . ?r ?q <<( ?s ?p ?o )>> }",
       {"x:a x:p x:b .", "x:r x:q x:b ."}},
      {"clear",
       "<x:a> <x:p> 1 . <x:g> { <x:a> <x:p> 2 } <x:h> { <x:a> <x:p> "
       "3 }",
       "CLEAR GRAPH <x:g> ; CLEAR DEFAULT",
       {"x:a x:p \"3\"^^http://www.w3.org/2001/XMLSchema#integer x:h ."}},
      {"drop named",
       "<x:a> <x:p> <x:b> . <x:g> { <x:a> <x:p> 2 } <x:h> { "
       "<x:a> <x:p> 3 }",
       "DROP NAMED",
       {"x:a x:p x:b ."}},
      {"drop all",
       "<x:a> <x:p> <x:b> . <x:g> { <x:a> <x:p> 2 }",
       "DROP ALL",
       {}},
      {"add",
       "<x:a> <x:p> <x:b> . <x:g> { <x:a> <x:p> <x:c> }",
       "ADD DEFAULT TO <x:g> ; ADD <x:g> TO <x:g>",
       {"x:a x:p x:b .", "x:a x:p x:b x:g .", "x:a x:p x:c x:g ."}},
      {"copy",
       "<x:a> <x:p> <x:b> . <x:g> { <x:a> <x:p> <x:c> }",
       "COPY DEFAULT TO <x:g>",
       {"x:a x:p x:b .", "x:a x:p x:b x:g ."}},
      {"move",
       "<x:a> <x:p> <x:b> . <x:g> { <x:a> <x:p> <x:c> }",
       "MOVE <x:g> TO DEFAULT ; MOVE DEFAULT TO DEFAULT",
       {"x:a x:p x:c ."}},
      {"create", "", "CREATE GRAPH <x:g> ; CREATE SILENT GRAPH <x:g>", {}},
      {"silent",
       "<x:a> <x:p> <x:b> .",
       "LOAD SILENT <http://e/> ; LOAD SILENT <file:/etc/passwd>",
       {"x:a x:p x:b ."}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    StoreText store;
    ASSERT_THAT(store.LoadTriG(c.data), IsOk());
    EXPECT_THAT(RunText(&store, c.update), IsOk());
    EXPECT_THAT(Short(store.Lines()), ElementsAreArray(c.want));
  }
}

TEST(UpdateTest, AnErrorUndoesTheWholeRequest) {
  struct {
    std::string_view update;
    Code code;
    std::string_view want;
  } const cases[] = {
      {"INSERT DATA { <x:n> <x:p> 1 } ; LOAD <http://e/x.ttl>",
       Code::kUnsupported, "only file: IRIs"},
      {"DROP ALL ; LOAD <file:/etc/passwd>", Code::kInvalidInput, "no file"},
      {"CLEAR DEFAULT ; CREATE GRAPH <x:g>", Code::kInvalidInput, "exists"},
      {"DELETE WHERE { ?s ?p ?o } ; INSERT { ?s ?p 1 } WHERE "
       "{ SERVICE <x:s> { ?s ?p ?o } }",
       Code::kUnsupported, "SERVICE"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.update);
    StoreText store;
    ASSERT_THAT(store.LoadTriG("<x:a> <x:p> 1 . <x:g> { <x:a> <x:p> 2 }"),
                IsOk());
    const std::vector<std::string> before = store.Lines();
    EXPECT_THAT(RunText(&store, c.update),
                FailsWith(c.code, std::string(c.want)));
    EXPECT_EQ(store.Lines(), before);
  }
}

TEST(UpdateTest, BlankNodesAreNewForEachSolutionAndRequest) {
  StoreText store;
  for (int i = 0; i < 2; ++i) {
    ASSERT_THAT(RunText(&store,
                        "INSERT DATA { _:b <x:p> 1 , [] } ;"
                        "INSERT { ?s <x:q> _:c . _:c <x:q> [] , ?new } WHERE "
                        "{ { SELECT DISTINCT ?s { ?s <x:p> ?o } } "
                        "  BIND(BNODE() AS ?new) }"),
                IsOk());
  }
  const auto quads = store.store()->snapshot().Match({});
  ASSERT_THAT(quads, IsOk());
  std::set<Term> nodes;
  for (const Quad& quad : *quads) {
    nodes.insert(quad.subject);
    if (quad.object.is_blank()) nodes.insert(quad.object);
  }
  // Each request: _:b and []; then for each subject of x:p (one, then two)
  // _:c, [] and ?new.
  EXPECT_EQ(nodes.size(), 2u + 3u + 2u + 6u);
}

TEST(UpdateTest, LoadsFilesOfItsFoldersOnly) {
  StoreText store;
  const std::string inside =
      store.dir().Write("in/a b.ttl", "<x:a> <x:p> [] .\n<c> <x:p> 'x' .");
  const std::string outside = store.dir().Write("out/c.ttl", "<x:o> a 1 .");
  std::filesystem::create_symlink(outside, store.dir().File("in/link.ttl"));
  UpdateOptions options;
  options.load_folders = {store.dir().File("in")};
  const std::string folder = "file://" + store.dir().path().string();
  EXPECT_THAT(
      RunText(&store, "LOAD <" + folder + "/in/a%20b.ttl> INTO GRAPH <x:g>",
              options),
      IsOk());
  EXPECT_EQ(store.Lines().size(), 2u);
  for (std::string_view path : {"/out/c.ttl", "/in/../out/c.ttl",
                                "/in/link.ttl", "/in/none.ttl", "/in"}) {
    SCOPED_TRACE(path);
    EXPECT_THAT(
        RunText(&store, "LOAD <" + folder + std::string(path) + ">", options),
        FailsWith(Code::kInvalidInput, "no file inside a folder"));
  }
  // A folder whose name only begins like an allowed one.
  store.dir().Write("inner/d.ttl", "<x:o> a 1 .");
  EXPECT_THAT(RunText(&store, "LOAD <" + folder + "/inner/d.ttl>", options),
              FailsWith(Code::kInvalidInput, "no file"));
  store.dir().Write("in/bad.ttl", "<x:o> a\n} .");
  EXPECT_THAT(RunText(&store, "LOAD <" + folder + "/in/bad.ttl>", options),
              FailsWith(Code::kInvalidInput, "bad.ttl:2:1: expected"));
}

}  // namespace
}  // namespace zhimai::sparql
