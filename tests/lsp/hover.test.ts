import fc from 'fast-check';
import { MarkupContent } from 'vscode-languageserver';
import { describe, expect, test } from 'vitest';
import { hover } from '../../src/lsp/hover.ts';
import { dockerfileText } from '../syntax/arbitrary.ts';
import { type Given, mark, pointAt, viewOf } from './marked.ts';

/** No rule speaks, so that only the topics do. */
const quiet: Given = { rules: new Map() };

/** The text that is shown at the cursor; the range must be the one that is marked, if there is one. */
function shown(marked: string, given: Given = quiet): string | undefined {
  const { view, offset, spans } = pointAt(marked, given);
  const found = hover(view, offset);
  if (found === null) return undefined;
  if (spans.length > 0 && found.range !== undefined) {
    expect(mark(view, [found.range])).toBe(marked.replace('|cursor|', ''));
  }
  return MarkupContent.is(found.contents) ? found.contents.value : undefined;
}

/** The part about this file, behind the documentation of the instruction. */
function here(marked: string, given?: Given): string | undefined {
  return shown(marked, given)?.split('\n\n---\n\n')[1];
}

describe('an instruction', () => {
  test('has its syntax, what it does, and the step as the cache sees it', () => {
    expect(shown('FROM alpine\n«wor|cursor|kdir» /app\nRUN x\n')).toBe(
      [
        '```dockerfile\nWORKDIR <path>\n```',
        'Sets the folder for all instructions that follow and for containers of the image, and makes it where it is missing. A relative path goes on from the WORKDIR before. A folder that it makes belongs to the user in force.',
        '---',
        '`[2/3]` **layer**',
        'Runs again after a change of step `1/3` (line 1).',
        'A change of it rebuilds **2 of 3 steps**: lines 2 and 3.',
      ].join('\n\n'),
    );
  });

  test('above the first FROM, another value of an ARG is told', () => {
    expect(here('|cursor|ARG V=1\nFROM alpine:$V\nRUN x\n')).toBe(
      'Another value rebuilds **2 of 2 steps**: lines 2 and 3.',
    );
    expect(here('|cursor|ARG V=1\nFROM alpine\nRUN x\n')).toBe('Another value rebuilds no step.');
  });

  test('says what a change costs, and what of that is in doubt', () => {
    const text = 'FROM alpine AS a\n|cursor|RUN one\nFROM scratch\nCOPY --from=a /x /\nCOPY y /\n';
    expect(here(text)).toMatch(/A change of it rebuilds \*\*3 of 4 steps\*\*: lines 2, 4 and 5; 2 of them only if/);
    expect(here('FROM alpine\n|cursor|EXPOSE 80\nRUN x\n')).toContain(
      '**metadata**, no layer\n\nA change of it rebuilds no step.',
    );
    expect(here('FROM alpine\n|cursor|RUN x\nFROM alpine\n')).toBe(
      'Not built: the last stage does not need this stage.',
    );
    expect(here('FROM alpine AS a\nRUN x\nFROM alpine\n|cursor|RUN x\nCOPY --from=a / /\n')).toContain(
      '**layer** It is one with the equal step in line 2.',
    );
  });

  test('has no step where the builder refuses the file, and as a trigger', () => {
    expect(here('FROM alpine\n|cursor|RUN x\nRUNN y\n')).toBeUndefined();
    expect(shown('FROM alpine\nONBUILD «R|cursor|UN» x\n')).toContain('Runs a command');
    expect(here('|cursor|FROM')).toBe('**Stage 0**\n\nIt is in the image that is built.');
    expect(here('FROM alpine\nONBUILD |cursor|RUN x\n')).toBeUndefined();
    expect(here('FROM alpine\n|cursor|ONBUILD RUN x\n')).toContain('**kept for later builds**, no layer');
  });

  test('is nothing that nobody knows', () => {
    expect(shown('FROM alpine\n|cursor|RUNN x\n')).toBeUndefined();
    expect(shown('FROM alpine\n|cursor|\nRUN x\n')).toBeUndefined();
  });
});

describe('a stage', () => {
  test('says what it is built from, how big it is, who uses it', () => {
    const text =
      'FROM alpine:3.22 AS deps\nRUN one\nFROM deps AS «bui|cursor|ld»\nENV A=1\nRUN two\nFROM scratch\nCOPY --from=build /x /\n';
    expect(shown(text)).toBe(
      [
        '**Stage `build`** from `deps` (line 1) ← `alpine:3.22`',
        '2 instructions, 1 layer of its own.',
        'Not in the image itself. Used by stage 2 (files, line 7).',
        'Another base rebuilds **2 of 4 steps**: lines 5 and 7; 1 of them only if files taken from a stage change.',
      ].join('\n\n'),
    );
  });

  test('in FROM, in --from by name or number, and in a mount', () => {
    for (const text of [
      'FROM alpine AS a\nFROM «|cursor|a»\n',
      'FROM alpine AS a\nFROM alpine\nCOPY --from=«A|cursor|» / /\n',
      'FROM alpine AS a\nFROM alpine\nRUN --mount=from=«|cursor|a»,target=/a x\n',
    ]) {
      expect(shown(text)).toMatch(/^\*\*Stage `a`\*\* from `alpine`/);
    }
    expect(shown('FROM alpine\nFROM alpine\nCOPY --from=«|cursor|0» / /\n')).toMatch(/^\*\*Stage 0\*\* from `alpine`/);
  });

  test('that a FROM with a variable starts from is needed', () => {
    expect(shown('ARG A=a\nFROM alpine AS «|cursor|a»\nFROM $A\n')).toContain('It is in the image that is built.');
  });

  test('that nobody needs says so', () => {
    expect(shown('FROM scratch AS «|cursor|a»\nFROM alpine\n')).toContain(
      'The image does not need it: only `--target a` builds it.',
    );
  });
});

describe('an image', () => {
  test('has its parts and what is known of it', () => {
    expect(shown('FROM «python:3.1|cursor|2-slim-bookworm»\n', { ...quiet, build: { date: '2026-11-22' } })).toBe(
      [
        '**`python:3.12-slim-bookworm`** from Docker Hub, an official image',
        'repository `library/python` · tag `3.12-slim-bookworm`',
        'Debian 12 bookworm · glibc · `/bin/sh` is dash · `apt`',
        'python 3.12: supported until 2028-10-31  \ndebian 12: supported until 2028-06-30',
        'A container starts `python3` as `root`.',
      ].join('\n\n'),
    );
  });

  test('after its variables, with a digest, of another registry', () => {
    expect(shown('ARG V=8\nFROM «cen|cursor|tos:${V}»\n')).toMatch(
      /^`centos:\$\{V\}` is `centos:8`\.[^]*\*\*Given up\*\*[^]*not supported since/,
    );
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    expect(shown(`FROM «ghcr.io/a/b@|cursor|${digest}»\n`)).toBe(
      '**`ghcr.io/a/b`** from `ghcr.io`\n\nrepository `a/b` · digest `sha256:0123456789ab…` · always this image',
    );
    expect(shown('FROM «al|cursor|pine»\n')).toContain('no tag: `latest`, whatever that is on the day of the build');
  });

  test('of COPY --from and of a mount; not of what is unknown or no image', () => {
    expect(shown('FROM scratch\nCOPY --from=«ng|cursor|inx:1» / /\n')).toContain('**`nginx:1`** from Docker Hub');
    expect(shown('FROM alpine\nRUN --mount=from=«ng|cursor|inx:1»,target=/n x\n')).toContain('**`nginx:1`**');
    expect(shown('ARG X\nFROM a|cursor|:$X\n')).toContain('**`a:$X`** is known to the build only');
    expect(shown('FROM |cursor|scratch\n')).toContain('is the empty image');
  });
});

describe('a variable', () => {
  test('has its value here and the line that it comes from', () => {
    const set = 'FROM alpine\nARG A=1\nENV B="x $A"\n';
    expect(shown(`${set}USER «$|cursor|B»\n`)).toBe('**`B`** = `x 1`\n\nFrom `ENV` in line 3.');
    expect(shown('FROM alpine\nARG A=1\nENV B="x «$A|cursor|»"\n')).toBe(
      '**`A`** = `1`\n\nFrom `ARG` in line 2. `--build-arg A=…` sets another one.',
    );
    expect(shown(`${set}ENV B=2\nRUN echo $«|cursor|B»\n`)).toBe('**`B`** = `2`\n\nFrom `ENV` in line 4.');
  });

  test('where it is set: how often it is read', () => {
    expect(shown('FROM alpine\nENV «|cursor|A»=1\nRUN echo $A\nUSER $A\n')).toBe('**`A`** = `1`\n\nRead in 2 places.');
    expect(shown('ARG «V|cursor|»=1\nFROM alpine:$V\n')).toContain(
      '**`V`** = `1`\n\nRead in 1 place. `--build-arg V=…`',
    );
    expect(shown('ARG V=1\nFROM alpine\nARG «V|cursor|»\n')).toContain('**`V`** = `1`\n\nFrom `ARG` in line 1.');
  });

  test('what a reference with an alternative gives', () => {
    expect(shown('FROM alpine\nWORKDIR /«${A:-|cursor|b}»\n')).toBe('`${A:-b}` gives `b`\n\n**`A`** is not set here');
  });

  test('that only the build knows', () => {
    expect(shown('ARG «A|cursor|»\nFROM alpine:$A\n')).toContain('**`A`** has no default');
    const platform = shown('FROM --platform=«$BUILD|cursor|PLATFORM» alpine\n');
    expect(platform).toContain('**`BUILDPLATFORM`** depends on how the build is started');
    expect(platform).toContain('The platform that the builder runs on');
  });

  test('in a heredoc, behind a continuation, in the JSON form, with a backtick as escape, as a trigger', () => {
    expect(shown('FROM alpine\nENV A=1\nCOPY <<EOF /a\r\nx «$|cursor|A»\r\nEOF\r\n')).toContain('**`A`** = `1`');
    expect(shown('FROM alpine\nENV A=1\nUSER \\\n  # why\n  «$|cursor|A»\n')).toContain('**`A`** = `1`');
    expect(shown('FROM alpine\nENV A=1\nVOLUME ["/«$|cursor|A»"]\n')).toContain('**`A`** = `1`');
    expect(shown('# escape=`\nFROM alpine\nENV A=1\nUSER `\n«$|cursor|A»\n')).toContain('**`A`** = `1`');
    expect(shown('FROM alpine\nENV A=1\nONBUILD USER «$|cursor|A»\n')).toContain('**`A`**');
    expect(shown('FROM alpine\nENV A=1\nRUN <<EOF\n$«|cursor|A»\n')).toContain('**`A`** = `1`');
  });

  test('cannot show anything but its text', () => {
    expect(shown('FROM alpine\nENV «|cursor|A»="`[x](command:y)<b>"\n')).toContain(
      '**`A`** = `` `[x](command:y)<b> ``',
    );
  });
});

describe('flags and mounts', () => {
  test('a flag, its name and its value', () => {
    expect(shown('FROM alpine\nCOPY «--li|cursor|nk» a /\n')).toContain('does not depend on the layers below it');
    expect(shown('FROM alpine\nRUN --network=«no|cursor|ne» x\n')).toMatch(
      /^\*\*`none`\*\*: none but its own loopback/,
    );
    expect(shown('FROM alpine\nHEALTHCHECK «--retr|cursor|ies=3» CMD x\n')).toContain('failures in a row');
    expect(shown('FROM alpine\nCOPY --nam|cursor|e a /\n')).toBeUndefined();
  });

  test('a mount: its type, and what this one does', () => {
    const cache = shown('FROM alpine\nRUN «--mou|cursor|nt=type=cache,target=/c,sharing=locked» x\n');
    expect(cache).toContain('A folder that outlives the build');
    expect(cache).toContain('Here: a cache at `/c`, locked.');
    expect(shown('FROM alpine\nRUN --mo|cursor|unt=type=secret,id=a,env=A x\n')).toContain(
      'Here: the secret `a` in the variable `A`.',
    );
    expect(shown('FROM alpine\nRUN --mo|cursor|unt=type=secret,id=a x\n')).toContain(
      'Here: the secret `a` at `/run/secrets/a`.',
    );
    expect(shown('FROM alpine\nRUN --mo|cursor|unt=source=a,target=/b x\n')).toContain(
      'Here: `a` of the build context at `/b`.',
    );
  });

  test('its options, in any spelling, by the type', () => {
    expect(shown('FROM alpine\nRUN --mount=type=cache,«d|cursor|st=/c» x\n')).toContain(
      'Where the command finds the folder.',
    );
    expect(shown('FROM alpine\nRUN --mount=type=secret,«|cursor|id=c» x\n')).toContain('`--secret id=…`');
    expect(shown('FROM alpine\nRUN --mount=type=cache,target=/c,sharing=«pri|cursor|vate» x\n')).toMatch(
      /^\*\*`private`\*\*/,
    );
    expect(shown('FROM alpine\nRUN --mount=«type=|cursor|cache»,target=/c x\n')).toContain('Here: a cache');
    expect(shown('FROM alpine\nRUN --mount=«type=no|cursor|ne»')).toContain('Without `type` it is a bind mount.');
  });
});

describe('operands', () => {
  test('a port', () => {
    expect(shown('FROM alpine\nEXPOSE 80 «54|cursor|32»\n')).toBe(
      '**Port 5432/tcp**: PostgreSQL\n\n`docker run -p 5432:5432` makes it reachable from outside.',
    );
    expect(shown('FROM alpine\nEXPOSE «9000-9002/u|cursor|dp»\n')).toContain('**Ports 9000 to 9002/udp**, 3 of them');
    expect(shown('FROM alpine\nEXPOSE x|cursor|y\n')).toBeUndefined();
  });

  test('a user that the base image has', () => {
    expect(shown('FROM node:22\nUSER «no|cursor|de»\n')).toBe(
      'User `node`, an account of `node:22`\n\nuid 1000 · gid 1000 · shell `/bin/bash`',
    );
    expect(shown('FROM scratch\nUSER «12|cursor|34:5»\n')).toBe('User number 1234\n\ngroup `5`');
    expect(shown('FROM scratch\nUSER so|cursor|me\n')).toBeUndefined();
  });

  test('the folder from here on, and a signal', () => {
    expect(shown('FROM scratch\nWORKDIR /a\nWORKDIR «b|cursor|/../c»\n')).toBe('The folder is `/a/c` from here on.');
    expect(shown('FROM scratch\nSTOPSIGNAL «SIG|cursor|KILL»\n')).toBe(
      'Signal 9: no program can clean up before it ends.',
    );
  });

  test('a heredoc', () => {
    expect(shown('FROM scratch\nCOPY «<<"E|cursor|OF"» /a\nx\ny\nEOF\n')).toBe(
      '2 lines up to `EOF`: the file `EOF`.\n\nVariables in it stay as they are: the name is quoted.',
    );
    expect(shown('FROM alpine\nRUN «<<-A|cursor|»\n\tx\n\tA\n')).toBe(
      '1 line up to `A`: a script for the shell.\n\nTabs at the start of its lines do not count.',
    );
    expect(shown('FROM alpine\nRUN cat <<A > /x\nx\n|cursor|A\n')).toContain('text for the command');
  });

  test('nothing for the commands of a RUN', () => {
    expect(shown('FROM alpine\nRUN apt-|cursor|get update\n')).toBeUndefined();
  });
});

describe('what COPY takes', () => {
  const files = { 'package.json': '', 'src/a.ts': '', 'src/b/c.ts': '', 'src/b/d.log': '' };
  const given: Given = { ...quiet, files, ignored: '**/*.log\n' };

  test('files of the build context', () => {
    const at = (source: string): string | undefined =>
      shown(`FROM scratch\nWORKDIR /app\nCOPY «|cursor|${source}» to/\n`, given);
    const to = 'Goes into the folder `/app/to/`.';
    expect(at('package.json')).toBe(`The file \`package.json\` of the build context.\n\n${to}`);
    expect(at('src')).toBe(`\`src\`: a folder with 2 files, 1 left out by \`.dockerignore\`.\n\n${to}`);
    expect(at('src/b/*.log')).toBe(
      `\`src/b/*.log\`: **nothing is left of it**, 1 left out by \`.dockerignore\`: \`**/*.log\`.\n\n${to}`,
    );
    expect(at('nope')).toBe(`\`nope\`: **nothing in the build context** matches.\n\n${to}`);
    expect(at('.')).toBe(`The build context: 3 files, 1 left out by \`.dockerignore\`.\n\n${to}`);
    expect(at('*/*.ts')).toBe(`\`*/*.ts\`: 1 file.\n\n${to}`);
  });

  test('of a huge context only that it is one', () => {
    const many = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`f${index}`, '']));
    expect(shown('FROM scratch\nCOPY |cursor|. /\n', { ...quiet, files: many })).toContain(
      'more than can be counted at once',
    );
  });

  test('files of a stage, a download, the destination', () => {
    expect(shown('FROM alpine AS a\nFROM scratch\nCOPY --from=a «x|cursor|» /y/\n')).toBe(
      '`/x` of stage `a`.\n\nGoes into the folder `/y/`.',
    );
    expect(shown('FROM alpine AS a\nFROM scratch\nCOPY --from=0 «x|cursor|» /y\n')).toContain('`/x` of stage `a`.');
    expect(shown('FROM scratch\nCOPY --from=nginx «x|cursor|» /y\n')).toContain('`/x` of `nginx`.');
    expect(shown('FROM scratch\nADD «https://exam|cursor|ple.com/x» /y\n')).toContain(
      'Downloaded from `https://example.com/x`',
    );
    expect(shown('FROM scratch\nCOPY ["a b", «"/|cursor|c"»]\n')).toBe('Goes to `/c`.');
  });
});

describe('comments', () => {
  test('a directive', () => {
    expect(shown('«# syn|cursor|tax=docker/dockerfile:1»\nFROM scratch\n')).toContain(
      'The image of the program that reads this Dockerfile.',
    );
  });

  test('the rule that a comment allows, by any of its names', () => {
    expect(shown('# slipway ignore=«missing-|cursor|tag» why\nFROM node\n')).toMatch(
      /^\[missing-tag\]\(https:\/\/example\.com\/rules#missing-tag\) · info\n\n\*\*/,
    );
    expect(shown('# hadolint ignore=DL1,«DL30|cursor|06»\nFROM node\n')).toContain('[missing-tag]');
    expect(shown('# check=skip=«Stage|cursor|NameCasing»\nFROM node\n')).toContain('Reported:');
  });

  test('nothing for what is only for people, or no rule', () => {
    expect(shown('# so|cursor|me words\nFROM node\n')).toBeUndefined();
    expect(shown('# slipway ignore=no-such-|cursor|rule\nFROM node\n')).toBeUndefined();
  });
});

test('a finding has the sentence of its rule and the address of its page', () => {
  const text = shown('FROM no|cursor|de\nCOPY a /\n', {});
  expect(text).toContain(
    '\n\n---\n\n[missing-tag](https://example.com/rules#missing-tag): A base image without a version',
  );
});

test.each(['utf-8', 'utf-16', 'utf-32'] as const)('ranges count as agreed: %s', (encoding) => {
  expect(
    shown('FROM alpine\nLABEL é="酒👩‍🚀" x=1\nENV 酒=1 A=👩‍🚀\nUSER 👩‍🚀«$|cursor|A»\n', { ...quiet, encoding }),
  ).toContain('**`A`**');
});

test('any text at any place has an answer with a range inside of it, or none', () => {
  const tails = fc.constantFrom(
    '',
    ' ',
    'FROM a AS b\nFROM b\n',
    'COPY --from=0 ${A:-b} /\n',
    'RUN --mount=type=cache,target= x',
    'EXPOSE $A-9',
    '# check=skip=',
    'ARG TARGETARCH=$A\n',
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      dockerfileText,
      tails,
      share,
      share,
      fc.constantFrom('utf-8', 'utf-16', 'utf-32'),
      (start, tail, part, place, encoding) => {
        const at = Math.floor(start.length * part);
        const view = viewOf(start.slice(0, at) + tail + start.slice(at), { encoding, files: { a: '' } });
        const offset = Math.floor(view.text.length * place);
        const range = hover(view, offset)?.range;
        if (range === undefined) return;
        const span = view.positions.span(range);
        expect(view.positions.range(span)).toEqual(range);
        expect(span.start).toBeLessThanOrEqual(offset);
        expect(span.end).toBeGreaterThanOrEqual(offset);
      },
    ),
    { numRuns: 200 },
  );
}, 30_000);
