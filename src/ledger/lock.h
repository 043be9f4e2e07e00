// One writer at a time, across processes: flock(2) on a side file "<ledger>-lock".
//
// SQLite's own locks cannot do it: they are held for one transaction, and a run is many. The kernel drops the lock when
// the process dies, however it dies; the side file may then stay behind and means nothing.
#pragma once

#include <filesystem>

namespace daybook {

class WriterLock {
 public:
  /// Throws Error{locked} if another process (or another writer of this one) holds it, Error{unreadable} if the folder
  /// cannot be written.
  explicit WriterLock(const std::filesystem::path& ledger);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  std::filesystem::path file_;
  int fd_ = -1;
};

}  // namespace daybook
