// What a user of the extension does, and sees.

import assert from 'node:assert/strict';
import type { Room } from './run.ts';
import type { Workbench } from './workbench.ts';

type Act = (workbench: Workbench) => Promise<void>;

/** Goes on after what fails: most acts need nothing of those before. */
export async function tryExtension(workbench: Workbench, { passed }: Room): Promise<void> {
  await workbench.ready();
  const failures: string[] = [];
  for (const [what, act] of Object.entries(acts)) {
    try {
      await act(workbench);
      passed(what);
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      await workbench.screenshot(`failed-${failures.length}`);
      await workbench.press('Escape Escape');
    }
  }
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

const acts: Readonly<Record<string, Act>> = {
  async 'findings are underlined'(workbench) {
    await workbench.page.locator('.squiggly-warning, .squiggly-info').first().waitFor({ state: 'attached' });
    await workbench.press('Control+Shift+M');
    await workbench.see('shell-form-cmd', '.markers-panel');
    await workbench.screenshot('findings');
    await workbench.press('Control+Shift+M');
  },

  async 'a keyword has documentation'(workbench) {
    await workbench.goTo(6, 2);
    await workbench.press('Control+K Control+I');
    await workbench.see('COPY', '.monaco-hover-content');
    await workbench.screenshot('hover');
    await workbench.press('Escape');
  },

  async 'stages are completed'(workbench) {
    await workbench.goTo(15, 18);
    for (let count = 0; count < 'pages'.length; count++) await workbench.press('Backspace');
    await workbench.press('Control+Space');
    await workbench.see('packages', '.suggest-widget');
    await workbench.screenshot('completion');
    await workbench.page.keyboard.type('pages');
    await workbench.press('Escape');
    assert.ok((await workbench.texts()).some((text) => text.includes('--from=pages /srv/dist')));
  },

  async 'a finding is fixed'(workbench) {
    await workbench.goTo(17, 6);
    await workbench.press('Control+.');
    const actions = workbench.page.locator('.action-widget .monaco-list-row');
    await actions.first().waitFor();
    await workbench.screenshot('quick-fix');
    await actions.filter({ hasText: 'take the place of the shell' }).first().click();
    await workbench.line('CMD ["nginx", "-g", "daemon off;"]').waitFor();
  },

  async 'a stage is renamed'(workbench) {
    await workbench.goTo(9, 20);
    await workbench.press('F2');
    await workbench.page.locator('.rename-box input').fill('site');
    await workbench.screenshot('rename');
    await workbench.press('Enter');
    await workbench.line('--from=site').waitFor();
    await workbench.line('AS site').waitFor();
  },

  async 'the graph follows the cursor'(workbench) {
    await workbench.goTo(11, 1);
    await workbench.command('Slipway: Show Build Graph');
    const frame = await workbench.webview('svg.plan');
    await frame.locator('[data-step].selected').filter({ hasText: 'npm run build' }).waitFor();
    await workbench.screenshot('graph');
    await frame.locator('[data-step]').filter({ hasText: 'nginx/html' }).click();
    await workbench.see('Ln 15, Col 1', '.statusbar-item');
    await frame.locator('[data-step].selected').filter({ hasText: 'nginx/html' }).waitFor();
    await workbench.command('View: Close Other Editors in Group').catch(() => undefined);
  },

  async 'the impact of a change is marked'(workbench) {
    await workbench.press('Control+S');
    await workbench.command('Slipway: Show or Hide Impact of Git Changes');
    await workbench.page
      .locator('.statusbar-item')
      .filter({ hasText: /rebuild/ })
      .first()
      .waitFor();
    await workbench.screenshot('impact');
  },

  async 'a build is simulated'(workbench) {
    await workbench.command('Slipway: Simulate Build');
    await workbench.webview('svg .title');
    await workbench.screenshot('simulation');
  },

  async 'files that are not open are linted'(workbench) {
    await workbench.command('Slipway: Lint Workspace');
    await workbench.see('jobs', '.markers-panel');
    await workbench.screenshot('workspace');
    await workbench.press('Control+Shift+M');
  },

  async 'a rule is explained'(workbench) {
    await workbench.goTo(17, 6);
    await workbench.command('Slipway: Explain Rule');
    await workbench.page.locator('.quick-input-widget input').fill('shell-form-cmd');
    await workbench.screenshot('rules');
    await workbench.press('Enter');
    await workbench.webview('h1:has-text("shell-form-cmd")');
    await workbench.screenshot('explanation');
  },
};
