// udpipe_conllu FILE: CoNLL-U of a plain text by the peer, so that eval/language can score it (--tool build/udpipe_conllu).
#include <iostream>

#include "language/prepared_text.h"
#include "peer/udpipe_peer.h"
#include "resource/resource.h"

int main(int count, char** arguments) try {
  using namespace daybook;
  if (count < 2) return std::cerr << "usage: udpipe_conllu FILE\n", 2;
  const auto text = read_resource(arguments[1]);
  const UdpipePeer peer;
  prepare(text, {0, static_cast<std::uint32_t>(text.size())}, [&](const TextUnit& unit) {
    std::string out;
    peer.read(unit.text, &out);
    std::cout << out;
  });
} catch (const std::exception& error) {
  std::cerr << "udpipe_conllu: " << error.what() << '\n';
  return 1;
}
