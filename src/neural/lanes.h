// Included by kernels_*.cpp after kLanes and Code are said: as many numbers as one register holds. All is done element by element, so the bits
// are those of single numbers on every processor.
#pragma once

namespace {

typedef float Part __attribute__((vector_size(kLanes * 4)));
typedef std::int32_t Int __attribute__((vector_size(kLanes * 4)));
typedef std::int16_t Shorts __attribute__((vector_size(kLanes * 2)));
typedef Code Codes __attribute__((vector_size(kLanes * sizeof(Code))));

}  // namespace
