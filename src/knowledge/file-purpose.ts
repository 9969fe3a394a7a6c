// What a Dockerfile is for, as far as its path tells.

/** Above these, folders of an absolute path belong to whoever checked the project out. */
const NEAREST_PARTS = 4;

const WORKSHOP = new Set(
  `
  bench benchmark benchmarks buildenv builder builders ci debug demo demos dev devcontainer devel development docs e2e
  example examples fixture fixtures hack lint playground sample samples test testdata testing tests tilt toolchain tutorial
  tutorials
  `
    .trim()
    .split(/\s+/),
);

/** Whether the image is for those who work on a project: tests, examples, tools. Nobody else pulls it. */
export function isForWorkshop(path: string): boolean {
  const parts = path.toLowerCase().split(/[/\\]/);
  const own = path.startsWith('/') ? parts.slice(-NEAREST_PARTS) : parts;
  return own.some((part) => part.split(/[-_.]/).some((word) => WORKSHOP.has(word)));
}
