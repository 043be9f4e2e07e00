#include "read/packed_reader.h"

#include <utility>

namespace daybook {

void PackedReader::fault(std::string why, bool cut, ErrorCode code) {
  fault_ = std::move(why);
  cut_ = cut;
  fault_code_ = code;
}

std::size_t PackedReader::fill(char* out, std::size_t n) {
  std::size_t done = 0;
  while (done < n && fault_.empty()) {
    std::string_view in;
    try {
      if (!open_) {
        if (!open_unit()) break;
        open_ = true;
        units_.push_back({handed_out_, packed_.position()});
      }
      in = packed_.peek(1);
    } catch (const Error& error) {  // of the file under us; what was unpacked before it is handed out first
      fault(error.what(), false, error.code());
      break;
    }
    if (in.empty()) {
      fault("the data are cut: the " + std::string(unit()) + " at offset " + std::to_string(units_.back().compressed) + " has no end", true);
      break;
    }
    const Step step = unpack(in, out + done, n - done);
    packed_.skip(step.taken);
    done += step.made;
    handed_out_ += step.made;
    if (step.ends) {
      close_unit();
      open_ = false;
    } else if (!step.damage.empty() || step.taken + step.made == 0) {
      fault("the " + std::string(unit()) + " at offset " + std::to_string(units_.back().compressed) + " is damaged (" +
            (step.damage.empty() ? "it does not go on" : step.damage) + ")");
    }
    const std::uint64_t unit_out = handed_out_ - units_.back().decompressed, unit_in = packed_.position() - units_.back().compressed;
    const std::string times = " unpack to more than " + std::to_string(limits_.ratio) + " times their size";
    if (handed_out_ > limits_.file_floor && handed_out_ / limits_.ratio > packed_.position()) {
      fault("its data" + times + "; the file is not read on", false, ErrorCode::too_large);
      over_ = true;
    } else if (open_ && unit_out > limits_.unit_floor && unit_out / limits_.ratio > unit_in) {
      fault("the data of the " + std::string(unit()) + " at offset " + std::to_string(units_.back().compressed) + times, false, ErrorCode::too_large);
    }
  }
  if (done == 0 && !fault_.empty()) {
    fault_place_ = open_ ? FaultPlace{units_.back().decompressed, units_.back().compressed, cut_}
                         : FaultPlace{handed_out_, packed_.position(), cut_};
    close_unit();
    open_ = cut_ = false;
    faulted_ = true;
    throw Error(fault_code_, std::exchange(fault_, {}));
  }
  return done;
}

bool PackedReader::resync() {
  close_unit();
  open_ = false;
  fault_.clear();
  try {
    // A decoder may fail without taking a byte: the same unit must not be found again.
    if (std::exchange(faulted_, false) && packed_.position() <= fault_place_.compressed) packed_.skip(1);
    return !over_ && find_unit(packed_);
  } catch (const Error&) {  // the file itself cannot be read on
    return false;
  }
}

std::uint64_t PackedReader::next_unit(std::uint64_t unpacked) const {
  for (const auto& unit : units_)
    if (unit.decompressed > unpacked) return unit.decompressed;
  return UINT64_MAX;
}

PackedReader::Place PackedReader::place_of(std::uint64_t unpacked) {
  while (units_.size() > 1 && units_[1].decompressed <= unpacked) units_.pop_front();
  if (units_.empty()) return {0, false};
  return {units_.front().compressed, units_.front().decompressed == unpacked};
}

}  // namespace daybook
