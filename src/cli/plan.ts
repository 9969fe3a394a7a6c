// `slipway plan`: the stages and steps of a build, as text, as data, as a picture.

import { Analysis } from '../analysis.ts';
import { planOf } from '../plan/plan.ts';
import type { Build } from './build-options.ts';
import { choosePalette } from './color.ts';
import { exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { graphOf, reportRefusal } from './planned-build.ts';

export type PlanFormat = 'text' | 'json' | 'dot' | 'mermaid' | 'svg' | 'html';

export interface PlanSettings {
  readonly format: PlanFormat;
  /** The build is for several platforms, of which this is the plan of the first. */
  readonly isMultiPlatform: boolean;
  readonly color: boolean | undefined;
}

const WIDTH = 100;

export async function planFile(
  asked: Build,
  { format, isMultiPlatform, color }: PlanSettings,
  io: Io,
): Promise<number> {
  const { source, settings } = asked;
  const { model, file } = new Analysis(source, { ...settings, mode: 'build' });
  const { error, build, image } = model;
  const plan =
    error === undefined ? planOf(build, graphOf(build, settings, { escape: file.escape, isMultiPlatform })) : undefined;
  if (plan === undefined) return reportRefusal(asked, error, io);
  const { path } = source;
  const write = async (): Promise<string> => {
    switch (format) {
      case 'text': {
        const { planText } = await import('../report/plan/text.ts');
        const palette = await choosePalette(color, io);
        return planText(plan, { path, palette, width: io.stdout.terminalWidth() ?? WIDTH });
      }
      case 'json': {
        const { planJson } = await import('../report/plan/json.ts');
        return planJson(plan, { path, image });
      }
      case 'dot': {
        const { planDot } = await import('../report/plan/dot.ts');
        return planDot(plan);
      }
      case 'mermaid': {
        const { planMermaid } = await import('../report/plan/mermaid.ts');
        return planMermaid(plan);
      }
      case 'svg': {
        const { planSvg } = await import('../report/plan/svg.ts');
        return planSvg(plan, path);
      }
      case 'html': {
        const { planHtml } = await import('../report/plan/html.ts');
        return planHtml(plan, path);
      }
      default:
        return format satisfies never;
    }
  };
  io.stdout.write(await write());
  return exitCode.clean;
}
