// 받침에 따라 조사를 고른다: “{name}을(를)”은 이름이 무엇이냐에 따라 “을”이나 “를”이 된다.

/** 받침이 있을 때와 없을 때의 조사. */
const PARTICLES: Readonly<Record<string, readonly [after: string, otherwise: string]>> = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '과(와)': ['과', '와'],
  '(으)로': ['으로', '로'],
  '(이)': ['이', ''],
};

const HANGUL = 0xac00;
/** 종성의 수. ㄹ은 여덟째다. */
const FINALS = 28;
const RIEUL = 8;

/** 숫자와 라틴 문자를 읽을 때의 종성: 0 없음, 8 ㄹ, 나머지는 그 밖의 받침. */
const READ: Readonly<Record<string, number>> = {
  ...{ 0: 21, 1: RIEUL, 2: 0, 3: 16, 4: 0, 5: 0, 6: 1, 7: RIEUL, 8: RIEUL, 9: 0 },
  ...{ a: 0, b: 17, c: 1, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, j: 0, k: 1, l: RIEUL, m: 16 },
  ...{ n: 4, o: 0, p: 17, q: 0, r: RIEUL, s: 0, t: 19, u: 0, v: 0, w: 0, x: 0, y: 0, z: 0 },
  ...{ '%': 0, λ: 0, η: 0, μ: 0, θ: 0, β: 0, α: 0, ε: 4, σ: 0 },
};

/** 낱말의 마지막 소리의 종성. 읽는 법을 모르면 null. */
function finalOf(text: string): number | null {
  const last = [...text.replace(/[\s"”’')\]]+$/, '')].at(-1)?.toLowerCase();
  if (last === undefined) return null;
  if (/[가-힣]/.test(last)) return (last.charCodeAt(0) - HANGUL) % FINALS;
  return READ[last] ?? null;
}

/** 두 가지로 적은 조사를 앞말에 맞는 하나로 바꾼다. 읽는 법을 모르는 말 뒤에서는 그대로 둔다. */
export function withParticles(text: string): string {
  return text.replace(
    /(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\)(?=[다며고]))/g,
    (both, _, at) => {
      const final = finalOf(text.slice(0, at));
      if (final === null) return both;
      const [after, otherwise] = PARTICLES[both]!;
      const closed = both === '(으)로' ? final !== 0 && final !== RIEUL : final !== 0;
      return closed ? after : otherwise;
    },
  );
}
