#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/io/rdf_reader.h"
#include "tests/graph/io/rdf_helpers.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using testing::ParseLines;

constexpr std::string_view kHead =
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    "xmlns='x:' xmlns:x='x:'>\n";

// In angle brackets: the namespaces short, so that lines stay readable.
std::string Short(std::string line) {
  const std::pair<std::string_view, std::string_view> names[] = {
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"},
      {"http://www.w3.org/2001/XMLSchema#", "xsd:"}};
  for (const auto& [iri, prefix] : names) {
    for (size_t at = line.find(iri); at != std::string::npos;
         at = line.find(iri, at)) {
      line.replace(at, iri.size(), prefix);
    }
  }
  return line;
}

Result<std::vector<std::string>> Lines(std::string_view body) {
  const std::string text =
      std::string(kHead) + std::string(body) + "</rdf:RDF>";
  ZM_TRY_ASSIGN(std::vector<std::string> lines,
                ParseLines(text, RdfFormat::kRdfXml));
  for (std::string& line : lines) line = Short(line);
  return lines;
}

TEST(RdfXmlParserTest, Reads) {
  struct {
    std::string_view name, body;
    std::vector<std::string> want;
  } const cases[] = {
      {"nothing", "", {}},
      {"node and property",
       "<rdf:Description rdf:about='a'><p>v &amp; w</p></rdf:Description>",
       {"<http://e/dir/a> <x:p> \"v & w\" ."}},
      {"typed node, resource, ID",
       "<C rdf:ID='i'><p rdf:resource=''/></C>",
       {"<http://e/dir/doc#i> <rdf:type> <x:C> .",
        "<http://e/dir/doc#i> <x:p> <http://e/dir/doc> ."}},
      {"language, datatype, empty",
       "<rdf:Description rdf:about='x:a' xml:lang='zh'><p>中</p>"
       "<p xml:lang=''>b</p><p rdf:datatype='x:d'>1</p><p/></rdf:Description>",
       {"<x:a> <x:p> \"中\"@zh .", "<x:a> <x:p> \"b\" .",
        "<x:a> <x:p> \"1\"^^<x:d> .", "<x:a> <x:p> \"\"@zh ."}},
      {"striped",
       "<rdf:Description rdf:about='x:a'><p>\n<C rdf:nodeID='n'><q>1</q></C>\n"
       "</p></rdf:Description>",
       {"_:ln <rdf:type> <x:C> .", "_:ln <x:q> \"1\" .", "<x:a> <x:p> _:ln ."}},
      {"property attributes of nodes and of properties",
       "<rdf:Description rdf:about='x:a' x:p='1' rdf:type='x:T'>"
       "<q x:r='2' xml:lang='en'/></rdf:Description>",
       {"<x:a> <x:p> \"1\" .", "<x:a> <rdf:type> <x:T> .", "<x:a> <x:q> _:g0 .",
        "_:g0 <x:r> \"2\"@en ."}},
      {"parseType Resource and Collection",
       "<rdf:Description rdf:about='x:a'>"
       "<p rdf:parseType='Resource'><q>1</q></p>"
       "<p rdf:parseType='Collection'><rdf:Description rdf:about='x:b'/></p>"
       "<p rdf:parseType='Collection'/></rdf:Description>",
       {"<x:a> <x:p> _:g0 .", "_:g0 <x:q> \"1\" .", "<x:a> <x:p> _:g1 .",
        "_:g1 <rdf:first> <x:b> .", "_:g1 <rdf:rest> <rdf:nil> .",
        "<x:a> <x:p> <rdf:nil> ."}},
      {"containers",
       "<rdf:Seq rdf:about='x:a'><rdf:li>1</rdf:li><rdf:_7>2</rdf:_7>"
       "<rdf:li>3</rdf:li></rdf:Seq>",
       {"<x:a> <rdf:type> <rdf:Seq> .", "<x:a> <rdf:_1> \"1\" .",
        "<x:a> <rdf:_7> \"2\" .", "<x:a> <rdf:_2> \"3\" ."}},
      {"reification",
       "<rdf:Description rdf:about='x:a'><p rdf:ID='s'>1</p></rdf:Description>",
       {"<x:a> <x:p> \"1\" .",
        "<http://e/dir/doc#s> <rdf:type> <rdf:Statement> .",
        "<http://e/dir/doc#s> <rdf:subject> <x:a> .",
        "<http://e/dir/doc#s> <rdf:predicate> <x:p> .",
        "<http://e/dir/doc#s> <rdf:object> \"1\" ."}},
      {"XML literals are canonical",
       "<rdf:Description rdf:about='x:a'><p rdf:parseType='Literal'>"
       "<b z='2' a='1&lt;'/>&amp;<!--c--><y:e xmlns:y='x:y' xmlns:u='x:u'/>"
       "</p></rdf:Description>",
       {"<x:a> <x:p> \"<b xmlns=\\\"x:\\\" a=\\\"1&lt;\\\" z=\\\"2\\\"></b>"
        "&amp;<!--c--><y:e xmlns:y=\\\"x:y\\\"></y:e>\"^^<rdf:XMLLiteral> ."}},
      {"xml:base",
       "<rdf:Description xml:base='http://o/p/q#f' rdf:about='../a'>"
       "<p rdf:resource='#g'/></rdf:Description>",
       {"<http://o/a> <x:p> <http://o/p/q#g> ."}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(Lines(c.body), IsOkAnd(c.want));
  }
}

TEST(RdfXmlParserTest, SaysWhatIsWrongAndWhere) {
  struct {
    std::string_view body, message;
  } const cases[] = {
      {"<rdf:li/>", "2:1: RDF/XML: rdf:li is no node"},
      {"<C><rdf:Description/></C>", "2:4: RDF/XML: rdf:Description is no prop"},
      {"<C rdf:ID='a'/><C rdf:ID='a'/>", "'a' stands twice"},
      {"<C rdf:ID='1'/>", "no name for rdf:ID"},
      {"<C rdf:ID='a' rdf:about='b'/>", "one of rdf:about"},
      {"<C rdf:aboutEach='a'/>", "rdf:aboutEach is no attribute"},
      {"<C rdf:resource='a'/>", "belongs to a property"},
      {"<C rdf:about='a b'/>", "2:1"},
      {"<C xml:lang='a b'/>", "no language tag"},
      {"<C><p rdf:resource='a'>x</p></C>", "no text"},
      {"<C><p>x<C/></p></C>", "not both"},
      {"<C><p><C/><C/></p></C>", "not both"},
      {"<C><p rdf:parseType='Resource' rdf:resource='a'/></C>", "exclude"},
      {"<C>text</C>", "no text"},
      {"<y:C/>", "XML: unbound prefix"},
      {"<C>", "XML: mismatched tag"},
      {"<C xmlns='no iri'/>", "no absolute IRI"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    EXPECT_THAT(Lines(c.body), FailsWith(Code::kInvalidInput, c.message));
  }
}

TEST(RdfXmlParserTest, WithstandsHostileInput) {
  std::string deep(kHead);
  for (int i = 0; i < 100'000; ++i) deep += "<C><p>";
  EXPECT_THAT(ParseLines(deep, RdfFormat::kRdfXml),
              FailsWith(Code::kInvalidInput, "nested too deeply"));
  std::string laughs = "<!DOCTYPE rdf:RDF [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 40; ++i) {
    const std::string last = "&a" + std::to_string(i - 1) + ";";
    laughs.append("<!ENTITY a").append(std::to_string(i)).append(" '");
    laughs.append(last).append(last).append("'>");
  }
  laughs += "]>" + std::string(kHead) + "<C><p>&a39;</p></C></rdf:RDF>";
  EXPECT_THAT(ParseLines(laughs, RdfFormat::kRdfXml),
              FailsWith(Code::kInvalidInput, "XML: "));
  for (const std::string_view text : {"", "\xFF\xFE", "<", "<a>\x80</a>"}) {
    EXPECT_THAT(ParseLines(text, RdfFormat::kRdfXml),
                FailsWith(Code::kInvalidInput, "XML: "));
  }
}

TEST(RdfXmlParserTest, ReadsTheSameHoweverItIsCut) {
  const std::string text =
      std::string(kHead) + "<C rdf:about='中'><p>a&lt;中</p></C></rdf:RDF>";
  const auto want = ParseLines(text, RdfFormat::kRdfXml);
  ASSERT_THAT(want, IsOk());
  RdfParseOptions options;
  options.format = RdfFormat::kRdfXml;
  options.base = "http://e/dir/doc";
  std::vector<std::string> lines;
  RdfReader reader(options, [&](const Quad& quad) {
    lines.push_back(FormatQuad(quad));
    return Status();
  });
  for (const char c : text) ASSERT_THAT(reader.Feed({&c, 1}), IsOk());
  ASSERT_THAT(reader.Finish(), IsOk());
  EXPECT_EQ(lines, *want);
}

}  // namespace
}  // namespace zhimai
