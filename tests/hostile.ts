// Hostile links and specs: written by hand, and at random from a seed.
import { leavesOf } from '../src/app/state/link-parts.ts';
import { DEFAULT_STATE } from '../src/app/state/state.ts';
import { seededRandom } from '../src/math/rng.ts';
import old from './fixtures/links.json' with { type: 'json' };

const deepText = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Texts that stand where a link has a value. */
const TEXTS = [
  ...['', 'NaN', 'Infinity', '-Infinity', '1e999', '-1e308', '5e-324', '-0', '1e-320..2e-320'],
  ...[
    '10..10.000000000000002',
    '0..5e-324',
    '1e308..1.7e308',
    '5..5',
    '5..-5',
    '1..2..3',
    ',,,',
    ';;;',
  ],
  ...[
    'null',
    'undefined',
    'true',
    '[object Object]',
    '__proto__',
    'constructor',
    '%',
    '%E0%A4',
    '%00',
  ],
  ...['\ud800', '😀'.repeat(50), 'x'.repeat(20_000), '0.'.padEnd(5000, '1'), '9'.repeat(400)],
  ...[
    '{"f32":"!!"}',
    '{"f32":"AAAA"}',
    '{"vector":[1e308,1e308]}',
    '{"random":-1}',
    '[[[[[[[[[[[[[[1]]]]]]]]]]]]]]',
  ],
  ...['{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}'],
  ...[
    '1,2;3',
    '1e7,1e7',
    '0,0;'.repeat(3000),
    '4294967296',
    '-1',
    '1.5',
    '0x10',
    '1_000',
    '１',
    'xor9',
  ],
  ...[
    '{"layers":[2,1e9,1]}',
    '{"layers":[2,-1,1]}',
    '{"layers":[]}',
    '{"layers":[2,3,1],"seed":1e99}',
  ],
  ...[
    'sin(x',
    'x^x^x^x^x^x',
    '('.repeat(3000),
    '1/0',
    'x'.repeat(9999),
    '<script>',
    "'; DROP TABLE",
  ],
];

/** Values that stand where a caller's spec or patch has one. */
const VALUES: readonly unknown[] = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, -1e308, 5e-324, -0, 2 ** 53, 1e38, 0.5, -1, 2 ** 32],
  ...[null, undefined, true, '', '1', 'x'.repeat(10_000), '__proto__', 1n, [1n], Symbol.iterator],
  ...[
    [],
    {},
    [[]],
    [Number.NaN],
    [1, 1],
    [2, 1],
    [5e-324, 1e-323],
    [10, 10.000000000000002],
    [-1e308, 1e308],
  ],
  ...[
    JSON.parse(deepText(5000)),
    { a: { a: { a: {} } } },
    cyclic(),
    Array(1e5).fill(0),
    new Date(0),
    new Map(),
  ],
  ...[new Float32Array(3), new BigInt64Array(2), new DataView(new ArrayBuffer(8)), () => 1, /x/],
];

function cyclic(): object {
  const own: Record<string, unknown> = { list: [] };
  own.own = own;
  (own.list as unknown[]).push(own, own);
  return own;
}

/** Parts that are as they should be. */
const GOOD =
  'x=-3..8.5 y=0.25..1e7 lr=30 steps=7 view=basins view=sweep view=spectrum opt=adam start=1,2 start=0,0;1,-2 isolines=off problem=rosenbrock problem=himmelblau problem=xor9 problem=logistic formula=a*x^2+y problem=formula rates=1e-5..0.002 count=512 view.theme=dark starts.pattern=grid adam.lr=0.1'.split(
    ' ',
  );

const NAMES = leavesOf(DEFAULT_STATE).map(({ path }) => path.join('.'));
const SHORT =
  'x y lr opt view steps start problem formula data network trained count rates range scale'.split(
    ' ',
  );

/** 200 hostile links: every text at some place, then places that are of no one. */
export const LINKS: readonly string[] = [
  ...['#', '#=', '#&', '#==&&', '#{', '#{}', '#[]', '#null', '#"x"', '#{"steps":', '#%7B%7D'],
  ...[`#{"a":${deepText(5000)}}`, `#start=${deepText(5000)}`, `#${'a.'.repeat(5000)}=1`],
  ...[`#${'x'.repeat(200_000)}=1`, `#steps=${'9'.repeat(200_000)}`, `#${'a=1&'.repeat(20_000)}`],
  ...[`#${Array.from({ length: 2000 }, (_, i) => `k${i}=1`).join('&')}`],
  ...[`#${Array.from({ length: 2000 }, (_, i) => `parameters.w${i}=1`).join('&')}&problem=xor9`],
  `#${'x'.repeat(2 ** 21)}`,
  ...TEXTS.map((text, i) => `#${SHORT[i % SHORT.length]}=${encode(text)}`),
  ...TEXTS.map((text, i) => `#${NAMES[(7 * i) % NAMES.length]}=${encode(text)}&steps=9`),
  ...TEXTS.map((text) => `#${JSON.stringify({ window: { x: text }, problem: text, steps: text })}`),
  ...TEXTS.map((text) => `#problem=formula&formula=${encode(text)}&x=${encode(text)}`),
].slice(0, 200);

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

type Json = Record<string, unknown>;

/** Draws hostile things; the same for the same seed. */
export function hostile(seed: number) {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = (most: number) => Math.floor(random() * most);
  const number = () => one([random(), 10 ** (40 * random() - 20), -some(100), some(1e9), 5e-324]);
  const text = () => (random() < 0.5 ? encode(one(TEXTS)) : String(number()));
  const range = () => `${number()}..${number()}`;
  const spoilt = (link: string) => {
    const [at, long] = [1 + some(link.length), some(4)];
    return (
      link.slice(0, at) +
      one(['', '&', '=', '%', '9', '-', 'e', '{', ',', ';']) +
      link.slice(at + long)
    );
  };

  /** A value with one of its parts, at any depth, replaced, removed or added. */
  function changed(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || random() < 0.15) return one(VALUES);
    if (Array.isArray(value)) {
      const list = [...value];
      list[some(list.length + 1)] = changed(list[0]);
      return list;
    }
    const object = { ...(value as Json) };
    const key = one([...Object.keys(object), 'unknown']);
    if (random() < 0.1) delete object[key];
    else object[key] = changed(object[key]);
    return object;
  }

  return {
    changed,
    link(): string {
      const kind = random();
      if (kind < 0.25) return spoilt(spoilt(one(old).link));
      if (kind < 0.35) return `#${JSON.stringify(jsonOnly(changed(DEFAULT_STATE)))}`;
      const badness = one([0, 0.2, 0.8]);
      const parts = Array.from({ length: 1 + some(8) }, () => {
        if (random() >= badness) return one(GOOD);
        const name = one(random() < 0.6 ? SHORT : NAMES);
        return `${name}=${random() < 0.3 ? range() : text()}`;
      });
      const link = `#${parts.join('&')}`;
      return random() < 0.2 ? spoilt(link) : link;
    },
  };
}

/** What JSON has words for. */
function jsonOnly(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (depth > 20) return 'deep';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => jsonOnly(item, depth + 1));
  const entries = Object.entries(value).map(([key, item]) => [key, jsonOnly(item, depth + 1)]);
  return Object.fromEntries(entries);
}
