// 라이브러리가 수와 이름을 넣어 만드는 말. {n}, {count}, {runs}, {steps}에는 수가, 다른 자리에는 무엇이든 오고, {why}와 {what}은 다시 번역한다.
export default {
  'learning rate of {what}': '{what}의 학습률',
  'layer{n}': '{n}층',
  'start {name}': '출발점 {name}',
  'layer {n}: {what}': '{n}층: {what}',
  'weight to unit {to} from input {from}': '입력 {from}에서 유닛 {to}(으)로 가는 가중치',
  'weight to unit {to} from unit {from}': '앞 층의 유닛 {from}에서 유닛 {to}(으)로 가는 가중치',
  'bias of unit {n}': '유닛 {n}의 편향',
  'weight to hidden unit {to} from input {from}':
    '입력 {from}에서 은닉 유닛 {to}(으)로 가는 가중치',
  'weight to the output from hidden unit {from}': '은닉 유닛 {from}에서 출력으로 가는 가중치',
  'bias of hidden unit {n}': '은닉 유닛 {n}의 편향',
  'weight of input {n}': '입력 {n}의 가중치',
  'weight of {name}': '{name}의 가중치',
  'layer {n}': '{n}층',
  'CPU, {n} worker': 'CPU, 워커 {n}개',
  'CPU, {n} workers': 'CPU, 워커 {n}개',
  '{name} (software)': '{name} (소프트웨어)',
  'The line h(x) = <b>w0</b> + <b>w1</b>·x is fitted to {n} points. The loss is the mean of (h(x) − y)², a quadratic bowl: the farther the mean of x is from 0, the longer and narrower it is.':
    '직선 h(x) = <b>w0</b> + <b>w1</b>·x를 점 {n}개에 맞춥니다. 손실은 (h(x) − y)²의 평균이며 이차 함수의 그릇 모양입니다. x의 평균이 0에서 멀수록 길고 좁아집니다.',
  'h(x) = σ(<b>w0</b> + <b>w1</b>·x1 + <b>w2</b>·x2) is the probability of class 1, fitted to {n} points. The loss is the mean negative log-likelihood, in nats; the boundary, where h = ½, is a line.':
    'h(x) = σ(<b>w0</b> + <b>w1</b>·x1 + <b>w2</b>·x2)는 클래스 1일 확률이며 점 {n}개에 맞춥니다. 손실은 음의 로그 가능도의 평균이고 단위는 nat입니다. h = ½인 경계는 직선입니다.',
  'n = {n}, linear': 'n = {n}, 선형',
  'n = {n}, one data point': 'n = {n}, 데이터 한 점',
  'n = {n}, mini-batches of {size}': 'n = {n}, 미니배치 {size}',
  '{what} (published: {value})': '{what} (논문: {value})',
  'The file says {names}, which there is not here: choose what comes nearest.':
    '파일에 {names}이(가) 있지만 여기에는 없습니다. 가장 가까운 것을 고르세요.',

  'GPU, f32': 'GPU, f32',
  'CPU, all workers, f64': 'CPU, 모든 워커, f64',
  'CPU, one worker, f64': 'CPU, 워커 하나, f64',
  reference: '기준',
  '{what} (reduced)': '{what} (줄임)',
  '{absolute} abs, {relative} rel': '절대 {absolute}, 상대 {relative}',
  '{share} of by hand': '손으로 쓴 것의 {share}',
  '{n} of {count}': '{count} 가운데 {n}',
  '{runs} runs × {steps} steps': '학습 {runs} × {steps}걸음',
  '{n} learning rates × {steps} steps': '학습률 {n} × {steps}걸음',
  "Rates are end to end, from the call to the result read back; medians of interleaved repeats after a warm-up, ± half the distance between the quartiles. Kernel alone: the GPU's own timestamps. Speed-up: over one CPU worker (of {cores} cores), the same folded formula in f64.":
    '속도는 호출부터 결과를 다시 읽을 때까지이며, 예열 뒤 번갈아 되풀이한 것의 중앙값 ± 사분위수 범위의 절반입니다. 커널만: GPU의 타임스탬프. 가속: CPU 워커 하나(코어 {cores}개)가 f64로 같은 식을 계산할 때와 견준 값.',
  'Of by hand: the rate of the kernel that is made of the formula over that of one for the same function written in WGSL by hand, in the same rounds.':
    '손으로 쓴 것: 수식에서 만든 커널의 속도를, 같은 함수를 WGSL로 손수 쓴 커널의 속도로 나눈 값.',
  'Noise floor: the same GPU job against itself gave a ratio of {ratio} ± {spread}.':
    '잡음 바닥: 같은 GPU 일을 스스로와 견준 비는 {ratio} ± {spread}입니다.',
  '{n} ms a job': '일 하나에 {n} ms',
  'Of the shortest jobs the time of one is given, of eight in a row. A drag is timed to its numbers: drawing them comes on top.':
    '가장 짧은 일은 잇달아 여덟 번 한 것 가운데 하나의 시간을 적습니다. 끌기는 수가 나올 때까지이며 그리는 시간은 따로 듭니다.',
  'Reduced: fewer runs than the whole job, so that a repeat takes about a second.':
    '줄임: 한 번에 1초쯤 걸리도록 학습 수를 줄였습니다.',
  'Inside a fractal boundary f32 and f64 runs part ways; the largest error is that of such a run.':
    '프랙털 경계 안에서는 f32와 f64의 학습이 갈라집니다. 최대 오차는 그런 학습의 것입니다.',
  'Storage bindings of up to {n} MiB.': '저장 바인딩은 {n} MiB까지입니다.',
  'This adapter is software: it runs the GPU code on the CPU’s cores. Its figures say nothing about a GPU.':
    '이 어댑터는 소프트웨어여서 GPU 코드를 CPU의 코어에서 실행합니다. 수치는 GPU에 대해 아무것도 말해 주지 않습니다.',
} as const;
