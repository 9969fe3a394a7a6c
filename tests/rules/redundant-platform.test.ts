import { testExamples } from '../rule-examples.ts';

const detail = (platform: string): string =>
  `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`;

testExamples('redundant-platform', {
  bad: [
    {
      dockerfile: `
        FROM --platform=\${TARGETPLATFORM:-linux/amd64} \\
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${detail('${TARGETPLATFORM:-linux/amd64}')}
          alpine:3.22 AS a
      `,
      fixed: `
        FROM alpine:3.22 AS a
      `,
    },
  ],
  good: [
    `
    FROM --platform=$BUILDPLATFORM alpine:3.22
    FROM --platform=$TARGETOS/$TARGETARCH alpine:3.22
    FROM --platform=linux/$TARGETARCH alpine:3.22
    `,
  ],
});
