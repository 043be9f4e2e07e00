// Trains one part of a UDPipe model, or joins parts, from CoNLL-U files.
//
//   train_udpipe --out FILE --train A.conllu --train B.conllu --heldout C.conllu
//                [--tokenizer OPTIONS] [--tagger OPTIONS] [--parser OPTIONS] [--jackknife TAGGER_OPTIONS]
//
// --jackknife replaces the gold tags of the training sentences first: each half is tagged by a tagger trained on the other,
// so that the parser (use_gold_tags=1) learns from tags as faulty as those it will meet.
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

/// Tags `target` in place with a tagger trained on `source`.
bool retag(const std::vector<sentence>& source, const std::vector<sentence>& heldout, std::vector<sentence*>& target,
           const std::string& options) {
  std::stringstream bytes;
  std::string error;
  if (!trainer::train("morphodita_parsito", source, heldout, trainer::NONE, options, trainer::NONE, bytes, error))
    return std::cerr << "train_udpipe: " << error << "\n", false;
  std::unique_ptr<model> tagger(model::load(bytes));
  for (auto* s : target) {
    sentence plain;
    for (std::size_t i = 1; i < s->words.size(); ++i) plain.add_word(s->words[i].form);
    if (!tagger || !tagger->tag(plain, model::DEFAULT, error)) return std::cerr << "train_udpipe: tagging failed: " << error << "\n", false;
    for (std::size_t i = 1; i < s->words.size(); ++i) {
      s->words[i].lemma = plain.words[i].lemma;
      s->words[i].upostag = plain.words[i].upostag;
      s->words[i].xpostag = plain.words[i].xpostag;
      s->words[i].feats = plain.words[i].feats;
    }
  }
  return true;
}

bool jackknife(std::vector<sentence>& train, const std::vector<sentence>& heldout, const std::string& options) {
  const std::vector<sentence> gold = train;
  for (std::size_t half = 0; half < 2; ++half) {
    std::vector<sentence> source;
    std::vector<sentence*> target;
    for (std::size_t i = 0; i < gold.size(); ++i)
      if (i % 2 == half) source.push_back(gold[i]);
      else target.push_back(&train[i]);
    if (!retag(source, heldout, target, options)) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<sentence> train, heldout;
  std::string out, tokenizer = trainer::NONE, tagger = trainer::NONE, parser = trainer::NONE, jackknifed;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    const std::string value = argv[i + 1];
    if (option == "--train" && read_treebank(value, train)) continue;
    if (option == "--heldout" && read_treebank(value, heldout)) continue;
    if (option == "--out") { out = value; continue; }
    if (option == "--tokenizer") { tokenizer = value; continue; }
    if (option == "--tagger") { tagger = value; continue; }
    if (option == "--parser") { parser = value; continue; }
    if (option == "--jackknife") { jackknifed = value; continue; }
    return std::cerr << "train_udpipe: cannot use " << option << " " << value << "\n", 2;
  }
  if (out.empty() || argc % 2 == 0) return std::cerr << "train_udpipe: --out FILE is needed\n", 2;
  std::cerr << train.size() << " sentences to train on, " << heldout.size() << " held out\n";

  if (!jackknifed.empty() && !jackknife(train, heldout, jackknifed)) return 1;
  std::ostringstream model;
  std::string error;
  if (!trainer::train("morphodita_parsito", train, heldout, tokenizer, tagger, parser, model, error))
    return std::cerr << "train_udpipe: " << error << "\n", 1;
  std::ofstream file(out, std::ios::binary);
  file << model.str();
  return file.flush() ? 0 : (std::cerr << "train_udpipe: cannot write " << out << "\n", 1);
}
