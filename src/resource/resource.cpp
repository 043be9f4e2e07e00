#include "resource/resource.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/error.h"

namespace daybook {
namespace fs = std::filesystem;

Mapping::Mapping(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (fd < 0 || ::fstat(fd, &info) != 0) {
    if (fd >= 0) ::close(fd);
    throw Error(ErrorCode::bad_resource, "Cannot open " + file.string() + ".", file.string());
  }
  size_ = static_cast<std::size_t>(info.st_size);
  if (size_ > 0) {
    void* p = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (p == MAP_FAILED) throw Error(ErrorCode::bad_resource, "Cannot map " + file.string() + ".", file.string());
    data_ = p;
  } else {
    ::close(fd);
  }
}

Mapping::Mapping(Mapping&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Mapping::~Mapping() {
  if (data_) ::munmap(const_cast<void*>(data_), size_);
}

std::string read_resource(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorCode::bad_resource, "Cannot open " + file.string() + ".", file.string());
  std::ostringstream out;
  out << in.rdbuf();
  if (in.bad()) throw Error(ErrorCode::bad_resource, "Cannot read " + file.string() + ".", file.string());
  return std::move(out).str();
}

Resources::Resources(fs::path data, fs::path models, fs::path built)
    : data_(std::move(data)), models_(std::move(models)), built_(std::move(built)) {}

Resources Resources::find(const fs::path& program) {
  if (const char* root = std::getenv("DAYBOOK_DATA")) {
    const fs::path r(root);
    return Resources(r / "data", r / "models", r / "built");
  }
  std::error_code ignored;
  const fs::path self = fs::canonical(program, ignored);
  for (const fs::path& up : {self.parent_path().parent_path(), self.parent_path().parent_path().parent_path()}) {
    if (fs::exists(up / "data" / "claims")) return Resources(up / "data", up / "models", up / "build");
  }
  const fs::path share = self.parent_path().parent_path() / "share" / "daybook";
  return Resources(share / "data", share / "models", share / "built");
}

std::string Resources::data(std::string_view relative) const { return read_resource(data_ / relative); }

std::vector<std::string> Resources::list(std::string_view folder, std::string_view ending) const {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(data_ / folder, error))
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) out.push_back(fs::relative(entry.path(), data_).string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace daybook
