// 1강, 과제. 과제의 값에서만 성립하는 말에는 그렇다고 적는다. 학생이 값을 바꾸었을 수 있다.
import slips from './homework-slips.ts';

export default {
  ...slips,
  'homework.title': '과제: 두 가중치만 학습하는 XOR',
  'homework.network.caption': '신경망과 가중치. 학습하는 두 가중치를 강조했습니다.',
  'homework.control.gd': '경사 하강법의 학습률',
  'homework.control.adam': 'Adam의 학습률',
  'homework.control.steps': '에폭 수',

  'homework.forward.title': '1. 순전파와 손실',
  'homework.forward.intro':
    '매개변수 아홉 개 가운데 일곱 개는 고정되어 있습니다. 학습할 두 가중치의 초깃값은 [[w21]] = {w21}, [[w12]] = {w12}입니다. 학습하기 전에 먼저 네 표본을 신경망에 넣어 봅니다.',
  'homework.forward.indices':
    '첨자의 순서에 주의합니다. [[w21]]은 입력 1에서 은닉 유닛 2로 가는 가중치이고, [[w12]]는 입력 2에서 은닉 유닛 1로 가는 가중치입니다. 지금의 값을 넣으면 신경망은 다음과 같습니다.',
  'homework.forward.ask.output':
    '먼저 예측해 봅시다. 입력이 (1, 0)일 때 출력 [[y10]]의 값은 얼마입니까?',
  'homework.forward.hint.output':
    '왼쪽에서 오른쪽으로 계산합니다. 두 은닉 유닛의 가중합, 그 시그모이드, 출력의 가중합, 다시 시그모이드의 순서입니다. 도중에 반올림하지 마세요.',
  'homework.forward.because.output': '목푯값이 {t.10}이므로 이 표본 하나의 손실은 {l.10}입니다.',
  'homework.forward.rows':
    '나머지 표본도 한 행씩 같은 방법으로 계산합니다. [[lSample]] 열은 표본 하나의 손실입니다. 목푯값이 1이면 −ln [[y]], 0이면 −ln(1 − [[y]])입니다.',
  'homework.forward.table': '학습 전의 네 표본',
  'homework.forward.loss': '손실은 네 값의 평균이며, 자연로그를 씁니다.',
  'homework.forward.ask.loss': '학습 전의 손실은 얼마입니까?',
  'homework.forward.hint.loss':
    '표본마다 신경망이 정답에 준 확률을 봅니다. [[y]] 또는 1 − [[y]]입니다. 로그 네 개를 더해 4로 나누고 부호를 바꿉니다.',
  'homework.forward.because.loss': '참고로 모든 표본에 0.5라고 답하면 손실은 ln 2 = {ln2}입니다.',
  'homework.forward.map':
    '지도에서는 출발점 ({w21}, {w12})의 높이입니다. 출발점을 옮기거나 가중치를 바꾸면 여기의 숫자도 모두 따라 바뀝니다.',

  'homework.gradient.title': '2. 연쇄 법칙으로 구하는 기울기',
  'homework.gradient.intro':
    '가중치 하나가 조금 바뀌면 손실은 얼마나 바뀔까요? 그 비율이 기울기(그래디언트)입니다. 연쇄 법칙은 [[L]]에서 [[y]], [[h2]]를 거쳐 가중치까지 거슬러 올라가며, 연결마다 인수가 하나씩 생깁니다. 가중치 [[w21]]의 경우는 다음과 같습니다.',
  'homework.gradient.factors': '인수는 모두 간단하고, 처음 두 인수를 곱하면 분모가 사라집니다.',
  'homework.gradient.shares':
    '표본마다 한 행입니다. 마지막 인수는 입력 그 자체입니다. [[x1]] = 0이면 이 가중치는 아무 영향이 없으므로 그 표본은 빠집니다.',
  'homework.gradient.table21': '은닉 유닛 2로 가는 가중치의 기울기에 각 표본이 더하는 값',
  'homework.gradient.closed21':
    '표본 두 개가 남습니다. 둘을 더하면 과제에 나온 식이 됩니다. 지금의 숫자를 넣었습니다.',
  'homework.gradient.ask.g21': '직접 계산해 봅시다. [[dw21]]의 값은 얼마입니까?',
  'homework.gradient.hint.g21':
    '[[sigmaPrime]]({z2.10}) = {s2.10}, [[sigmaPrime]]({z2.11}) = {s2.11}, 그리고 첫째 단계의 출력이 필요합니다. 계산기의 자릿수를 모두 남겨 두세요.',
  'homework.gradient.because.g21': '두 항의 크기를 더하면 상쇄되고 남은 값의 {times21:3}배입니다.',
  'homework.gradient.decimals':
    '소수 셋째 자리까지로는 왜 부족할까요? 과제의 값에서는 두 항의 부호가 반대이고 크기가 거의 같습니다. 각 항을 반올림하면 답이 남지 않습니다.',
  'homework.gradient.rounded': '두 항의 정확한 값과 소수 셋째 자리까지 반올림한 값',
  'homework.gradient.term': '항',
  'homework.gradient.exact': '정확한 값',
  'homework.gradient.three': '소수 셋째 자리',
  'homework.gradient.term10': '표본 (1, 0)',
  'homework.gradient.term11': '표본 (1, 1)',
  'homework.gradient.sum': '합',
  'homework.gradient.result': '기울기',
  'homework.gradient.cancelled':
    'σ′ 함수는 우함수이므로, 과제의 값에서는 두 도함숫값이 같습니다. 그래서 기울기는 [[y10]] + [[y11]]의 값이 1에서 얼마나 떨어져 있는지로 정해집니다. (값을 바꾸면 두 도함숫값이 달라지고, 이 짧은 식은 더 이상 기울기가 아닙니다.)',
  'homework.gradient.closed12':
    '가중치 [[w12]]의 경우에는 [[h1]] 쪽으로 거슬러 갑니다. 이번에는 [[x2]] = 1인 표본이 남고, 앞의 계수는 [[v1]]의 4분의 1이며, 부호도 그대로 씁니다.',
  'homework.gradient.table12': '은닉 유닛 1로 가는 가중치의 기울기에 각 표본이 더하는 값',
  'homework.gradient.ask.g12': '그러면 [[dw12]]의 값은 얼마입니까?',
  'homework.gradient.hint.g12':
    '[[sigmaPrime]]({z1.01}) = {s1.01}, [[sigmaPrime]]({z1.11}) = {s1.11}입니다. 두 인자의 차이는 입력 1에서 오는 가중치입니다.',
  'homework.gradient.because.g12':
    '표본 (0, 1)에서 {c12.01:3}, 표본 (1, 1)에서 {c12.11:3}만큼 더해집니다.',
  'homework.gradient.map':
    '지도의 화살표는 기울기의 반대쪽, 곧 내리막을 가리킵니다. 출발점의 기울기는 ({g21:4}, {g12:4})입니다. 화살표가 어느 가중치를 따라가는지 보세요.',

  'homework.step.table': '갱신 전과 후',
  'homework.step.sample': '출력',
  'homework.step.before': '갱신 전',
  'homework.step.after': '갱신 후',
  'homework.step.target': '목푯값',
  'homework.step.none': '–',

  'homework.gd.title': '3. 경사 하강법 한 걸음',
  'homework.gd.intro':
    '경사 하강법은 기울기의 반대쪽으로 갑니다. 두 가중치에서 동시에, 학습률 [[eta]] = {eta}에 기울기를 곱한 값을 뺍니다.',
  'homework.gd.ask.w12': '갱신한 뒤 [[w12]]의 값은 얼마입니까?',
  'homework.gd.hint.w12':
    '[[eta]]와 [[dw12]]의 곱을 뺍니다. 기울기가 음수이면 가중치는 어느 쪽으로 움직일까요?',
  'homework.gd.because.w12':
    '{step12:4}만큼 움직입니다. 기울기가 작은 다른 가중치는 {step21:3}만큼 움직입니다.',
  'homework.gd.again': '이제 새 가중치 두 개로 네 표본을 다시 넣습니다. 은닉 유닛만 달라졌습니다.',
  'homework.gd.ask.loss': '손실은 이제 얼마입니까?',
  'homework.gd.hint.loss':
    '[[x2]] = 1일 때의 [[h1]], [[x1]] = 1일 때의 [[h2]]만 새로 계산합니다. [[y00]]의 값은 그대로입니다.',
  'homework.gd.because.loss': '갱신 전의 손실은 {loss}입니다.',
  'homework.gd.meaning':
    '행을 비교해 봅시다. [[y11]]의 값은 갱신 전 {y.11:4}, 갱신 후 {after.y.11:4}이고 목푯값은 {t.11}입니다. [[y10]]의 값은 갱신 전 {y.10}, 갱신 후 {after.y.10}이고 목푯값은 {t.10}입니다. 입력이 (0, 0)이면 두 가중치 모두 쓰이지 않으므로 [[y00]]의 값은 변하지 않습니다.',
  'homework.gd.large':
    '학습률 100은 너무 크지 않을까요? 여기서는 기울기가 그만큼 작습니다. 시그모이드는 0에서 멀어지면 거의 평평하기 때문입니다. 학습률을 50과 200으로 바꾸어 어디에 도착하는지 보세요. 그다음에 일어나는 일은 다섯째 단계에 나옵니다.',

  'homework.adam.title': '4. Adam 한 걸음',
  'homework.adam.intro':
    'Adam은 가중치마다 이동 평균 두 개를 기억합니다. [[m]]은 기울기 [[g]]의 평균이고, [[v]]는 기울기 제곱의 평균입니다. 둘 다 0에서 시작하므로 처음에는 너무 작고, 1 − β의 t제곱으로 나누어 바로잡습니다.',
  'homework.adam.ask.m12': '첫 번째 갱신에서 [[w12]]의 [[m]] 값은 얼마입니까?',
  'homework.adam.hint.m12': '이전의 [[m]] 값이 0이므로 (1 − [[beta1]]) [[g]]만 남습니다.',
  'homework.adam.ask.v12': '[[w12]]의 [[v]] 값은 얼마입니까?',
  'homework.adam.hint.v12': '기울기의 제곱과 (1 − {beta2})의 곱입니다.',
  'homework.adam.ask.d12': '그러면 [[w12]]에서 빼는 값 [[delta]]는 얼마입니까?',
  'homework.adam.hint.d12':
    '먼저 [[m]]과 [[v]]를 각각 앞에서 곱한 수로 나눕니다. 그다음 [[v]]가 아니라 [[vHat]]의 제곱근으로 나눕니다.',
  'homework.adam.because.d12': '학습률은 {eta}입니다. 다음 표를 보세요.',
  'homework.adam.table': '두 가중치의 첫 번째 갱신',
  'homework.adam.weight': '가중치',
  'homework.adam.sign':
    '[[delta]] 값을 보세요. 한 기울기가 다른 기울기의 {ratio:4}배인데도 두 가중치는 모두 학습률만큼 움직입니다. 첫 번째 갱신에서 [[mHat]] 값은 기울기 그 자체이고 [[vHat]] 값은 그 제곱이므로, 나누면 부호만 남습니다.',
  'homework.adam.epsilon':
    '과제처럼 [[epsilon]] = 0이면 이것은 정확히 성립합니다. 프로그램에서는 0으로 나누지 않도록 10⁻⁸을 씁니다. 그러면 걸음이 학습률보다 조금 짧아지고, 기울기가 작을수록 더 짧아집니다.',
  'homework.adam.ask.loss': '이 갱신 뒤의 손실은 얼마입니까?',
  'homework.adam.hint.loss':
    '가중치는 이제 {after.w21}, {after.w12}입니다. 변화가 작으므로 적어도 다섯 자리까지 적어 보세요.',
  'homework.adam.meaning':
    '손실은 갱신 전 {loss:8}, 갱신 후 {after.loss:8}입니다. 걸음은 작지만 [[w21]] 방향과 [[w12]] 방향의 크기가 같습니다. 같은 자리에서 경사 하강법은 [[w21]] 방향으로 거의 움직이지 않습니다.',

  'homework.epochs.title': '5. 여러 에폭',
  'homework.epochs.intro':
    '이제 같은 출발점에서 둘 다 {steps}에폭을 학습합니다. 한 번 갱신할 때마다 네 표본을 모두 쓰므로 한 에폭이 한 걸음입니다. 학습률과 에폭 수를 바꾸어 보세요. 지도에는 경로가, 그래프에는 손실이 나타납니다.',
  'homework.epochs.runs': '{steps}에폭 뒤',
  'homework.epochs.optimizer': '최적화 방법',
  'homework.epochs.gd': '경사 하강법',
  'homework.epochs.adam': 'Adam',
  'homework.epochs.solvedAt': '손실 {threshold}까지의 걸음 수',
  'homework.epochs.curve':
    '손실 곡선에서 평평한 구간과 갑자기 떨어지는 구간을 찾아보세요. 평평하다고 해서 학습이 끝난 것은 아닙니다. 그곳의 손실을 아래 고원의 손실과 비교해 보세요.',
  'homework.epochs.plateau':
    '멀리 나가면 은닉 유닛이 포화됩니다. 모든 σ′ 값이 거의 0이 되어 학습이 더 진행되지 않습니다. 지도의 네 모서리는 모두 고원이며, 손실은 다음과 같습니다.',
  'homework.epochs.plateaus': '먼 곳의 손실',
  'homework.epochs.limit': '극한',
  'homework.epochs.valley':
    '다음으로 [[w21]] 방향을 따라 오른쪽으로 가 봅시다. 그곳에서 가장 낮은 자리는 [[w12]] = {valley.w12:7}이고 손실은 {valley.loss}입니다. 과제의 값에서는 이것이 해입니다. 골짜기는 끝없이 낮아지며 가장 낮은 점이 없습니다.',
  'homework.epochs.ask.half':
    '[[eta]] = {eta.100} 대신 [[eta]] = {eta.50}이면 한 걸음 뒤 [[w12]]의 값은 얼마입니까?',
  'homework.epochs.hint.half': '출발점의 기울기는 앞에서 구한 것과 같습니다.',
  'homework.epochs.because.half': '그다음 걸음에서는 {at50.2.w12:5}까지 갑니다.',
  'homework.epochs.fates': '경사 하강법의 처음 세 걸음 뒤의 w12, 그리고 1000걸음 뒤의 손실',
  'homework.epochs.first': '1걸음',
  'homework.epochs.second': '2걸음',
  'homework.epochs.third': '3걸음',
  'homework.epochs.end': '손실',
  'homework.epochs.why':
    '과제의 값에서 [[eta]] = 50이면 가장 가파른 비탈의 중간인 {at50.1.w12:4}에 멈춥니다. 그래서 둘째 걸음이 너무 길어져 {at50.2.w12:4}의 고원에 떨어집니다. [[eta]] = 100이면 가파른 곳을 뛰어넘어 골짜기 바닥에 가까운 {at100.1.w12:4}에 내립니다. [[eta]] = 200이면 {at200.1.w12:4}까지 지나쳤다가 멀리 튕겨 나갑니다. 학습률이 작다고 해서 늘 안전한 것은 아닙니다.',
  'homework.epochs.adamPath':
    'Adam의 경로는 다릅니다. 걸음의 크기가 기울기의 크기를 따라가지 않으므로, 처음에는 두 가중치가 모두 학습률만큼 움직여 대각선으로 갑니다. 경사 하강법은 처음에 [[w12]] 방향으로만 갑니다. Adam은 가파른 비탈에서도 뛰지 않고, 고원에서도 바로 멈추지 않습니다.',
  'homework.epochs.try1':
    '경사 하강법의 학습률을 1로 해 보세요. {at1.solvedAt}걸음이 걸리지만 해에 이릅니다.',
  'homework.epochs.try2': 'Adam의 학습률을 1로 해 보고, 골짜기를 가로질러 흔들리는 모습을 보세요.',
  'homework.epochs.try3':
    '고정된 가중치 하나를 바꾸고 처음 단계부터 다시 보세요. 식과 숫자와 그림이 함께 바뀝니다.',
} as const;
