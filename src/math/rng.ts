/**
 * A seeded source of uniform numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain).
 * 32 bits of state are plenty for placing starts; it is not for cryptography or long Monte Carlo.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What random numbers are drawn for. Two of them with the same seed must not get the same numbers. */
const STREAMS = { data: 0, weights: 0x9e3779b9, split: 0x85ebca6b, plane: 0xc2b2ae35 } as const;

/** seededRandom, of its own for each of STREAMS. */
export const seededStream = (seed: number, of: keyof typeof STREAMS) =>
  seededRandom(seed ^ STREAMS[of]);

/**
 * A seeded source of 32-bit words: MT19937 (Matsumoto and Nishimura 1998), which is what PyTorch draws from on the
 * CPU.
 */
export function mersenneTwister(seed: number): () => number {
  const [n, m] = [624, 397];
  const state = new Uint32Array(n);
  state[0] = seed >>> 0;
  for (let i = 1; i < n; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30);
    state[i] = Math.imul(1812433253, before) + i;
  }
  let at = n;
  const refill = () => {
    for (let i = 0; i < n; i++) {
      const joined = (state[i]! & 0x80000000) | (state[(i + 1) % n]! & 0x7fffffff);
      state[i] = state[(i + m) % n]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    at = 0;
  };
  return () => {
    if (at === n) refill();
    let word = state[at++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
}
