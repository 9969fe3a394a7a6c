import { testExamples } from '../rule-examples.ts';

const detail = 'Maintainer instruction is deprecated in favor of using label';

testExamples('deprecated-maintainer', {
  bad: [
    {
      dockerfile: `
        FROM alpine:3.22
        maintainer "Jane Doe"
        ^^^^^^^^^^^^^^^^^^^^^ ${detail}
        MAINTAINER Jane "JD" Doe
        ^^^^^^^^^^^^^^^^^^^^^^^^ ${detail}
        MAINTAINER Jane $DOE
        ^^^^^^^^^^^^^^^^^^^^ ${detail}
      `,
      fixed: `
        FROM alpine:3.22
        LABEL org.opencontainers.image.authors="Jane Doe"
        MAINTAINER Jane "JD" Doe
        MAINTAINER Jane $DOE
      `,
    },
  ],
});
