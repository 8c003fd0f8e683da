#include "graph/io/iri.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

// RFC 3986, 5.4.1 and 5.4.2.
TEST(IriTest, ResolvesTheExamplesOfTheStandard) {
  constexpr std::string_view kBase = "http://a/b/c/d;p?q";
  struct {
    std::string_view reference, want;
  } const cases[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"上合", "http://a/b/c/上合"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.reference);
    EXPECT_THAT(ResolveIriReference(c.reference, kBase),
                IsOkAnd(std::string(c.want)));
  }
}

TEST(IriTest, RefusesWhatIsNoIri) {
  EXPECT_THAT(ResolveIriReference("g", ""), FailsWith(Code::kInvalidInput, ""));
  EXPECT_THAT(ResolveIriReference("http://a/ b", "http://a/"),
              FailsWith(Code::kInvalidInput, ""));
  EXPECT_THAT(ResolveIriReference("http://a/\x01", "http://a/"),
              FailsWith(Code::kInvalidInput, ""));
}

}  // namespace
}  // namespace zhimai
