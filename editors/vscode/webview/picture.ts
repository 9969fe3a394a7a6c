// The page with a picture: shows it in the colours of the editor, marks the steps at the cursor, says which one is clicked.

import type { PageMessage, PictureMessage } from '../src/picture-messages.ts';

declare function acquireVsCodeApi(): { postMessage(message: PageMessage): void };

const editor = acquireVsCodeApi();
const picture = element('picture');
const summary = element('summary');

/** Only the extension sends messages to this page. */
window.addEventListener('message', ({ data }: MessageEvent<PictureMessage>) => receive(data));
picture.addEventListener('click', ({ target }) => openStep(target));
picture.addEventListener('keydown', ({ key, target }) => {
  if (key === 'Enter') openStep(target);
});
picture.addEventListener('wheel', zoomByWheel, { passive: false });
editor.postMessage({ kind: 'ready' });

function receive(message: PictureMessage): void {
  switch (message.kind) {
    case 'show':
      summary.textContent = message.summary;
      picture.replaceChildren(...pictureOf(message.svg));
      setZoom(zoom ?? fittingZoom());
      break;
    case 'fail':
      summary.textContent = message.reason;
      picture.replaceChildren();
      break;
    case 'select':
      select(new Set(message.steps));
      break;
    default:
      message satisfies never;
  }
}

/** Its style goes into a sheet of its own, since the page allows no style inside the text. */
function pictureOf(svg: string): readonly Node[] {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const styles = [...documentElement.querySelectorAll('style')];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles.map(({ textContent }) => textContent).join('\n'));
  document.adoptedStyleSheets = [sheet];
  for (const style of styles) style.remove();
  for (const step of documentElement.querySelectorAll('[data-step]')) step.setAttribute('tabindex', '0');
  return [document.importNode(documentElement, true)];
}

/** Undefined until the first picture has chosen one. */
let zoom: number | undefined;

/** All of the width is shown where it can still be read then. */
function fittingZoom(): number {
  const svg = picture.querySelector('svg');
  const width = svg?.viewBox.baseVal.width ?? 1;
  const least = svg?.classList.contains('plan') === true ? 0.75 : 0.5;
  return Math.min(1, Math.max(least, picture.clientWidth / width));
}

function setZoom(factor: number): void {
  zoom = Math.min(3, Math.max(0.2, factor));
  const svg = picture.querySelector('svg');
  if (svg === null) return;
  svg.setAttribute('width', String(svg.viewBox.baseVal.width * zoom));
  svg.setAttribute('height', String(svg.viewBox.baseVal.height * zoom));
}

function zoomByWheel(event: WheelEvent): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  setZoom((zoom ?? 1) * Math.exp(-event.deltaY / 300));
}

function select(steps: ReadonlySet<string>): void {
  let isFirst = true;
  for (const node of picture.querySelectorAll('[data-step]')) {
    const isSelected = steps.has(node.getAttribute('data-step') ?? '');
    node.classList.toggle('selected', isSelected);
    if (!isSelected || !isFirst) continue;
    node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    isFirst = false;
  }
}

function openStep(target: EventTarget | null): void {
  const step = target instanceof Element ? target.closest('[data-step]')?.getAttribute('data-step') : undefined;
  if (typeof step === 'string') editor.postMessage({ kind: 'open', step });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
