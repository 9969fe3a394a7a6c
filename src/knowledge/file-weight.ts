// What a file weighs in an image, as far as its name and its origin tell.

/** `secret`: it matters that it is there at all. */
export type Weight = 'heavy' | 'light' | 'secret';

const SECRET =
  /(?:^|\/)(?:id_(?:dsa|ecdsa|ed25519|rsa)|\.netrc|\.git-credentials|\.pypirc|\.npmrc|\.ssh|\.aws|\.env|credentials(?:\.json)?|auth\.json|[^/]*\.(?:p12|pfx|pem|key|jks)|(?:[^/]*[-_.])?(?:secrets?|passw(?:or)?d|token)(?:\.\w+)?)$/i;

const ARCHIVE =
  /\.(?:7z|apk|appimage|bin|bz2|cpio|crate|deb|dmg|dump|ear|egg|exe|gem|gz|h5|img|iso|jar|lz|lzma|msi|nupkg|onnx|pkg|pth?|rar|rpm|run|safetensors|so|tar|tbz2?|tgz|txz|war|whl|xz|zip|zst)(?:\.\d+)?$/i;

const TEXT =
  /\.(?:asc|cfg|cnf|conf|crt|csv|css|env|gpg|html?|in|ini|js|json|list|lock|md|patch|php|pl|properties|ps1|pub|py|rb|repo|rsp|sha\d+|sh|sig|sql|ts|tmpl|toml|txt|xml|ya?ml)$|(?:^|\/)[^/]*(?:entrypoint|Dockerfile|LICEN[CS]E|Makefile|README|setup|install|build|start|run|config)[^/]*$|[Rr]equirements[^/]*$/;

/** Folders of scripts and settings. */
const SMALL_FOLDER =
  /(?:^|[/_.-])(?:bin|build-?scripts?|cert(?:s|ificates)?|conf(?:ig)?(?:s|\.d|uration)?|docker(?:file)?(?:_\w+)?|entrypoints?|etc|gpg|hooks|init(?:\.d)?|install|keys?|maintenance|patch(?:es)?|requirements|scripts?|setup|templates?|utils?)$/i;

/** Programs that are smaller than many a text. */
const SMALL_PROGRAM = /(?:^|\/)(?:dumb-init|su-exec|tini)(?:[-_.][\w.-]+)?$/;

/** `isFromContext`: it is copied from the build context; `isDownload`: it comes from the network. */
export function weightOf(
  path: string,
  {
    isFolder,
    isFromContext,
    isDownload,
  }: { readonly isFolder: boolean; readonly isFromContext: boolean; readonly isDownload: boolean },
): Weight {
  if (isFromContext && SECRET.test(path)) return 'secret';
  if (isFolder) return SMALL_FOLDER.test(path) ? 'light' : 'heavy';
  if (ARCHIVE.test(path)) return 'heavy';
  return isDownload && !TEXT.test(path) && !SMALL_PROGRAM.test(path) ? 'heavy' : 'light';
}
