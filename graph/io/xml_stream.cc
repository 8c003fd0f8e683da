#include "graph/io/xml_stream.h"

#include <algorithm>
#include <expat.h>

namespace zhimai {
namespace {

// Between the parts of a name; no name and no namespace has it.
constexpr char kSeparator = '\n';

XmlName SplitName(std::string_view text) {
  XmlName out;
  const size_t first = text.find(kSeparator);
  if (first == std::string_view::npos) {
    out.local = text;
    return out;
  }
  const size_t second = text.find(kSeparator, first + 1);
  out.uri = text.substr(0, first);
  out.local = text.substr(first + 1, second - first - 1);
  if (second != std::string_view::npos) out.prefix = text.substr(second + 1);
  return out;
}

}  // namespace

struct XmlStream::Impl {
  explicit Impl(XmlHandler* handler_in)
      : handler(*handler_in),
        parser(XML_ParserCreateNS(nullptr, kSeparator), &XML_ParserFree) {}

  static Impl& Of(void* self) { return *static_cast<Impl*>(self); }

  void Take(Status given) {
    if (given.ok() || !status.ok()) return;
    status = std::move(given);
    if (status.location().line == 0) Place();
    XML_StopParser(parser.get(), XML_FALSE);
  }
  void Place() {
    status = std::move(status).At(
        static_cast<uint32_t>(XML_GetCurrentLineNumber(parser.get())),
        static_cast<uint32_t>(XML_GetCurrentColumnNumber(parser.get()) + 1));
  }

  static void Start(void* self, const char* name, const char** attributes) {
    Impl& impl = Of(self);
    if (!impl.status.ok()) return;
    std::vector<XmlAttribute> list;
    for (; *attributes != nullptr; attributes += 2) {
      list.push_back({SplitName(attributes[0]), attributes[1]});
    }
    impl.Take(impl.handler.OnStart(SplitName(name), std::move(list)));
  }
  // A stopped parser still tells of the end of an empty element.
  static void End(void* self, const char*) {
    Impl& impl = Of(self);
    if (impl.status.ok()) impl.Take(impl.handler.OnEnd());
  }
  static void Text(void* self, const char* text, int size) {
    Impl& impl = Of(self);
    if (!impl.status.ok()) return;
    impl.Take(impl.handler.OnText({text, static_cast<size_t>(size)}));
  }
  static void Comment(void* self, const char* text) {
    Impl& impl = Of(self);
    if (impl.status.ok()) impl.Take(impl.handler.OnComment(text));
  }
  static void Instruction(void* self, const char* target, const char* data) {
    Impl& impl = Of(self);
    if (impl.status.ok()) impl.Take(impl.handler.OnInstruction(target, data));
  }

  XmlHandler& handler;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser;
  Status status;
};

XmlStream::XmlStream(XmlHandler* handler)
    : impl_(std::make_unique<Impl>(handler)) {
  XML_Parser parser = impl_->parser.get();
  ZM_CHECK(parser != nullptr);
  XML_SetUserData(parser, impl_.get());
  XML_SetReturnNSTriplet(parser, 1);
  XML_SetElementHandler(parser, &Impl::Start, &Impl::End);
  XML_SetCharacterDataHandler(parser, &Impl::Text);
  XML_SetCommentHandler(parser, &Impl::Comment);
  XML_SetProcessingInstructionHandler(parser, &Impl::Instruction);
}

XmlStream::~XmlStream() = default;

Status XmlStream::Parse(std::string_view piece, bool last) {
  // expat counts in int.
  constexpr size_t kStep = size_t{1} << 20;
  XML_Parser parser = impl_->parser.get();
  do {
    ZM_TRY(impl_->status);
    const std::string_view step = piece.substr(0, kStep);
    piece.remove_prefix(step.size());
    const bool end = last && piece.empty();
    if (XML_Parse(parser, step.data(), static_cast<int>(step.size()),
                  end ? XML_TRUE : XML_FALSE) == XML_STATUS_OK) {
      continue;
    }
    if (impl_->status.ok()) {
      impl_->status = Status::InvalidInput(
          std::string("XML: ") + XML_ErrorString(XML_GetErrorCode(parser)));
      impl_->Place();
    }
  } while (!piece.empty());
  return impl_->status;
}

}  // namespace zhimai
