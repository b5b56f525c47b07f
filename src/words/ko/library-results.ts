// 라이브러리가 결과에 붙이는 이름: 반복값의 움직임, 점의 종류 (translated).
export default {
  'fixed point': '고정점',
  chaotic: '혼돈',
  'still moving': '움직이는 중',

  trusted: '믿을 수 있음',
  sensitive: '민감함',
  held: '붙들림',

  minimum: '극솟점',
  maximum: '극댓점',
  saddle: '안장점',
  degenerate: '퇴화점',
} as const;
