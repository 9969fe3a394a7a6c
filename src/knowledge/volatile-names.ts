// Variables that have another value in every build, by their names.

/** Commits and dates of the project itself, numbers that a build server counts. */
const OF_BUILDS = new RegExp(
  [
    String.raw`^(?:(?:APP|BUILD|CI|CURRENT|DOCKER|GIT|HEAD|IMAGE|LAST|PROJECT|REPO|SCM|SOURCE|VCS)_?)*(?:COMMIT|REVISION|SHA1?)(?:_?(?:DATE|HASH|ID|REF|SHA|SHORT|TIME|TIMESTAMP))?$`,
    String.raw`^(?:(?:APP|BUILD|GIT|HEAD|SCM|SHORT|SOURCE|VCS)_?)+(?:DESCRIBE|HASH|REF|REV|SHA1?)$`,
    String.raw`^(?:\w+_)?BUILD_?(?:AT|COUNTER|DATE|DATETIME|ID|NO|NUM|NUMBER|STAMP|TIME|TIMESTAMP)$`,
    String.raw`^(?:CREATED|DATE_?CREATED|IMAGE_?CREATED|NOW|TIMESTAMP)$`,
    String.raw`^(?:CI_(?:BUILD|COMMIT|JOB|PIPELINE)_\w+|GITHUB_(?:REF|RUN|SHA)\w*|TRAVIS_(?:BUILD|COMMIT)\w*|CIRCLE_SHA1)$`,
  ].join('|'),
  'i',
);

/** What is built, not what is installed: that has the name of a program in it. */
const OF_RELEASES =
  /^(?:(?:APP|BUILD|DOCKER|GIT|IMAGE|PACKAGE|PROJECT|PRODUCT|RELEASE|SERVICE)_?)?(?:RELEASE|VERSION)(?:_?(?:STRING|TAG))?$|^(?:BUILD|DOCKER|GIT|IMAGE|RELEASE)_TAG$/i;

/** Defaults that stand for what is given from outside. */
const PLACEHOLDER =
  /^(?:|0(?:\.0)*|0\.0\.1|build|current|default|dev\w*|dirty|edge|head|latest|local|main|master|n\/?a|no\w*|snapshot|test|undefined|unknown|unset|unspecified|x+)$/i;

/** Whether each build gives an ARG called `name` another value; `value` is its default, undefined where it has none. */
export function isVolatile(name: string, value: string | undefined): boolean {
  const isOpen = value === undefined || PLACEHOLDER.test(value);
  return isOpen && (OF_BUILDS.test(name) || OF_RELEASES.test(name));
}
