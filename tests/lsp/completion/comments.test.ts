import { describe, expect, test } from 'vitest';
import { complete } from './completing.ts';

describe('directives', () => {
  test('at the head of the file, each once', () => {
    expect(complete('#|cursor|').labels).toEqual(['# syntax=docker/dockerfile:1', '# escape=`', '# check=skip=']);
    expect(complete('# syn|cursor|\nFROM alpine').taken('# syntax=docker/dockerfile:1')).toBe(
      '# syntax=docker/dockerfile:1\nFROM alpine',
    );
    expect(complete('# escape=`\n# |cursor|').labels).not.toContain('# escape=`');
    expect(complete('\ufeff#|cursor|').labels).toContain('# escape=`');
  });

  test('not behind an empty line, nor behind a comment', () => {
    expect(complete('\n#|cursor|').labels).toEqual([]);
    expect(complete('# hello\n# syn|cursor|').labels).toEqual([]);
    expect(complete('FROM alpine\n#|cursor|').labels).toEqual([]);
  });

  test('have values', () => {
    expect(complete('# syntax=|cursor|').labels).toEqual(['docker/dockerfile:1', 'docker/dockerfile:1-labs']);
    expect(complete('# escape=|cursor|\\\n').taken('`')).toBe('# escape=`\n');
    expect(complete('# check=|cursor|').labels).toEqual(['skip=', 'error=true', 'experimental=']);
    expect(complete('# check=skip=StageNameCasing;|cursor|').labels).toContain('error=true');
  });

  test('check has the names of checks, what is found in the file first', () => {
    const { labels, taken } = complete(
      '# check=skip=JSONArgsRecommended,D|cursor|;error=true\nFROM a AS b\nFROM a AS b\n',
    );
    expect(labels[0]).toBe('DuplicateStageName');
    expect(labels).not.toContain('JSONArgsRecommended');
    expect(taken('DuplicateStageName')).toContain('# check=skip=JSONArgsRecommended,DuplicateStageName;error=true');
  });
});

describe('suppressions', () => {
  test('offer what is found in the next instruction first, then all rules', () => {
    const { labels, item } = complete('FROM debian:13\n# slipway ignore=|cursor|\nRUN sudo make\n');
    expect(labels[0]).toBe('sudo');
    expect(item('sudo').detail).toBe('reported here: RUN calls sudo although it is root already.');
    expect(labels).toContain('missing-tag');
    expect(item('missing-tag').documentation).toMatchObject({ kind: 'markdown' });
  });

  test('offer each rule once, and none in the reason', () => {
    const { labels, taken } = complete('FROM a\n# slipway ignore=missing-tag, su|cursor|,x\nRUN x\n');
    expect(labels).not.toContain('missing-tag');
    expect(taken('sudo')).toBe('FROM a\n# slipway ignore=missing-tag, sudo,x\nRUN x\n');
    expect(complete('FROM a\n# slipway ignore=sudo be|cursor|cause\nRUN x\n').labels).toEqual([]);
  });

  test('of the file look at all of it', () => {
    expect(complete('# slipway ignore-file=|cursor|\nFROM debian:13\nRUN sudo make\n').labels[0]).toBe('sudo');
  });

  test('of hadolint have its names', () => {
    const { labels, item } = complete('FROM debian:13\n# hadolint ignore=|cursor|\nRUN sudo make\n');
    expect(labels[0]).toBe('DL3004');
    expect(item('DL3004').detail).toBe('sudo');
    expect(labels).not.toContain('sudo');
  });

  test('between the lines of an instruction', () => {
    expect(complete('FROM debian:13\nRUN x && \\\n  # slipway ignore=|cursor|\n  sudo make\n').labels[0]).toBe('sudo');
  });

  test('are offered to who begins to type one', () => {
    expect(complete('FROM a\n# sl|cursor|').taken('slipway ignore=')).toBe('FROM a\n# slipway ignore=');
    expect(complete('FROM a\n# che|cursor|').labels).toEqual(['check=skip=']);
  });

  test.each([
    'FROM a\n# |cursor|',
    'FROM a\n# a comment|cursor|',
    'FROM a\n#|cursor|',
    'FROM a\nRUN x # slipway ignore=|cursor|',
  ])('nothing for people: %j', (text) => {
    expect(complete(text).labels).toEqual([]);
  });
});
