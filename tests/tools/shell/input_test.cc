#include "tools/shell/input.h"

#include <gtest/gtest.h>
#include <vector>

namespace zhimai {
namespace {

// How many of the lines it takes to make a whole; 0 for none.
size_t LinesTaken(const std::vector<std::string>& lines, std::string* text) {
  ShellInput input;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (input.AddLine(lines[i], false)) {
      *text = input.text();
      return i + 1;
    }
  }
  return 0;
}

struct Case {
  std::vector<std::string> lines;
  size_t taken;
  std::string text;
};

TEST(ShellInputTest, FindsTheEndOfAQuery) {
  const Case kCases[] = {
      {{"ASK {};"}, 1, "ASK {}"},
      {{"ASK {}", ";"}, 2, "ASK {}\n"},
      {{"ASK {}  ;  "}, 1, "ASK {}  "},
      // Inside braces ';' divides what is said of a subject.
      {{"SELECT * {", "?s a ?c ;", "?p ?o", "};"},
       4,
       "SELECT * {\n?s a ?c ;\n?p ?o\n}"},
      // An empty line ends everything.
      {{"SELECT * {", ""}, 2, "SELECT * {\n"},
      {{"SELECT * {", " \t "}, 2, "SELECT * {\n \t "},
      // Not in strings, IRIs and comments.
      {{"SELECT * { ?s ?p \"}; ", ""}, 2, "SELECT * { ?s ?p \"}; \n"},
      {{"ASK { <a#b;> ?p 'x;' }", "# };", ";"},
       3,
       "ASK { <a#b;> ?p 'x;' }\n# };\n"},
      {{"ASK {}; # the end"}, 1, "ASK {}"},
      {{"ASK { FILTER(1 < 2) };"}, 1, "ASK { FILTER(1 < 2) }"},
      {{"ASK { ?s ?p \"\"\"a", "};", "\"\"\" };"},
       3,
       "ASK { ?s ?p \"\"\"a\n};\n\"\"\" }"},
      {{"}};"}, 1, "}}"},
      {{"SELECT"}, 0, ""},
  };
  for (const Case& test : kCases) {
    std::string text;
    EXPECT_EQ(LinesTaken(test.lines, &text), test.taken) << test.lines[0];
    EXPECT_EQ(text, test.text) << test.lines[0];
  }
}

TEST(ShellInputTest, ACommandIsALineAndEmptyLinesAreNothing) {
  ShellInput input;
  EXPECT_FALSE(input.AddLine("", true));
  EXPECT_FALSE(input.AddLine("  ", false));
  EXPECT_TRUE(input.empty());
  EXPECT_TRUE(input.AddLine("\\show {", true));
  EXPECT_EQ(input.text(), "\\show {");
}

}  // namespace
}  // namespace zhimai
