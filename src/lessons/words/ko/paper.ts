// 3강, 종이 위의 경사 하강법.
export default {
  'paper.control.gd': '학습률',

  'paper.quadratic.lesson': '종이 위에서: 이차 함수',
  'paper.quadratic.title': '한 걸음씩 내려가기',
  'paper.quadratic.intro':
    '그릇 모양의 함수와 두 편미분입니다. ({x.0}, {y.0})에서 출발하고 학습률은 [[eta]] = {eta}입니다. 두 편미분의 크기가 모두 {stopAt} 이하가 되면 멈춥니다.',
  'paper.quadratic.ask.x1': '첫 걸음 뒤 [[x]]의 값은 얼마입니까?',
  'paper.quadratic.hint.x1': '({x.0}, {y.0})에서 [[gx]]의 값은 {gx.0}입니다.',
  'paper.quadratic.because.x1':
    '[[y]]의 값은 {y.1}입니다. 두 값은 같은 자리에서 동시에 움직입니다.',
  'paper.quadratic.stop':
    '이렇게 계속합니다. 지금의 위치, 두 편미분, 다음 위치를 표로 적으면 편합니다.',
  'paper.quadratic.ask.count': '두 편미분이 충분히 작아지기까지 몇 걸음이 걸립니까?',
  'paper.quadratic.hint.count':
    '두 편미분의 크기가 처음으로 모두 {stopAt} 이하가 되는 행이 마지막입니다. 출발점이 0번째입니다.',
  'paper.quadratic.table': '모든 걸음: 정확한 값과 소수 둘째 자리까지 반올림한 값',
  'paper.quadratic.step': '걸음',
  'paper.quadratic.roundedX': '반올림한 x',
  'paper.quadratic.roundedY': '반올림한 y',
  'paper.quadratic.rounding':
    '정확하게 계산하면 {count}걸음 뒤 ({endX}, {endY})에서 멈춥니다. 걸음마다 소수 둘째 자리까지 반올림하면 {r.count}걸음 뒤 ({r.endX}, {r.endY})에서 멈춥니다. 끝에 가까워지면 걸음의 크기가 반올림으로 버린 값과 비슷해지기 때문입니다.',
  'paper.limit.title': '학습률은 얼마까지 커도 될까요?',
  'paper.limit.intro':
    '이 그릇의 곡률은 한 대각선 방향으로 {small}, 다른 대각선 방향으로 {large}입니다. 한 걸음마다 최솟점까지의 거리에 다음 값이 곱해집니다.',
  'paper.limit.ask': '어느 출발점에서나 수렴하려면 학습률은 얼마보다 작아야 합니까?',
  'paper.limit.hint':
    '두 값이 모두 −1과 1 사이에 있어야 합니다. [[eta]] 값이 커질 때 어느 쪽이 먼저 벗어날까요?',
  'paper.limit.because':
    '한계는 2를 가장 큰 곡률로 나눈 값입니다. 가장 빠른 학습률은 두 값의 크기가 같아지는 {fastest}입니다.',
  'paper.limit.try':
    '학습률을 {limit:4}의 양쪽으로 옮겨 보세요. 조금 작으면 좌우로 흔들리면서 다가가고, 조금 크면 흔들림이 점점 커집니다.',

  'paper.squares.lesson': '종이 위에서: 최소 제곱법',
  'paper.squares.title': '점들을 지나는 직선',
  'paper.squares.intro':
    '점 {count}개에 가까운 직선을 찾습니다. [[w0]] = {w0}, [[w1]] = {w1}에서 출발하고 학습률은 [[eta]] = {eta}입니다. 갱신식은 예제 하나의 제곱 오차에서 나옵니다.',
  'paper.squares.table': '출발점에서 각 예제의 오차와 편미분',
  'paper.squares.example': '예제',
  'paper.squares.more': '예제 {count}개 가운데 처음 {listed}개입니다. 아래에서는 모두 씁니다.',
  'paper.squares.ask.one': '첫 예제 하나로만 갱신하면 [[w1]]의 값은 얼마입니까?',
  'paper.squares.hint.one': '오차는 {h.0} − {y.0}이고 [[x]] = {x.0}입니다.',
  'paper.squares.because.one': '[[w0]]의 값은 {one.w0}입니다.',
  'paper.squares.ask.all': '모든 예제의 편미분을 평균하여 갱신하면 [[w1]]의 값은 얼마입니까?',
  'paper.squares.hint.all':
    '마지막 열의 평균을 구한 다음 그 반대쪽으로 갑니다. 예제는 {count}개입니다.',
  'paper.squares.because.all': '[[w0]]의 값은 {all.w0}입니다.',
  'paper.squares.end':
    '예제 하나는 직선을 제 쪽으로만 당깁니다. 모든 예제를 함께 쓰면 가장 좋은 직선 [[w0]] = {best.w0}, [[w1]] = {best.w1} 쪽으로 갑니다. 그곳의 평균 제곱 오차는 {best.loss}입니다. 지도의 경로가 그곳으로 갑니다.',

  'paper.likelihood.lesson': '종이 위에서: 로지스틱 회귀',
  'paper.likelihood.title': '어느 가중치가 더 그럴듯할까요?',
  'paper.likelihood.intro':
    '양성 예제 {positives}개와 음성 예제 {negatives}개, 그리고 가중치 후보 두 개가 있습니다. a = ({a.w0}, {a.w1}, {a.w2}), b = ({b.w0}, {b.w1}, {b.w2}). 가능도는 모델이 정답 클래스에 준 확률을 모두 곱한 값입니다.',
  'paper.likelihood.ask.a': '후보 a의 가능도는 얼마입니까?',
  'paper.likelihood.ask.b': '후보 b의 가능도는 얼마입니까?',
  'paper.likelihood.hint': '양성 예제에서는 h, 음성 예제에서는 1 − h입니다. 이 값을 모두 곱합니다.',
  'paper.likelihood.table': '각 예제에 대한 두 후보의 답. 마지막 열은 지도 위의 가중치입니다.',
  'paper.likelihood.own': '지도',
  'paper.likelihood.more': '예제 {count}개 가운데 처음 {listed}개입니다. 아래에서는 모두 씁니다.',
  'paper.likelihood.end':
    '문제의 예제에서는 후보 b가 더 좋습니다. 지도의 출발점에 있는 가중치의 가능도는 {own.likelihood}입니다. 출발점을 옮겨 보세요.',
  'paper.boundary.title': '결정 경계',
  'paper.boundary.intro':
    '시그모이드 안의 합이 0이면 h의 값이 2분의 1이 되어 모델은 어느 쪽으로도 판단하지 못합니다. 후보 b에서는 다음 직선입니다.',
  'paper.boundary.ask': '이 직선에서 [[x1]] = 3일 때 [[x2]]의 값은 얼마입니까?',
  'paper.boundary.hint': '식을 [[x2]]에 대해 풉니다.',
  'paper.boundary.because': '일반적으로 [[boundaryLine]]입니다.',
  'paper.boundary.end':
    '직선 위쪽의 예제는 양성, 아래쪽은 음성으로 판단합니다. 문제의 네 점 사이에 직선을 그려 보면 두 클래스가 나뉩니다.',

  'paper.counting.lesson': '종이 위에서: 매개변수 세기',
  'paper.counting.title': '식으로 쓴 신경망',
  'paper.counting.intro':
    '가중치 층이 세 개인 순방향 신경망은 행렬 세 개, 편향 벡터 세 개, 그리고 층마다 활성화 함수 f로 이루어집니다.',
  'paper.counting.without': '편향이 없으면 다음과 같습니다.',
  'paper.counting.ask':
    '입력이 6개, 은닉층의 유닛이 5개와 4개, 출력이 3개인 신경망이 있습니다. 편향까지 포함하여 매개변수는 모두 몇 개입니까?',
  'paper.counting.hint':
    '유닛마다 앞 층의 유닛 수만큼 가중치가 있고 편향이 하나 있습니다. 입력에는 편향이 없습니다.',
  'paper.counting.because': '편향을 빼면 {without}개입니다.',
  'paper.counting.table': '층별 매개변수',
  'paper.counting.layer': '층',
  'paper.counting.from': '앞 층',
  'paper.counting.units': '유닛',
  'paper.counting.weights': '가중치',
  'paper.counting.biases': '편향',
  'paper.counting.all': '합계',
  'paper.counting.end':
    '행마다 가중치는 유닛 수와 앞 층 유닛 수의 곱이고, 편향은 유닛 수와 같습니다. 모두 {with}개입니다.',

  'paper.slip.ascent': '기울기의 반대쪽으로 갑니다. 더하지 말고 빼세요.',
  'paper.slip.noEta': '학습률이 빠졌습니다. 기울기에 학습률을 곱하세요.',
  'paper.slip.noMixed': 'xy 항도 [[x]]에 대해 미분하면 [[y]]가 남습니다.',
  'paper.slip.noLinear': '−4x 항의 미분이 빠졌습니다.',
  'paper.slip.otherCoordinate': '[[y]]의 값입니다.',
  'paper.slip.twoDecimals':
    '걸음마다 소수 둘째 자리까지 반올림했을 때의 걸음 수입니다. 자릿수를 더 남겨 두세요.',
  'paper.slip.oneLess': '한 걸음 더 필요합니다. 이 걸음 뒤의 두 편미분을 다시 확인하세요.',
  'paper.slip.oneOver':
    '그때 곱하는 값이 0이 되어 그 방향에서는 가장 좋습니다. 하지만 −1까지 내려가도 됩니다.',
  'paper.slip.flatDirection': '완만한 방향의 값입니다. 가파른 방향이 먼저 한계에 이릅니다.',
  'paper.slip.noTwo': '제곱을 미분할 때 나오는 2가 빠졌습니다.',
  'paper.slip.noX': '[[w1]]의 편미분에는 [[x]]가 곱해집니다. 이것은 [[w0]]의 편미분입니다.',
  'paper.slip.allExamples': '모든 예제로 갱신한 값입니다. 여기서는 첫 예제만 씁니다.',
  'paper.slip.oneExample': '첫 예제로만 갱신한 값입니다. 여기서는 모든 예제를 씁니다.',
  'paper.slip.sumOfAll': '편미분의 합으로 갱신한 값입니다. 평균을 쓰세요.',
  'paper.slip.logLikelihood': '가능도의 로그입니다.',
  'paper.slip.negatives': '음성 예제에서는 정답의 확률이 h가 아니라 1 − h입니다.',
  'paper.slip.sumOfProbabilities': '독립인 예제의 확률은 더하지 않고 곱합니다.',
  'paper.slip.noW0': '상수항의 가중치 [[w0]]을 빠뜨렸습니다.',
  'paper.slip.otherCandidate': '다른 후보의 값입니다.',
  'paper.slip.boundarySign': '부호를 보세요. 다른 쪽으로 옮기면 부호가 바뀝니다.',
  'paper.slip.noDivision': '마지막에 [[w2]]로 나눕니다.',
  'paper.slip.noBiases': '가중치만 센 값입니다. 유닛마다 편향도 하나씩 있습니다.',
  'paper.slip.inputBiases': '입력은 계산하는 유닛이 아니므로 편향이 없습니다.',
  'paper.slip.countedUnits': '유닛의 수입니다. 매개변수는 가중치와 편향입니다.',
  'paper.slip.product': '이웃한 층끼리만 곱하고, 그 곱을 모두 더합니다.',
} as const;
