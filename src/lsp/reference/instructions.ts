// The instructions: what each does, how it is written, what people get wrong about it.

import type { Instruction } from '../../syntax/ast.ts';
import type { Entry } from './entry.ts';

/** An instruction in capitals, as it is mostly written. */
export type Keyword = Uppercase<Exclude<Instruction['kind'], 'Unknown'>>;

const program = {
  '<program>': 'The program, found in `PATH` or named by its path.',
  '<argument>': 'An argument, handed on as it is: no shell reads it.',
} as const;

const shellCommand = 'A line for the shell in force, `/bin/sh -c` unless SHELL says otherwise.';

export const instructionReference: Readonly<Record<Keyword, Entry>> = {
  FROM: {
    summary: 'Begins a stage: all that follows, up to the next FROM, builds on this image.',
    details:
      'The image may be an earlier stage, or `scratch` for an empty file system. Of variables, it has only the ARGs before the first FROM and those that tell the platforms.',
    syntax: ['FROM [flag…] <image> [AS <name>]'],
    operands: {
      '<image>':
        'An image (`node:22-slim`, with a digest if it shall never change), the name of an earlier stage, or `scratch`.',
      'AS <name>': 'A name for the stage, by which later FROM, `COPY --from` and `--target` can call it.',
    },
    example: 'FROM golang:1.25 AS build\nRUN go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app',
  },
  RUN: {
    summary: 'Runs a command while the image is built and keeps what it changes of the file system as a layer.',
    details:
      'It runs again only when its text, its environment or what lies below it has changed, not when the files that it downloads have.',
    syntax: ['RUN [flag…] <command>', 'RUN [flag…] ["<program>", "<argument>", …]', 'RUN [flag…] <<EOF'],
    operands: {
      '<command>': shellCommand,
      ...program,
      '<<EOF':
        'The lines up to one that is `EOF`, or any other word, are a script for the shell, or for the program that its `#!` names.',
    },
    example: 'RUN <<EOF\n  set -e\n  apt-get update\n  apt-get install -y --no-install-recommends curl\nEOF',
  },
  CMD: {
    summary: 'What a container of the image starts when nobody says otherwise; with an ENTRYPOINT, its arguments.',
    details:
      'The last one counts. Text after the image in `docker run` replaces it. In shell form the process with the id 1 is a shell, which may pass no signals on.',
    syntax: ['CMD ["<program>", "<argument>", …]', 'CMD <command>'],
    operands: { ...program, '<command>': shellCommand },
    example: 'CMD ["node", "server.js"]',
  },
  LABEL: {
    summary: 'Adds labels to the image: facts for people and tools, such as where its source is.',
    details: 'It makes no layer. Of two labels with one key the last counts.',
    syntax: ['LABEL <key>=<value> …'],
    operands: {
      '<key>': 'Those of `org.opencontainers.image` have agreed meanings: `.source`, `.version`, `.licenses`.',
      '<value>': 'Quoted where there are blanks in it.',
    },
    example: 'LABEL org.opencontainers.image.source=https://github.com/example/app',
  },
  MAINTAINER: {
    summary: 'Names the author of the image. Deprecated.',
    details: 'Write a label instead: `LABEL org.opencontainers.image.authors="…"`.',
    syntax: ['MAINTAINER <name>'],
    operands: { '<name>': 'The rest of the line.' },
  },
  EXPOSE: {
    summary: 'Says on which ports a container of the image listens.',
    details: 'It publishes nothing by itself: `docker run -p` does, and `-P` publishes all of them.',
    syntax: ['EXPOSE <port>[/<protocol>] …'],
    operands: {
      '<port>[/<protocol>]':
        'A port or a range, `8080` or `8000-8010`. The protocol is `tcp` unless it is `udp` or `sctp`.',
    },
    example: 'EXPOSE 8080 53/udp',
  },
  ENV: {
    summary: 'Sets variables for the instructions that follow and for every container of the image.',
    details:
      'Later stages that start from this one have them, too. They stay readable in the image: no place for a secret. A value cannot refer to what the same ENV sets.',
    syntax: ['ENV <name>=<value> …'],
    operands: {
      '<name>': 'The name of the variable.',
      '<value>': 'Quoted where there are blanks in it; `$name` is replaced.',
    },
    example: 'ENV NODE_ENV=production PATH=/app/bin:$PATH',
  },
  ADD: {
    summary:
      'Copies files into the image as COPY does, and also downloads URLs, clones repositories and unpacks local archives.',
    details: 'For plain files of the build context COPY says more clearly what happens.',
    syntax: ['ADD [flag…] <source> … <destination>', 'ADD [flag…] ["<source>", …, "<destination>"]'],
    operands: {
      '<source>':
        'A path of the build context, perhaps with `*` and `?`; a URL; the address of a Git repository; a heredoc.',
      '<destination>':
        'Where it goes, from WORKDIR on. A folder ends with `/`, and must where there are several sources.',
    },
    example:
      'ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d \\\n    https://example.com/tool.tar.gz /opt/',
  },
  COPY: {
    summary: 'Copies files of the build context, of another stage or of an image into the image, as a layer.',
    details:
      'Of a folder its content is copied, not the folder itself. The step is done again only when one of these files changes, or something before it.',
    syntax: ['COPY [flag…] <source> … <destination>', 'COPY [flag…] ["<source>", …, "<destination>"]'],
    operands: {
      '<source>':
        'A path, perhaps with `*` and `?`, from the root of the build context or of what `--from` names; or a heredoc.',
      '<destination>':
        'Where it goes, from WORKDIR on. A folder ends with `/`, and must where there are several sources.',
    },
    example: 'COPY package.json package-lock.json ./\nCOPY --from=build /src/dist/ /usr/share/nginx/html/',
  },
  ENTRYPOINT: {
    summary:
      'The program that every container of the image starts; CMD or the text after the image in `docker run` are its arguments.',
    details:
      'The last one counts. In shell form a shell is in front of the program: it gets neither CMD nor signals. `docker run --entrypoint` replaces it.',
    syntax: ['ENTRYPOINT ["<program>", "<argument>", …]', 'ENTRYPOINT <command>'],
    operands: { ...program, '<command>': shellCommand },
    example: 'ENTRYPOINT ["/usr/local/bin/app"]\nCMD ["--help"]',
  },
  VOLUME: {
    summary:
      'Marks paths whose content is kept outside of the container: each container gets a volume of its own there.',
    details: 'What a RUN writes below it afterwards is in the image with BuildKit, but not with older builders.',
    syntax: ['VOLUME <path> …', 'VOLUME ["<path>", …]'],
    operands: { '<path>': 'A path in the container.' },
    example: 'VOLUME /var/lib/data',
  },
  USER: {
    summary: 'Sets the user for every RUN, CMD and ENTRYPOINT that follows, and for containers of the image.',
    details: 'COPY and ADD pay no heed to it: what they bring belongs to root unless `--chown` says otherwise.',
    syntax: ['USER <user>[:<group>]'],
    operands: {
      '<user>[:<group>]':
        'A name of the image’s `/etc/passwd`, or a number, which works without an account. Without a group, the user’s own.',
    },
    example: 'USER node',
  },
  WORKDIR: {
    summary:
      'Sets the folder for all instructions that follow and for containers of the image, and makes it where it is missing.',
    details: 'A relative path goes on from the WORKDIR before. A folder that it makes belongs to the user in force.',
    syntax: ['WORKDIR <path>'],
    operands: { '<path>': 'Better an absolute one; `$name` is replaced.' },
    example: 'WORKDIR /app',
  },
  ARG: {
    summary: 'Declares a variable that `docker build --build-arg` can set.',
    details:
      'It holds up to the end of its stage, and in stages that start from that one. Before the first FROM it is only for FROM lines; a stage that wants it declares it again without a value. It stays readable in the history of the image: no place for a secret.',
    syntax: ['ARG <name>[=<default>] …'],
    operands: { '<name>[=<default>]': 'The default is the value where the build is given none.' },
    example: 'ARG NODE_VERSION=22\nFROM node:${NODE_VERSION}\nARG NODE_VERSION',
  },
  ONBUILD: {
    summary: 'Keeps an instruction in the image, to be carried out by builds that start FROM it.',
    details:
      'It runs right behind their FROM, and only in the next build. FROM, MAINTAINER and ONBUILD cannot be kept.',
    syntax: ['ONBUILD <instruction>'],
    operands: { '<instruction>': 'A whole instruction, such as `COPY . .`.' },
    example: 'ONBUILD COPY package.json ./',
  },
  STOPSIGNAL: {
    summary: 'The signal by which `docker stop` asks a container to end; `SIGTERM` where nothing is set.',
    details: 'It goes to the process with the id 1, which is killed when it has not ended after ten seconds.',
    syntax: ['STOPSIGNAL <signal>'],
    operands: { '<signal>': 'A name, `SIGQUIT`, or its number.' },
    example: 'STOPSIGNAL SIGQUIT',
  },
  HEALTHCHECK: {
    summary:
      'How Docker finds out whether a container still works: a command that ends with 0 if it does, with 1 if not.',
    details: 'The last one counts; `NONE` drops that of the base image. Kubernetes pays no heed to it.',
    syntax: [
      'HEALTHCHECK [flag…] CMD <command>',
      'HEALTHCHECK [flag…] CMD ["<program>", "<argument>", …]',
      'HEALTHCHECK NONE',
    ],
    operands: {
      CMD: 'What follows is run inside of the container.',
      '<command>': shellCommand,
      NONE: 'No check, not even that of the base image.',
      ...program,
    },
    example: 'HEALTHCHECK --interval=30s --timeout=3s CMD ["curl", "-fsS", "http://localhost:8080/health"]',
  },
  SHELL: {
    summary: 'Sets the shell that reads the shell form of the RUN, CMD, ENTRYPOINT and HEALTHCHECK that follow.',
    details: 'The default is `["/bin/sh", "-c"]`, on Windows `["cmd", "/S", "/C"]`.',
    syntax: ['SHELL ["<program>", "<argument>", …]'],
    operands: {
      '<program>': 'The shell.',
      '<argument>': 'Its options. The command is added as the last argument.',
    },
    example: 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]',
  },
};

/** The entry of a keyword, however it is spelt; undefined for none of BuildKit's. */
export function instructionEntry(keyword: string): Entry | undefined {
  const name = keyword.toUpperCase();
  return isKeyword(name) ? instructionReference[name] : undefined;
}

/** Whether a word in capitals is an instruction. */
export function isKeyword(name: string): name is Keyword {
  return Object.hasOwn(instructionReference, name);
}
