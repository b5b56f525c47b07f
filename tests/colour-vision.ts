// How colours look to the colour-blind, and how far apart they are: for tests of palettes.

/** What each kind of sight makes of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1). */
export const SEEN = {
  'normal sight': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

const linear = (byte: number) => {
  const v = byte / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance of red, green and blue (0 to 255), as WCAG 2 defines it. */
export const luminance = ([r, g, b]: ArrayLike<number> & Iterable<number>) =>
  0.2126 * linear(r!) + 0.7152 * linear(g!) + 0.0722 * linear(b!);

/** Contrast of two luminances, 1 to 21. */
export const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

/** CIE L*a*b* (D65) of an sRGB colour as it is seen. */
function lab(color: readonly number[], seen: readonly number[]) {
  const light = color.map(linear);
  const [r, g, b] = [0, 3, 6].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        light.reduce((sum, v, i) => sum + v * seen[row + i]!, 0),
      ),
    ),
  ) as [number, number, number];
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The least distance (CIE76) between any two of some colours, as they are seen. */
export function leastApart(colors: readonly (readonly number[])[], seen: readonly number[]) {
  const all = colors.map((color) => lab(color, seen));
  const distances = all.flatMap((a, i) =>
    all.slice(0, i).map((b) => Math.hypot(...a.map((v, c) => v - b[c]!))),
  );
  return Math.min(...distances);
}
