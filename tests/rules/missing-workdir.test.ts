import { expect, test } from 'vitest';
import { lint, Source } from '../../src/index.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('missing-workdir', {
  bad: [
    // The folder is made, and what follows is in another one.
    `
    FROM debian:13
    RUN mkdir -p /srv/app && cd /srv/app
                             ^^^^^^^^^^^ "cd /srv/app" ends with this RUN: what follows starts in /
    COPY app.conf .
    `,
    `
    FROM registry.example/base
    RUN cd web
        ^^^^^^ "cd web" ends with this RUN: what follows starts in the folder from before
    RUN npm ci
    `,
    `
    FROM python:3.14
    COPY requirements.txt /app/
    RUN pip install -r /app/requirements.txt
    COPY main.py /app/
    CMD python main.py
        ^^^^^^^^^^^^^^ main.py is looked for in /: what is copied lies in /app
    `,
    `
    FROM eclipse-temurin:21
    COPY target/app.jar lib/ /opt/app/
    ENTRYPOINT ["java", "-jar", "app.jar"]
                                ^^^^^^^^^ app.jar is looked for in /: what is copied lies in /opt/app
    `,
  ],
  good: [
    // Some of what follows has a folder of its own, or does not mind.
    'FROM debian:13\nRUN cd /opt\nWORKDIR /opt\nRUN git clone a\n',
    'FROM debian:13\nWORKDIR /opt\nRUN cd /opt\nRUN git clone a\n',
    'FROM debian:13\nRUN make && cd ..\nRUN make\n',
    'FROM debian:13\nRUN apt-get update && cd /tmp\nRUN make\n',
    'FROM debian:13\nRUN if a; then cd /opt; fi\nRUN make\n',
    'FROM debian:13\nRUN cd /opt\n',
    // An absolute path is meant, and so is a single file.
    'FROM debian:13\nCOPY . /\n',
    'FROM debian:13\nCOPY app .\n',
    'FROM debian:13\nCOPY --from=registry.example/app . .\n',
    'FROM golang:1.25\nCOPY . .\n',
    'FROM debian:13 AS build\nCOPY . .\nFROM debian:13\nCOPY --from=build /out /out\n',
    'FROM debian:13\nARG FOLDER\nCOPY . $FOLDER\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY . .\n',
    // It may be there.
    'FROM python:3.14\nCOPY . /app\nCOPY main.py /\nCMD ["python", "main.py"]\n',
    'FROM python:3.14\nCOPY . /app\nRUN ln -s /app/main.py /main.py\nCMD ["python", "main.py"]\n',
    'FROM python:3.14\nCOPY main.py /app/start.py\nCMD ["python", "main.py"]\n',
    'FROM python:3.14\nCOPY --from=registry.example/app . /app\nCMD ["python", "main.py"]\n',
    'FROM python:3.14\nCOPY . /app\nCMD ["python", "/app/main.py"]\n',
    'FROM python:3.14\nCOPY . /app\nCMD ["python", "-m", "main"]\n',
    'FROM registry.example/base\nCOPY . /app\nCMD ["python", "main.py"]\n',
    // PATH decides about a name without a slash.
    'FROM debian:13\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["start.sh"]\n',
  ],
});

test.each([
  ['RUN cd /opt\nRUN chmod +x /opt/run', 'style'],
  ['RUN cd /opt\nRUN ./run', 'warning'],
  ['RUN cd /opt\nCMD /bin/bash', 'warning'],
  ['COPY . .', 'info'],
])('%j: %s', (lines, severity) => {
  const findings = lint(`FROM debian:13\n${lines}\n`).filter(({ rule }) => rule === 'missing-workdir');
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});

test('examples may put their files anywhere', () => {
  const findings = lint(new Source('examples/Dockerfile', 'FROM debian:13\nCOPY . .\n'));
  expect(findings.flatMap(({ rule, severity }) => (rule === 'missing-workdir' ? severity : []))).toEqual(['style']);
});
