// Commands that come to an end by themselves: nobody waits for a container of them to stop.

import { interpreterOf } from './interpreters.ts';
import type { Command } from '../tree.ts';

const TASKS: ReadonlySet<string> = new Set([
  ...['ant', 'bats', 'cat', 'cmake', 'cp', 'ctest', 'date', 'echo', 'env', 'false', 'git', 'gofmt', 'id', 'ls', 'make'],
  ...[
    'mvn',
    'ninja',
    'nosetests',
    'phpunit',
    'printf',
    'pwd',
    'py.test',
    'pytest',
    'rspec',
    'sbt',
    'tar',
    'tox',
    'true',
  ],
  ...['uname', 'whoami', 'zip'],
]);

/** `go test`, `npm run build`, `cargo bench`. */
const TASK = /^(?:bench|build|check|compile|help|install|lint|test|version)(?![a-z])/;

/** Programs whose first words say what they do. */
const RUNNERS: ReadonlySet<string> = new Set([
  ...['bun', 'bundle', 'cargo', 'dotnet', 'go', 'gradle', 'gradlew', 'mkdocs', 'npm', 'npx', 'pnpm', 'rake', 'yarn'],
]);

/** Whether a command ends by itself, or is a shell that waits for somebody to type. */
export function isTask(command: Pick<Command, 'name' | 'args'>): boolean {
  const { name = '', args } = command;
  if (TASKS.has(name)) return true;
  if (interpreterOf(command)?.program.kind === 'stdin') return true;
  return (
    RUNNERS.has(name) &&
    args.slice(0, 2).some(({ value = '' }) => TASK.test(value) || /^--?(?:help|version)$/.test(value))
  );
}
