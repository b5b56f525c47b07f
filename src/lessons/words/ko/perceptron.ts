// 4강, 처음부터 만드는 퍼셉트론: 유닛 하나와 논리 게이트.
export default {
  'perceptron.lesson': '퍼셉트론: 유닛 하나로 배우는 논리 게이트',
  'perceptron.control.gd': '학습률',
  'perceptron.control.steps': '걸음 수',
  'perceptron.network': '가중치가 두 개인 유닛입니다. 편향은 유닛 아래에 있습니다.',
  'perceptron.none': '–',
  'perceptron.samples': '학습 전의 네 표본',
  'perceptron.trained': '학습 전과 후의 출력',
  'perceptron.outputBefore': '학습 전 y',
  'perceptron.outputAfter': '학습 후 y',
  'perceptron.boundary': '두 입력의 평면과, 유닛이 0.5라고 답하는 직선',
  'perceptron.boundary.one': '목푯값 1',
  'perceptron.boundary.zero': '목푯값 0',
  'perceptron.boundary.before': '학습 전의 직선',
  'perceptron.boundary.yours': '지금 숫자의 직선',
  'perceptron.boundary.after': '학습 후의 직선',

  'perceptron.or.title': '아무것도 모르는 상태에서 OR까지',
  'perceptron.or.intro':
    '가장 작은 신경망은 유닛 하나입니다. 두 입력에 가중치를 곱하고 편향을 더한 가중합 [[unitSum]]을 시그모이드에 넣습니다. 이 유닛에게 OR를 가르칩니다. 입력 가운데 하나라도 1이면 1입니다. 세 매개변수는 [[w1]] = {w1}, [[w2]] = {w2}, [[bias]] = {b}에서 시작합니다.',
  'perceptron.or.before':
    '아무것도 모르는 유닛은 어느 쪽도 고르지 못합니다. 손실은 과제에서와 같이 네 표본의 교차 엔트로피 평균이며 자연로그를 씁니다.',
  'perceptron.or.ask.loss': '예측한 뒤 확인하세요. 학습 전의 손실은 얼마입니까?',
  'perceptron.or.hint.loss':
    '표본마다 유닛이 정답에 준 확률의 −ln만큼 손실이 생깁니다. 네 가중합의 σ 값은 얼마입니까?',
  'perceptron.or.because.loss':
    '모두 2분의 1이라고 답하면 ln 2 = {ln2}입니다. 이 수를 기억해 두세요. XOR에서 다시 나옵니다.',
  'perceptron.or.gradient':
    '기울기에서는 시그모이드와 교차 엔트로피가 합쳐져 차이 [[residual]]만 남고, 여기에 매개변수가 곱해지는 값, 곧 입력이나 (편향이면) 1을 곱합니다.',
  'perceptron.or.ask.g1': '손으로 계산해 봅시다. [[unitDw1]]의 값은 얼마입니까?',
  'perceptron.or.hint.g1':
    '[[x1]] = 1인 표본 (1, 0)과 (1, 1)만 영향을 줍니다. 두 표본의 [[residual]]을 더해 4로 나눕니다.',
  'perceptron.or.because.g1':
    '대칭이므로 [[w2]]의 기울기는 {g2}이고, [[bias]]의 기울기는 {gb}입니다.',
  'perceptron.or.ask.w1': '학습률이 [[eta]] = {eta}일 때 한 걸음 가면 [[w1]]의 값은 얼마입니까?',
  'perceptron.or.hint.w1': '기울기에 [[eta]]를 곱해서 뺍니다.',
  'perceptron.or.training':
    '이것이 {steps}걸음 가운데 첫걸음입니다. 나머지는 되풀이입니다. 마지막에 매개변수는 {end.w1:4}, {end.w2:4}, {end.b:4}이고 손실은 {end.loss:4}입니다.',
  'perceptron.or.boundary':
    '가중합이 0이면 유닛은 0.5라고 답합니다. 입력의 평면에서 이것은 직선이며, 학습한 값으로 쓰면 다음과 같습니다.',
  'perceptron.or.ask.cut': '이 직선은 [[x1]]축, 곧 [[x2]] = 0인 곳을 어디에서 지납니까?',
  'perceptron.or.hint.cut': '[[x2]] = 0을 넣고 [[x1]]에 대해 풉니다.',
  'perceptron.or.because.cut':
    '0과 1 사이입니다. 직선이 (0, 0)과 (1, 0) 사이를 지나므로 OR를 배웠습니다.',
  'perceptron.or.map':
    '지도에서는 두 가중치가 같습니다. 가로축이 두 가중치, 세로축이 편향입니다. OR는 두 입력을 구별하지 않으므로 같은 값에서 시작하면 계속 같고, 지도에 경로 전체가 보입니다. 골짜기는 끝이 없습니다. 가중치가 커질수록 시그모이드가 가팔라지고 손실은 0에 가까워지지만 닿지는 않습니다.',

  'perceptron.and.title': '같은 유닛으로 AND까지',
  'perceptron.and.intro':
    '목푯값만 바뀝니다. 이제 (1, 1)만 1이어야 합니다. 출발점은 다시 [[w1]] = {w1}, [[w2]] = {w2}, [[bias]] = {b}입니다.',
  'perceptron.and.ask.g1': '이번에는 [[unitDw1]]의 값이 얼마입니까?',
  'perceptron.and.hint.g1':
    '앞에서처럼 (1, 0)과 (1, 1) 두 표본입니다. 하지만 이제 목푯값이 각각 {t.10}, {t.11}입니다.',
  'perceptron.and.because.g1':
    '두 표본이 더하는 값은 {c1.10}, {c1.11}입니다. 기울기가 0이라고 해서 배울 것이 없지는 않습니다. 편향을 보세요.',
  'perceptron.and.ask.b':
    '그래서 편향이 먼저 움직입니다. 학습률이 [[eta]] = {eta}일 때 한 걸음 간 뒤의 편향은 얼마입니까?',
  'perceptron.and.hint.b':
    '편향의 기울기는 네 표본 모두의 [[residual]] 평균입니다. 세 표본의 목푯값이 0입니다.',
  'perceptron.and.because.b':
    '편향이 0보다 작으면 (1, 0)은 거의 만족하지만 (1, 1)은 그렇지 않으므로, 다음 걸음에서 가중치가 커집니다.',
  'perceptron.and.training':
    '{steps}걸음 뒤에 매개변수는 {end.w1:5}, {end.w2:5}, {end.b:5}이고 손실은 {end.loss:4}입니다.',
  'perceptron.and.ask.z11': '학습 후 (1, 1)의 가중합 [[unitSum]]은 얼마입니까?',
  'perceptron.and.hint.z11': '두 입력이 모두 1이므로 두 가중치와 편향을 모두 더합니다.',
  'perceptron.and.because.z11':
    '0보다 큽니다. 입력 하나만 1이면 {end.single:4}입니다. 이 유닛은 둘 다 1이어야 1이라고 답합니다.',
  'perceptron.and.end':
    'OR와 AND는 직선의 위치만 다릅니다. OR는 꼭짓점 (0, 0)을, AND는 꼭짓점 (1, 1)을 잘라 냅니다. 직선을 옮기는 것은 주로 편향입니다.',

  'perceptron.xor.title': 'XOR는 왜 안 될까요?',
  'perceptron.xor.intro':
    'XOR는 (0, 1)과 (1, 0)에서 1, (0, 0)과 (1, 1)에서 0이어야 합니다. 목푯값이 1이면 가중합이 0보다 크고, 0이면 0보다 작아야 합니다. 부등식이 네 개입니다. OR의 해에서 시작하는 지금의 숫자로 확인합시다.',
  'perceptron.xor.sides':
    'XOR가 가중합에 요구하는 부등식, 그리고 지금의 숫자가 지키는지(1) 아닌지(0)',
  'perceptron.xor.sample': '표본',
  'perceptron.xor.wanted': '조건',
  'perceptron.xor.has': '가중합',
  'perceptron.xor.holds': '지킴',
  'perceptron.xor.ask.most': '네 부등식 가운데 많아야 몇 개를 한꺼번에 지킬 수 있습니까?',
  'perceptron.xor.hint.most':
    '직접 해 보세요. “가중치 바꾸기”를 열고 1이 몇 개 나오는지 봅니다. 지금은 {rightCount}개입니다.',
  'perceptron.xor.because.most':
    '세 개는 쉽습니다. 넷째는 절대로 되지 않습니다. 이유는 다음과 같습니다.',
  'perceptron.xor.add':
    '0보다 커야 하는 둘을 더하세요. 그 합은 0보다 작아야 하는 나머지 둘의 합과 같습니다.',
  'perceptron.xor.ask.balance':
    '지금의 숫자로 확인합시다. (1, 0)과 (0, 1)의 가중합 [[unitSum]]을 더하고 (1, 1)과 (0, 0)의 가중합을 빼면 얼마가 남습니까?',
  'perceptron.xor.hint.balance':
    '가중합은 표에 있습니다. 차례대로 {z.10:4}, {z.01:4}, {z.11:4}, {z.00:4}입니다.',
  'perceptron.xor.because.balance':
    '가중치가 무엇이든 언제나 이 값입니다. [[w1]], [[w2]], 그리고 [[bias]]의 두 배가 더해졌다가 다시 빠지기 때문입니다.',
  'perceptron.xor.line':
    '입력의 평면에서 말하면, (0, 1)과 (1, 0)을 한쪽에, (0, 0)과 (1, 1)을 다른 쪽에 두는 직선은 없습니다.',
  'perceptron.xor.loss':
    '그러면 손실은 어떻습니까? 표본이 옳은 쪽으로 얼마나 들어와 있는지를 m이라고 합시다. 목푯값이 1이면 [[unitSum]], 0이면 −[[unitSum]]입니다. 표본의 손실은 ln(1 + e의 −m제곱)입니다. 방금 보았듯이 네 m의 합은 0입니다. 그리고 이 함수는 아래로 볼록하므로, 손실의 평균은 평균 m의 손실보다 작을 수 없습니다.',
  'perceptron.xor.ask.least':
    '그러면 유닛 하나가 XOR에서 얻을 수 있는 가장 작은 손실은 얼마입니까?',
  'perceptron.xor.hint.least': '위 식의 오른쪽 끝에 있습니다. 수로 적으세요.',
  'perceptron.xor.because.least':
    '세 매개변수를 모두 움직이며 찾아도(뉴턴 방법) 같습니다. ({least.w1:3}, {least.w2:3}, {least.b:3})에서 {least.loss}이고, 이때 유닛은 모두 2분의 1이라고 답합니다. 지금의 숫자로는 손실이 {loss:4}입니다.',
  'perceptron.xor.zero':
    '그곳에서는 2분의 1씩인 네 차이가 서로 지워져 모든 매개변수의 기울기가 0입니다.',
  'perceptron.xor.atZero': '모든 매개변수가 0일 때 각 표본이 기울기에 더하는 값',
  'perceptron.xor.mean': '평균',
  'perceptron.xor.map':
    '지도는 가운데가 가장 낮은 그릇입니다. OR의 해에서 시작한 경로는 굴러 내려가 {steps}걸음 뒤 손실 {end.loss:5}에서 끝납니다. 셋을 맞히고 하나를 크게 틀리는 편이 하나도 맞히지 못하는 것보다 손실이 크기 때문에, 학습이 알던 것을 잊게 만듭니다.',
  'perceptron.xor.try1': '흰 고리를 아무 데나 끌어 보세요. 모든 경로가 같은 곳에서 끝납니다.',
  'perceptron.xor.try2':
    '가중치 하나만 바꾸어 두 가중치를 다르게 해 보세요. 그래도 네 부등식을 모두 지키지는 못합니다.',
  'perceptron.xor.try3':
    '길은 층을 하나 더 두는 것입니다. OR 유닛 하나, AND 유닛 하나, 그리고 OR이면서 AND가 아닌 것을 고르는 셋째 유닛. 이것이 과제의 신경망입니다.',

  'perceptron.slip.sum': '네 값의 합입니다. 손실은 평균이므로 4로 나누세요.',
  'perceptron.slip.log10': '상용로그의 값입니다. 여기서는 자연로그를 씁니다.',
  'perceptron.slip.log2': '밑이 2인 로그(비트)의 값입니다. 여기서는 자연로그를 씁니다.',
  'perceptron.slip.squares': '제곱 오차입니다. 여기서는 로그를 쓰는 교차 엔트로피입니다.',
  'perceptron.slip.minusLog': '확률의 ln은 음수이고 손실은 −ln입니다. 부호를 바꾸세요.',
  'perceptron.slip.noQuarter': '네 표본의 평균이 빠졌습니다. 4로 나누세요.',
  'perceptron.slip.onlyTwo': '더하는 값이 0인 표본까지 넷의 평균입니다. 2가 아니라 4로 나누세요.',
  'perceptron.slip.targetFirst': '크기는 맞습니다. 순서는 [[residual]]입니다.',
  'perceptron.slip.extraSlope':
    '교차 엔트로피에서는 시그모이드의 도함수가 약분됩니다. [[y]](1 − [[y]])를 곱하지 않습니다.',
  'perceptron.slip.biasSlope': '편향의 기울기입니다. [[w1]]에서는 [[x1]] = 1인 표본만 더합니다.',
  'perceptron.slip.oneSample': '표본 하나의 몫입니다. [[x1]] = 1인 표본은 둘입니다.',
  'perceptron.slip.ascent': '기울기의 반대쪽으로 갑니다. 더하지 말고 빼세요.',
  'perceptron.slip.noEta': '학습률이 빠졌습니다. 기울기에 학습률을 곱하세요.',
  'perceptron.slip.slopeAlone': '기울기 자체입니다. 지금의 값에서 기울기와 [[eta]]의 곱을 뺍니다.',
  'perceptron.slip.cutSign': '부호를 보세요. 다른 쪽으로 옮기면 부호가 바뀝니다.',
  'perceptron.slip.inverse': '분자와 분모가 바뀌었습니다. 가중치로 나누세요.',
  'perceptron.slip.noDivision': '마지막에 [[w1]]로 나눕니다.',
  'perceptron.slip.bothWeights': '[[x2]] = 0이면 둘째 가중치는 들어가지 않습니다.',
  'perceptron.slip.oneInput': '입력 하나만 1일 때의 값입니다. 여기서는 둘 다 1입니다.',
  'perceptron.slip.noBias': '편향이 빠졌습니다.',
  'perceptron.slip.alreadySigma': '유닛의 출력입니다. 가중합은 시그모이드 앞의 값입니다.',
  'perceptron.slip.minusBias': '편향은 자기 부호 그대로 더합니다. 이미 음수입니다.',
  'perceptron.slip.allFour':
    '그러면 XOR를 배운 것이 됩니다. 그런 가중치를 찾아보고, 안 되면 계속 읽으세요.',
  'perceptron.slip.two': '더 많이 지킬 수 있습니다. OR에서 얻은 직선을 생각해 보세요.',
  'perceptron.slip.allAdded': '넷을 모두 더한 값입니다. 마지막 둘은 뺍니다.',
  'perceptron.slip.noZ00': '(0, 0)의 가중합이 빠졌습니다. 편향뿐이며, 이것도 뺍니다.',
  'perceptron.slip.z00Added': '(0, 0)의 가중합도 빼야 합니다.',
  'perceptron.slip.noLoss': '손실이 0이면 넷을 모두 맞힌 것인데, 그럴 수 없습니다.',
  'perceptron.slip.errorRate': '틀린 답의 비율입니다. 손실은 교차 엔트로피입니다.',
  'perceptron.slip.ownLoss': '지금 숫자의 손실입니다. 더 작은 손실이 있습니다.',
} as const;
