// The scaling chart: two panels, log-log, drawn from measured points.

/** @typedef {{runs: number, steps: number, ms: number, peakBytes: number}} Point */

const PANEL = { width: 360, height: 260, left: 58, top: 34, gap: 120 };

/** @param {{adapter: string, machine: string, points: Point[]}} report @returns {string} */
export function scalingSvg({ adapter, machine, points }) {
  const byRuns = points.filter(
    ({ steps }, i) =>
      i === points.findIndex((p) => p.runs === points[i]?.runs) && steps === points[0]?.steps,
  );
  const bySteps = points.slice(byRuns.length);
  const width = PANEL.left + 2 * PANEL.width + PANEL.gap + 20;
  const height = PANEL.top + PANEL.height + 64;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="white"/>
${panel(byRuns, 'runs', `Time against runs, ${byRuns[0]?.steps} steps each; dashed: peak GPU memory`, PANEL.left, true)}
${panel(bySteps, 'steps', `Time against steps, ${bySteps[0]?.runs} runs`, PANEL.left + PANEL.width + PANEL.gap, false)}
<text x="${PANEL.left}" y="${height - 8}" fill="#5a6678">Gradient descent basin map on ${adapter}, ${machine}</text>
</svg>
`;
}

/**
 * @param {Point[]} points @param {'runs' | 'steps'} quantity @param {string} title
 * @param {number} left @param {boolean} memory
 */
function panel(points, quantity, title, left, memory) {
  const { width, height, top } = PANEL;
  const xs = points.map((p) => Math.log2(p[quantity]));
  const times = points.map(({ ms }) => Math.log10(ms));
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const [y0, y1] = [Math.floor(Math.min(...times)), Math.ceil(Math.max(...times))];
  const x = (/** @type {number} */ v) => left + ((v - x0) / (x1 - x0)) * width;
  const y = (/** @type {number} */ v, from = y0, to = y1) =>
    top + height - ((v - from) / (to - from)) * height;
  const path = (/** @type {[number, number][]} */ at) =>
    `M${at.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join('L')}`;
  const lines = [
    `<text x="${left}" y="${top - 14}" font-weight="600">${title}</text>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#dde2ea"/>`,
  ];
  for (let tick = y0; tick <= y1; tick++) {
    lines.push(
      `<path d="M${left} ${y(tick)}h${width}" stroke="#eef1f5"/>`,
      `<text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick < 3 ? `${10 ** tick} ms` : `${10 ** (tick - 3)} s`}</text>`,
    );
  }
  for (let tick = Math.ceil(x0 / 2) * 2; tick <= x1; tick += 2) {
    lines.push(
      `<text x="${x(tick)}" y="${top + height + 16}" text-anchor="middle">2<tspan dy="-4" font-size="8">${tick}</tspan></text>`,
    );
  }
  lines.push(
    `<text x="${left + width / 2}" y="${top + height + 34}" text-anchor="middle">${quantity}</text>`,
    `<path d="${path(xs.map((v, i) => [x(v), y(times[i] ?? 0)]))}" fill="none" stroke="#3b528b" stroke-width="2"/>`,
    ...xs.map(
      (v, i) =>
        `<circle cx="${x(v).toFixed(1)}" cy="${y(times[i] ?? 0).toFixed(1)}" r="2.5" fill="#3b528b"/>`,
    ),
  );
  if (memory) {
    const megabytes = points.map(({ peakBytes }) => Math.log10(peakBytes / 2 ** 20));
    lines.push(
      `<path d="${path(xs.map((v, i) => [x(v), y(megabytes[i] ?? 0, -2, 3)]))}" fill="none" stroke="#9a3412" stroke-dasharray="4 3"/>`,
    );
    for (let tick = -2; tick <= 3; tick++) {
      lines.push(
        `<text x="${left + width + 4}" y="${y(tick, -2, 3) + 4}" fill="#9a3412">${10 ** tick} MiB</text>`,
      );
    }
  }
  return lines.join('\n');
}
