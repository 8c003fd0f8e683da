// What the parsers of the Turtle family share: reading one statement at a
// time from a window that may end anywhere. Private to graph/io.
#pragma once

#include <memory>
#include <string_view>

#include "graph/base/result.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/turtle_lexer.h"

namespace zhimai {

// One thread at a time. Borrows options, sink and window.
class RdfGrammar {
 public:
  RdfGrammar(const RdfParseOptions& options, const QuadSink& sink)
      : options_(options), sink_(sink), lexer_({}) {}
  virtual ~RdfGrammar() = default;

  // The text from the first statement that is not read yet.
  void SetWindow(std::string_view text) { lexer_ = TurtleLexer(text); }
  // Reads one statement. False when nothing but blanks is left.
  Result<bool> Next() {
    begin_ = lexer_.pos();
    lexer_.ForgetEnd();
    return ReadStatement();
  }
  // Whether what the last Next() gave hangs on where the window ends: with
  // more text it might be another statement, or none.
  bool touched_end() const { return lexer_.touched_end(); }
  // Back to where the last Next() began.
  void TakeBack() {
    lexer_.Seek(begin_);
    Restore();
  }
  size_t pos() const { return lexer_.pos(); }
  // Whether the document may end here.
  virtual Status CheckEnd() const { return {}; }

 protected:
  virtual Result<bool> ReadStatement() = 0;
  // State other than the place, as it was before ReadStatement().
  virtual void Restore() {}

  const RdfParseOptions& options_;
  const QuadSink& sink_;
  TurtleLexer lexer_;

 private:
  size_t begin_ = 0;
};

// kUnsupported for formats that are not of the family.
Result<std::unique_ptr<RdfGrammar>> MakeRdfGrammar(
    const RdfParseOptions& options, const QuadSink& sink);

}  // namespace zhimai
