// What the parsers of the Turtle family share: reading one statement at a
// time from a window that may end anywhere. Private to graph/io.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/turtle_lexer.h"

namespace zhimai {

// One thread at a time. Borrows options and window.
class RdfGrammar {
 public:
  explicit RdfGrammar(const RdfParseOptions& options)
      : options_(options), lexer_({}) {}
  virtual ~RdfGrammar() = default;

  // The text from the first statement that is not read yet.
  void SetWindow(std::string_view text) { lexer_ = TurtleLexer(text); }
  // Reads one statement. False when nothing but blanks is left.
  Result<bool> Next() {
    begin_ = lexer_.pos();
    count_ = 0;
    lexer_.ForgetEnd();
    return ReadStatement();
  }
  // The quads of the last Next().
  Status HandOn(const QuadSink& sink) {
    for (size_t i = 0; i < count_; ++i) ZM_TRY(sink(std::move(quads_[i])));
    count_ = 0;
    return {};
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
  void Seek(size_t pos) { lexer_.Seek(pos); }
  // Leaving out the statement that begins at pos() and is wrong at `wrong`:
  // where to begin to look for the next one.
  virtual size_t BeginSkip(std::string_view /*text*/, size_t wrong) {
    return wrong;
  }
  // Where it begins; npos when `text` (the window, or more) does not reach it.
  // Then `*from` has moved on, and the search can be taken up with more text.
  virtual size_t FindNext(std::string_view text, size_t* from) = 0;
  // Whether the document may end here.
  virtual Status CheckEnd() const { return {}; }

 protected:
  virtual Result<bool> ReadStatement() = 0;
  // State other than the place, as it was before ReadStatement().
  virtual void Restore() {}
  // One more quad of the statement: what is in it is of no meaning. Valid until
  // the next call.
  Quad& AddQuad() {
    if (count_ == quads_.size()) quads_.emplace_back();
    return quads_[count_++];
  }

  const RdfParseOptions& options_;
  TurtleLexer lexer_;

 private:
  // Used again and again, so that their strings need not be made anew.
  std::vector<Quad> quads_;
  size_t count_ = 0;
  size_t begin_ = 0;
};

// kUnsupported for formats that are not of the family.
Result<std::unique_ptr<RdfGrammar>> MakeRdfGrammar(
    const RdfParseOptions& options);

}  // namespace zhimai
