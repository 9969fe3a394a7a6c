import { expect, test } from 'vitest';
import { dependencyInstall } from '../../../src/knowledge/commands/dependency-install.ts';
import { commandOf } from '../../shell/scripts.ts';

/** `npm frozen scripts`, `uv used sources`. */
function summary(text: string): string | undefined {
  const found = dependencyInstall(commandOf(text));
  if (found === undefined) return undefined;
  const { manager, lock, needsSources, runsScripts } = found;
  return [manager, lock, ...(needsSources ? ['sources'] : []), ...(runsScripts ? ['scripts'] : [])].join(' ');
}

test.each([
  ['npm ci', 'npm frozen scripts'],
  ['npm ci --omit=dev --ignore-scripts', 'npm frozen'],
  ['npm --prefix web ci', 'npm frozen scripts'],
  ['npm clean-install', 'npm frozen scripts'],
  ['npm install', 'npm used scripts'],
  ['npm i --production', 'npm used scripts'],
  ['npm install .', 'npm used scripts'],
  ['npm install --no-package-lock', 'npm ignored scripts'],
  ['npm install express', undefined],
  ['npm install $PACKAGES', undefined],
  ['npm install -g npm', undefined],
  ['npm run build', undefined],
  ['npm init -y', undefined],
  ['yarn', 'yarn used scripts'],
  ['yarn --frozen-lockfile --production', 'yarn frozen scripts'],
  ['yarn install --immutable', 'yarn frozen scripts'],
  ['yarn workspaces focus --production', 'yarn used scripts'],
  ['yarn --version', undefined],
  ['yarn build', undefined],
  ['yarn add react', undefined],
  ['pnpm install --frozen-lockfile', 'pnpm frozen scripts'],
  ['pnpm -r i', 'pnpm used scripts'],
  ['pnpm fetch --prod', 'pnpm frozen'],
  ['pnpm add -g turbo', undefined],
  ['pnpm install lodash', undefined],
  ['bun install --frozen-lockfile', 'bun frozen scripts'],
  ['pip install -r requirements.txt', 'pip ignored'],
  ['pip3 install --no-cache-dir -r a.txt -r b.txt', 'pip ignored'],
  ['python -m pip install -e .', 'pip ignored sources'],
  ['pip install .[dev]', 'pip ignored sources'],
  ['pip install ./app', 'pip ignored sources'],
  ['pip install flask', undefined],
  ['pip install dist/app-1-py3-none-any.whl', undefined],
  ['pip install /wheels/*', undefined],
  ['uv sync --locked --no-install-project', 'uv frozen'],
  ['uv sync', 'uv used sources'],
  ['uv pip install --system -r requirements.txt', 'uv ignored'],
  ['uv pip sync requirements.txt', 'uv ignored'],
  ['poetry install --no-root', 'poetry frozen'],
  ['poetry install', 'poetry frozen sources'],
  ['pdm sync --no-self', 'pdm frozen'],
  ['pipenv install --deploy --system', 'pipenv frozen'],
  ['pipenv install flask', undefined],
  ['conda env create -f environment.yml', 'conda ignored'],
  ['conda install numpy', undefined],
  ['bundle install --jobs 4', 'bundle used'],
  ['bundle', 'bundle used'],
  ['bundle exec rake', undefined],
  ['cargo fetch --locked', 'cargo frozen'],
  ['cargo build --release', 'cargo used sources'],
  ['cargo +nightly build --locked', 'cargo frozen sources'],
  ['cargo chef cook --recipe-path recipe.json', 'cargo ignored'],
  ['cargo install --path .', 'cargo ignored sources'],
  ['cargo install ripgrep', undefined],
  ['go mod download', 'go frozen'],
  ['CGO_ENABLED=0 go build -o /app ./cmd/app', 'go frozen sources'],
  ['go install ./...', 'go frozen sources'],
  ['go install github.com/x/y@latest', undefined],
  ['go run golang.org/x/tools/cmd/goimports@latest', undefined],
  ['go get github.com/x/y', undefined],
  ['go version', undefined],
  ['composer install --no-dev --no-scripts', 'composer used'],
  ['composer install', 'composer used scripts'],
  ['composer require x/y', undefined],
  ['mvn -B dependency:go-offline', 'mvn ignored'],
  ['./mvnw -B package -DskipTests', 'mvn ignored sources'],
  ['./gradlew dependencies', 'gradle used'],
  ['gradle build --no-daemon', 'gradle used sources'],
  ['gradle :app:bootJar -x test', 'gradle used sources'],
  ['gradle --version', undefined],
  ['dotnet restore', 'dotnet used'],
  ['dotnet restore App.csproj --locked-mode', 'dotnet frozen'],
  ['dotnet publish -c Release', 'dotnet used sources'],
  ['mix do local.hex --force, deps.get --only prod', 'mix used'],
  ['mix deps.get', 'mix used'],
  ['make', undefined],
])('%s: %s', (text, expected) => {
  expect(summary(text)).toBe(expected);
});

test('manifests and lock files are those of the tool', () => {
  expect(dependencyInstall(commandOf('npm ci'))).toMatchObject({
    ecosystem: 'node',
    manifests: ['package.json'],
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    given: [],
    folder: undefined,
  });
  expect(dependencyInstall(commandOf('go mod download'))?.locks).toEqual(['go.sum', 'go.work.sum']);
});

test.each([
  ['pip install -rreq/a.txt --requirement=b.txt', ['req/a.txt', 'b.txt'], undefined],
  ['pip install -r $FILE', [undefined], undefined],
  ['pip install -e ./lib -c c.txt', ['c.txt'], './lib'],
  ['uv pip sync r.txt', ['r.txt'], undefined],
  ['npm --prefix=web ci', [], 'web'],
  ['npm -C web ci', [], 'web'],
  ['yarn --cwd web install', [], 'web'],
  ['dotnet restore src/App.csproj', ['src/App.csproj'], undefined],
  ['cargo build --manifest-path a/Cargo.toml', ['a/Cargo.toml'], undefined],
  ['conda env update --file=e.yml', ['e.yml'], undefined],
  ['composer install -d /app', [], '/app'],
  ['mvn -f app/pom.xml package', ['app/pom.xml'], undefined],
])('%s reads %j in %s', (text, given, folder) => {
  const found = dependencyInstall(commandOf(text));
  expect(found?.given.map(({ value }) => value)).toEqual(given);
  expect(found?.folder?.value).toBe(folder);
});
