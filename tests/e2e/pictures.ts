// What the built page looks like, as pixels of screenshots.
import type { Page } from 'playwright';

/** What Chromium may log about a screenshot of what the GPU drew. */
export const BY_SCREENSHOTS = /GPU stall due to ReadPixels/;

/** A blank page that decodes the pictures. */
let helper: Page | null = null;

export async function closeHelper(): Promise<void> {
  const page = helper;
  helper = null;
  await page?.close();
}

/** A part of the page as RGBA bytes, read from a screenshot: a pixel of CSS each, however many the device has. */
export async function pixelsOf(
  page: Page,
  clip: { x: number; y: number; width: number; height: number },
): Promise<number[]> {
  const png = (await page.screenshot({ clip, scale: 'css' })).toString('base64');
  // Gone with its Chromium, if that has ended.
  if (!helper || helper.isClosed()) helper = await page.context().browser()!.newPage();
  // As text: a list of as many numbers takes a second to come over.
  const rgba = await helper.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, image.width, image.height);
    const url = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(new Blob([rgba]));
    });
    return url.slice(url.indexOf(',') + 1);
  }, png);
  return [...Buffer.from(rgba, 'base64')];
}

/** The mean difference of two pictures, of 255. */
export const apart = (a: number[], b: number[]) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
