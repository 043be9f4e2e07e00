#include "peer/udpipe_peer.h"

#include <sstream>

#include "base/error.h"
#include "udpipe.h"

namespace daybook {

namespace ud = ufal::udpipe;

struct UdpipePeer::Impl {
  std::unique_ptr<ud::model> model{ud::model::load(DAYBOOK_PEER_MODEL)};
};

UdpipePeer::UdpipePeer() : impl_(std::make_unique<Impl>()) {
  if (!impl_->model) throw Error(ErrorCode::bad_resource, "UDPipe cannot load the model " DAYBOOK_PEER_MODEL ".", DAYBOOK_PEER_MODEL);
}
UdpipePeer::~UdpipePeer() = default;

std::size_t UdpipePeer::read(std::string_view text, std::string* conllu) const {
  std::unique_ptr<ud::input_format> tokenizer(impl_->model->new_tokenizer("normalized_spaces;ranges"));
  tokenizer->set_text(ud::string_piece(text.data(), text.size()));
  std::unique_ptr<ud::output_format> writer(conllu ? ud::output_format::new_conllu_output_format() : nullptr);
  std::size_t words = 0;
  ud::sentence sentence;
  std::string error;
  while (tokenizer->next_sentence(sentence, error)) {
    impl_->model->tag(sentence, ud::model::DEFAULT, error);
    impl_->model->parse(sentence, ud::model::DEFAULT, error);
    words += sentence.words.size() - 1;
    if (!writer) continue;
    std::ostringstream out;
    writer->write_sentence(sentence, out);
    *conllu += out.str();
  }
  return words;
}

}  // namespace daybook
