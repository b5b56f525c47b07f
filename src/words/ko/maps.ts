// 모든 화소가 학습인 지도 (src/app/maps).
export default {
  'Map to compare': '비교할 지도',
  'Where the two maps meet': '두 지도의 경계',
  '{plot}: arrow keys pan, plus and minus zoom, 0 resets, C shows a cursor that the arrow keys move, Enter keeps the run there, Escape lets it go':
    '{plot}: 화살표 키로 옮기고, 더하기와 빼기로 확대하거나 축소하고, 0으로 되돌립니다. C로 화살표 키를 따르는 커서를 켜고, Enter로 그곳의 학습을 고정하고, Escape로 놓습니다',
  'its pixel of the map: not computed yet': '지도의 이 화소: 아직 계산하지 않음',
  'Sensitive to precision: in the map, rounded otherwise on the way, it came to: {what}':
    '정밀도에 민감함: 중간에 다르게 반올림한 지도에서는 다음에 이르렀습니다: {what}',
  'Let go': '놓기',
  'No longer keep this run (Esc)': '이 학습을 더는 고정하지 않습니다 (Esc)',
  '{optimizer}; {x} from {x0} to {x1}, {y} from {y0} to {y1}; of the runs: {shares}':
    '{optimizer}; {x} {x0}부터 {x1}까지, {y} {y0}부터 {y1}까지; 학습 가운데: {shares}',
  '{optimizer}; learning rate η from {from} to {to}; of the runs: {shares}':
    '{optimizer}; 학습률 η {from}부터 {to}까지; 학습 가운데: {shares}',
  'usual learning rates, up to 1': '흔히 쓰는 학습률, 1까지',

  'The run has taken the place of the landscape’s settings and starts.':
    '이 학습이 지형의 설정과 출발점을 대신했습니다.',
  'Stop computing': '계산을 멈춥니다',
  '{runs} runs, {steps} steps': '학습 {runs}, 걸음 {steps}',
  ', {time} left': ', 남은 시간 {time}',
  'Neighbouring pixels': '이웃한 화소',
  '{what} are one and the same number here, in f64 too: the zoom ends.':
    '여기서는 {what}이(가) f64에서도 서로 같은 수입니다. 더 확대할 수 없습니다.',
  '{what} are one and the same number in f32 here.':
    '여기서는 {what}이(가) f32에서 서로 같은 수입니다.',
  'Beyond f32: computed in f64 on the CPU.': 'f32의 한계를 넘어 CPU에서 f64로 계산했습니다.',
  'Computed in f64 on the CPU, though f32 tells all apart here.':
    'CPU에서 f64로 계산했지만, 여기서는 f32로도 모두 구별할 수 있습니다.',
  'Back to the engine before': '원래 엔진으로',

  runs: '학습 수',
  none: '없음',
  '{n} of {all} runs': '학습 {all}회 중 {n}회',
  'median steps to threshold {n}': '해결까지의 걸음 수 중앙값 {n}',
  'Same starts, both: {both} solved by both, {onlyA} by {a} only, {onlyB} by {b} only, {neither} by neither':
    '같은 출발점: 둘 다 해결 {both}, {a}만 해결 {onlyA}, {b}만 해결 {onlyB}, 둘 다 해결 못 함 {neither}',
  'f32 against f64: {what} for {same} of {of} sampled pixels ({share} %)':
    'f32와 f64의 비교: 표본 화소 {of}개 중 {same}개에서 {what} ({share}%)',
  'f32 against f64: {what} for {same} of {of} sampled learning rates ({share} %)':
    'f32와 f64의 비교: 표본 학습률 {of}개 중 {same}개에서 {what} ({share}%)',

  'Point at a pixel for its run; click to keep it.':
    '화소를 가리키면 그 학습이 나타납니다. 누르면 고정됩니다.',
  'Open this run in the landscape': '이 학습을 지형에서 열기',
  '{outcome}, loss {loss}, {further}': '{outcome}, 손실 {loss}, {further}',
  'never at the threshold': '해결 손실에 도달하지 못함',
  'at the threshold after 1 step': '1걸음 만에 해결 손실에 도달',
  'at the threshold after {n} steps': '{n}걸음 만에 해결 손실에 도달',
  '{optimizer}, {settings}, from {start}': '{optimizer}, {settings}, 출발점 {start}',
  'η falling in steps': 'η 계단식 감소',
  'η falling exponentially': 'η 지수식 감소',
  'η falling along a cosine': 'η 코사인 감소',
  'warm-up of {n} steps': '웜업 {n}걸음',
  'gradient noise {deviation}': '기울기 잡음 {deviation}',

  'border dimension {dimension} (boxes of {from} to {to} pixels)':
    '경계의 차원 {dimension} (상자 {from}~{to}화소)',
  '{dimension} by pairs of pixels {from} to {to} apart':
    '{from}~{to}화소 떨어진 쌍으로는 {dimension}',
  'Border, size by size': '크기별로 본 경계',
  pixels: '화소',
  'boxes met': '만난 상자',
  slope: '기울기',
  'pairs differ': '다른 쌍',
  'Slopes are local, from a row to the next; where they go on changing, no one number is the dimension, and ± only says how straight the line is. A box of few pixels misses part of a border that is finer than pixels, so box counting rises with the resolution; a pair is two pixels at any distance.':
    '기울기는 한 줄에서 다음 줄까지의 국소 기울기입니다. 기울기가 계속 바뀌면 어느 한 수도 차원이라고 할 수 없으며, ±는 직선에 얼마나 가까운지를 말할 뿐입니다. 화소가 적은 상자는 화소보다 가는 경계의 일부를 놓치므로 상자 세기의 값은 해상도와 함께 커집니다. 쌍은 거리와 상관없이 두 화소입니다.',
  'this frame': '이 화면',
  '{n} frames of this zoom': '이 확대의 화면 {n}개',
  'edge dimension as published (2 × 2 sign changes, median slope of {of}) {dimension}, its middle half {low} to {high}':
    '논문 방식의 경계 차원(2 × 2 부호 변화, {of}에서 얻은 기울기의 중앙값) {dimension}, 가운데 절반 {low}~{high}',

  'An axis of the map is not trained, so every pixel has minima of its own: the colours tell the outcome.':
    '지도의 축 하나가 학습되지 않아 화소마다 극솟점이 다릅니다. 색은 결과를 나타냅니다.',
  'Minima are told apart for up to {most} trained parameters, not {count}: the colours tell the outcome.':
    '극솟점은 학습하는 매개변수가 {most}개까지일 때 구별합니다. 지금은 {count}개이므로 색은 결과를 나타냅니다.',
  'came to no minimum': '극솟점에 도달하지 못함',
  'came to the minimum {name}': '도달한 극솟점 {name}',
  'curve by {at}': '{at} 근처의 곡선',
  'Gradient descent leaves it at greater learning rates':
    '학습률이 이보다 크면 경사 하강법이 이곳을 벗어납니다',
  'and {n} more': '그 밖에 {n}개',
  'solved, that is within {reach} of the minimum: {n} of {all} runs ({share} %)':
    '해결(극솟점에서 {reach} 안): 학습 {all}회 중 {n}회 ({share}%)',
  'solved, that is within {reach} of a minimum: {n} of {all} runs ({share} %)':
    '해결(어느 극솟점에서든 {reach} 안): 학습 {all}회 중 {n}회 ({share}%)',
  'The same minimum from the same start: {share} %': '같은 출발점에서 같은 극솟점: {share}%',

  quickly: '빨리',
  hardly: '겨우',
  trains: '학습됨',
  'at once': '바로',
  late: '늦게',
  'does not': '학습 안 됨',
  'trains, Σv = {value}': '학습됨, Σv = {value}',
  'does not train, Σ1/v = {value}': '학습 안 됨, Σ1/v = {value}',
  'trainability unknown': '학습 가능성 알 수 없음',

  'one f32 ulp away': 'f32 1ulp 이동',
  'With start, learning rates and fixed parameters one f32 ulp away it comes to the same':
    '출발점, 학습률, 고정한 매개변수를 f32 1ulp만큼 움직여도 같은 결과에 이릅니다',
  'An ulp away it comes to another outcome, loss or place':
    '1ulp만 움직여도 결과나 손실, 이르는 곳이 달라집니다',
  'At rest where the optimizer’s step is unstable: rounding keeps it there, exact numbers would let it leave':
    '최적화 방법의 걸음이 불안정한 곳에 멈춰 있습니다. 반올림 때문에 머물 뿐이며, 정확한 수로는 벗어납니다',
} as const;
