import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

const SHELL = 'the shell gets the array as text';

testExamples('invalid-json-form', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN [ 'apt-get', 'update' ]
              ^ ' is no quote in JSON: ${SHELL}
        ENTRYPOINT [ 'tini' ]
                     ^ ' is no quote in JSON: ${SHELL}
        CMD [“nginx”, “-g”, “daemon off;”]
             ^ “ is no quote in JSON: ${SHELL}
        HEALTHCHECK --interval=5m CMD ['curl', "-f", http://localhost]
                                       ^ ' is no quote in JSON: ${SHELL}
        ONBUILD COPY --chown=1:1 ['a', 'b']
                                  ^ ' is no quote in JSON: COPY takes its words as paths
        VOLUME [/data]
                ^^^^^ /data is not in double quotes: VOLUME takes its words as paths
      `,
      fixed: `
        FROM debian:13
        RUN [ "apt-get", "update" ]
        ENTRYPOINT [ "tini" ]
        CMD ["nginx", "-g", "daemon off;"]
        HEALTHCHECK --interval=5m CMD ["curl", "-f", "http://localhost"]
        ONBUILD COPY --chown=1:1 ["a", "b"]
        VOLUME ["/data"]
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        ADD ["a" "b"]
                 ^ a comma is missing in front of this: ADD takes its words as paths
        CMD ["a", \\
             # why
             "b", \\
                ^ nothing follows this comma: ${SHELL}
            ]
        ENTRYPOINT ["a", \\
          'b', \\
          ^ ' is no quote in JSON: ${SHELL}
          "c"
      `,
      fixed: `
        FROM debian:13
        ADD ["a", "b"]
        CMD ["a", \\
             # why
             "b" \\
            ]
        ENTRYPOINT ["a", \\
          "b", \\
          "c"]
      `,
    },
    // What more than one array could be meant by, and what no array can say, is left to people.
    `
    FROM debian:13
    ENTRYPOINT [$PROGRAM]
                ^^^^^^^^ $PROGRAM is not in double quotes: ${SHELL}
    CMD [npm start]
         ^^^ npm is not in double quotes: ${SHELL}
    RUN ["apt-get", "update"] && true
                              ^^^^^^^ this stands behind the array: ${SHELL}
    RUN ["sh", "-c", "echo \\$HOME"]
                           ^^ "\\$" is no escape in JSON: ${SHELL}
    `,
    {
      dockerfile: `
        FROM debian:13
          # serves
          CMD ['a'] # at 8080
               ^ ' is no quote in JSON: ${SHELL}
      `,
      fixed: `
        FROM debian:13
          # serves
          # at 8080
          CMD ["a"]
      `,
    },
  ],
  good: [
    String.raw`
    FROM debian:13
    RUN [ "$a" = "$b" ]
    RUN [ '!' -f x ] || [ "$x" ]
    RUN [ "a", "b" ]
    RUN [[ "$a" == b* ]] && echo [b]
    RUN [ -f x ]
    RUN [a-z]*/configure
    COPY [a-z].txt [b] /x/
    ADD [abc]* .
    VOLUME ["/data"]
    HEALTHCHECK CMD [ -e /run/x ] || exit 1
    CMD [ "$DEBUG" = 1 ] && exec a
    ENTRYPOINT []
    LABEL a=['b']
    ENV a=['b']
    `,
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2025
    SHELL ["powershell", "-Command"]
    RUN [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    RUN [System.IO.File]::ReadAllText('a')[0]
    `,
    'FROM debian:13\nCMD ["{{ .Program }}" {{ range .Arguments }}, "{{ . }}"{{ end }}]\n',
  ],
});

test('says nothing about files that are to become Dockerfiles', () => {
  expect(lint('FROM debian:13\n{{ if a: ^\nCMD ["a"]^\n}}\n').map(({ rule }) => rule)).not.toContain(
    'invalid-json-form',
  );
});

test('says nothing about the test data of parsers', () => {
  const rulesOf = (path: string): readonly string[] => {
    return lint(new Source(path, "FROM debian:13\nCMD ['a']\n")).map(({ rule }) => rule);
  };
  expect(rulesOf('parser/testdata/Dockerfile')).not.toContain('invalid-json-form');
  expect(rulesOf('test/Dockerfile')).toContain('invalid-json-form');
});

test('changes volumes only where it is asked to', () => {
  const fixes = lint("FROM debian:13\nVOLUME ['/a']\nCMD ['a']\n").flatMap(({ fix }) => fix?.safety ?? []);
  expect(fixes).toEqual(['unsafe', 'safe']);
});
