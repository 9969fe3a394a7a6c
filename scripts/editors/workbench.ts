// The page of VS Code as its user sees it: what stands there, and what keys do.

import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';

/** How long anything may take to appear, in milliseconds. */
const TIMEOUT = 60_000;

export class Workbench {
  readonly page: Page;
  readonly #screenshots: string | undefined;

  constructor(page: Page, screenshots: string | undefined) {
    this.page = page;
    this.#screenshots = screenshots;
    page.setDefaultTimeout(TIMEOUT);
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** The first line on the screen with this text. */
  line(text: string): Locator {
    // The editor writes spaces that do not break.
    return this.page
      .locator('.monaco-editor .view-line')
      .filter({ hasText: pattern(text) })
      .first();
  }

  async texts(): Promise<readonly string[]> {
    const lines = await this.page.locator('.monaco-editor .view-line').allTextContents();
    return lines.map((text) => text.replaceAll('\u{a0}', ' '));
  }

  /** Puts the cursor at a line, counted from 1, and a column. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Runs a command by its name in the palette. */
  async command(name: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${name}`);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
  }

  /** Keys one after the other, as `Control+K Control+I`. */
  async press(keys: string): Promise<void> {
    for (const key of keys.split(' ')) await this.page.keyboard.press(key);
  }

  /** The page inside a webview, once it has what the selector names. */
  async webview(selector: string): Promise<Frame> {
    const until = Date.now() + TIMEOUT;
    while (Date.now() < until) {
      for (const frame of this.page.frames()) {
        if (frame === this.page.mainFrame()) continue;
        if (
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no webview has ${selector}`);
  }

  async see(text: string | RegExp, inside = '.monaco-workbench'): Promise<void> {
    await this.page
      .locator(inside)
      .filter({ hasText: typeof text === 'string' ? pattern(text) : text })
      .first()
      .waitFor();
  }

  async screenshot(name: string): Promise<void> {
    if (this.#screenshots === undefined) return;
    await this.page.screenshot({ path: join(this.#screenshots, `vscode-${name}.png`) });
  }
}

function pattern(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s`));
}
