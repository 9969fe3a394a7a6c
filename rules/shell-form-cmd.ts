// CMD python app.py

import { defineCheck, reportNotes } from '../src/lint/check.ts';
import { defineRule } from '../src/lint/rule.ts';

const check = defineCheck(
  'JSONArgsRecommended',
  'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  ({ keyword }) => `JSON arguments recommended for ${keyword} to prevent unintended behavior related to OS signals`,
);

export default defineRule({
  summary: 'A CMD that is no array starts a shell, and the shell starts the program.',
  why:
    'Where the shell does not give its place to the program, as dash does not, the program never sees the signal of ' +
    'docker stop and is killed after ten seconds. Many a command does not mind, and some need a shell. What the same does ' +
    'to an ENTRYPOINT, shell-form-entrypoint tells; a SHELL instruction says that the shell is meant.',
  severity: 'style',
  category: 'runtime',
  recommended: false,
  aliases: ['DL3025', 'JSONArgsRecommended', 'S7019'],
  check,
  bad: [
    `
    FROM python:3.14
    CMD python app.py --port $PORT
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ JSON arguments recommended for CMD to prevent unintended behavior related to OS signals
    `,
  ],
  good: [
    `
    FROM python:3.14
    CMD ["python", "app.py"]
    `,
    `
    FROM python:3.14
    SHELL ["/bin/bash", "-c"]
    CMD python app.py --port $PORT
    `,
  ],
  create: reportNotes(check, ({ instruction }) => {
    if (instruction?.kind !== 'Cmd') return undefined;
    return { help: 'Write the words as an array, CMD ["program", "argument"]; or put exec in front of the program.' };
  }),
});
