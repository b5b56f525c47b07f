// Earlier results below those of now, and what stands in the place of results before there are any.
import { type BenchReport, ENGINE_NAMES, rateText } from '../../bench/report.ts';
import { button, element, svgElement } from '../../views/dom.ts';
import { t, translated } from '../../words/words.ts';
import { compared, earlier, type KeptReport, keepReports, together } from './history.ts';

export const whenOf = (
  { at }: Pick<KeptReport, 'at'>,
  dateStyle: 'short' | 'medium' = 'medium',
): string =>
  new Date(at).toLocaleString(document.documentElement.lang || 'en', {
    dateStyle,
    timeStyle: 'short',
  });

/** What was measured before; `tell` says below the buttons what was done, with the way back. */
export function createHistory(tell: (...what: (string | Node)[]) => void) {
  const table = element('div', {
    className: 'benchmark-table',
    tabIndex: 0,
    role: 'region',
    ariaLabel: t('Earlier results'),
  });
  let results: readonly KeptReport[] = [];
  const show = (now: readonly KeptReport[]) => {
    results = now;
    root.hidden = now.length === 0;
    table.replaceChildren(...(now.length > 0 ? [earlierTable(now)] : []));
  };
  const forget = async () => {
    const forgotten = results;
    show(await keepReports(() => []));
    const undo = async () => {
      show(await keepReports((now) => together(now, forgotten)));
      tell();
    };
    tell(
      `${t('Earlier results are forgotten.')} `,
      button(t('Undo'), () => void undo()),
    );
  };
  const root = element(
    'section',
    { className: 'benchmark-history', hidden: true },
    element('h3', {}, t('Earlier results')),
    element(
      'p',
      { className: 'benchmark-about' },
      t(
        'Kept in this browser, newest first. Factors are of the rate measured before on the same device: between two equal rates they may be a few per cent from 1, on a busy machine more.',
      ),
    ),
    table,
    element(
      'div',
      { className: 'benchmark-actions' },
      button(t('Forget earlier results'), () => void forget()),
    ),
  );
  return {
    element: root,
    /** Shows what is kept; resolves to the newest of it. */
    async open(): Promise<KeptReport | undefined> {
      show(await earlier());
      return results[0];
    },
    /** What was measured before a report, newest first. */
    before(report: BenchReport | null): readonly KeptReport[] {
      const at = results.findIndex((kept) => kept.report === report);
      return results.slice(at + 1);
    },
    async add(result: KeptReport): Promise<void> {
      show(await keepReports((before) => together([result], before)));
    },
  };
}

/** Results side by side at most. */
const SHOWN = 6;

/** A table of results, newest first: rates, and what they are of those measured before on the same device. */
function earlierTable(results: readonly KeptReport[]): HTMLTableElement {
  const shown = results.slice(0, SHOWN);
  const head = (...lines: string[]) =>
    element('th', { scope: 'col' }, ...lines.map((line) => element('div', {}, line)));
  const heads = shown.map(({ at, report }) =>
    head(
      whenOf({ at }, 'short'),
      report.version,
      report.adapter ? translated(report.adapter) : t('no GPU then'),
      ...(report.quick ? [t('quick')] : []),
    ),
  );
  const lines = compared(shown).map(({ row, rates }) =>
    element(
      'tr',
      {},
      element('td', {}, translated(row.title)),
      element('td', {}, translated(ENGINE_NAMES[row.engine])),
      ...rates.map((one) => element('td', {}, one ? cell(one, row.unit) : '–')),
    ),
  );
  return element(
    'table',
    { className: 'benchmark-earlier' },
    element(
      'thead',
      {},
      element('tr', {}, head(translated('Job')), head(translated('Engine')), ...heads),
    ),
    element('tbody', {}, ...lines),
  );
}

function cell(
  { rate, ratio }: { rate: number; ratio: number | null },
  unit: Parameters<typeof rateText>[1],
): string {
  const text = translated(rateText(rate, unit));
  return ratio === null ? text : `${text} · ${ratio.toPrecision(3)}×`;
}

/** A sketch of what a result looks like, without figures: none are known yet. */
export function sketch(): SVGSVGElement {
  const svg = svgElement('svg', {
    ...{ viewBox: '0 0 320 132', 'aria-hidden': 'true', class: 'benchmark-sketch' },
  });
  const bar = (y: number, width: number, className: string) =>
    svg.append(svgElement('rect', { x: 8, y, width, height: 10, rx: 3, class: className }));
  for (const [job, widths] of [
    [300, 86, 46],
    [228, 70, 38],
    [262, 78, 42],
  ].entries()) {
    for (const [engine, width] of widths.entries()) {
      bar(6 + 42 * job + 12 * engine, width, engine === 0 ? 'gpu' : 'cpu');
    }
  }
  return svg;
}
