import { testExamples } from '../rule-examples.ts';

testExamples('unmet-condition', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        SHELL ["/bin/bash", "-c"]
        ARG MODE
        RUN [[ dev == $MODE ]] \\
            ^^^^^^^^^^^^^^^^^^ the build fails unless MODE is "dev"
         && make dev \\
         && make install
      `,
      fixed: `
        FROM debian:13
        SHELL ["/bin/bash", "-c"]
        ARG MODE
        RUN if [[ dev == $MODE ]] \\
         ; then make dev \\
         && make install; fi
      `,
    },
  ],
  good: [
    // Somebody handles it, or something comes behind it.
    'FROM debian:13\nARG A\nRUN [ "$A" = b ] && make; true\n',
    'FROM debian:13\nARG A\nRUN [ "$A" = b ] && make || make all\n',
    'FROM debian:13\nARG A\nRUN [ "$A" = b ] && make &\n',
    // The build is meant to end.
    'FROM debian:13\nARG A\nRUN [ "$A" = b ]\n',
    'FROM debian:13\nARG A\nRUN [ "$A" = b ] && echo fine\n',
    'FROM debian:13\nARG A\nRUN [ "$A" != b ] && make\n',
    'FROM debian:13\nARG A\nRUN [ "$(sha256sum a)" = "$A" ] && make\n',
    'FROM debian:13\nARG A\nRUN [ -f a ] && make\n',
    'FROM debian:13\nARG A\nRUN [ "$A" = "$B" ] && make\n',
    // Not an argument.
    'FROM debian:13\nENV A=b\nRUN [ "$A" = b ] && make\n',
    'FROM debian:13\nRUN [ "$A" = b ] && make\n',
    'FROM debian:13\nARG A\nRUN make && [ "$A" = b ] && make install\n',
  ],
});
