// XML with namespaces as events, read piece by piece. Private to graph/io, and
// the only user of expat.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

inline constexpr std::string_view kXmlNamespace =
    "http://www.w3.org/XML/1998/namespace";

struct XmlName {
  std::string uri;
  std::string local;
  std::string prefix;
};

struct XmlAttribute {
  XmlName name;
  std::string value;
};

// An error ends the reading; it gets the place of the event.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  // Declarations of namespaces are no attributes.
  virtual Status OnStart(const XmlName& name,
                         std::vector<XmlAttribute> attributes) = 0;
  virtual Status OnEnd() = 0;
  // A run of text may come in several pieces.
  virtual Status OnText(std::string_view text) = 0;
  virtual Status OnComment(std::string_view text) = 0;
  virtual Status OnInstruction(std::string_view target,
                               std::string_view data) = 0;
};

// One thread at a time. Entities of the document's own DTD are replaced (with
// expat's limits against their explosion), outside ones are not read.
class XmlStream {
 public:
  // Borrows `handler`.
  explicit XmlStream(XmlHandler* handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  Status Feed(std::string_view piece) { return Parse(piece, false); }
  Status Finish() { return Parse({}, true); }

 private:
  struct Impl;

  Status Parse(std::string_view piece, bool last);

  std::unique_ptr<Impl> impl_;
};

}  // namespace zhimai
