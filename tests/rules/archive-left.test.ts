import { testExamples } from '../rule-examples.ts';

testExamples('archive-left', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN set -e; cd /opt; wget https://example.com/a.zip; unzip a.zip; rm -rf /tmp/a
                                                                   ^^^^^ "/opt/a.zip" stays in the layer after it is unpacked
      `,
      fixed: `
        FROM debian:13
        RUN set -e; cd /opt; wget https://example.com/a.zip; unzip a.zip; rm -rf /tmp/a; rm /opt/a.zip
      `,
    },
  ],
  good: [
    // Removed by a variable, a wildcard, with its folder, at the end.
    `
    FROM debian:13
    RUN D=$(mktemp -d) && curl -fsSL https://example.com/a.tgz -o $D/a.tgz && tar xf $D/a.tgz && rm -rf $D
    RUN cd /opt && wget https://example.com/b.zip && unzip b.zip && rm *.zip
    RUN cd /opt && wget https://example.com/c.zip && unzip c.zip && cd .. && rm -r opt
    RUN trap 'rm /d.zip' EXIT; wget https://example.com/d.zip -O /d.zip; unzip /d.zip
    `,
    // Too late, which is another rule's.
    `
    FROM debian:13
    RUN wget https://example.com/b.zip -O /b.zip && unzip /b.zip
    RUN rm /b.zip
    `,
  ],
});
