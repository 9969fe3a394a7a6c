// A plan in each of its formats.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/plan/plan.ts';
import { plain } from '../../../src/report/palette.ts';
import { planDot } from '../../../src/report/plan/dot.ts';
import { planHtml } from '../../../src/report/plan/html.ts';
import { planJson } from '../../../src/report/plan/json.ts';
import { planMermaid } from '../../../src/report/plan/mermaid.ts';
import { planSvg } from '../../../src/report/plan/svg.ts';
import { planText } from '../../../src/report/plan/text.ts';
import { planned } from '../../plan/plans.ts';
import { dockerfileText, wellFormedText } from '../../syntax/arbitrary.ts';
import { malformations } from '../validators.ts';
import { dotProblems, mermaidProblems } from './grammars.ts';

const example = `FROM go:1 AS build
WORKDIR /src
COPY go.mod .
RUN --mount=type=cache,target=/cache go mod download
FROM base:1 AS tools
RUN install
FROM base:1 AS unused
COPY --from=build /shop /x
FROM base:1 AS shop
RUN install
COPY --link --from=build /shop /bin/
COPY --from=certificates /etc/ssl /etc/ssl
RUN --mount=from=tools,source=/t,target=/t --network=none /t/check
ENTRYPOINT ["shop", "<a> & \\"b\\""]
`;

const options = { path: 'Dockerfile', palette: plain, width: 80 };

function planFor(text: string): Plan {
  return planned(text).plan;
}

/** Everything that stands in a file may be meant to break a format. */
const hostile = `FROM a AS x
RUN echo "</style><script>alert(1)</script>" ]]> %%{init}%% \u001b[31m \u202e \`"quoted"\` ; end
LABEL "a\\"]b"="--> x" c="#quot;"
COPY --chown=1 "<b>" 'c&d' /\\"e\\"/
`;

describe('text', () => {
  test('of several stages', () => {
    expect(planText(planFor(example), options)).toMatchInlineSnapshot(`
      "Dockerfile, stage shop for linux/amd64
      7 steps to run in 3 of 4 stages; 4 layers on top of base:1

      build, from go:1, for shop (copy)
        1  [build 1/4] FROM docker.io/library/go:1
        2  [build 2/4] WORKDIR /src
        3  [build 3/4] COPY go.mod .
        4  [build 4/4] RUN --mount=type=cache,target=/cache go mod download
                       ← cache /cache

      tools, from base:1, for shop (mount)
        5  [tools 1/2] FROM docker.io/library/base:1
        6  [tools 2/2] RUN install

      shop, from base:1, the target
        9  [shop 1/5] FROM docker.io/library/base:1
       10  [shop 2/5] RUN install
                      ← one with tools 2/2
       11  [shop 3/5] COPY --link --from=build /shop /bin/
                      ← build 4/4: /shop · linked
       12  [shop 4/5] COPY --from=certificates /etc/ssl /etc/ssl
                      ← certificates:latest: /etc/ssl
       13  [shop 5/5] RUN --mount=… --network=… /t/check
                      ← tools 2/2: /t · no network
       14             ENTRYPOINT ["shop", "<a> & \\"b\\""]

        7  unused is not built: the target does not need it

      Context  go.mod
      Images   base:1, go:1, certificates:latest
      "
    `);
  });

  test('of a file with one stage and nothing but settings', () => {
    expect(planText(planFor('FROM scratch\nCMD ["a"]\n'), options)).toMatchInlineSnapshot(`
      "Dockerfile, stage-0 for linux/amd64
      0 steps to run; 0 layers on top of scratch

      stage-0, from scratch, the target
       2  CMD ["a"]

      Context  not needed
      "
    `);
  });

  test('of a base image that nobody knows', () => {
    expect(planText(planFor('FROM strange\nCOPY $A b\n'), options)).toMatchInlineSnapshot(`
      "Dockerfile, stage-0 for linux/amd64
      1 step to run; 1 layer on top of strange

      stage-0, from strange, the target
       1  [1/2] FROM docker.io/library/strange:latest
       2  [2/2] COPY  b
                ? a source: nobody has looked up the image strange

      Context  $A
      Images   strange:latest
      Unknown  the configuration of an image: nobody has looked up the image strange
      "
    `);
  });

  test('is no wider than it is asked to be, and moves no cursor', () => {
    for (const width of [40, 80, 120]) {
      const text = planText(planFor(example + hostile), { ...options, width });
      expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }
  });
});

test('JSON', () => {
  expect(
    planJson(planFor('FROM a AS x\nRUN --mount=type=secret,id=t m\nFROM x\nENV A=1\n'), {
      path: 'Dockerfile',
      image: undefined,
    }),
  ).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "path": "Dockerfile",
      "target": 1,
      "platform": "linux/amd64",
      "stages": [
        {
          "index": 0,
          "name": "x",
          "lines": [1, 1],
          "base": { "kind": "image", "text": "a", "reference": "docker.io/library/a:latest" },
          "platform": "linux/amd64",
          "target": false,
          "reachable": true,
          "neededBy": [{ "stage": 1, "as": "base", "line": 3 }],
          "steps": ["0.0", "0.1"],
          "unknown": []
        },
        {
          "index": 1,
          "name": "stage-1",
          "lines": [3, 3],
          "base": { "kind": "stage", "stage": 0 },
          "platform": "linux/amd64",
          "target": true,
          "reachable": true,
          "neededBy": [],
          "steps": ["1.1"],
          "unknown": []
        }
      ],
      "steps": [
        {
          "id": "0.0",
          "stage": 0,
          "lines": [1, 1],
          "name": "[x 1/2] FROM docker.io/library/a:latest",
          "keyword": "FROM",
          "trigger": false,
          "makes": "base",
          "built": true,
          "inputs": [
            {
              "as": "base",
              "kind": "image",
              "reference": "docker.io/library/a:latest",
              "platform": "linux/amd64",
              "paths": ["/"]
            }
          ],
          "unknown": []
        },
        {
          "id": "0.1",
          "stage": 0,
          "lines": [2, 2],
          "name": "[x 2/2] RUN --mount=type=secret,id=t m",
          "keyword": "RUN",
          "trigger": false,
          "makes": "layer",
          "built": true,
          "inputs": [{ "as": "base", "kind": "step", "step": "0.0", "paths": ["/"] }],
          "run": {
            "words": ["/bin/sh", "-c", "m"],
            "environment": ["PATH=/bin"],
            "user": "root",
            "workdir": "/",
            "network": "default",
            "security": "sandbox",
            "platform": "linux/amd64",
            "mounts": [
              {
                "type": "secret",
                "target": "/run/secrets/t",
                "readonly": false,
                "secret": { "id": "t", "required": false }
              }
            ],
            "secretEnvironment": []
          },
          "image": { "user": "", "workdir": "", "changes": [] },
          "unknown": []
        },
        {
          "id": "1.1",
          "stage": 1,
          "lines": [4, 4],
          "name": "ENV A=1",
          "keyword": "ENV",
          "trigger": false,
          "makes": "metadata",
          "built": true,
          "inputs": [],
          "image": { "user": "", "workdir": "", "changes": [{ "setting": "Env", "name": "A", "value": "1" }] },
          "unknown": []
        }
      ],
      "context": { "paths": [] }
    }
    "
  `);
});

test('Graphviz', () => {
  expect(planDot(planFor(example))).toMatchInlineSnapshot(`
    "digraph build {
      rankdir=TB; compound=true; nodesep=0.3; ranksep=0.3;
      node [shape=box, style="rounded,filled", fontname="monospace", fontsize=10];
      edge [fontname="sans-serif", fontsize=9];
      subgraph "cluster_stage_0" {
        label="build"; style="rounded"; fontname="sans-serif"; color="#4a5568"; fontcolor="#4a5568";
        "step_0_0" [label="build 1/4\\nFROM docker.io/library/go:1", fillcolor="#e8eaf0"];
        "step_0_1" [label="build 2/4\\nWORKDIR /src", fillcolor="#f4ecd8"];
        "step_0_2" [label="build 3/4\\nCOPY go.mod .", fillcolor="#dcf2e3"];
        "step_0_3" [label="build 4/4\\nRUN --mount=type=cache,target=/cache go mod download", fillcolor="#dce8fb"];
      }
      subgraph "cluster_stage_1" {
        label="tools"; style="rounded"; fontname="sans-serif"; color="#4a5568"; fontcolor="#4a5568";
        "step_1_0" [label="tools 1/2\\nFROM docker.io/library/base:1", fillcolor="#e8eaf0"];
        "step_1_1" [label="tools 2/2\\nRUN install", fillcolor="#dce8fb"];
      }
      subgraph "cluster_stage_2" {
        label="unused (not built)"; style="rounded"; fontname="sans-serif"; color="#9a9a9a"; fontcolor="#9a9a9a";
        "step_2_0" [label="FROM base:1", fillcolor="#ffffff", color="#9a9a9a", fontcolor="#9a9a9a"];
        "step_2_1" [label="COPY --from=build /shop /x", fillcolor="#ffffff", color="#9a9a9a", fontcolor="#9a9a9a"];
      }
      subgraph "cluster_stage_3" {
        label="shop (target)"; style="rounded"; fontname="sans-serif"; color="#4a5568"; fontcolor="#4a5568";
        "step_3_0" [label="shop 1/5\\nFROM docker.io/library/base:1", fillcolor="#e8eaf0"];
        "step_3_1" [label="shop 2/5\\nRUN install", fillcolor="#dce8fb"];
        "step_3_2" [label="shop 3/5\\nCOPY --link --from=build /shop /bin/", fillcolor="#dcf2e3"];
        "step_3_3" [label="shop 4/5\\nCOPY --from=certificates /etc/ssl /etc/ssl", fillcolor="#dcf2e3"];
        "step_3_4" [label="shop 5/5\\nRUN --mount=… --network=… /t/check", fillcolor="#dce8fb"];
        "step_3_5" [label="ENTRYPOINT [\\"shop\\", \\"<a> &amp; \\\\\\"b\\\\\\"\\"]", fillcolor="#ffffff"];
      }
      "source_0" [label="build context", shape=folder, style=filled, fillcolor="#f6e3ee"];
      "source_1" [label="certificates:latest", shape=box3d, style=filled, fillcolor="#f6e3ee"];
      "step_0_0" -> "step_0_1" [style=solid];
      "step_0_1" -> "step_0_2" [style=solid];
      "step_0_2" -> "step_0_3" [style=solid];
      "source_0" -> "step_0_2" [style=solid, label="go.mod"];
      "step_1_0" -> "step_1_1" [style=solid];
      "step_2_0" -> "step_2_1" [style=solid, color="#9a9a9a", fontcolor="#9a9a9a"];
      "step_0_3" -> "step_2_1" [style=solid, color="#9a9a9a", fontcolor="#9a9a9a"];
      "step_3_0" -> "step_3_1" [style=solid];
      "step_3_1" -> "step_3_2" [style=solid];
      "step_3_2" -> "step_3_3" [style=solid];
      "step_3_3" -> "step_3_4" [style=solid];
      "step_3_4" -> "step_3_5" [style=solid];
      "step_0_3" -> "step_3_2" [style=solid, label="/shop"];
      "source_1" -> "step_3_3" [style=solid, label="/etc/ssl"];
      "step_1_1" -> "step_3_4" [style=dashed, label="/t"];
    }
    "
  `);
});

test('Mermaid', () => {
  expect(planMermaid(planFor(example))).toMatchInlineSnapshot(`
    "flowchart TB
      subgraph stage_0["build"]
        step_0_0["build 1/4<br>FROM docker.io/library/go#58;1"]:::base
        step_0_1["build 2/4<br>WORKDIR /src"]:::folder
        step_0_2["build 3/4<br>COPY go.mod ."]:::copy
        step_0_3["build 4/4<br>RUN --mount=type=cache,target=/cache go mod download"]:::run
      end
      subgraph stage_1["tools"]
        step_1_0["tools 1/2<br>FROM docker.io/library/base#58;1"]:::base
        step_1_1["tools 2/2<br>RUN install"]:::run
      end
      subgraph stage_2["unused (not built)"]
        step_2_0["FROM base#58;1"]:::unused
        step_2_1["COPY --from=build /shop /x"]:::unused
      end
      subgraph stage_3["shop (target)"]
        step_3_0["shop 1/5<br>FROM docker.io/library/base#58;1"]:::base
        step_3_1["shop 2/5<br>RUN install"]:::run
        step_3_2["shop 3/5<br>COPY --link --from=build /shop /bin/"]:::copy
        step_3_3["shop 4/5<br>COPY --from=certificates /etc/ssl /etc/ssl"]:::copy
        step_3_4["shop 5/5<br>RUN --mount=#8230; --network=#8230; /t/check"]:::run
        step_3_5["ENTRYPOINT #91;#34;shop#34;, #34;#60;a#62; #38; #92;#34;b#92;#34;#34;#93;"]:::metadata
      end
      source_0(["build context"]):::source
      source_1(["certificates#58;latest"]):::source
      step_0_0 --> step_0_1
      step_0_1 --> step_0_2
      step_0_2 --> step_0_3
      source_0 -->|"go.mod"| step_0_2
      step_1_0 --> step_1_1
      step_2_0 --> step_2_1
      step_0_3 --> step_2_1
      step_3_0 --> step_3_1
      step_3_1 --> step_3_2
      step_3_2 --> step_3_3
      step_3_3 --> step_3_4
      step_3_4 --> step_3_5
      step_0_3 -->|"/shop"| step_3_2
      source_1 -->|"/etc/ssl"| step_3_3
      step_1_1 -.->|"/t"| step_3_4
      class stage_0 stage
      class stage_1 stage
      class stage_2 unused
      class stage_3 target
      classDef stage fill:#f6f7f9,stroke:#a0aec0,color:#1a202c
      classDef target fill:#f6f7f9,stroke:#2b6cb0,color:#1a202c,stroke-width:2px
      classDef base fill:#e8eaf0,stroke:#4a5568,color:#1a202c
      classDef run fill:#dce8fb,stroke:#2b6cb0,color:#1a202c
      classDef copy fill:#dcf2e3,stroke:#2f855a,color:#1a202c
      classDef folder fill:#f4ecd8,stroke:#97702a,color:#1a202c
      classDef metadata fill:#ffffff,stroke:#a0aec0,color:#4a5568
      classDef source fill:#f6e3ee,stroke:#97266d,color:#1a202c
      classDef unused fill:#f7f7f7,stroke:#c0c0c0,color:#9a9a9a,stroke-dasharray:3 3
    "
  `);
});

test('the page leads to each stage that is built', () => {
  const html = planHtml(planFor(example), 'Dockerfile');
  const links = Array.from(html.matchAll(/<a href="#(step_\d+_\d+)">([^<]*)<\/a>\s*<\/li>/g), ([, id = '', text]) => {
    expect(html).toContain(` id="${id}"`);
    return text;
  });
  expect(links).toEqual(['build', 'tools', 'shop (target)']);
});

test('what Graphviz and Mermaid would read as something else stands as it is', () => {
  const plan = planFor('FROM a AS style\nRUN curl https://a/?b=&lt; | printf "\\n"\n');
  expect(planDot(plan)).toContain(String.raw`RUN curl https://a/?b=&amp;lt; | printf \"\\n\""`);
  expect(planMermaid(plan)).toContain('RUN curl https#58;//a/#63;b=#38;lt#59; #124; printf #34;#92;#8203;n#34;"');
});

test('SVG', async () => {
  await expect(planSvg(planFor(example), 'Dockerfile')).toMatchFileSnapshot('example.svg');
});

describe('HTML', () => {
  const page = planHtml(planFor(example), 'Dockerfile');

  test('says something of each step, and every link leads somewhere', () => {
    const ids = new Set(Array.from(page.matchAll(/ id="([^"]*)"/g), ([, id]) => id));
    const links = Array.from(page.matchAll(/ href="#([^"]*)"/g), ([, id]) => id);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(links.length).toBeGreaterThan(20);
  });

  test('runs no script and loads nothing', () => {
    expect(page).not.toMatch(/<script|\bsrc=|url\(|@import|https?:\/\/(?!www\.w3\.org)/);
  });
});

test('nothing in a file breaks a format', async () => {
  const plan = planFor(hostile);
  expect(await malformations(planSvg(plan, '<>"&'), planHtml(plan, '<>"&'))).toEqual([]);
  expect(planHtml(plan, 'x')).not.toContain('<script');
  expect([...dotProblems(planDot(plan)), ...mermaidProblems(planMermaid(plan))]).toEqual([]);
});

test('any file has a plan in every format, or one error', async () => {
  const pictures: string[] = [];
  fc.assert(
    fc.property(fc.oneof(dockerfileText, wellFormedText), (text) => {
      const plan = planOrError(text);
      if (typeof plan === 'string') {
        expect(plan).not.toBe('');
        return;
      }
      expect(planText(plan, options)).toContain('to run');
      const json = JSON.parse(planJson(plan, { path: 'x', image: undefined }));
      expect(json).toMatchObject({ version: 1 });
      expect([...dotProblems(planDot(plan)), ...mermaidProblems(planMermaid(plan))]).toEqual([]);
      if (pictures.length < 60) pictures.push(planSvg(plan, text), planHtml(plan, text));
    }),
    { numRuns: 300 },
  );
  expect(await malformations(...pictures)).toEqual([]);
});

function planOrError(text: string): Plan | string {
  try {
    return planFor(text);
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) return error.message;
    throw error;
  }
}
