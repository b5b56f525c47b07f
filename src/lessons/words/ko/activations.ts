// 4강, 활성화 함수와 그 기울기.
export default {
  'activations.lesson': '활성화 함수와 기울기',
  'activations.identity': '항등 함수',
  'activations.step': '계단 함수',
  'activations.sigmoid': '시그모이드',
  'activations.tanh': 'tanh',
  'activations.relu': 'ReLU',
  'activations.leaky-relu': 'leaky ReLU',
  'activations.network': '가중치 하나, 편향 하나, 활성화 함수 f',

  'activations.slopes.title': '여섯 가지 활성화 함수와 그 기울기',
  'activations.intro':
    '유닛이 가중합 [[unitSum]]으로 하는 일이 활성화 함수 f입니다. 학습에는 함숫값뿐 아니라 기울기도 필요합니다. 지금의 가중합은 {W1.1.1} · {x} + {b1.1}, 곧 [[unitSum]] = {z}입니다.',
  'activations.curves': '여섯 활성화 함수와 그 기울기. 점은 지금의 z에 있습니다.',
  'activations.value': 'f(z)의 값',
  'activations.slope': '기울기 f′(z)',
  'activations.valueHere': '지금 z에서의 값',
  'activations.slopeHere': '지금 z에서의 기울기',
  'activations.move':
    '다른 [[unitSum]]을 골라 보세요. 지도 위의 흰 고리를 끌거나 “가중치 바꾸기”를 엽니다. 점들이 따라 움직입니다.',
  'activations.ask.sigmoid': '[[unitSum]] = {z}에서 시그모이드의 기울기는 얼마입니까?',
  'activations.hint.sigmoid': 'σ′ = σ(1 − σ)이고, 이 [[unitSum]]에서 σ의 값은 {sigmoid.f}입니다.',
  'activations.because.sigmoid': '−[[unitSum]]에서도 같습니다. σ′은 우함수입니다.',
  'activations.ask.tanh': 'tanh의 기울기는 얼마입니까?',
  'activations.hint.tanh': 'tanh′ = 1 − tanh²이고, 이 [[unitSum]]에서 tanh의 값은 {tanh.f}입니다.',
  'activations.table': '지금 z에서의 값과 기울기',
  'activations.name': '활성화 함수',
  'activations.valueAtZ': '함숫값',
  'activations.slopeAtZ': '기울기',
  'activations.chain':
    '기울기는 어디에 쓰일까요? 유닛에게 예제 하나(입력 [[x]] = {x}, 목푯값 [[t]] = {t})를 제곱 오차의 절반으로 가르칩시다. 연쇄 법칙을 쓰면 기울기가 한가운데에 들어갑니다. 지도에 보이는 유닛에서는 다음과 같습니다.',
  'activations.ask.dw': 'w에 대한 손실의 기울기는 얼마입니까?',
  'activations.hint.dw': '세 값을 곱합니다: {o:5} − {t}, 방금 구한 기울기, 그리고 {x}.',
  'activations.because.dw':
    '학습률이 [[eta]] = {eta}일 때 경사 하강법을 한 걸음 실행하면 w = {after.w:5}입니다.',
  'activations.map':
    '지도는 w와 편향에 따른 이 손실입니다. 지도에서는 W1.1.1과 b1.1이라고 씁니다. 골을 향해 내려가고 먼 곳에서는 평평합니다. 시그모이드의 평평한 양 끝입니다. 화살표의 길이는 기울기의 크기입니다.',

  'activations.flat.title': '기울기가 0이면 배우지 못합니다',
  'activations.flat.intro':
    '유닛과 예제는 같지만 활성화 함수가 계단 함수입니다. [[unitSum]] = 0부터 1, 그 전에는 0입니다. 손실은 두 층이고 오른쪽이 더 낮습니다. 지도를 보면 누구나 어디로 가야 할지 압니다.',
  'activations.choose': '유닛의 활성화 함수',
  'activations.ask.step':
    '경사 하강법은 지도를 보지 않습니다. 여기서 고른 활성화 함수를 쓰고 학습률이 [[eta]] = {eta}일 때, w = {W1.1.1}에서 한 걸음 가면 w의 값은 얼마입니까?',
  'activations.hint.step':
    '[[unitSum]] = {z}에서 기울기 f′의 값은 {slope}이고, 이것이 손실의 기울기에 곱해집니다.',
  'activations.because.step':
    '계단 함수에서는 기울기가 모두 0이므로 가중치가 전혀 움직이지 않습니다. (뛰는 곳에는 기울기가 아예 없습니다.) 그래서 신경망의 활성화 함수는 매끄럽습니다.',
  'activations.flat.kinds':
    '이제 다른 함수를 고르고 지도의 경로를 보세요. ReLU는 [[unitSum]]이 0보다 작으면 평평합니다. 그런 유닛은 이 예제에서 죽어 있습니다. leaky ReLU는 0.01의 기울기를 남겨 두어 조금씩 기어 나옵니다. 시그모이드와 tanh는 먼 곳에서만 평평합니다.',
  'activations.flat.sigmoid':
    '하지만 시그모이드에도 대가가 있습니다. 가장 가파른 곳에서도 그리 가파르지 않습니다.',
  'activations.ask.most': '시그모이드의 기울기는 가장 클 때 얼마입니까?',
  'activations.hint.most': '[[unitSum]] = 0에서 가장 가파릅니다. σ(0)과 1 − σ(0)은 얼마입니까?',
  'activations.because.most':
    'tanh의 기울기는 {tanhMost}까지 커지고, ReLU는 켜져 있으면 언제나 1입니다.',
  'activations.ask.through':
    '기울기가 시그모이드 {layers}개를 거꾸로 지나면서 매번 그 기울기가 곱해집니다. 모두 곱한 값은 가장 클 때 얼마입니까?',
  'activations.hint.through': '하나마다 한 번씩 곱합니다. 각각은 커야 방금 구한 값입니다.',
  'activations.because.through':
    '이것이 가장 좋은 경우입니다. 그래서 시그모이드로 된 깊은 신경망은 입력 쪽이 느리게 배웁니다. 이것이 기울기 소실입니다.',
  'activations.flat.end':
    '깊은 신경망에서 ReLU와 그 친척을 쓰는 까닭이 여기에 있습니다. 켜져 있는 유닛에서는 곱하는 값이 1입니다.',

  'activations.slip.value': '그곳의 함숫값입니다. 기울기가 아닙니다.',
  'activations.slip.oneFactor': '1 − σ의 값입니다. 여기에 σ를 곱하세요.',
  'activations.slip.ofZ': '[[unitSum]]이 아니라 출력 σ로 σ(1 − σ)를 계산합니다.',
  'activations.slip.most': '가장 가파른 0에서의 기울기입니다. 여기서는 더 작습니다.',
  'activations.slip.square': 'σ²입니다. σ − σ²을 계산하세요.',
  'activations.slip.noSquare': '먼저 tanh를 제곱하세요: 1 − tanh².',
  'activations.slip.sigmasFormula': '시그모이드의 식입니다. tanh에서는 1 − tanh²입니다.',
  'activations.slip.sigmasSlope': '시그모이드의 기울기입니다.',
  'activations.slip.noSlope': '활성화 함수의 기울기 f′이 빠졌습니다.',
  'activations.slip.noResidual': 'f′만의 값입니다. 차이 [[residual]]을 곱하세요.',
  'activations.slip.lossForResidual':
    '손실을 곱한 값입니다. 손실을 미분하면 차이 [[residual]]입니다.',
  'activations.slip.zForX': '마지막에 곱하는 것은 [[unitSum]]이 아니라 입력 [[x]]입니다.',
  'activations.slip.valueAtZero': 'σ(0)의 값입니다. 그곳의 기울기는 σ(0)(1 − σ(0))입니다.',
  'activations.slip.tanhMost': 'tanh의 가장 큰 기울기입니다.',
  'activations.slip.added': '더하지 말고 곱합니다.',
  'activations.slip.divided': '개수로 나누지 않습니다. 하나마다 한 번씩 곱합니다.',
  'activations.slip.halves': 'σ(0)을 곱한 값입니다. 그곳의 기울기를 곱하세요.',
} as const;
