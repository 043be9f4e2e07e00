// Trains one part of a UDPipe model, or joins parts, from CoNLL-U files.
//
//   train_udpipe --out FILE --train A.conllu --train B.conllu --heldout C.conllu
//                [--tokenizer OPTIONS] [--tagger OPTIONS] [--parser OPTIONS]
//
// A part that is not named is left out of the model. OPTIONS are UDPipe's own ("dimension=64;epochs=20"); in them
// from_model=file:FILE takes the part from a model trained before. UDPipe seeds its generators with constants, so the same
// inputs and options give the same bytes.
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "udpipe.h"

using namespace ufal::udpipe;

namespace {

/// Only the basic tree and the spacing are learned from: enhanced dependencies and remarks only cost memory.
void strip(sentence& s) {
  s.empty_nodes.clear();
  for (auto& word : s.words) {
    const bool space = word.get_space_after();
    word.deps.clear();
    word.misc.clear();
    word.set_space_after(space);
  }
  for (auto& token : s.multiword_tokens) {
    const bool space = token.get_space_after();
    token.misc.clear();
    token.set_space_after(space);
  }
}

bool read_treebank(const std::string& file, std::vector<sentence>& out) {
  std::ifstream in(file);
  if (!in) return std::cerr << "train_udpipe: cannot open " << file << "\n", false;
  std::unique_ptr<input_format> reader(input_format::new_conllu_input_format());
  std::string block, error;
  while (reader->read_block(in, block)) {
    reader->set_text(block);
    sentence s;
    while (reader->next_sentence(s, error)) {
      strip(s);
      out.push_back(s);
    }
    if (!error.empty()) return std::cerr << "train_udpipe: " << file << ": " << error << "\n", false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<sentence> train, heldout;
  std::string out, tokenizer = trainer::NONE, tagger = trainer::NONE, parser = trainer::NONE;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    const std::string value = argv[i + 1];
    if (option == "--train" && read_treebank(value, train)) continue;
    if (option == "--heldout" && read_treebank(value, heldout)) continue;
    if (option == "--out") { out = value; continue; }
    if (option == "--tokenizer") { tokenizer = value; continue; }
    if (option == "--tagger") { tagger = value; continue; }
    if (option == "--parser") { parser = value; continue; }
    return std::cerr << "train_udpipe: cannot use " << option << " " << value << "\n", 2;
  }
  if (out.empty() || argc % 2 == 0) return std::cerr << "train_udpipe: --out FILE is needed\n", 2;
  std::cerr << train.size() << " sentences to train on, " << heldout.size() << " held out\n";

  std::ostringstream model;
  std::string error;
  if (!trainer::train("morphodita_parsito", train, heldout, tokenizer, tagger, parser, model, error))
    return std::cerr << "train_udpipe: " << error << "\n", 1;
  std::ofstream file(out, std::ios::binary);
  file << model.str();
  return file.flush() ? 0 : (std::cerr << "train_udpipe: cannot write " << out << "\n", 1);
}
