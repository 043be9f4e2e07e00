// An archive that is to be appended to: whatever stands in the file, what is taken away is a cut last record and nothing else.
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz_support.h"
#include "read/gzip.h"
#include "read/warc_tail.h"

using namespace daybook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  const auto how = fuzz::take_byte(rest);
  std::string bytes(rest);
  if (how & 2) {
    bytes = gzip_member(rest.substr(0, rest.size() / 2)) + gzip_member(rest.substr(rest.size() / 2));
    if (how & 4) bytes.resize(bytes.size() * (how >> 3) / 32);
  }
  const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
  if (file < 0) return 0;
  fuzz::must(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "the file can be written");
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  try {
    const auto whole = whole_warc_size(path, (how & 2) || (how & 1), [](const Fields&, int) {});
    fuzz::must(whole <= bytes.size(), "a file does not grow by being looked at");
    if (whole < bytes.size()) {  // what is left needs nothing taken away
      fuzz::must(::ftruncate(file, static_cast<off_t>(whole)) == 0, "the file can be cut");
      if (whole > 0) fuzz::must(whole_warc_size(path, (how & 2) || (how & 1), [](const Fields&, int) {}) == whole, "what was mended is whole");
    }
  } catch (const Error& error) {
    fuzz::must(error.code() == ErrorCode::bad_input, "only what is no archive is refused");
  }
  ::close(file);
  return 0;
}
