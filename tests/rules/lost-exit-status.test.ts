import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { Analysis } from '../../src/analysis.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { lint } from '../../src/lint/lint.ts';
import { Source } from '../../src/syntax/source.ts';
import { testExamples } from '../rule-examples.ts';

testExamples('lost-exit-status', {
  bad: [
    // What reads nothing succeeds.
    `
    FROM debian:13
    RUN curl -fsSLo /usr/bin/tool https://example.com/tool | true
        ^^^^ a failure of "curl" is lost: the exit status is that of "true"
    RUN apt-get install -y git | :
        ^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: the exit status is that of ":"
    `,
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get install -y git; apt-get install -y make ;\\
            ^^^^^^^^^^^^^^^ a failure of "apt-get install", and of 1 more command, is lost: what comes after ";" runs all the same
            apt-get clean
        RUN sudo python3 -m pip -q install flask; rm -rf ~/.cache
                 ^^^^^^^^^^^^^^^^^^^^^^^^^ a failure of "pip install" is lost: what comes after ";" runs all the same
        RUN if [ -n "$DEV" ]; then yum -y install gdb; yum clean all; fi
                                   ^^^^^^^^^^^^^^ a failure of "yum install" is lost: what comes after ";" runs all the same
        RUN sh -c 'npm ci; npm cache clean --force'
                   ^^^^^^ a failure of "npm ci" is lost: what comes after ";" runs all the same
      `,
      fixed: `
        FROM debian:13
        RUN apt-get install -y git && apt-get install -y make && \\
            apt-get clean
        RUN sudo python3 -m pip -q install flask && rm -rf ~/.cache
        RUN if [ -n "$DEV" ]; then yum -y install gdb && yum clean all; fi
        RUN sh -c 'npm ci && npm cache clean --force'
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN git clone https://example.com/app.git; test -d app || mkdir app
            ^^^^^^^^^ a failure of "git clone" is lost: what comes after ";" runs all the same
        RUN curl -sSLo a https://example.com/a; [ -n "$B" ] && rm b; chmod +x a
            ^^^^ a failure of "curl" is lost: what comes after ";" runs all the same
        RUN make -C a && make -C b; [ -n "$B" ] && rm b; ldconfig
            ^^^^ a failure of "make", and of 1 more command, is lost: what comes after ";" runs all the same
      `,
      fixed: `
        FROM debian:13
        RUN set -e; git clone https://example.com/app.git; test -d app || mkdir app
        RUN set -e; curl -sSLo a https://example.com/a; [ -n "$B" ] && rm b; chmod +x a
        RUN make -C a && make -C b; [ -n "$B" ] && rm b; ldconfig
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN <<EOF
          #!/bin/bash
          apt-get install -y git
          ^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: without "set -e" the next line runs all the same
          rm -rf /var/lib/apt/lists/*
        EOF
        RUN <<-EOF
        	apt-get install -y git
        	^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: without "set -e" the next line runs all the same
        	rm -rf /var/lib/apt/lists/*
        	EOF
        RUN <<EOF
        set -e
        make && make install
        ^^^^ a failure of "make" is lost: the next line runs all the same, as "set -e" does not count here
        ldconfig
        EOF
      `,
      fixed: `
        FROM debian:13
        RUN <<EOF
          #!/bin/bash
          set -e
          apt-get install -y git
          rm -rf /var/lib/apt/lists/*
        EOF
        RUN <<-EOF
        	set -e
        	apt-get install -y git
        	rm -rf /var/lib/apt/lists/*
        	EOF
        RUN <<EOF
        set -e
        make && make install
        ldconfig
        EOF
      `,
    },
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && apt-get install -y git && rm -r docs || :
                              ^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: "|| :" is for the whole chain
        RUN tar xf a.tar && make && make test || echo failed && rm a.tar
            ^^^ a failure of "tar", and of 1 more command, is lost: "|| echo" is for the whole chain
        RUN gem install rake && rake || exit 0
            ^^^^^^^^^^^ a failure of "gem install" is lost: "|| exit" is for the whole chain
        RUN go build ./... && strip app || { echo failed; true; }
            ^^^^^^^^ a failure of "go build" is lost: "|| …" is for the whole chain
        RUN make install && strip a || true && strip b || true && rm c || exit 1
            ^^^^ a failure of "make" is lost: "|| true" is for the whole chain
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y git && { rm -r docs || :; }
        RUN tar xf a.tar && make && { make test || echo failed; } && rm a.tar
        RUN gem install rake && { rake || exit 0; }
        RUN go build ./... && { strip app || { echo failed; true; }; }
        RUN make install && { strip a || true; } && { strip b || true; } && rm c || exit 1
      `,
    },
    `
    FROM debian:13
    RUN apt-get install -y git | tee install.log
        ^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: the exit status is that of "tee"
    RUN make 2>&1 | (tail -n 20)
        ^^^^ a failure of "make" is lost: the exit status is that of what reads the pipe
    RUN cd src && wget -O- https://example.com/1.patch | patch -p1 && wget -O- https://example.com/2.patch | patch -p1
                  ^^^^ a failure of "wget", and of 1 more command, is lost: the exit status is that of "patch"
    RUN curl -s https://example.com/a.conf | tee /etc/a.conf > /dev/null
        ^^^^ a failure of "curl" is lost: the exit status is that of "tee"
    RUN curl -fs https://example.com/a.json | jq .packages > packages.json
        ^^^^ a failure of "curl" is lost: the exit status is that of "jq"
    `,
    `
    FROM debian:13
    RUN apt-get install -y git & apt-get install -y make
        ^^^^^^^^^^^^^^^ a failure of "apt-get install" is lost: "&" runs it in the background
    RUN for name in a b; do cd $name && npm ci && cd ..; done
                                        ^^^^^^ a failure of "npm ci" is lost: only the last round of the loop counts
    RUN ls *.txt | while read -r file; do pip install -r "$file"; done
                                          ^^^^^^^^^^^ a failure of "pip install" is lost: only the last round of the loop counts
    RUN set -e && for name in a b; do npm ci; done && rm -r cache
                                      ^^^^^^ a failure of "npm ci" is lost: only the last round of the loop counts
    `,
    // What is done inside of a loop or before ";" would be lost there.
    `
    FROM debian:13
    RUN for name in a b; do make -C $name; strip $name; done
                            ^^^^ a failure of "make" is lost: what comes after ";" runs all the same
    RUN if [ -n "$DEV" ]; then make && strip a || true; fi; ldconfig
                               ^^^^ a failure of "make" is lost: "|| true" is for the whole chain
    RUN set -e; make && make install; ldconfig || true
                ^^^^ a failure of "make" is lost: what comes after ";" runs all the same, as "set -e" does not count here
    `,
  ],
  good: [
    `
    FROM debian:13
    RUN rm a || true
    RUN useradd app || true; groupadd app || true; find / -name '*.pyc' -delete; ldconfig; true
    RUN apt-get update && (apt-get install -y git || true) && apt-get clean
    RUN apt-get install -y git || echo failed
    RUN mkdir a && cd a && make test || true
    RUN { apt-get update && apt-get install -y git; } || true
    RUN apt-get install -y git; true
    RUN set +e; apt-get install -y git; rm -rf /var/lib/apt/lists/*
    RUN dpkg -i a.deb; apt-get install -yf
    RUN if ! make; then echo failed; fi
    RUN make; status=$?; rm -r src; exit $status
    RUN make & wait $!
    `,
    `
    FROM debian:13
    RUN set -eux; apt-get update; apt-get install -y git; rm -rf /var/lib/apt/lists/*
    RUN set -o errexit; for name in a b; do make -C $name; done; ldconfig
    RUN for name in a b; do make -C $name || exit 1; done
    RUN for i in 1 2 3; do apt-get install -y git && break; sleep 5; done
    RUN ["/bin/bash", "-ec", "apt-get install -y git; apt-get clean"]
    RUN <<EOF
    set -e
    apt-get install -y git
    apt-get clean
    EOF
    `,
    `
    FROM debian:13
    SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
    RUN make | tee make.log; ldconfig
    `,
    `
    FROM debian:13
    RUN apt-get update; apt-get install -y git
    RUN tar xf a.tgz; cd a; ./configure; make; make install
    RUN wget https://example.com/a.tgz; tar xf a.tgz
    RUN git clone https://example.com/a.git; cd a; ./install.sh
    RUN wget https://example.com/a; curl -fO https://example.com/b; chmod +x a b
    RUN apt-get install -y git; git clone https://example.com/a.git
    RUN pecl install redis; docker-php-ext-enable redis
    RUN yum -y install java-21-openjdk; java -version
    RUN apt-get install -y gnupg; gpg --import a.asc
    RUN curl -fs https://example.com/a.list | tee /etc/apt/sources.list.d/a.list && apt-get update
    RUN curl -fs https://example.com/a.gpg | dd of=/usr/share/keyrings/a.gpg
    `,
    `
    FROM debian:13
    RUN curl -fs https://example.com/a.tgz | tar xz
    RUN curl -fs https://example.com/a | sh
    RUN curl -fs https://example.com/a | grep b | tail -n 1
    RUN yes | apt-get install git
    RUN VERSION=$(curl -fs https://example.com/versions | tail -n 1); echo "$VERSION"
    RUN make clean; make --version; tar tf a.tar; curl -so /dev/null https://example.com; wget --spider a.org; echo done
    RUN apt-get clean; npm cache clean --force; pip list; git status; rm a
    `,
    `
    FROM debian:13
    RUN apt-get install -y git {{ range . }} | {{ end }} rm -r cache
    RUN apt-get install -y git; echo "unterminated
    `,
    `
    FROM mcr.microsoft.com/windows/servercore:ltsc2022
    RUN pip install flask & del cache
    `,
  ],
});

const findings = (...lines: readonly string[]): readonly Diagnostic[] => {
  return lint(new Analysis(new Source('Dockerfile', lines.join('\n'))), rules);
};

test('says what to write', () => {
  const help = (run: string): string | undefined => findings('FROM debian:13', `RUN ${run}`)[0]?.help;
  expect(help('make; ldconfig')).toBe('Join the commands with "&&".');
  expect(help('make; [ -d a ] && rm -r a; ldconfig')).toBe('Begin the script with "set -e".');
  expect(help('(make; [ -d a ] && rm -r a; ldconfig)')).toContain('"|| exit 1"');
  expect(help('make && strip a || true')).toBe('Where only the last command may fail, write "{ strip a || true; }".');
  expect(help(`make && strip ${'a'.repeat(100)} || true`)).toContain('"{ … || true; }"');
  expect(help('make | tee log')).toContain('SHELL ["/bin/bash", "-o", "pipefail", "-c"]');
  expect(findings('FROM registry.example/base', 'RUN make | tee log')[0]?.help).toBe(
    'Write to a file first, and read that.',
  );
});

test('is less where nobody pulls the image', () => {
  const analysis = new Analysis(new Source('tests/Dockerfile', 'FROM debian:13\nRUN make; ldconfig\n'));
  expect(lint(analysis, rules)).toMatchObject([{ severity: 'info' }]);
});

test('three rules look at downloads, and one reports each', () => {
  const reported = (run: string): readonly string[] => {
    return findings('FROM debian:13', `RUN ${run}`).map(({ rule }) => rule);
  };
  expect(reported('curl -s https://example.com/a | sh; rm a')).toEqual(['unguarded-pipe-to-shell']);
  expect(reported('curl -so a https://example.com/a')).toEqual(['unchecked-download']);
  expect(reported('curl -so a https://example.com/a; chmod +x a')).toEqual(['lost-exit-status']);
  expect(reported('curl -s https://example.com/a | tee a')).toEqual(['lost-exit-status']);
  expect(reported('curl -so a https://example.com/a && rm b || true')).toEqual(['lost-exit-status']);
});
