// The landscape's surface in space as an image, with the axes that stand around it.
import type { PngImage } from '../../fields/formats/png.ts';
import type { Over } from '../jobs/view.ts';

/** What of the page's style sheets an axis is drawn with. */
const LOOKS = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'paint-order'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline'],
];

/** Canvas and axes on the page's ground. */
export async function imageOf({ canvas, axes }: NonNullable<Over['surface']>): Promise<PngImage> {
  const { width, height } = canvas;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, width, height);
  context.drawImage(canvas, 0, 0);
  context.drawImage(await pictureOf(axes, width, height), 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    ...{ width, height, palette: null, texts: [] },
    row: (j) =>
      data.subarray(4 * j * width, 4 * (j + 1) * width).filter((_, k) => k % 4 !== 3) as never,
  };
}

/** An SVG of the page with the looks that the page gives it. */
async function pictureOf(svg: SVGSVGElement, width: number, height: number) {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { clientWidth, clientHeight } = svg;
  const from = svg.querySelectorAll<SVGElement>('*');
  for (const [i, element] of copy.querySelectorAll<SVGElement>('*').entries()) {
    const style = getComputedStyle(from[i]!);
    for (const name of LOOKS) element.style.setProperty(name, style.getPropertyValue(name));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${clientWidth} ${clientHeight}`);
  copy.removeAttribute('style');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}
