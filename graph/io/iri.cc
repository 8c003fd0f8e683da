#include "graph/io/iri.h"

namespace zhimai {
namespace {

struct Parts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
  std::string_view fragment;
  bool has_authority = false;
  bool has_query = false;
  bool has_fragment = false;
};

size_t SchemeLength(std::string_view iri) {
  const auto alpha = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
  if (iri.empty() || !alpha(iri[0])) return 0;
  for (size_t i = 1; i < iri.size(); ++i) {
    const char c = iri[i];
    if (c == ':') return i;
    const bool digit = c >= '0' && c <= '9';
    if (!alpha(c) && !digit && c != '+' && c != '-' && c != '.') return 0;
  }
  return 0;
}

// RFC 3986, appendix B.
Parts Split(std::string_view iri) {
  Parts parts;
  if (const size_t scheme = SchemeLength(iri); scheme > 0) {
    parts.scheme = iri.substr(0, scheme);
    iri.remove_prefix(scheme + 1);
  }
  if (const size_t hash = iri.find('#'); hash != std::string_view::npos) {
    parts.has_fragment = true;
    parts.fragment = iri.substr(hash + 1);
    iri = iri.substr(0, hash);
  }
  if (const size_t mark = iri.find('?'); mark != std::string_view::npos) {
    parts.has_query = true;
    parts.query = iri.substr(mark + 1);
    iri = iri.substr(0, mark);
  }
  if (iri.substr(0, 2) == "//") {
    parts.has_authority = true;
    iri.remove_prefix(2);
    const size_t slash = std::min(iri.find('/'), iri.size());
    parts.authority = iri.substr(0, slash);
    iri.remove_prefix(slash);
  }
  parts.path = iri;
  return parts;
}

// RFC 3986, 5.2.4, the input read left to right.
std::string RemoveDotSegments(std::string_view path) {
  std::string out;
  const auto drop_last = [&] {
    const size_t slash = out.rfind('/');
    out.resize(slash == std::string::npos ? 0 : slash);
  };
  while (!path.empty()) {
    if (path.substr(0, 3) == "../") {
      path.remove_prefix(3);
    } else if (path.substr(0, 2) == "./") {
      path.remove_prefix(2);
    } else if (path.substr(0, 3) == "/./") {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.substr(0, 4) == "/../") {
      path.remove_prefix(3);
      drop_last();
    } else if (path == "/..") {
      path = "/";
      drop_last();
    } else if (path == "." || path == "..") {
      path = "";
    } else {
      const size_t slash = std::min(path.find('/', 1), path.size());
      out.append(path.substr(0, slash));
      path.remove_prefix(slash);
    }
  }
  return out;
}

std::string MergedPath(const Parts& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) {
    return "/" + std::string(path);
  }
  const size_t slash = base.path.rfind('/');
  if (slash == std::string_view::npos) return std::string(path);
  return std::string(base.path.substr(0, slash + 1)) + std::string(path);
}

std::string Compose(const Parts& parts, std::string_view path) {
  std::string out(parts.scheme);
  out += ':';
  if (parts.has_authority) {
    out += "//";
    out += parts.authority;
  }
  out += path;
  if (parts.has_query) {
    out += '?';
    out += parts.query;
  }
  if (parts.has_fragment) {
    out += '#';
    out += parts.fragment;
  }
  return out;
}

}  // namespace

bool IsAbsoluteIri(std::string_view iri) { return SchemeLength(iri) > 0; }

bool HasOnlyIriCharacters(std::string_view iri) {
  for (char c : iri) {
    if (static_cast<unsigned char>(c) <= 0x20 ||
        std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

Result<std::string> ResolveIriReference(std::string_view reference,
                                        std::string_view base) {
  if (!HasOnlyIriCharacters(reference)) {
    return Status::InvalidInput("<" + std::string(reference) +
                                "> holds a character that no IRI has");
  }
  Parts parts = Split(reference);
  if (!parts.scheme.empty()) return std::string(reference);
  const Parts from = Split(base);
  if (from.scheme.empty()) {
    return Status::InvalidInput("<" + std::string(reference) +
                                "> is relative and there is no base IRI");
  }
  parts.scheme = from.scheme;
  if (parts.has_authority) return Compose(parts, RemoveDotSegments(parts.path));
  parts.has_authority = from.has_authority;
  parts.authority = from.authority;
  if (parts.path.empty()) {
    if (!parts.has_query) {
      parts.has_query = from.has_query;
      parts.query = from.query;
    }
    return Compose(parts, from.path);
  }
  const std::string path = parts.path[0] == '/' ? std::string(parts.path)
                                                : MergedPath(from, parts.path);
  return Compose(parts, RemoveDotSegments(path));
}

}  // namespace zhimai
