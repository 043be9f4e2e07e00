// The peer of the bench: UDPipe 1's own tokenizer, tagger and parser with nothing around them, and the model that training/train_peer makes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace daybook {

/// Straka, Strakova: "Tokenizing, POS Tagging, Lemmatizing and Parsing UD 2.0 with UDPipe", CoNLL 2017.
class UdpipePeer {
 public:
  UdpipePeer();  ///< throws Error{bad_resource}
  ~UdpipePeer();

  /// Reads a text as far as trees and gives the number of its words; with `conllu`, appends what it read.
  std::size_t read(std::string_view text, std::string* conllu = nullptr) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
