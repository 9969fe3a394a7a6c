import { testExamples } from '../rule-examples.ts';

testExamples('unlocked-cache-mount', {
  bad: [
    {
      dockerfile: `
        FROM ubuntu:24.04
        RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,sharing=shared,target=/var/lib/apt apt-get update
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ another build may hold the lock of apt in "/var/cache/apt", which ends this one
      `,
      fixed: `
        FROM ubuntu:24.04
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,sharing=locked,target=/var/lib/apt apt-get update
      `,
    },
  ],
  good: [
    `
    FROM ubuntu:24.04
    RUN --mount=type=cache,target=/var/cache/apt,sharing=private apt-get update
    RUN --mount=type=cache,target=/var/cache/apt ls
    RUN --mount=type=tmpfs,target=/var/cache/apt apt-get update
    `,
    // Who waits for the one has the other to itself.
    `
    FROM ubuntu:24.04
    RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt apt-get update
    `,
  ],
});
