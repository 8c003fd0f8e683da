#include "graph/io/xml_literal.h"

#include <algorithm>
#include <tuple>

namespace zhimai {
namespace {

std::string Qualified(const XmlName& name) {
  return name.prefix.empty() ? name.local : name.prefix + ":" + name.local;
}

void AppendEscaped(std::string_view text, bool attribute, std::string* out) {
  for (const char c : text) {
    if (c == '&') {
      *out += "&amp;";
    } else if (c == '<') {
      *out += "&lt;";
    } else if (c == '>' && !attribute) {
      *out += "&gt;";
    } else if (c == '\r') {
      *out += "&#xD;";
    } else if (c == '"' && attribute) {
      *out += "&quot;";
    } else if (c == '\t' && attribute) {
      *out += "&#x9;";
    } else if (c == '\n' && attribute) {
      *out += "&#xA;";
    } else {
      *out += c;
    }
  }
}

void AppendAttribute(std::string_view name, std::string_view value,
                     std::string* out) {
  *out += ' ';
  *out += name;
  *out += "=\"";
  AppendEscaped(value, true, out);
  *out += '"';
}

}  // namespace

void XmlLiteral::Start(const XmlName& name,
                       std::vector<XmlAttribute> attributes) {
  Open open{Qualified(name), {}};
  if (!open_.empty()) open.declared = open_.back().declared;
  std::map<std::string, std::string> wanted = {{name.prefix, name.uri}};
  for (const XmlAttribute& each : attributes) {
    if (!each.name.prefix.empty()) wanted[each.name.prefix] = each.name.uri;
  }
  wanted.erase("xml");
  out_ += '<' + open.name;
  for (const auto& [prefix, uri] : wanted) {
    const auto declared = open.declared.find(prefix);
    const bool known = declared == open.declared.end()
                           ? prefix.empty() && uri.empty()
                           : declared->second == uri;
    if (known) continue;
    AppendAttribute(prefix.empty() ? "xmlns" : "xmlns:" + prefix, uri, &out_);
    open.declared[prefix] = uri;
  }
  std::sort(attributes.begin(), attributes.end(),
            [](const XmlAttribute& a, const XmlAttribute& b) {
              return std::tie(a.name.uri, a.name.local) <
                     std::tie(b.name.uri, b.name.local);
            });
  for (const XmlAttribute& each : attributes) {
    AppendAttribute(Qualified(each.name), each.value, &out_);
  }
  out_ += '>';
  open_.push_back(std::move(open));
}

void XmlLiteral::End() {
  out_ += "</" + open_.back().name + ">";
  open_.pop_back();
}

void XmlLiteral::Text(std::string_view text) {
  AppendEscaped(text, false, &out_);
}

void XmlLiteral::Comment(std::string_view text) {
  out_ += "<!--";
  out_ += text;
  out_ += "-->";
}

void XmlLiteral::Instruction(std::string_view target, std::string_view data) {
  out_ += "<?";
  out_ += target;
  if (!data.empty()) out_ += ' ';
  out_ += data;
  out_ += "?>";
}

}  // namespace zhimai
