#include "tools/shell/vocabulary.h"

#include <algorithm>

namespace zhimai {
namespace {

constexpr PrefixName kPrefixes[] = {
    {"zm", "https://w3id.org/zhimai/o#"},
    {"zmq", "https://w3id.org/zhimai/q#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"schema", "https://schema.org/"},
};

constexpr ShellCommand kCommands[] = {
    {"help", "[COMMAND]", "this list, or what a command does"},
    {"explain", "N | STATEMENT | SUBJECT RELATION OBJECT",
     "where row N of the last answer was read"},
    {"lang", "zh|en", "language of labels"},
    {"format", "table|csv|json|vertical", "form of answers"},
    {"names", "[on|off]", "in tables, the names of entities behind their ids"},
    {"timing", "[on|off]", "say how long each answer took"},
    {"pager", "[on|off]", "show long answers a screen at a time"},
    {"o", "[FILE]", "send answers to a file; without one, here again"},
    {"i", "FILE", "run the lines of a file"},
    {"db", "[DIR]", "use another graph, or say which is in use"},
    {"relations", "[WORD]", "relations of this graph, with their counts"},
    {"classes", "[WORD]", "classes of this graph, with their counts"},
    {"prefixes", "", "prefixes that need not be declared"},
    {"echo", "[TEXT]", "print a line"},
    {"quit", "", "leave (Ctrl-D does, too)"},
};

constexpr std::string_view kKeywords[] = {
    "ABS",         "ADD",        "AS",        "ASC",          "ASK",
    "AVG",         "BASE",       "BIND",      "BNODE",        "BOUND",
    "CEIL",        "CLEAR",      "COALESCE",  "CONCAT",       "CONSTRUCT",
    "CONTAINS",    "COPY",       "COUNT",     "CREATE",       "DATATYPE",
    "DAY",         "DEFAULT",    "DELETE",    "DESC",         "DESCRIBE",
    "DISTINCT",    "DROP",       "EXISTS",    "FILTER",       "FLOOR",
    "FROM",        "GRAPH",      "GROUP BY",  "GROUP_CONCAT", "HAVING",
    "HOURS",       "IF",         "IN",        "INSERT",       "IRI",
    "isBLANK",     "isIRI",      "isLITERAL", "isNUMERIC",    "LANG",
    "LANGMATCHES", "LCASE",      "LIMIT",     "LOAD",         "MAX",
    "MIN",         "MINUS",      "MINUTES",   "MONTH",        "MOVE",
    "NAMED",       "NOT EXISTS", "NOT IN",    "NOW",          "OFFSET",
    "OPTIONAL",    "ORDER BY",   "PREFIX",    "REDUCED",      "REGEX",
    "REPLACE",     "ROUND",      "sameTerm",  "SAMPLE",       "SECONDS",
    "SELECT",      "SERVICE",    "SILENT",    "STR",          "STRAFTER",
    "STRBEFORE",   "STRDT",      "STRENDS",   "STRLANG",      "STRLEN",
    "STRSTARTS",   "SUBSTR",     "SUM",       "TRIPLE",       "UCASE",
    "UNDEF",       "UNION",      "UUID",      "VALUES",       "WHERE",
    "WITH",        "YEAR"};

constexpr std::string_view kFirst[] = {
    "ADD",    "ASK",    "BASE",     "CLEAR",   "CONSTRUCT", "COPY",
    "CREATE", "DELETE", "DESCRIBE", "DROP",    "INSERT",    "LOAD",
    "MOVE",   "PREFIX", "SELECT",   "VERSION", "WITH"};

}  // namespace

std::span<const PrefixName> ShellPrefixes() { return kPrefixes; }
std::span<const ShellCommand> ShellCommands() { return kCommands; }
std::span<const std::string_view> SparqlKeywords() { return kKeywords; }

bool BeginsSparql(std::string_view word) {
  std::string upper;
  for (const char c : word) {
    upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return std::find(std::begin(kFirst), std::end(kFirst), upper) !=
         std::end(kFirst);
}

}  // namespace zhimai
