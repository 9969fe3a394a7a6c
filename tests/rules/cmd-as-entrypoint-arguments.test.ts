import { testExamples } from '../rule-examples.ts';

testExamples('cmd-as-entrypoint-arguments', {
  bad: [
    // What a shell has to read has no array.
    `
    FROM debian:13
    ENTRYPOINT ["/usr/bin/java", "-jar", "/app.jar"]
    CMD serve $PORT && true
        ^^^^^^^^^^^^^^^^^^^ java gets the arguments /bin/sh -c "serve $PORT && true"
    `,
    // The ENTRYPOINT of a stage below counts, and so does an init in front of the program.
    {
      dockerfile: `
        FROM python:3.14 AS base
        ENTRYPOINT ["tini", "--", "python", "app.py"]
        FROM base
        CMD serve
            ^^^^^ python gets the arguments /bin/sh -c "serve"
      `,
      fixed: `
        FROM python:3.14 AS base
        ENTRYPOINT ["tini", "--", "python", "app.py"]
        FROM base
        CMD ["serve"]
      `,
    },
    `
    FROM debian:13
    SHELL ["/bin/bash", "-o", "pipefail", "-c"]
    ENTRYPOINT ["nginx"]
    CMD a \\
        ^^^ nginx gets the arguments /bin/bash -o pipefail -c "a   b"
      b
    `,
  ],
  good: [
    'FROM debian:13\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT []\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["/init"]\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["gosu", "app"]\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["poetry", "run"]\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["conda", "run", "-n", "app"]\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["python", "/entrypoint.py"]\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["sh", "-c", "exec \\"$@\\"", "--"]\nCMD serve\n',
    // The shell of this one drops CMD, which another rule tells.
    'FROM debian:13\nENTRYPOINT nginx\nCMD serve\n',
    'FROM debian:13\nENTRYPOINT ["nginx"]\nCMD [\'-g\']\n',
    'FROM registry.example/base\nCMD serve\n',
    'FROM nginx:1.29\nCMD nginx\n',
    'FROM public.ecr.aws/lambda/provided:al2023\nCMD app.handler\n',
    // Only what somebody runs.
    'FROM debian:13 AS test\nENTRYPOINT ["nginx"]\nCMD serve\nFROM debian:13\nCMD ["a"]\n',
    'FROM debian:13 AS base\nENTRYPOINT ["nginx"]\nCMD serve\nFROM base\nCMD ["a"]\n',
  ],
});
