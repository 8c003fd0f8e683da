// Prefixes that queries in the shell need not declare, and what the shell
// takes besides SPARQL.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace zhimai {

struct PrefixName {
  std::string_view name;  // without the colon
  std::string_view iri;
};

// The base of the graph: <e/sco> names an entity.
inline constexpr std::string_view kShellBase = "https://w3id.org/zhimai/";

std::span<const PrefixName> ShellPrefixes();

// A command of the shell alone; those of the program come besides.
struct ShellCommand {
  std::string_view name;
  std::string_view arguments;  // as in Command
  std::string_view help;
};

std::span<const ShellCommand> ShellCommands();

// Words that SPARQL begins with or consists of, in upper case.
std::span<const std::string_view> SparqlKeywords();
// Whether a query or an update may begin with this word, in any case.
bool BeginsSparql(std::string_view word);

}  // namespace zhimai
