// Work counted, not timed: the same code over the same data gives the same figure on every machine and under any load.
//
// Time would need a still machine; instructions need a processor that counts them, and virtual machines often have none. So the
// code under test is compiled with a call at every basic block (-fsanitize-coverage=trace-pc), and memcpy, memchr and their like
// are wrapped and count the bytes they are given. Not seen: what happens inside ICU and uchardet, which are linked as they come.
// Both are given only text whose runs of marks are cut (decode.cpp), the one case in which ICU took more than linear time; the analyser gives ICU at
// most some thousand characters at a time.
#pragma once

#include <cstdint>

namespace daybook {

/// Basic blocks run by this thread since it started, and an eighth of the bytes that were copied, compared or looked through.
std::uint64_t work_done();

}  // namespace daybook
