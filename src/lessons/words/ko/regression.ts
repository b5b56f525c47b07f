// 4강, 은닉층이 하나인 신경망과 잡음 섞인 점들, 그리고 실행 표.
export default {
  'regression.lesson': '은닉층 하나: 점들을 지나는 곡선',
  'regression.control.sgd': 'SGD의 학습률',
  'regression.control.adam': 'Adam의 학습률',

  'regression.network.title': '신경망과 데이터',
  'regression.intro':
    '이제 유닛들이 함께 일합니다. 어떤 곡선에서 얻은 잡음 섞인 점이 {all}개 있습니다. {train}개로 학습하고 {test}개는 시험용으로 남겨 둡니다. 아무것도 배우지 않은 신경망의 답은 다음과 같습니다.',
  'regression.start': '점들과 학습 전의 신경망',
  'regression.training': '학습용 점',
  'regression.testing': '시험용 점',
  'regression.untrained': '학습 전의 신경망',
  'regression.layers':
    '입력 하나, 유닛이 {hidden}개인 은닉층 하나, 출력 하나입니다. 은닉 유닛은 저마다 다른 곳에서 선을 구부리고, 활성화 함수가 없는 출력이 이것을 모두 더합니다.',
  'regression.ask.parameters': '이 신경망의 매개변수는 모두 몇 개입니까?',
  'regression.hint.parameters':
    '은닉 유닛마다 들어오는 가중치, 편향, 나가는 가중치가 하나씩 있습니다. 그리고 출력의 편향이 있습니다.',
  'regression.because.parameters': '가중치 {weights}개와 편향 {biases}개입니다.',
  'regression.loss':
    '점 하나의 손실은 제곱 오차의 절반입니다. 절반을 취하면 출력에 대한 기울기가 그대로 차이가 됩니다.',
  'regression.ask.cost':
    '첫 학습용 점은 [[x]] = {point.x}이고 목푯값은 {point.y}인데, 신경망의 답은 {point.o}입니다. 이 점의 손실은 얼마입니까?',
  'regression.hint.cost': '차이는 {point.r}입니다. 제곱해서 반으로 나눕니다.',
  'regression.because.cost': '이런 손실의 평균이 전체 손실입니다.',
  'regression.batches':
    '갱신할 때 모든 학습용 점의 평균을 쓸 수도 있고, 몇 개의 평균, 곧 미니배치를 쓸 수도 있습니다. 점들을 섞어 {batch}개씩 나누고, 모든 미니배치를 한 번씩 쓰면 한 에폭이 끝납니다. 미니배치를 쓰는 경사 하강법을 확률적 경사 하강법(SGD)이라고 합니다.',
  'regression.ask.updates': '배치 크기가 {batch}이면 한 에폭에 몇 번 갱신합니까?',
  'regression.hint.updates': '학습용 점만 씁니다. 미니배치가 몇 개 나옵니까?',
  'regression.because.updates': '모든 점을 한 배치로 쓰면 1번입니다.',
  'regression.stopping':
    '학습을 일찍 멈출 수 있습니다(조기 종료). 여기서는 한 에폭의 평균 손실과 바로 앞 에폭의 평균 손실의 차이가 {stopAt} 이하이면 멈춥니다. 그렇지 않으면 {epochs}에폭 동안 계속합니다.',

  'regression.runs.title': '표를 채워 봅시다',
  'regression.runs.intro':
    '실험에서는 한 번에 하나씩만 바꿉니다. 아래의 행은 먼저 활성화 함수를, 다음에 배치 크기를, 마지막으로 최적화 방법을 바꿉니다. 모든 실행은 같은 가중치에서 시작합니다. 실행을 누르기 전에 어떻게 될지 예측해 보세요.',
  'regression.ask.total':
    '먼저 세어 봅시다. 배치 크기 8로 {epochs}에폭을 모두 실행하면 몇 번 갱신합니까?',
  'regression.hint.total': '한 에폭의 갱신 횟수에 에폭 수를 곱합니다.',
  'regression.runs.table': '최대 {epochs}에폭의 실행: 처음과 마지막의 손실',
  'regression.runs.read':
    '표 위의 곡선은 마지막으로 실행한 결과이고, 옆의 지도와 손실 곡선도 같은 실행입니다. 표에서 세 가지를 찾아보세요.',
  'regression.runs.line':
    '항등 함수를 쓰면 유닛이 아무리 많아도 신경망 전체가 직선입니다. 학습용 점에 가장 잘 맞는 직선의 손실은 {line.loss:4}이고, 항등 함수의 어떤 실행도 그보다 작아지지 않습니다.',
  'regression.runs.stops':
    '일찍 멈추는 것은 다 배웠기 때문일 수도 있고 우연일 수도 있습니다. 배치가 작으면 에폭의 손실이 흔들려서 이웃한 두 값이 우연히 같아지기도 합니다.',
  'regression.runs.test':
    '학습 손실과 시험 손실을 비교하세요. 신경망은 시험용 점을 본 적이 없습니다. 두 손실이 비슷하면 잡음이 아니라 곡선을 배운 것입니다.',

  'regression.compare.title': '배치 크기, SGD와 Adam: 무엇이 결정할까요?',
  'regression.compare.intro':
    '드는 계산과 얻는 것을 생각해 봅시다. 점을 한 번씩 쓰므로 한 에폭의 계산량은 배치 크기와 거의 상관없습니다. 다른 것은 갱신 횟수입니다.',
  'regression.ask.even':
    '배치 크기 1로 {few}에폭을 실행한 것과 갱신 횟수가 같아지려면 배치 크기 8로는 몇 에폭이 필요합니까?',
  'regression.hint.even': '각각 한 에폭의 갱신 횟수를 세어 보세요.',
  'regression.compare.table': '학습용 점이 {train}개일 때의 갱신 횟수',
  'regression.compare.batch': '배치 크기',
  'regression.compare.each': '한 에폭',
  'regression.compare.total': '{epochs}에폭',
  'regression.ask.best':
    'tanh와 SGD, 학습률 [[eta]] = {etaSgd}, {epochs}에폭입니다. 배치 크기 1, 4, 8 가운데 어느 것의 학습 손실이 마지막에 가장 작습니까?',
  'regression.hint.best':
    '에폭이 이 정도뿐이면 어느 실행도 다 배우지 못합니다. 갱신 횟수가 중요합니다.',
  'regression.because.best': '이제 실행하여 Adam과도 비교해 보세요.',
  'regression.compare.noise':
    '갱신 횟수가 전부는 아닙니다. 작은 배치는 몇 개의 점만 보므로 갱신에 잡음이 섞입니다. 배치 크기가 1이면 빠르게 내려간 다음 최솟점 둘레에서 떨리고, 학습률이 클수록 더 떨립니다. 지도에서 그 경로는 낙서 같고, 배치 크기가 8이면 거의 매끄럽습니다.',
  'regression.ask.adam':
    'Adam은 어떻습니까? 첫걸음에서 어떤 가중치의 값이 {weight}, 기울기가 {slope}입니다. 학습률이 [[eta]] = {etaAdam}인 Adam은 이 가중치를 얼마로 바꿉니까?',
  'regression.hint.adam':
    '첫걸음에서 Adam은 기울기를 자기 크기로 나누므로 부호만 남습니다. 기울기가 음수이면 가중치는 어느 쪽으로 갑니까?',
  'regression.because.adam':
    '학습률이 [[eta]] = {etaSgd}인 SGD라면 {sgdTo}까지만 갑니다. Adam의 걸음은 기울기가 작은 가중치에서도 크기가 같습니다. 그래서 SGD로는 느린 시그모이드도 Adam으로는 잘 나아갑니다.',
  'regression.compare.adam':
    '어느 쪽이 언제나 더 낫지는 않습니다. 앞 단계에서 학습률을 바꾸고 다시 실행해 보세요. 학습률을 키우면 SGD가 따라잡지만, 배치 크기가 1인 ReLU는 이리저리 튀다가 발산합니다.',

  'regression.slip.noBiases': '가중치만 센 값입니다. 유닛마다 편향도 하나씩 있습니다.',
  'regression.slip.noOutputBias': '출력에도 편향이 있습니다.',
  'regression.slip.units': '유닛의 수입니다. 매개변수는 가중치와 편향입니다.',
  'regression.slip.noHalf': '제곱 그대로입니다. 손실에는 2분의 1을 곱합니다.',
  'regression.slip.noSquare': '차이를 제곱해야 합니다.',
  'regression.slip.testToo': '시험용 점은 학습에 쓰지 않습니다. 나머지만 세세요.',
  'regression.slip.batchItself': '배치 크기입니다. 미니배치는 몇 개입니까?',
  'regression.slip.eachPoint': '배치 크기가 1일 때의 값입니다. 배치마다 한 번씩만 갱신합니다.',
  'regression.slip.fullBatch': '모든 점을 한 배치로 썼을 때의 값입니다.',
  'regression.slip.onePerEpoch': '에폭 수입니다. 한 에폭에 여러 번 갱신합니다.',
  'regression.slip.oneEpoch': '한 에폭의 횟수입니다. 모두 {epochs}에폭입니다.',
  'regression.slip.sameEpochs': '배치 크기가 8이면 한 에폭의 갱신 횟수가 1일 때보다 적습니다.',
  'regression.slip.otherWay': '반대입니다. 배치가 클수록 갱신 횟수가 적습니다.',
  'regression.slip.ratioAlone':
    '에폭이 몇 배 필요한지를 나타낸 값입니다. 처음에 {few}에폭이었습니다.',
  'regression.slip.best': '이 크기는 아닙니다. 갱신 횟수를 비교해 보세요.',
  'regression.slip.sgdMove': 'SGD의 걸음입니다. Adam의 걸음은 기울기의 크기와 상관없습니다.',
  'regression.slip.timesSlope': 'Adam은 기울기의 크기로 나누므로 그 크기는 들어가지 않습니다.',
  'regression.slip.ascent': '기울기의 반대쪽으로 갑니다. 기울기가 음수입니다.',
} as const;
