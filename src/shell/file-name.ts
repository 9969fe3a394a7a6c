// Names of files as a script writes them, to tell that two words mean the same file.

/** The last part of a path as written, without quotes and the braces of variables: `$NAME.tgz` of `"/tmp/${NAME}.tgz"`. */
export function fileName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /["'$]/.test(name) ? name.replaceAll(/["']/g, '').replaceAll(/\$\{(\w+)\}/g, '$$$1') : name;
}
