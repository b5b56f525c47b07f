// 평면 (src/app/plane).
export default {
  'What the plane is': '평면을 정하는 방법',
  'two parameters': '두 매개변수',
  'random directions': '무작위 방향',
  'principal directions of a run': '학습 경로의 주성분 방향',
  'through points': '점을 지나는 평면',
  'As the problem has it': '문제의 원래 평면',
  'The plane that the problem begins with, through its first values':
    '문제를 열 때의 평면입니다. 매개변수의 처음 값을 지납니다',

  'Now {plane}.': '지금: {plane}.',
  'x is {x}, y is {y}': 'x는 {x}, y는 {y}',
  'a line: x is {x}': '직선, x는 {x}',
  'a vector': '벡터',
  'random direction {seed}': '무작위 방향 {seed}',
  'random direction {seed}, filter-normalised': '무작위 방향 {seed}(필터 정규화)',
  'through {points}': '다음을 지남: {points}',
  'principal directions of {run}: {shares} of its squared way':
    '{run}의 주성분 방향, 제곱 이동량의 {shares}',
  '{n} %': '{n}%',
  'over 99.9 %': '99.9% 초과',
  'under 0.1 %': '0.1% 미만',

  'Parameter on the {axis} axis': '{axis}축의 매개변수',
  'none: a line': '없음(직선)',
  seeds: '시드',
  'Seed of the {axis} direction': '{axis}방향의 시드',
  Others: '다른 방향',
  'Two other random directions': '무작위 방향 둘을 새로 뽑습니다',
  'filter-normalised': '필터 정규화',
  'Each direction is, over the weights into every unit, as long as these weights are (Li et al. 2018): planes of networks whose weights have other scales can be compared.':
    '유닛마다, 그 유닛으로 들어오는 가중치에 해당하는 방향의 길이를 그 가중치의 길이와 같게 합니다 (Li et al. 2018). 그러면 가중치의 크기가 다른 신경망의 평면도 비교할 수 있습니다.',

  'Run whose directions are taken': '방향을 구할 학습',
  'Lay it along this run': '이 학습을 따라 펼치기',
  'There is no run whose directions could be taken.': '방향을 구할 학습이 없습니다.',
  ', run {n}': ', 학습 {n}',

  'first values': '처음 값',
  'start, seed {seed}': '출발점, 시드 {seed}',
  'end of {run}, loss {loss}': '{run}의 끝, 손실 {loss}',
  'pointed at last, {where}': '마지막으로 가리킨 곳, {where}',
  'place, {where}': '점 {where}',
  'kept: {name}': '보관: {name}',
  Keep: '보관',
  'Keep {name}': '{name} 보관',
  'Forget {name}': '{name} 지우기',
  'Remembers this point, when runs and seeds are others':
    '학습이나 시드가 바뀌어도 이 점을 기억합니다',
  'Tick two or three': '둘이나 셋을 고르세요',
  'Tick one or two more': '하나나 둘을 더 고르세요',
  'Line through A and B': 'A, B를 지나는 직선',
  'Plane through A, B and C': 'A, B, C를 지나는 평면',
  '{a} to {b}': '{a}에서 {b}까지',
  'the loss is undefined somewhere on the way': '도중에 손실이 정의되지 않는 곳이 있습니다',
  'no barrier: nowhere on the way is the loss above that of the higher end ({from} and {to})':
    '장벽 없음. 도중의 손실이 양 끝 중 높은 쪽을 넘지 않습니다({from}, {to})',
  'barrier {height}: the loss rises to {highest} at {at} % of the way, from {from} and {to} at the ends':
    '장벽 {height}. 양 끝의 손실은 {from}, {to}이고, {at}% 지점에서 {highest}까지 올라갑니다',

  'Show its principal directions': '주성분 방향으로 보기',
  'Projection: this line shows {share} of {way}': '정사영: {way} 중 이 직선에 보이는 몫은 {share}',
  'Projection: this plane shows {share} of {way}': '정사영: {way} 중 이 평면에 보이는 몫은 {share}',
  ', {share} with its principal directions': ', 주성분 방향으로는 {share}',
  'the run’s way': '학습 경로',
  'the way of {run}': '{run}의 경로',
} as const;
