import { expect, test } from 'vitest';
import { valueFlows } from '../../../src/knowledge/commands/value-flows.ts';
import { NOWHERE } from '../../../src/knowledge/commands/place.ts';
import { commandOf } from '../../shell/scripts.ts';
import { placeWith } from './places.ts';

function flows(text: string, place = placeWith()): readonly string[] {
  return valueFlows(commandOf(text), place).map(({ to, path }) =>
    path === undefined ? to : `${to} ${path.path ?? path.text}`,
  );
}

test.each([
  ['npm config set //registry.example/:_authToken $T', ['file /root/.npmrc']],
  ['npm config set //registry.example/:_authToken=${T}', ['file /root/.npmrc']],
  ['npm set //registry.example/:_authToken "$T"', ['file /root/.npmrc']],
  ['npm config set -g x $T', ['file /usr/local/etc/npmrc']],
  ['npm config set --location=project x $T', ['file /work/.npmrc']],
  ['yarn config set npmAuthToken $T', ['file /root/.yarnrc']],
  ['pip config set global.index-url https://u:$T@host.example', ['file /root/.config/pip/pip.conf']],
  ['pip3 config --global set global.index-url https://u:$T@host.example', ['file /etc/pip.conf']],
  ['poetry config http-basic.x u $T', ['file /root/.config/pypoetry/auth.toml']],
  ['composer config -g github-oauth.github.com $T', ['file /root/.composer/auth.json']],
  ['composer config github-oauth.github.com $T', ['file /work/auth.json']],
  ['bundle config set --local host.example u:$T', ['file /work/.bundle/config']],
  ['bundle config host.example u:$T', ['file /root/.bundle/config']],
  ['git config --global url."https://$T@github.com/".insteadOf https://github.com/', ['file /root/.gitconfig']],
  ['git clone https://$T@host.example/team/app.git', ['file /work/app/.git/config']],
  ['git clone https://user:${T}@host.example/team/app.git /src', ['file /src/.git/config']],
  ['git clone https://host.example/$REPO.git', ['process']],
  ['git remote set-url origin https://$T@host.example/a', ['file /work/.git/config']],
  ['docker login -u u -p $T', ['file /root/.docker/config.json']],
  ['echo $T | docker login -u u --password-stdin', ['file /root/.docker/config.json']],
  ['echo "machine h login u password $T" > ~/.netrc', ['file /root/.netrc']],
  ['echo $T >> f', ['file /work/f']],
  ['printf %s "$T" | base64 -d > f', ['file /work/f']],
  ['echo $T | tee f', ['file /work/f']],
  ['echo $T | sudo tee -a /etc/f > /dev/null', ['file /etc/f']],
  ['echo $T', ['log']],
  ['echo $T > /dev/null', ['process']],
  ['echo $T | sha256sum -c -', ['process']],
  ['cat <<E > f\n$T\nE', ['file /work/f']],
  ['cat > f <<E\nplain\nE', []],
  ['tee f <<E\n$T\nE', ['file /work/f']],
  ['sed -i "s/TOKEN/$T/" app.conf', ['file /work/app.conf']],
  ['curl -H "Authorization: $T" https://host.example', ['process']],
  ['pip install --extra-index-url https://$T@host.example x', ['process']],
  ['mvn -Dtoken=$T package', ['process']],
  ['export A=$T', []],
  ['A=$T', []],
  ['[ -n "$T" ]', []],
  ['rm -rf $T', []],
  ['npm ci', []],
  ['npm config set x "$(cat /run/secrets/t)"', ['file /root/.npmrc']],
])('%s', (text, expected) => {
  expect(flows(text)).toEqual(expected);
});

test('a home that nobody knows is left open', () => {
  expect(flows('npm config set x $T', NOWHERE)).toEqual(['file ~/.npmrc']);
});

test('a group writes what is printed in it', () => {
  const echo = commandOf('{ echo $T; } > f');
  expect(valueFlows(echo, placeWith()).map(({ path }) => path?.path)).toEqual(['/work/f']);
});
