#include "model/page.h"

namespace daybook {

std::string address_of(const Coordinates& at, const std::string& url) {
  return url.empty() ? at.file.substr(at.file.find_last_of('/') + 1) : url;
}

}  // namespace daybook
