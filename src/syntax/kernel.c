#include "kernel.h"

#include <string.h>

#if defined(__x86_64__)
static bool has_avx2(void) { return __builtin_cpu_supports("avx2"); }

static bool has_avx512(void)
{
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
	       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
}
#else
const struct kernel *kernel_avx2(void) { return NULL; }
const struct kernel *kernel_avx512(void) { return NULL; }
static bool has_avx2(void) { return false; }
static bool has_avx512(void) { return false; }
#endif

static bool always(void) { return true; }

static const struct {
	const struct kernel *(*kernel)(void);
	bool (*runs)(void);
} kernels[] = {{kernel_avx512, has_avx512}, {kernel_avx2, has_avx2}, {kernel_portable, always}}; /* fastest first */

const struct kernel *kernel_choose(const char *name)
{
	for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
		if (!kernels[i].runs())
			continue;
		const struct kernel *kernel = kernels[i].kernel();
		if (!name || strcmp(kernel->name, name) == 0)
			return kernel;
	}
	return NULL;
}
