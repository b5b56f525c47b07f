// 과제의 흔한 실수에 하는 말: 무엇처럼 보이는지, 어디를 보아야 하는지. 정답은 말하지 않는다.
export default {
  'homework.slip.noSigmoid': '출력의 가중합입니다. 출력은 그 값의 시그모이드입니다.',
  'homework.slip.noBias': '출력의 편향이 빠졌습니다. 그 값은 {c}입니다.',
  'homework.slip.minusV1': '은닉 유닛 1에서 출력으로 가는 가중치의 부호를 보세요. {v1}입니다.',
  'homework.slip.noHiddenSigmoid':
    '은닉 유닛에도 시그모이드가 있습니다. 가중합을 그대로 넘기지 않습니다.',
  'homework.slip.otherSample':
    '입력이 (0, 1)일 때의 출력입니다. 순서는 ([[x1]], [[x2]])이고, 여기서는 [[x1]] = 1, [[x2]] = 0입니다.',
  'homework.slip.sum': '네 표본의 합입니다. 손실은 평균입니다.',
  'homework.slip.three': '표본을 세 개로 센 것 같습니다. (0, 0)까지 모두 네 개입니다.',
  'homework.slip.log10':
    '밑이 10인 로그를 썼습니다. 자연로그를 쓰세요. 계산기에서는 대개 log가 아니라 ln입니다.',
  'homework.slip.log2': '밑이 2인 로그를 썼습니다(단위: 비트). 자연로그를 쓰세요.',
  'homework.slip.lossSign': '확률의 로그는 음수입니다. 앞의 마이너스가 손실을 양수로 만듭니다.',
  'homework.slip.onlyOnes': '목푯값이 0인 표본도 −ln(1 − [[y]])로 더해야 합니다.',
  'homework.slip.onlyZeros': '목푯값이 1인 표본도 −ln [[y]]로 더해야 합니다.',
  'homework.slip.squares': '평균 제곱 오차입니다. 여기의 손실은 로그를 쓰는 교차 엔트로피입니다.',
  'homework.slip.gradientSum': '네 표본의 평균이 빠졌습니다. 기울기에도 1/4이 있습니다.',
  'homework.slip.swapped':
    '다른 가중치의 값입니다. 첫째 첨자는 가중치가 가는 곳, 둘째 첨자는 오는 곳입니다.',
  'homework.slip.rounded':
    '소수 셋째 자리까지 반올림한 것 같습니다. 두 항이 거의 상쇄되므로 모든 자릿수를 남겨 두세요.',
  'homework.slip.residualSign':
    '크기는 맞지만 부호가 다릅니다. [[t]]에서 [[y]]를 빼는 것이 아니라 [[y]]에서 [[t]]를 뺍니다.',
  'homework.slip.sigma': 'σ′ 자리에 σ 값을 썼습니다. σ′(z) = σ(z)(1 − σ(z))입니다.',
  'homework.slip.noBiasInside':
    'σ′ 함수에는 은닉 유닛의 가중합을 넣습니다. 편향 {b2}도 가중합에 들어갑니다.',
  'homework.slip.noTarget': '한 표본의 목푯값은 1입니다. 출력에서 빼야 합니다.',
  'homework.slip.noV': '연쇄에서 하나가 빠졌습니다. 은닉 유닛에서 출력으로 가는 가중치입니다.',
  'homework.slip.otherV':
    '다른 은닉 유닛의 출력 가중치를 썼습니다. 이 가중치에서 출력까지 가는 길을 따라가 보세요.',
  'homework.slip.minus13':
    '크기는 맞지만 부호가 다릅니다. 은닉 유닛 1의 출력 가중치는 {v1}이고, 그 부호도 함께 곱합니다.',
  'homework.slip.arguments':
    'σ′ 함수의 두 인자가 바뀌었습니다. (0, 1)의 인자는 {z1.01}, (1, 1)의 인자는 {z1.11}입니다.',
  'homework.slip.noW11':
    '(1, 1)에서는 입력 1도 들어갑니다. σ′ 함수의 인자에 그 가중치도 더해야 합니다. 그 값은 {w11}입니다.',
  'homework.slip.updateSign': '기울기의 반대쪽으로 갑니다. 더하지 말고 빼세요.',
  'homework.slip.noEta': '학습률이 빠졌습니다. 기울기에 학습률을 곱하세요.',
  'homework.slip.oldLoss': '갱신하기 전의 손실입니다.',
  'homework.slip.beta1':
    '[[beta1]] 값은 0인 이전의 [[m]]에 곱합니다. 기울기의 계수는 1 − {beta1}입니다.',
  'homework.slip.mHat': '기울기 그 자체입니다. 계수 1 − {beta1} 값도 곱하세요.',
  'homework.slip.beta2':
    '{beta2} 값은 0인 이전의 [[v]]에 곱합니다. 제곱의 계수는 1 − {beta2}입니다.',
  'homework.slip.noSquare': '제곱이 빠졌습니다. [[v]]는 기울기 제곱의 평균입니다.',
  'homework.slip.beta1For2': '[[v]]의 계수는 1 − {beta2}입니다. 1 − {beta1} 값은 [[m]]에 씁니다.',
  'homework.slip.vHat': '제곱 그 자체입니다. 계수 1 − {beta2} 값도 곱하세요.',
  'homework.slip.noCorrection':
    '편향 보정이 빠졌습니다. [[m]], [[v]] 대신 [[mHat]], [[vHat]]을 쓰세요.',
  'homework.slip.noMHat': '[[v]]만 보정하고 [[m]]은 그대로입니다. [[mHat]]도 쓰세요.',
  'homework.slip.noVHat': '[[m]]만 보정하고 [[v]]는 그대로입니다. [[vHat]]도 쓰세요.',
  'homework.slip.noRoot': '[[vHat]] 값이 아니라 그 제곱근으로 나눕니다.',
  'homework.slip.plainStep': '학습률과 기울기의 곱, 곧 경사 하강법의 걸음입니다.',
  'homework.slip.deltaSign': '크기는 맞습니다. [[delta]]는 빼는 값이므로 부호가 기울기와 같습니다.',
  'homework.slip.otherRate': '학습률 {eta.100}의 결과입니다. 여기서는 {eta.50}입니다.',
} as const;
