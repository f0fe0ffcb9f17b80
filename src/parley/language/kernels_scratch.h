// language/kernels_scratch.h - for the kernels' own files: the builds' tables, and work space.
#pragma once

#include <cstddef>

#include "parley/language/kernels.h"

namespace parley::language {

// At least n floats; the contents are void. Compiled once, without vector flags (see kernels_impl.h).
float* room(Floats& floats, std::size_t n);

extern const Kernels kBaseKernels;
extern const Kernels kReferenceKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

}  // namespace parley::language
