// Packages of Linux distributions that come and go with their releases.

/** Python 2, whose packages are named as if there were no other. */
const PYTHON_2 = /^(?:python(?:2(?:\.\d+)?)?|py2?)(?:$|-(?!is-))/;

/** Names with the version of a program in them, of which a release has one or two. */
const VERSIONED =
  /^(?:python3\.\d|libpython\d|php\d|lib(?:ssl|crypto|icu)\d|libboost[a-z-]*\d|(?:gcc|g\+\+|gfortran)-\d|(?:clang|llvm|openjdk|postgresql|ruby|golang|java)-?\d|(?:mysql|mariadb)-(?:server|client)-\d|dotnet-\w+-\d)/;

/** Whether a package named `name` is in some releases of a distribution, and not in others. */
export function isReleaseBound(name: string): boolean {
  return PYTHON_2.test(name) || VERSIONED.test(name);
}
