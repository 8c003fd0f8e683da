#include "tests/graph/store/graph_maker.h"

#include <iostream>
#include <utility>

namespace zhimai {
namespace {

std::string Xsd(std::string_view type) {
  return std::string(kXsd) + std::string(type);
}

}  // namespace

Term GraphMaker::MakeLiteral(int pool) {
  const auto n = static_cast<int>(Number(static_cast<size_t>(pool)));
  const std::string digits = std::to_string(n);
  switch (Number(10)) {
    case 0:
      return Term::String("text " + digits);
    case 1:
      return Term::LangString("文本" + digits, n % 2 == 0 ? "zh" : "en");
    case 2:
      return Term::LangString("نص" + digits, "ar", Direction::kRtl);
    case 3:
      return Term::Literal(std::to_string(n - 7), Xsd("integer"));
    case 4:
      return Term::Literal("0" + digits, Xsd("integer"));
    case 5:
      return Term::Literal(digits + ".5", Xsd("decimal"));
    case 6:
      return Term::Literal("1." + digits + "1E" + digits, Xsd("double"));
    case 7:
      return Term::Literal("2025-08-" + std::to_string(10 + n % 20),
                           Xsd("date"));
    case 8:
      return Term::Literal("x" + digits, "http://example.org/type");
    default:
      return Term::Literal(n % 2 == 0 ? "true" : "1", Xsd("boolean"));
  }
}

Term GraphMaker::MakeNode(int pool) {
  const std::string n = std::to_string(Number(static_cast<size_t>(pool)));
  if (Number(5) == 0) return Term::Blank("b" + n);
  return Term::Iri("http://example.org/e/" + n);
}

Term GraphMaker::MakeTripleTerm(int pool, int depth) {
  Term object = MakeNode(pool);
  if (depth > 1) object = MakeTripleTerm(pool, depth - 1);
  return Term::OfTriple(
      {MakeNode(pool), Term::Iri("http://example.org/p"), std::move(object)});
}

Term GraphMaker::MakeTerm(int pool) {
  switch (Number(8)) {
    case 0:
      return MakeTripleTerm(pool, 1 + static_cast<int>(Number(3)));
    case 1:
    case 2:
    case 3:
      return MakeLiteral(pool);
    default:
      return MakeNode(pool);
  }
}

Quad GraphMaker::MakeQuad(int pool) {
  Quad quad;
  quad.subject = MakeNode(pool);
  quad.predicate =
      Term::Iri("http://example.org/p" + std::to_string(Number(5)));
  quad.object = MakeTerm(pool);
  if (Number(3) == 0) {
    quad.graph = Term::Iri("http://example.org/g" + std::to_string(Number(3)));
  }
  return quad;
}

std::multiset<Quad> AllQuads(const Snapshot& snapshot, Order order) {
  std::vector<TermId> ids;
  QuadScan scan = snapshot.Scan({}, order);
  while (scan.Next()) {
    const IdQuad& quad = scan.quad();
    ids.insert(ids.end(), {quad.subject, quad.predicate, quad.object});
    if (!quad.graph.is_none()) ids.push_back(quad.graph);
  }
  ZM_CHECK(scan.status().ok());
  const std::vector<Term> terms = snapshot.DecodeAll(ids).value();
  std::multiset<Quad> quads;
  size_t next = 0;
  QuadScan again = snapshot.Scan({}, order);
  while (again.Next()) {
    Quad quad{terms[next], terms[next + 1], terms[next + 2], Term()};
    next += 3;
    if (!again.quad().graph.is_none()) quad.graph = terms[next++];
    quads.insert(std::move(quad));
  }
  return quads;
}

std::unique_ptr<Store> OpenStore(const std::string& dir, StoreMode mode) {
  StoreOptions options;
  options.mode = mode;
  options.cache_bytes = size_t{16} << 20;
  Result<std::unique_ptr<Store>> store = Store::Open(dir, options);
  if (!store.ok()) std::cerr << store.status() << "\n";
  return std::move(store).value();
}

}  // namespace zhimai
