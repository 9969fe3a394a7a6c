import { expect, test } from 'vitest';
import { effectsOf } from '../../../src/knowledge/commands/effects.ts';
import { NOWHERE } from '../../../src/knowledge/commands/place.ts';
import { commandOf } from '../../shell/scripts.ts';
import { effectsOfText, notation, placeWith } from './places.ts';

const U = 'https://host.example/dir/tool.tgz';

test.each([
  // Downloads.
  [`curl -fsSL ${U} -o /tmp/t.tgz`, ['write /tmp/t.tgz']],
  [`curl -fsSLo/tmp/t.tgz ${U}`, ['write /tmp/t.tgz']],
  [`curl --output=t.tgz ${U}`, ['write /work/t.tgz']],
  [`curl -sLO ${U}`, ['write /work/tool.tgz']],
  [`curl -LO '${U}?raw=1'`, ['write /work/tool.tgz']],
  [`curl -O --output-dir /opt ${U}`, ['write /opt/tool.tgz']],
  [`curl ${U} > out`, ['write /work/out']],
  [`curl ${U} | tar xz`, ['extract /work below']],
  [`curl -o /dev/null ${U}`, []],
  [`curl -OJ ${U}`, []],
  [`curl -I -o x ${U}`, []],
  [`wget ${U}`, ['write /work/tool.tgz']],
  [`wget '${U}?raw=1'`, ['write /work/tool.tgz?raw=1']],
  [`wget -P /opt ${U}`, ['write /opt/tool.tgz']],
  [`wget -q ${U} -O- | tar -xzC /opt`, ['extract /opt below']],
  [`wget -qO /tmp/x ${U}`, ['write /tmp/x']],
  ['wget https://host.example', ['write /work/index.html']],
  [`wget -r ${U} -P d`, ['extract /work/d below']],
  [`wget -q "https://host.example/$V/a-$V.tgz"`, ['write /work/a-$V.tgz']],
  ['wget "$URL"', []],
  ['git clone https://host.example/team/app.git', ['extract /work/app below']],
  ['git clone --depth 1 -b v1 https://host.example/team/app /src', ['extract /src below']],
  ['git -C /opt clone git@host.example:team/app.git', ['extract /opt/app below']],
  ['git clone --mirror https://host.example/app.git', ['extract /work/app.git below']],
  ['git checkout v1', ['extract /work below']],
  ['git rev-parse HEAD', []],
  ['git config --global user.name x', ['edit /root/.gitconfig']],
  ['svn co https://host.example/trunk src', ['extract /work/src below']],
  // Archives.
  ['tar xzf a.tgz', ['extract /work below']],
  ['tar -xzf a.tgz -C /opt --strip-components=1', ['extract /opt below']],
  ['tar xzfC a.tgz /opt', ['extract /opt below']],
  ['tar --extract --file=a.tgz --directory=/opt', ['extract /opt below']],
  ['tar -C /opt -C sub -xf a.tar', ['extract /opt/sub below']],
  ['tar czf out.tgz src', ['write /work/out.tgz']],
  ['tar tzf a.tgz', []],
  ['tar xOf a.tgz member', []],
  ['unzip -q a.zip -d /opt', ['extract /opt below']],
  ['unzip a.zip', ['extract /work below']],
  ['unzip -l a.zip', []],
  ['gunzip /opt/a.gz', ['remove /opt/a.gz', 'write /opt/a']],
  ['gunzip -k a.gz', ['write /work/a']],
  ['gzip -9 a', ['remove /work/a', 'write /work/a.gz']],
  ['gunzip -c a.gz > b', ['write /work/b']],
  ['xz -d a.tar.xz', ['remove /work/a.tar.xz', 'write /work/a.tar']],
  ['7z x a.7z -o/opt', ['extract /opt below']],
  ['dpkg -x a.deb /opt', ['extract /opt below']],
  // Copies.
  ['cp a /usr/local/bin/', ['write /usr/local/bin/a']],
  ['cp a /usr/local/bin', ['write /usr/local/bin/a']],
  ['cp a b', ['write /work/b either']],
  ['cp -T a b', ['write /work/b']],
  ['cp a b c', ['write /work/c/a', 'write /work/c/b']],
  ['cp -r a/. /opt/b', ['write /opt/b either']],
  ['cp -r a /opt/', ['write /opt/a tree']],
  ['cp -t /opt a', ['write /opt/a']],
  ['cp *.so /opt', ['write /opt below']],
  ['mv a.jar /opt/', ['remove /work/a.jar tree', 'write /opt/a.jar tree']],
  ['ln -s /opt/a/bin/a /usr/bin/', ['link /usr/bin/a']],
  ['ln -sf /opt/a /usr/bin/b', ['link /usr/bin/b either']],
  ['ln -s /opt/a', ['link /work/a']],
  ['install -m 0755 a /usr/bin/b', ['write /usr/bin/b either']],
  ['install -d -o app /a /b', ['folder /a', 'folder /b']],
  ['rsync -a src/ /opt/src', ['extract /opt/src below']],
  // Single files and folders.
  ['mkdir -p /a b -m 755', ['folder /a', 'folder /work/b']],
  ['touch a', ['write /work/a']],
  ['echo x > a; echo y >> a', ['write /work/a', 'edit /work/a']],
  ['echo x >&2 2>/dev/null', []],
  ['{ echo a; echo b; } > /etc/c', ['write /etc/c']],
  ['echo x | tee -a /etc/c', ['edit /etc/c']],
  ['cat <<E > /etc/c\nx\nE', ['write /etc/c']],
  ['rm -rf /a/* b', ['remove /a/* tree', 'remove /work/b tree']],
  ['rm a', ['remove /work/a']],
  ['find /a -delete', ['remove /a tree']],
  ["find / -name '*.pyc' -exec rm {} +", ['remove / some']],
  ['find /a -type d -exec chmod 755 {} +', ['mode /a tree']],
  ['find . -name x | xargs chown app', ['owner /work some']],
  ['chmod +x a', ['mode /work/a +x']],
  ['chmod -x a', ['mode /work/a -x']],
  ['chmod -R g=u /opt', ['mode /opt tree g=u']],
  ['chmod --reference=x a', ['mode /work/a']],
  ['chown -R app:app /opt /srv', ['owner /opt tree app:app', 'owner /srv tree app:app']],
  ['chown $UID a', ['owner /work/a']],
  ['chgrp -R 0 /opt', ['owner /opt tree 0']],
  ["sed -i 's/a/b/' /etc/c", ['edit /etc/c']],
  ['sed -i -e s/a/b/ -e s/c/d/ x y', ['edit /work/x', 'edit /work/y']],
  ['sed s/a/b/ c', []],
  ['dd if=/dev/zero of=/swap bs=1M', ['write /swap']],
  ['sudo rm -rf /a', ['remove /a tree']],
])('%s', (text, expected) => {
  expect(effectsOfText(text)).toEqual(expected);
});

test.each([
  ['rm -rf "$DIR/a"', { DIR: '/x' }, ['remove /x/a tree']],
  ['rm -rf ${DIR}/a', {}, ['remove $DIR/a tree']],
  ['rm -rf $DIR', { DIR: 'a b' }, ['remove $DIR tree']],
  ["rm '$DIR'", { DIR: '/x' }, ['remove /work/$DIR']],
  ['rm ~/a $HOME/b $PWD/c', {}, ['remove /root/a', 'remove /root/b', 'remove /work/c']],
  ['rm a$(b)c', {}, ['remove /work/a$(b)c']],
  ['rm "${A%x}/b" c', {}, ['remove ${A%x}/b', 'remove /work/c']],
])('%s with %o', (text, variables, expected) => {
  expect(effectsOfText(text, placeWith(variables))).toEqual(expected);
});

test('relative paths and homes that nobody knows stay unknown', () => {
  expect(effectsOfText('touch a ~/b /c', NOWHERE)).toEqual(['write a', 'write ~/b', 'write /c']);
  expect(effectsOf(commandOf('touch a'), NOWHERE)?.effects[0]?.target.path).toBeUndefined();
});

test('braces are several paths only for bash', () => {
  expect(effectsOfText('mkdir -p /a/{b,c}', placeWith({}, { expandsBraces: true }))).toEqual([
    'folder /a/c',
    'folder /a/b',
  ]);
  expect(effectsOf(commandOf('mkdir -p /a/{b,c}'), placeWith())?.effects[0]?.target.path).toBeUndefined();
});

test.each([
  ['echo a', true],
  ['rm -rf /a', true],
  ['rm -rf $A', false],
  ['find / | xargs rm', true],
  ['find / -exec foo {} +', false],
  ['xargs rm', false],
  ['pip install flask', false],
  ['apt-get clean', true],
  ['useradd app', false],
  ['make --version', true],
  ['make install', undefined],
  ['./configure', undefined],
  ['$CMD', undefined],
  ['A=b', true],
])('%s is all that happens: %s', (text, complete) => {
  expect(effectsOf(commandOf(text), placeWith())?.complete).toBe(complete);
});

test.each([
  ['apt-get update', ['extract /var/lib/apt/lists below']],
  ['apt-get clean', ['remove /var/cache/apt below']],
  ['npm ci', ['extract /root/.npm below']],
  ['pip install --no-cache-dir flask', []],
  ['apk add --no-cache curl', []],
])('%s changes caches', (text, expected) => {
  const effects = effectsOf(commandOf(text), placeWith())?.effects ?? [];
  expect(effects.filter(({ by }) => by === 'cache').map(notation)).toEqual(expected);
});
