import { testExamples } from '../rule-examples.ts';

testExamples('command-line-in-one-string', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN ["apt-get update"]
             ^^^^^^^^^^^^^^^^ no program is called "apt-get update"
        RUN [ "npm run", "build" ]
              ^^^^^^^^^ no program is called "npm run"
        RUN ["/bin/sh -c", "a && b"]
             ^^^^^^^^^^^^ no program is called "/bin/sh -c"
        RUN ["/usr/bin/python3 /app/setup.py"]
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no program is called "/usr/bin/python3 /app/setup.py"
        RUN ["./start.sh etc/app.conf"]
             ^^^^^^^^^^^^^^^^^^^^^^^^^ no program is called "./start.sh etc/app.conf"
        RUN ["bin/rails server"]
             ^^^^^^^^^^^^^^^^^^ no program is called "bin/rails server"
        RUN [" make "]
             ^^^^^^^^ no program is called " make "
        ONBUILD RUN ["npm ci"]
                     ^^^^^^^^ no program is called "npm ci"
      `,
      fixed: `
        FROM debian:13
        RUN ["apt-get", "update"]
        RUN [ "npm", "run", "build" ]
        RUN ["/bin/sh", "-c", "a && b"]
        RUN ["/usr/bin/python3", "/app/setup.py"]
        RUN ["./start.sh", "etc/app.conf"]
        RUN ["bin/rails", "server"]
        RUN ["make"]
        ONBUILD RUN ["npm", "ci"]
      `,
    },
    // What needs a shell, or a decision about quotes, is left to people.
    `
    FROM debian:13
    RUN ["cd /src && make"]
         ^^^^^^^^^^^^^^^^^ no program is called "cd /src && make"
    RUN ["cd /src"]
         ^^^^^^^^^ no program is called "cd /src"
    RUN ["PORT=80 server"]
         ^^^^^^^^^^^^^^^^ no program is called "PORT=80 server"
    RUN ["echo 'a  b'"]
         ^^^^^^^^^^^^^ no program is called "echo 'a  b'"
    RUN ["echo $HOME", "b"]
         ^^^^^^^^^^^^ no program is called "echo $HOME"
    CMD ["if [ -f /etc/app/settings.json ] ; then app --settings /etc/app/settings.json ; fi"]
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no program is called "if [ -f /etc/app/settings.json ] ; then app --set…"
    `,
    {
      dockerfile: `
        FROM debian:13 AS base
        ENTRYPOINT ["/usr/bin/tini", "--"]
        FROM base
        CMD ["node app.js"]
             ^^^^^^^^^^^^^ no program is called "node app.js"
      `,
      fixed: `
        FROM debian:13 AS base
        ENTRYPOINT ["/usr/bin/tini", "--"]
        FROM base
        CMD ["node", "app.js"]
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    SHELL ["/bin/bash", "-c"]
    RUN ["/opt/my app/run", "a b"]
    RUN ["./my app/bin/run"]
    RUN ["C:/Program Files/app.exe"]
    RUN []
    CMD npm start
    HEALTHCHECK CMD curl -f http://localhost
    HEALTHCHECK NONE
    `,
    // The words of CMD are for ENTRYPOINT, which may split them.
    `
    FROM debian:13 AS base
    ENTRYPOINT ["/docker-entrypoint.sh"]
    FROM base
    CMD ["npm start"]
    `,
    `
    FROM redis:8
    CMD ["--protected-mode no"]
    `,
    `
    FROM debian:13
    CMD ["a b"]
    ENTRYPOINT exec "$0"
    `,
    `
    FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
    ENTRYPOINT ["C:\\\\Program Files\\\\app\\\\app.exe"]
    `,
    'FROM debian:13\nCMD ["{{ .Program }} start"]\n',
  ],
});
