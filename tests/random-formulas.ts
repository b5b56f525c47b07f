// Random formulas for property tests, as text; some are spoilt.
import { seededRandom } from '../src/math/rng.ts';

const UNARY = ['exp', 'log', 'sqrt', 'sin', 'cos', 'tan', 'tanh', 'sigmoid', 'abs'];
const CHARACTERS = '()+-*/^,.xyab e1²"[?';

export function formulaGenerator(seed: number) {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const number = () => one(['0', '1', '2', '3', '0.5', '1e-3', '12.25', '1e4', 'pi', 'e']);
  const leaf = () => (random() < 0.7 ? one(['x', 'y', 'x', 'y', 'a', 'b']) : number());
  const part = (depth: number): string => {
    if (depth === 0 || random() < 0.15) return leaf();
    const inner = () => part(depth - 1);
    const kind = random();
    if (kind < 0.5) return `(${inner()} ${one(['+', '-', '*', '/', '+', '-', '*'])} ${inner()})`;
    if (kind < 0.62) return `(${inner()})^${one(['2', '3', '-1', '0.5', '2.5', '4', '-2'])}`;
    if (kind < 0.66) return `pow(${inner()}, ${inner()})`;
    if (kind < 0.74) return `${one(['min', 'max'])}(${inner()}, ${inner()})`;
    if (kind < 0.8) return `-${inner()}`;
    return `${one(UNARY)}(${inner()})`;
  };
  const spoilt = (text: string) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + one([...CHARACTERS]) + text.slice(at + Math.floor(2 * random()));
  };
  return {
    between: (min: number, max: number) => min + (max - min) * random(),
    formula(): string {
      const text = part(2 + Math.floor(4 * random()));
      return random() < 0.1 ? spoilt(text) : text;
    },
  };
}
