// Property tests try the same values each time; FAST_CHECK_SEED has them try others.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_261_122) });
