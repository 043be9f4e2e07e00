#include "ledger/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace daybook {
namespace {

// The holder unlinks the file when it is done, so a waiter may have opened a file that is no longer there. It must hold
// the lock on the file that the name means now.
bool still_named(int fd, const std::filesystem::path& file) {
  struct stat opened {}, named {};
  return fstat(fd, &opened) == 0 && stat(file.c_str(), &named) == 0 && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& ledger) : file_(ledger.string() + "-lock") {
  while (true) {
    fd_ = open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd_ < 0) {
      const auto code = errno == ENOSPC || errno == EDQUOT ? ErrorCode::disk_full : ErrorCode::unreadable;
      throw Error(code, "Cannot write beside the ledger " + ledger.string() + ": " + std::strerror(errno) + ".", ledger.string());
    }
    if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      close(fd_);
      throw Error(ErrorCode::locked, "Another process is writing to the ledger " + ledger.string() + ".", ledger.string());
    }
    if (still_named(fd_, file_)) return;
    close(fd_);
  }
}

WriterLock::~WriterLock() {
  unlink(file_.c_str());
  close(fd_);
}

}  // namespace daybook
