// What a drag has the browser paint: where there is no GPU, the map's next picture waits for it.
import type { CDPSession, Page } from 'playwright';
import { expect, test } from 'vitest';
import { inAddress, onPage, set, settled, useChromium, withPage } from './page.ts';

useChromium();

const MOVES = 30;
/** In ms: a link waits until a drag rests, and no longer than so (address.ts). */
const [REST, LONGEST] = [400, 2000];

interface Layer {
  layerId: string;
  backendNodeId?: number;
  paintCount: number;
}

/** How often each layer of the page has been painted, by the element that it is of; '' for the page's own. */
async function createLayers(page: Page): Promise<() => Promise<Record<string, number>>> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  let layers: readonly Layer[] = [];
  cdp.on('LayerTree.layerTreeDidChange', (event) => {
    layers = event.layers ?? layers;
  });
  await cdp.send('DOM.enable');
  await cdp.send('DOM.getDocument');
  await cdp.send('LayerTree.enable');
  return async () => {
    const painted: Record<string, number> = {};
    for (const { backendNodeId, paintCount } of layers) {
      let name = '';
      if (backendNodeId) {
        const { node } = await cdp.send('DOM.describeNode', { backendNodeId });
        const { localName, attributes = [] } = node;
        name = [localName, ...attributes].join(' ');
      }
      painted[name] = (painted[name] ?? 0) + paintCount;
    }
    return painted;
  };
}

/** Runs in the page: notes what is written that is there already, when the state moves, and when the link is written. */
const observe = () => {
  const seen = { again: [] as string[], moves: [] as number[], links: [] as number[] };
  Object.assign(window, { seen });
  const textOf = (nodes: NodeList) => Array.from(nodes, (node) => node.textContent).join();
  new MutationObserver((changes) => {
    for (const { target, addedNodes, removedNodes } of changes) {
      const texts = [...addedNodes, ...removedNodes].every((node) => node.nodeType === 3);
      const isSame = texts && textOf(addedNodes) === textOf(removedNodes);
      if (isSame && removedNodes.length > 0) seen.again.push((target as Element).outerHTML);
    }
  }).observe(document, { subtree: true, childList: true });
  addEventListener('pointermove', () => seen.moves.push(performance.now()), true);
  for (const how of ['pushState', 'replaceState'] as const) {
    const write = history[how].bind(history);
    history[how] = (...of) => {
      seen.links.push(performance.now());
      write(...of);
    };
  }
};

test('a weight that is dragged has its own row painted, no text written that is there already, and no link before it rests', () =>
  withPage({ before: observe }, async (page) => {
    const row = page.locator('.lil-controller:has(.lil-name:text-is("b2"))');
    await row.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await row.locator('.lil-slider').boundingBox())!;
    const layers = await createLayers(page);
    const move = (i: number) =>
      page.mouse.move(x + width * (0.5 + 0.45 * Math.sin(i / 5)), y + height / 2);
    await move(0);
    await page.mouse.down();
    for (let i = 1; i <= MOVES / 3; i++) await move(i);
    await settled(page);
    const from = await page.evaluate(() => {
      const { seen } = window as never as { seen: { again: string[] } };
      seen.again.length = 0;
      return performance.now();
    });
    const before = await layers();
    for (let i = 1; i <= MOVES; i++) await move(MOVES / 3 + i);
    const after = await layers();
    const { again, moves, links } = await page.evaluate(
      () =>
        (window as never as { seen: { again: string[]; moves: number[]; links: number[] } }).seen,
    );
    await page.mouse.up();
    await settled(page);
    const painted = (name: RegExp) =>
      Object.entries(after)
        .filter(([of]) => name.test(of))
        .reduce((sum, [of, times]) => sum + times - (before[of] ?? 0), 0);
    // The colour bar's numbers and the runs' ends change a few times a second; the row at every move that is seen.
    expect(painted(/lil-number/)).toBeGreaterThan(3);
    expect(painted(/^$/)).toBeLessThan(painted(/lil-number/));
    expect(again).toEqual([]);
    let last = Math.max(moves[0]!, ...links.filter((time) => time <= from));
    for (const link of links.filter((time) => time > from && time < moves.at(-1)!)) {
      const rested = link - Math.max(...moves.filter((time) => time < link));
      // A timer is late by what the page is at, never early.
      expect(Math.max(rested / REST, (link - last) / LONGEST)).toBeGreaterThan(0.9);
      last = link;
    }
    await inAddress(page);
  }));

/** Runs in the page: notes every colour that a line of a 2-D canvas is drawn in. */
const observeLines = () => {
  const colours = new Set<string>();
  Object.assign(window, { colours });
  const { prototype } = CanvasRenderingContext2D;
  const stroke: (...path: Path2D[]) => void = prototype.stroke;
  prototype.stroke = function (this: CanvasRenderingContext2D, ...path: Path2D[]) {
    colours.add(String(this.strokeStyle));
    stroke.apply(this, path);
  };
};

test('a pan that takes runs out of view draws their curves dim in opaque colours: Chromium would prepare itself for others', () =>
  withPage({ before: observeLines }, async (page) => {
    // The canvas says rgba() of whatever is translucent.
    const colours = () =>
      page.evaluate(() => [...(window as never as { colours: Set<string> }).colours]);
    await set(page, { starts: { points: [[-18, 10]] } });
    await expect.poll(colours).toContain('#c8363c');
    await page.evaluate(() => (window as never as { colours: Set<string> }).colours.clear());
    const [from, to] = [await onPage(page, [0, 5]), await onPage(page, [-19, 5])];
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => page.locator('.chart-note').textContent()).toBe('dim: out of view');
    await settled(page);
    const drawn = await colours();
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn.filter((colour) => !/^#[0-9a-f]{6}$/.test(colour))).toEqual([]);
  }));

test('a pan makes none of the network’s pictures anew, and those of a weight that is dragged are right when it rests', () =>
  withPage(
    {
      viewport: { width: 1280, height: 800 },
      before: () => {
        const drawn = { of: 0 };
        Object.assign(window, { drawn });
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function (...box) {
          if (this.canvas.closest('#network')) drawn.of++;
          clear.apply(this, box);
        };
      },
    },
    async (page) => {
      const drawn = () =>
        page.evaluate(() => (window as unknown as { drawn: { of: number } }).drawn.of);
      await page.locator('.network-open').click();
      await page.locator('.network-table').waitFor();
      const [x, y] = await onPage(page, [-8, 8]);
      await page.mouse.move(x, y);
      await settled(page);
      expect(await page.locator('.network-source').textContent()).toMatch(/^At w21 = −8/);
      await page.mouse.down();
      const before = await drawn();
      expect(before).toBeGreaterThan(0);
      for (let i = 1; i <= 12; i++) await page.mouse.move(x + 6 * i, y + 3 * i);
      await settled(page);
      expect(await drawn()).toBe(before);
      // It may glide on from here.
      await page.mouse.up();
      await settled(page);

      const slider = page.locator('.lil-controller:has(.lil-name:text-is("b2")) .lil-slider');
      await slider.scrollIntoViewIfNeeded();
      const box = (await slider.boundingBox())!;
      const at = (share: number) =>
        page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
      await at(0.5);
      await page.mouse.down();
      for (let i = 1; i <= 12; i++) await at(0.5 + 0.025 * i);
      await page.mouse.up();
      await settled(page);
      expect(await drawn()).toBeGreaterThan(before);
      // As whoever comes now sees it.
      const texts = () => page.locator('#network').innerText();
      const own = [await texts(), await pixels(page)];
      await page.locator('.network-shut').click();
      await page.locator('.network-open').click();
      await settled(page);
      expect([await texts(), await pixels(page)]).toEqual(own);
    },
  ));

/** Of the canvases of the network. */
const pixels = (page: Page) =>
  page
    .locator('#network canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
