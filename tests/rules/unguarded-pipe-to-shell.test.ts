import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { testExamples } from '../rule-examples.ts';

const RULE = 'unguarded-pipe-to-shell';

testExamples(RULE, {
  bad: [
    `
    FROM debian:13
    RUN curl -sL https://example.com/a | sudo -E bash -
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: bash gets nothing to run and succeeds
    RUN wget -O - https://user:secret@example.com:8443/a.py | python3 - --yes
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: python3 gets nothing to run and succeeds
    RUN curl -s "$URL" | HOME=/opt perl - App::cpanminus
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download goes unnoticed: perl gets nothing to run and succeeds
    RUN curl https://$HOST.example.com/a | sed s/a/b/ | sh
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download goes unnoticed: sh gets nothing to run and succeeds
    RUN (curl -f https://example.com/a || wget -O- https://example.com/b) | sh || exit 1
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: sh gets nothing to run and succeeds
    `,
    `
    FROM debian:13
    SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
    RUN bash <(curl -fsSL https://example.com/a) --yes
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: bash gets nothing to run and succeeds
    `,
    `
    FROM debian:13
    SHELL ["/bin/bash", "-c"]
    RUN source <(curl -fsSL https://example.com/a)
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: source gets nothing to run and succeeds
    RUN bash -s -- -y < <(curl -fsSL https://example.com/a)
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: bash gets nothing to run and succeeds
    RUN sh <<< "$(curl -fsSL https://example.com/a)"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: sh gets nothing to run and succeeds
    RUN eval "$(curl -fsSL https://example.com/a)"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: eval gets nothing to run and succeeds
    `,
    `
    FROM alpine:3.22
    RUN set -o pipefail; true; set +o pipefail; wget -qO- https://example.com/a | sh
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: sh gets nothing to run and succeeds
    RUN <<EOF
    wget -qO- https://example.com/a | sh
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a failed download from example.com goes unnoticed: sh gets nothing to run and succeeds
    echo done
    EOF
    `,
  ],
  good: [
    `
    FROM alpine:3.22 AS base
    SHELL ["/bin/ash", "-o", "pipefail", "-c"]
    FROM base
    RUN wget -qO- https://example.com/a | sh
    RUN ["/bin/ash", "-o", "pipefail", "-c", "wget -qO- https://example.com/a | sh"]
    `,
    `
    FROM alpine:3.22
    RUN set -eo pipefail; wget -qO- https://example.com/a | sh
    RUN <<EOF
    #!/bin/bash -eo pipefail
    curl -f https://example.com/a | sh
    EOF
    `,
    `
    FROM debian:13
    RUN curl -fsSL https://example.com/a.tgz | tar xz
    RUN curl -fsSL https://deb.nodesource.com/setup_24.x | bash - && apt-get install -y nodejs && npm ci
    RUN curl -fsSL https://astral.sh/uv/install.sh | sh && . ~/.local/bin/env && uv python install 3.14
    RUN curl -fsSL https://example.com/a.asc | gpg --dearmor -o /usr/share/keyrings/a.gpg
    RUN curl -fsSL https://example.com/a.asc | apt-key add -
    RUN curl -fsSL https://example.com/a.json | python3 -c 'import json, sys; print(json.load(sys.stdin))'
    RUN curl -fsSL https://example.com/a.json | python3 -m json.tool
    RUN curl -fsSL https://example.com/list | xargs sh build.sh
    RUN curl -fsSLo a.sh https://example.com/a.sh | sh
    RUN eval "$(ssh-agent)"
    RUN sh -c "./configure --version=$(curl -fsSL https://example.com/version)"
    `,
    `
    FROM debian:13
    RUN curl -fsSL https://example.com/a | sh || true
    RUN if ! curl -fsSL https://example.com/a | sh; then echo failed; fi
    `,
    `
    FROM debian:13
    RUN curl -sSf https://sh.rustup.rs | sh -s -- -y && . "$HOME/.cargo/env" && cargo --version
    RUN curl -sS https://getcomposer.org/installer | php && mv composer.phar /usr/bin/composer
    RUN curl -fsSL https://astral.sh/uv/install.sh | sh && /root/.local/bin/uv sync
    RUN curl https://bootstrap.pypa.io/get-pip.py | python3 && pip3 install flask
    RUN curl -s https://packages.gitlab.com/install/repositories/runner/gitlab-runner/script.deb.sh | bash && apt-get install gitlab-runner
    `,
    `
    FROM debian:13
    RUN curl -fsSL https://example.com/a | sh && echo "unterminated
    `,
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2022
    RUN curl https://example.com/a | bash
    `,
  ],
});

function helpFor(...lines: readonly string[]): string | undefined {
  const analysis = new Analysis(new Source('Dockerfile', lines.join('\n')));
  return lint(analysis, rules).find(({ rule }) => rule === RULE)?.help;
}

test('names a shell only where the image has it', () => {
  expect(helpFor('FROM debian:13', 'RUN curl -f https://example.com/ | sh')).toBe(
    'Download it first: curl -f https://example.com/ -o /tmp/install && sh /tmp/install; ' +
      'or write SHELL ["/bin/bash", "-o", "pipefail", "-c"] above this RUN.',
  );
  expect(helpFor('FROM node:24-alpine', 'RUN curl https://example.com/ | sh')).toContain(
    'or write SHELL ["/bin/ash", "-o", "pipefail", "-c"] above this RUN and give curl "-f".',
  );
  expect(helpFor('FROM $BASE', 'RUN curl -f https://example.com/ | sh')).not.toContain('SHELL');
  expect(helpFor('FROM $BASE', 'RUN curl -f https://example.com/ | bash')).toContain('/bin/bash');
  expect(helpFor('FROM $BASE', 'RUN apk add bash', 'RUN curl -f https://example.com/ | sh')).toContain('/bin/bash');
  expect(helpFor('FROM $BASE AS a', 'RUN yum -y update', 'FROM a', 'RUN curl https://x.org | sh')).toContain(
    '/bin/bash',
  );
  expect(helpFor('FROM debian:13', 'RUN sh -c "$(curl -f https://example.com/)"')).not.toContain('SHELL');
});

test('is less where nobody pulls the image', () => {
  const text = 'FROM debian:13\nRUN curl https://example.com/ | sh\n';
  expect(lint(new Analysis(new Source('.devcontainer/Dockerfile', text)), rules)).toMatchObject([
    { severity: 'style' },
  ]);
});

test('is a matter of style where a later RUN ends the build', () => {
  const severities = (...lines: readonly string[]): readonly string[] => {
    const text = ['FROM debian:13 AS base', 'RUN curl -f https://sh.rustup.rs | sh', ...lines].join('\n');
    return lint(new Analysis(new Source('Dockerfile', text)), rules).map(({ severity }) => severity);
  };
  expect(severities('RUN cargo build')).toEqual(['style']);
  expect(severities('FROM base', 'RUN cargo build')).toEqual(['style']);
  expect(severities('FROM rust:1', 'RUN cargo build')).toEqual(['warning']);
  expect(severities('RUN cargo build || true')).toEqual(['warning']);
  expect(severities('RUN python3 main.py')).toEqual(['warning']);
});

test('gives the two commands to write instead, with the words that are there', () => {
  const commands = (run: string): string | undefined => {
    return /first: (.*?)(?:;|$)/.exec(helpFor('FROM debian:13', `RUN ${run}`) ?? '')?.[1];
  };
  expect(commands('curl -sL https://example.com/setup_24.x | sudo -E bash -')).toBe(
    'curl -fsL https://example.com/setup_24.x -o /tmp/setup_24.x && sudo -E bash /tmp/setup_24.x',
  );
  expect(commands('wget -qO- "https://example.com/a.sh?v=1" | sh -s -- -y --prefix=/opt')).toBe(
    'wget -qO /tmp/install "https://example.com/a.sh?v=1" && sh /tmp/install -y --prefix=/opt',
  );
  expect(commands('curl https://example.com/a.py | python3')).toBe(
    'curl -f https://example.com/a.py -o /tmp/a.py && python3 /tmp/a.py',
  );
  expect(commands('sh -c "$(curl https://example.com/a.sh)" "" --unattended')).toBe(
    'curl -f https://example.com/a.sh -o /tmp/a.sh && sh /tmp/a.sh --unattended',
  );
  expect(commands('bash <(curl https://example.com/a.sh) --yes')).toBe(
    'curl -f https://example.com/a.sh -o /tmp/a.sh && bash /tmp/a.sh --yes',
  );
  expect(commands('curl https://example.com/a.py | HOME=/opt python3 - --yes')).toBe(
    'curl -f https://example.com/a.py -o /tmp/a.py && HOME=/opt python3 /tmp/a.py --yes',
  );
  expect(commands('curl --proto \'=https\' -H "$AUTH" \\\n  -sSf https://example.com/a.sh 2> /dev/null | sh')).toBe(
    `curl --proto '=https' -H "$AUTH" -sSf https://example.com/a.sh -o /tmp/a.sh && sh /tmp/a.sh`,
  );
  expect(commands('curl -sLo- https://example.com/a.sh | sh')).toBe(
    'curl -f -sLo /tmp/a.sh https://example.com/a.sh && sh /tmp/a.sh',
  );
  expect(commands('wget --output-document=- -q https://example.com/a.sh | sh')).toBe(
    'wget --output-document=/tmp/a.sh -q https://example.com/a.sh && sh /tmp/a.sh',
  );
  expect(commands('wget -o log -O - https://example.com/a.sh | sh')).toBe(
    'wget -qO /tmp/a.sh https://example.com/a.sh && sh /tmp/a.sh',
  );
  expect(commands('HTTPS_PROXY=a curl -s https://example.com/a.sh | sh')).toBe(
    'curl -fsSL https://example.com/a.sh -o /tmp/a.sh && sh /tmp/a.sh',
  );
  expect(commands('curl https://example.com/a.sh.gz | gunzip | sh')).toBe('save it with "curl -f" or wget');
  expect(commands('eval "$(curl https://example.com/a.sh)"')).toBe(
    'curl -f https://example.com/a.sh -o /tmp/a.sh && . /tmp/a.sh',
  );
});
