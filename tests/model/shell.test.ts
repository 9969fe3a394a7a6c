import { describe, expect, test } from 'vitest';
import { Analysis } from '../../src/analysis.ts';
import type { OperatingSystem } from '../../src/model/model.ts';
import { Source } from '../../src/syntax/source.ts';

function analyse(...lines: readonly string[]): Analysis {
  return new Analysis(new Source('Dockerfile', lines.join('\n')));
}

/** The shells in force at the RUNs of a file. */
function shellsOf(...lines: readonly string[]): readonly (string | undefined)[] {
  const { file, model } = analyse(...lines);
  return file.instructions.flatMap((instruction) =>
    instruction.kind === 'Run' ? [model.shellAt(instruction)?.join(' ')] : [],
  );
}

function systemsOf(...lines: readonly string[]): readonly OperatingSystem[] {
  return analyse(...lines).model.stages.map(({ os }) => os);
}

describe('the shell', () => {
  test('is /bin/sh without a SHELL', () => {
    expect(shellsOf('FROM alpine', 'RUN a')).toEqual(['/bin/sh -c']);
  });

  test('is unknown before the first FROM', () => {
    expect(shellsOf('RUN a')).toEqual([undefined]);
  });

  test('is set for what follows, not for the stage beside', () => {
    const shell = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]';
    expect(shellsOf('FROM a', 'RUN a', shell, 'RUN b', 'SHELL ["/bin/sh", "-ec"]', 'RUN c', 'FROM d', 'RUN d')).toEqual(
      ['/bin/sh -c', '/bin/bash -o pipefail -c', '/bin/sh -ec', '/bin/sh -c'],
    );
  });

  test('is inherited with the stage', () => {
    expect(shellsOf('FROM a AS x', 'SHELL ["/bin/bash", "-c"]', 'FROM x AS y', 'FROM y', 'RUN a')).toEqual([
      '/bin/bash -c',
    ]);
  });

  test('of a trigger is that of the next stage alone', () => {
    expect(
      shellsOf('FROM a AS x', 'ONBUILD SHELL ["/bin/bash", "-c"]', 'RUN a', 'FROM x AS y', 'RUN b', 'FROM x', 'RUN c'),
    ).toEqual(['/bin/sh -c', '/bin/bash -c', '/bin/bash -c']);
    expect(shellsOf('FROM a AS x', 'ONBUILD SHELL ["/a"]', 'FROM x AS y', 'SHELL ["/b"]', 'FROM y', 'RUN c')).toEqual([
      '/b',
    ]);
  });

  test('stays where BuildKit refuses the SHELL', () => {
    expect(shellsOf('FROM a', 'SHELL /bin/bash', 'SHELL []', 'RUN a')).toEqual(['/bin/sh -c']);
  });

  test('of Windows is cmd', () => {
    expect(shellsOf('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'RUN a')).toEqual(['cmd /S /C']);
  });

  test('is unknown where the system is, up to a SHELL', () => {
    expect(shellsOf('# escape=`', 'ARG BASE', 'FROM $BASE', 'RUN a', 'SHELL ["pwsh"]', 'RUN b')).toEqual([
      undefined,
      'pwsh',
    ]);
  });
});

describe('the system', () => {
  test.each([
    'mcr.microsoft.com/windows:1809',
    'mcr.microsoft.com/windows/servercore:ltsc2022',
    'mcr.microsoft.com/windows/servercore/iis',
    'mcr.microsoft.com/dotnet/framework/aspnet:4.8',
    'mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809',
    'mcr.microsoft.com/powershell:lts-windowsservercore-1809',
    'microsoft/iis',
    'docker.io/microsoft/nanoserver',
    'winamd64/python:3.12',
    'python:3.12-windowsservercore-ltsc2022',
    'MCR.microsoft.com/Windows/nanoserver',
    'mcr.microsoft.com/windows/servercore:$TAG',
  ])('of %s is Windows', (image) => {
    expect(systemsOf(`FROM ${image}`)).toEqual(['windows']);
  });

  test.each(['alpine', 'scratch', '$BASE', 'mcr.microsoft.com/dotnet/sdk:8.0', 'mcr.microsoft.com/powershell'])(
    'of %s is Linux',
    (image) => {
      expect(systemsOf(`FROM ${image}`)).toEqual(['linux']);
    },
  );

  test.each([
    'SHELL ["powershell", "-Command"]',
    'SHELL ["cmd.exe", "/S", "/C"]',
    'RUN powershell -Command Get-Item',
    'RUN ["powershell.exe", "Get-Item"]',
    'WORKDIR C:\\\\app',
    'USER ContainerAdministrator',
  ])('of a stage with %s is Windows', (instruction) => {
    expect(systemsOf('FROM $BASE', 'RUN a', instruction, 'FROM $BASE')).toEqual(['windows', 'linux']);
  });

  test.each(['SHELL ["pwsh", "-Command"]', 'RUN cmdline', 'WORKDIR /c:/app', 'USER containers'])(
    'of a stage with %s is Linux',
    (instruction) => {
      expect(systemsOf('FROM $BASE', instruction)).toEqual(['linux']);
    },
  );

  test('is what --platform says, where it is known', () => {
    expect(systemsOf('FROM --platform=windows/amd64 golang')).toEqual(['windows']);
    expect(systemsOf('FROM --platform=Windows golang')).toEqual(['windows']);
    expect(systemsOf('ARG P=windows', 'FROM --platform=$P golang')).toEqual(['windows']);
    expect(systemsOf('FROM --platform=$BUILDPLATFORM golang')).toEqual(['linux']);
    expect(systemsOf('# escape=`', 'FROM --platform=linux/amd64 golang')).toEqual(['linux']);
  });

  test('is inherited with the stage, whatever --platform says', () => {
    expect(systemsOf('FROM microsoft/nanoserver AS a', 'FROM --platform=linux a AS b', 'FROM b')).toEqual([
      'windows',
      'windows',
      'windows',
    ]);
  });

  test('is unknown where only names and the escape character speak for Windows', () => {
    expect(systemsOf('# escape=`', 'FROM $BASE', 'FROM golang:1.24')).toEqual(['unknown', 'unknown']);
    expect(systemsOf('FROM acme/windows-tools', 'FROM acme/tools:windows-amd64')).toEqual(['unknown', 'unknown']);
    const systems = (path: string): readonly OperatingSystem[] =>
      new Analysis(new Source(path, 'FROM $BASE')).model.stages.map(({ os }) => os);
    expect(systems('src/Dockerfile.windows')).toEqual(['unknown']);
    expect(systems('windows/Dockerfile')).toEqual(['linux']);
  });
});

describe('an instruction', () => {
  test('has its stage', () => {
    const { file, model } = analyse('ARG A', 'FROM a', 'RUN a', 'FROM b', 'ONBUILD RUN c');
    expect(file.instructions.map((instruction) => model.stageOf(instruction)?.index)).toEqual([undefined, 0, 0, 1, 1]);
    const trigger = file.instructions.flatMap((instruction) =>
      instruction.kind === 'Onbuild' ? [instruction.trigger] : [],
    )[0];
    expect(trigger && model.stageOf(trigger)?.index).toBe(1);
  });

  test('names a stage or the empty image, or does not', () => {
    const { model } = analyse('FROM alpine AS a', 'FROM a', 'FROM scratch', 'FROM $X');
    expect(model.stages.map(({ from }) => from.image && model.isStageOrScratch(from.image))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
