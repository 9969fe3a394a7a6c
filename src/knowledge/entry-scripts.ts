// The entrypoint scripts that base images bring: what they do with the words of CMD.

import { originalImage } from '../model/final-stages.ts';
import type { Stage } from '../model/model.ts';
import { fileName } from '../shell/file-name.ts';
import { repositoryName } from './base-images/repository-name.ts';

/** As docker-library asks of all its images, and those of Eclipse Temurin, Maven and ROS do as well. */
const SCRIPTS: ReadonlySet<string> = new Set([
  ...['__cacert_entrypoint.sh', 'docker-entrypoint.sh', 'docker-php-entrypoint', 'mvn-entrypoint.sh'],
  'ros_entrypoint.sh',
]);

/**
 * Whether `entrypoint` is a script that the base image of `stage` brings, and that gives its place to what it is given. Not
 * where the stage may put a script of its own under that name.
 */
export function handsOver(entrypoint: readonly string[], stage: Stage): boolean {
  const [path = '', ...others] = entrypoint;
  const { origin } = stage;
  const isOfficial = origin.kind === 'image' && !repositoryName(origin.reference).includes('/');
  if (!isOfficial || others.length > 0 || !SCRIPTS.has(fileName(path))) return false;
  const [inBase, ...more] = originalImage(stage)?.entrypoint ?? [];
  return more.length === 0 && fileName(inBase ?? '') === fileName(path) && !isReplaced(fileName(path), stage);
}

function isReplaced(name: string, stage: Stage): boolean {
  return stage.steps.some(({ command: { instruction } }) => {
    const { kind, folded } = instruction;
    return (kind === 'Run' || kind === 'Copy' || kind === 'Add') && folded.text.includes(name);
  });
}

/** Images of AWS Lambda, whose entrypoint takes one word, the handler; those for runtimes of one's own ask for none. */
const LAMBDA = /^(?:public\.ecr\.aws\/lambda|amazon)\/(?!(?:aws-lambda-)?provided)/;

/** The script of the base image of `stage` that takes CMD for arguments and never starts it. */
export function takesArguments({ origin }: Stage): string | undefined {
  if (origin.kind !== 'image') return undefined;
  const name = repositoryName(origin.reference);
  const isLambda = LAMBDA.test(name) && (name.startsWith('public.') || name.startsWith('amazon/aws-lambda-'));
  return isLambda ? 'lambda-entrypoint.sh' : undefined;
}
