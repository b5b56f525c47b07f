// The picture beside the text as it is, for the printed sheet: a canvas of WebGL is empty once it is on the screen.
import { element } from '../../views/dom.ts';
import { DRAWN } from '../jobs/drawn.ts';
import type { LandscapeView } from '../landscape/view.ts';

export interface Snapshot {
  /** Copies of what stands beside with its axes, and of the curves below it; none before there was a picture. */
  pictures(): { map: HTMLElement | null; curves: HTMLElement | null };
  /** Resolves when the copy is of the picture of now. */
  taken(): Promise<void>;
  /** Whether it is kept up to date. */
  watch(on: boolean): void;
}

/** After the last drawing; copying each would hold up what moves. */
const REST_MS = 400;

export function createSnapshot(area: HTMLElement, { explorer }: LandscapeView): Snapshot {
  let watching = false;
  let taking: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let copy: HTMLCanvasElement | null = null;
  const source = () => area.querySelector('canvas');

  const take = () =>
    new Promise<void>((resolve) => {
      clearTimeout(timer);
      taking = resolve;
      // The same again: what was drawn before can no longer be read.
      explorer.highlight(explorer.highlighted);
    });
  /** Of the maps and strips that stand in its place, by their roots. Nothing plays there: each drawing is copied. */
  const copies = new Map<Element, HTMLCanvasElement | null>();
  const stage = area.closest('main')!;
  stage.addEventListener(DRAWN, ({ target }) => {
    if (!watching || !(target instanceof Element)) return;
    copies.set(target, copyOf(target.querySelector('canvas')));
  });
  const instead = () => {
    const plots = [...stage.querySelectorAll('.map-plot')];
    const plot = plots.find((each) => each.getClientRects().length > 0);
    const own = plot && copies.get(plot);
    return own ? mapOf(plot.querySelector<HTMLElement>('.plot-area')!, own) : null;
  };
  explorer.onDraw.subscribe(() => {
    if (taking) {
      copy = copyOf(source());
      taking();
      taking = null;
    } else if (watching) {
      clearTimeout(timer);
      timer = setTimeout(take, REST_MS);
    }
  });
  return {
    pictures() {
      if (area.clientWidth === 0) return { map: instead(), curves: null };
      const chart = document.querySelector<HTMLCanvasElement>('#chart canvas');
      const curves = copyOf(chart);
      // Paper is light: what was drawn light on dark is turned round, and keeps its hues.
      const isDark = document.documentElement.dataset.theme === 'dark';
      if (curves && isDark) curves.style.filter = 'invert(1) hue-rotate(180deg)';
      return { map: copy && mapOf(area, copy), curves };
    },
    async taken() {
      if (area.clientWidth === 0) return;
      await explorer.settled();
      await take();
    },
    watch(on) {
      if (on && !watching) timer = setTimeout(take, REST_MS);
      if (!on) clearTimeout(timer);
      watching = on;
    },
  };
}

function copyOf(canvas: HTMLCanvasElement | null): HTMLCanvasElement | null {
  if (!canvas || canvas.width === 0 || canvas.height === 0) return null;
  const { width, height } = canvas;
  const copy = element('canvas', { width, height });
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}

/** The copy in its axes, which are laid over it in one coordinate system. */
function mapOf(area: HTMLElement, copy: HTMLCanvasElement): HTMLElement {
  const axes = area.querySelector('svg')!.cloneNode(true) as SVGSVGElement;
  axes.removeAttribute('id');
  const place = area.querySelector('canvas')!;
  const { clientWidth: width, clientHeight: height } = area;
  axes.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const percent = (part: number, of: number) => `${(100 * part) / of}%`;
  Object.assign(copy.style, {
    left: percent(place.offsetLeft, width),
    top: percent(place.offsetTop, height),
    width: percent(place.clientWidth, width),
    height: percent(place.clientHeight, height),
  });
  const map = element('div', { className: 'paper-map' }, copy, axes as unknown as HTMLElement);
  map.style.aspectRatio = `${width} / ${height}`;
  return map;
}
