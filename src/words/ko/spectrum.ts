// 학습률 스펙트럼 (src/app/spectrum).
export default {
  'Spectrum: {quantity}': '스펙트럼: {quantity}',
  iterates: '반복값',
  exponent: '지수',
  'last {n} iterates of {name}': '{name}의 마지막 {n}개',
  'final loss': '마지막 손실',
  'Neighbouring learning rates': '이웃한 학습률',

  'fixed point (period 1)': '고정점(주기 1)',
  'period 2': '주기 2',
  'period 4': '주기 4',
  'period 8': '주기 8',
  'period 16, 32, …': '주기 16, 32, …',
  'another period': '다른 주기',
  'period {p}': '주기 {p}',
  'At least {least} last iterates must be kept to tell periods: they are {last}.':
    '주기를 알려면 마지막 반복값을 {least}개 이상 남겨야 합니다. 지금은 {last}개입니다.',
  'Period p: of the last {last} iterates all that are p apart differ by at most {tolerance}·max(1, |iterate|), {precision}; periods up to {most} are told.':
    '주기 p: 마지막 반복값 {last}개에서 p만큼 떨어진 것끼리의 차가 모두 {tolerance}·max(1, |반복값|) 이하입니다({precision}). 주기는 {most}까지 가려냅니다.',

  'what happens': '움직임',
  to: 'η 끝',
  rates: '학습률 수',
  'and {n} shorter intervals': '더 짧은 구간 {n}개',
  ', {n} windows': ', 주기 창 {n}개',
  'critical learning rate of the minimum: {label}': '극솟점의 임계 학습률: {label}',
  '{from} to {to}': '{from}에서 {to}까지',
  '{share} % of {n} learning rates solve it': '학습률 {n}개 중 {share}%가 해결',
  'solved intervals of η: {all}': '해결하는 η의 구간: {all}',
  'none is solved': '해결하는 학습률 없음',
  'moved by one f32 ulp: the same for {same} %, another for {other} %':
    'f32 1ulp를 움직이면 {same}%는 그대로, {other}%는 달라짐',
  ', held where it is by rounding: {share} %': ', 반올림에 붙들린 것 {share}%',
} as const;
