// What a Dockerfile is for, as far as its path and its last stage tell.

import { wordSet } from '../syntax/lazily.ts';

/** Above these, folders of an absolute path belong to whoever checked the project out. */
const NEAREST_PARTS = 4;

const TEST_DATA = wordSet('conformance fixture fixtures testcase testcases testdata testfiles');

const WORKSHOP = wordSet(`
  acceptance bench benchmark benchmarks buildenv builder builders ci debug demo demos deprecated dev devcontainer devel
  develop development docs e2e example examples exercise exercises gitpod hack integration lab labs lint local mock mocks
  obsolete playground sample samples test testing tests testsuite tilt toolchain tutorial tutorials unsupported validate
  verify vscode workshop
`);

/**
 * Whether the image is for those who work on a project: tests, examples, tools, what is kept for the record. Nobody else
 * pulls it. `target` is the name of the stage that a build exports.
 */
export function isForWorkshop(path: string, target = ''): boolean {
  const { isWorkshop, isTest } = purposeOf(path);
  return isWorkshop || isTest || hasWord([target], WORKSHOP()) || hasWord([target], TEST_DATA());
}

/** Whether the file is there to be read by the tests of a tool: what looks like a mistake in it is meant. */
export function isTestData(path: string): boolean {
  return purposeOf(path).isTest;
}

/** Whether a Dockerfile is made from the file, as its name says: what is missing in it may be put in then. */
export function isTemplateName(path: string): boolean {
  return (
    /\.(?:ejs|erb|gotmpl|hbs|in|j2|jinja2?|mustache|template|tmpl|tpl)$/i.test(path) ||
    /[.-]template$/i.test(path) ||
    /dockerfile-templates[/\\]/i.test(path)
  );
}

interface Purpose {
  readonly path: string;
  readonly isWorkshop: boolean;
  readonly isTest: boolean;
}

let latest: Purpose = { path: '', isWorkshop: false, isTest: false };

/** All rules ask about one file before anybody asks about the next. */
function purposeOf(path: string): Purpose {
  if (latest.path !== path) {
    const parts = nearestParts(path);
    latest = { path, isWorkshop: hasWord(parts, WORKSHOP()), isTest: hasWord(parts, TEST_DATA()) };
  }
  return latest;
}

/** The folders and the file's own name, in small letters. */
export function nearestParts(path: string): readonly string[] {
  const parts = path.toLowerCase().split(/[/\\]/);
  return path.startsWith('/') ? parts.slice(-NEAREST_PARTS) : parts;
}

function hasWord(parts: readonly string[], words: ReadonlySet<string>): boolean {
  return parts.some((part) => part.split(/[-_.]/).some((word) => words.has(word)));
}
