// Memory that grows and is used again, not filled with zeros and in whole cache lines.
#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace daybook::neural {

/// Of plain numbers. Belongs to one thread.
template <class T>
class Buffer {
 public:
  /// Room for n; what was there is lost when it has to grow.
  T* room(std::size_t n) {
    if (n > size_) {
      data_.reset();
      data_.reset(static_cast<T*>(::operator new(n * sizeof(T), kLine)));
      size_ = n;
    }
    return data_.get();
  }
  T* data() const { return data_.get(); }

 private:
  static constexpr std::align_val_t kLine{64};
  struct Free {
    void operator()(T* at) const { ::operator delete(at, kLine); }
  };
  std::unique_ptr<T, Free> data_;
  std::size_t size_ = 0;
};

}  // namespace daybook::neural
