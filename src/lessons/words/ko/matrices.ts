// 2강, 행렬로 쓰는 역전파.
export default {
  'matrices.lesson': '행렬로 쓰는 역전파',
  'matrices.control.gd': '학습률',
  'matrices.network': '같은 신경망입니다. 이번에는 매개변수 아홉 개를 모두 학습합니다.',

  'matrices.passes.title': '숫자를 채운 순전파와 역전파',
  'matrices.intro':
    '이제 매개변수 아홉 개를 모두 학습하고, 네 표본을 한꺼번에 넣습니다. X의 열 하나가 표본 하나입니다. 실습의 초깃값은 PyTorch에서 시드로 만든 값입니다. 지금의 숫자는 다음과 같습니다.',
  'matrices.forward':
    '순전파에서 각 층은 행렬의 곱, 모든 열에 더하는 편향, 그리고 시그모이드로 이루어집니다.',
  'matrices.ask.sum':
    '입력이 (1, 1)일 때 은닉 유닛 1의 가중합, 곧 G₁의 오른쪽 위 원소는 얼마입니까?',
  'matrices.hint.sum': 'W₁의 첫 행과 X의 마지막 열을 곱하고 유닛 1의 편향을 더합니다.',
  'matrices.loss':
    '손실은 이번에도 교차 엔트로피의 평균이며, 처음에는 {loss:7}입니다. 모두 0.5라고 답하면 ln 2 = {ln2}입니다.',
  'matrices.backward':
    '역전파는 출력에서 시작합니다. 앞에서처럼 교차 엔트로피와 시그모이드를 합치면 차이만 남고, 이것을 표본 수로 나눕니다.',
  'matrices.ask.delta2': '입력이 (0, 1)일 때 δ₂, 곧 둘째 원소는 얼마입니까?',
  'matrices.hint.delta2': '[[y]] − [[t]]를 4로 나눕니다. 목푯값은 {t.01}입니다.',
  'matrices.ask.w2': 'W₂의 기울기는 δ₂와 S₁ 전치 행렬의 곱입니다. 첫째 원소는 얼마입니까?',
  'matrices.hint.w2': 'δ₂와 S₁의 첫 행을 원소별로 곱해서 모두 더합니다.',
  'matrices.hidden':
    '은닉층으로 갈 때는 오차가 같은 가중치를 거꾸로 지나고, 여기에 시그모이드의 도함수를 원소별로 곱합니다.',
  'matrices.ask.w1':
    'W₁의 기울기는 δ₁과 X 전치 행렬의 곱입니다. 유닛 1과 입력 1에 해당하는 원소는 얼마입니까?',
  'matrices.hint.w1': '[[x1]] = 1인 표본만 남습니다. δ₁ 첫 행의 마지막 두 원소를 더합니다.',
  'matrices.shapes':
    '모양을 확인합시다. 기울기의 모양은 언제나 매개변수의 모양과 같습니다. 다르다면 어딘가에서 전치가 빠졌습니다.',

  'matrices.training.title': '고원을 지나는 학습',
  'matrices.training.intro':
    '같은 초깃값에서 경사 하강법을 10,000걸음 실행합니다. 학습률은 [[eta]] = {eta}입니다. 지도는 출발점을 지나는 임의의 평면이고, 그 평면에서 본 경로가 나타납니다.',
  'matrices.training.losses': '걸음에 따른 손실',
  'matrices.training.step': '걸음',
  'matrices.training.plateau':
    '실습의 값에서는 손실이 곧 ln 2 = {ln2}에 머무릅니다. 신경망은 모든 표본에 2분의 1이라고 답하고, 수천 걸음 동안 아무 일도 없는 것처럼 보입니다. 하지만 이곳은 최솟값이 아닙니다. 두 은닉 유닛이 천천히 달라지면서 기울기도 커집니다.',
  'matrices.training.fall':
    '손실은 {fallAt}번째 걸음 무렵에 가장 빠르게 떨어집니다. 고원에서 멈추었다면 볼 수 없었을 것입니다.',
  'matrices.training.outputs': '10,000걸음 뒤의 네 출력',
  'matrices.training.output': '출력',
  'matrices.training.cpu': 'CPU, f64',
  'matrices.training.gpu': 'GPU, f32',
  'matrices.training.apart': '상대 차이',
  'matrices.training.noGpu':
    'CPU가 방금 전체 학습을 배정밀도(f64)로 실행했습니다. 지금은 GPU를 쓰지 않으므로 단정밀도(f32) 열은 비어 있습니다.',
  'matrices.training.onGpu':
    '이 페이지의 두 엔진이 방금 전체 학습을 각각 실행했습니다. CPU는 배정밀도(f64), GPU는 유효숫자가 일곱 자리쯤인 단정밀도(f32)로 계산합니다. 걸음마다 반올림 오차가 쌓이므로, 손실이 가파르게 떨어지는 곳에서 두 값이 가장 크게 벌어집니다.',
  'matrices.training.precision':
    '참고로 f32로 계산한 PyTorch의 손실은 학습 전 0.7434073, 10000걸음 뒤 0.0012345로 공개되어 있습니다.',

  'matrices.slip.noBias': '유닛 1의 편향이 빠졌습니다.',
  'matrices.slip.transposed': 'W₁의 첫 열을 썼습니다. 행 하나가 유닛 하나이므로 첫 행을 쓰세요.',
  'matrices.slip.oneInput': '두 입력이 모두 1이므로 그 행의 두 가중치를 모두 더합니다.',
  'matrices.slip.alreadySigma': '유닛의 출력입니다. G₁은 시그모이드 앞의 값입니다.',
  'matrices.slip.noQuarter': '네 표본의 평균이 빠졌습니다. 4로 나누세요.',
  'matrices.slip.sign': '크기는 맞습니다. 순서는 [[y]] − [[t]]입니다.',
  'matrices.slip.squaredError':
    '교차 엔트로피에서는 출력 시그모이드의 도함수가 약분됩니다. [[y]](1 − [[y]])를 곱하지 않습니다.',
  'matrices.slip.column': '(0, 0) 표본의 값입니다. 순서는 (0, 0), (0, 1), (1, 0), (1, 1)입니다.',
  'matrices.slip.noS1': '편향의 기울기입니다. 가중치에서는 먼저 S₁의 원소를 곱합니다.',
  'matrices.slip.otherUnit': '은닉 유닛 2의 원소입니다.',
  'matrices.slip.noSlope': '은닉층 시그모이드의 도함수 S₁(1 − S₁)이 빠졌습니다.',
  'matrices.slip.noW2': '은닉 유닛에서 출력으로 가는 가중치가 빠졌습니다.',
  'matrices.slip.noX': '편향의 기울기입니다. 가중치에서는 [[x1]] = 1인 표본만 더합니다.',
  'matrices.slip.otherInput': '입력 2의 원소입니다.',

  'matrices.deep.lesson': 'XOR을 배우는 깊은 신경망',
  'matrices.deep.title': '층이 많아도 같은 고원',
  'matrices.deep.intro':
    '네 표본과 학습 방법은 같고 학습률도 [[eta]] = {eta}이지만, 유닛 열 개짜리 은닉층이 세 개입니다: 2-10-10-10-1. 역전파도 같습니다. 층마다 곱이 하나씩 늘어날 뿐입니다.',
  'matrices.deep.ask': '이 신경망의 매개변수는 모두 몇 개입니까?',
  'matrices.deep.hint':
    '가중치 층마다 유닛 수와 앞 층 유닛 수를 곱하고, 유닛마다 편향 하나를 더합니다.',
  'matrices.deep.precision':
    '매개변수가 {parameters}개이고 고원이 길어서 f32의 반올림 오차가 더 크게 쌓입니다. 참고로 f32로 계산한 PyTorch의 손실은 학습 전 0.6948984, 10000걸음 뒤 0.0001566으로 공개되어 있습니다.',
  'matrices.deep.fall':
    '실습의 값에서는 갈 수 있는 길이 훨씬 많은데도 ln 2 = {ln2}에서 오래 머무릅니다. 처음에는 모든 표본에 2분의 1이라고 답하기 때문입니다. 손실은 {fallAt}번째 걸음 무렵에 가장 빠르게 떨어지고, 마지막 손실은 {loss.10000:4}입니다.',
  'matrices.slip.noBiases': '가중치만 센 값입니다. 유닛마다 편향도 하나씩 있습니다.',
  'matrices.slip.inputBiases': '입력은 계산하는 유닛이 아니므로 편향이 없습니다.',
  'matrices.slip.units': '유닛의 수입니다. 매개변수는 가중치와 편향입니다.',
} as const;
