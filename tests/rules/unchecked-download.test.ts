import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('unchecked-download', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN curl -O https://example.com/a && chmod +x a
            ^^^^ without "-f" curl saves an error page of example.com as a and succeeds
        RUN curl -o a -H "Accept: text/plain" https://example.com/a
            ^^^^ without "-f" curl saves an error page of example.com as a and succeeds
        RUN curl --location https://example.com/$VERSION/a?raw=1 --remote-name
            ^^^^ without "-f" curl saves an error page of example.com as a and succeeds
        RUN curl --fail-early -L "$URL" > "/opt/\${NAME}.jar"
            ^^^^ without "-f" curl saves an error page as $NAME.jar and succeeds
        RUN /usr/bin/curl "$URL" -o"$FILE" && mv "$FILE" /opt
            ^^^^^^^^^^^^^ without "-f" curl saves an error page as $FILE and succeeds
        RUN curl -sSLO "$URL"
            ^^^^ without "-f" curl saves an error page as the file and succeeds
      `,
      fixed: `
        FROM debian:13
        RUN curl -fO https://example.com/a && chmod +x a
        RUN curl -f -o a -H "Accept: text/plain" https://example.com/a
        RUN curl -f --location https://example.com/$VERSION/a?raw=1 --remote-name
        RUN curl --fail-early -fL "$URL" > "/opt/\${NAME}.jar"
        RUN /usr/bin/curl -f "$URL" -o"$FILE" && mv "$FILE" /opt
        RUN curl -fsSLO "$URL"
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN curl -so a.jar https://example.com/a.jar || curl -so a.jar https://example.org/a.jar
            ^^^^ without "-f" curl saves an error page of example.com as a.jar and succeeds
                                                        ^^^^ without "-f" curl saves an error page of example.org as a.jar and succeeds
        RUN if curl -so a.jar https://example.com/a.jar; then echo done; fi
               ^^^^ without "-f" curl saves an error page of example.com as a.jar and succeeds
        RUN for i in 1 2 3; do curl -so a.jar https://example.com/a.jar && break; sleep 1; done
                               ^^^^ without "-f" curl saves an error page of example.com as a.jar and succeeds
      `,
      fixed: `
        FROM debian:13
        RUN curl -fso a.jar https://example.com/a.jar || curl -fso a.jar https://example.org/a.jar
        RUN if curl -fso a.jar https://example.com/a.jar; then echo done; fi
        RUN for i in 1 2 3; do curl -fso a.jar https://example.com/a.jar && break; sleep 1; done
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        RUN curl -s https://example.com/a.conf | tee -a /etc/a.conf
            ^^^^ without "-f" curl saves an error page of example.com as a.conf and succeeds
        RUN bash -c 'curl -s https://example.com/b.conf > /etc/b.conf'
                     ^^^^ without "-f" curl saves an error page of example.com as b.conf and succeeds
        RUN curl -Os https://example.com/composer.phar && php composer.phar install
            ^^^^ without "-f" curl saves an error page of example.com as composer.phar and succeeds
        RUN curl -Os https://example.com/a -Os https://example.com/b && sh a
            ^^^^ without "-f" curl saves an error page of example.com as b and succeeds
        RUN tar xzf a.tgz && curl -Os https://example.com/a.tgz
                             ^^^^ without "-f" curl saves an error page of example.com as a.tgz and succeeds
      `,
      fixed: `
        FROM debian:13
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        RUN curl -fs https://example.com/a.conf | tee -a /etc/a.conf
        RUN bash -c 'curl -fs https://example.com/b.conf > /etc/b.conf'
        RUN curl -fOs https://example.com/composer.phar && php composer.phar install
        RUN curl -fOs https://example.com/a -Os https://example.com/b && sh a
        RUN tar xzf a.tgz && curl -fOs https://example.com/a.tgz
      `,
    },
    `
    FROM debian:13
    RUN ["curl", "-sS", "-o", "/opt/a.jar", "https://example.com/a.jar"]
         ^^^^^^ without "-f" curl saves an error page of example.com as a.jar and succeeds
    `,
  ],
  good: [
    `
    FROM debian:13
    RUN curl -o a -sSfL https://example.com/a
    RUN curl -o a --fail https://example.com/a
    RUN curl -o a --fail-with-body https://example.com/a
    RUN wget -O a https://example.com/a
    `,
    `
    FROM debian:13
    RUN curl -sSLO https://example.com/a.zip && unzip -q a.zip
    RUN cd /tmp && curl -so /tmp/a.deb https://example.com/a.deb && dpkg -i *.deb
    RUN curl -so "\${NAME}.tar.gz" $URL && tar xzf $NAME.tar.gz
    RUN curl -sOJ $URL && tar xzf a.tgz
    RUN curl -so a.patch $URL && patch -p1 < /tmp/a.patch
    RUN curl -so install.sh $URL && chmod +x install.sh && ./install.sh
    RUN curl -so get-pip.py $URL && $PREFIX/bin/python get-pip.py
    RUN curl -so /etc/apt/sources.list.d/a.list $URL && apt-get update
    RUN curl -so /usr/share/keyrings/a.gpg $URL
    `,
    `
    FROM debian:13
    RUN curl -so a $URL && echo "$SUM a" | sha256sum -c
    RUN curl -so a $URL && curl -so a.asc $URL.asc && gpg --batch --verify a.asc a
    RUN curl -so a $URL && [ "$(openssl dgst -sha256 a)" = "$SUM" ]
    `,
    `
    FROM debian:13
    RUN curl -s https://example.com/version
    RUN curl -so /dev/null https://example.com/
    RUN curl -so a -w '%{http_code}' https://example.com/a
    RUN curl -sI -o headers https://example.com/a
    RUN curl -so answer -d started https://example.com/builds
    RUN curl -so answer -X POST https://example.com/builds
    RUN curl -so a file:///a -o b ftp://example.com/b
    RUN curl -so a http://localhost:8080/a
    RUN curl $OPTIONS -o a https://example.com/a
    RUN curl -K options -o a https://example.com/a
    HEALTHCHECK CMD curl -so a https://example.com/a
    `,
    `
    FROM debian:13
    RUN curl -so a https://example.com/a || true
    RUN curl -so a https://example.com/a; chmod +x a
    RUN curl -s https://example.com/a | tee a
    `,
    `
    FROM debian:13
    RUN echo fail >> ~/.curlrc
    RUN curl -so a https://example.com/a
    `,
  ],
});

test('is a matter of style where a later RUN reads the file, and where nobody pulls the image', () => {
  const severities = (path: string, ...lines: readonly string[]): readonly string[] => {
    const text = ['FROM debian:13 AS base', 'RUN curl -o /tmp/a.tgz https://example.com/a.tgz', ...lines].join('\n');
    return lint(new Source(path, text)).flatMap(({ rule, severity }) =>
      rule === 'unchecked-download' ? [severity] : [],
    );
  };
  expect(severities('Dockerfile', 'RUN chmod 644 /tmp/a.tgz')).toEqual(['warning']);
  expect(severities('Dockerfile', 'WORKDIR /tmp', 'RUN tar xzf a.tgz')).toEqual(['style']);
  expect(severities('Dockerfile', 'FROM base', 'RUN tar xzf /tmp/a.tgz')).toEqual(['style']);
  expect(severities('Dockerfile', 'FROM alpine:3.22', 'RUN tar xzf /tmp/a.tgz')).toEqual(['warning']);
  expect(severities('tests/Dockerfile')).toEqual(['style']);
});
