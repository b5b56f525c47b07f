// 라이브러리가 주는 말: 문제와 데이터의 이름과 설명, 학습의 결과, 벤치마크의 표 (translated).
export default {
  'Two hidden units learn XOR, or get stuck on a plateau of the loss.':
    '은닉 유닛 둘이 XOR을 배웁니다. 때로는 손실의 고원에 갇힙니다.',
  'A network with two inputs, two hidden units and one output (all logistic sigmoids) learns XOR. Of its nine parameters the homework trains two: <b>w21</b>, to hidden unit 2 from input 1, and <b>w12</b>, to hidden unit 1 from input 2. The loss is the mean binary cross-entropy over the four samples, in nats.':
    '입력 둘, 은닉 유닛 둘, 출력 하나인 신경망(모두 로지스틱 시그모이드)이 XOR을 배웁니다. 매개변수 아홉 개 가운데 과제에서는 둘을 학습합니다. <b>w21</b>은 입력 1에서 은닉 유닛 2로, <b>w12</b>는 입력 2에서 은닉 유닛 1로 가는 가중치입니다. 손실은 네 표본의 이진 교차 엔트로피의 평균이며 단위는 nat입니다.',
  'From (0, 0): gradient descent with learning rate 100 solves it in three steps; 50 and 200 never do.':
    '(0, 0)에서 출발하면 학습률 100의 경사 하강법은 세 걸음에 풀지만, 50이나 200으로는 풀지 못합니다.',

  Quadratic: '이차 함수',
  'A bowl with curvatures 1 and 3, on which every learning rate can be checked by hand.':
    '곡률이 1과 3인 그릇 모양입니다. 모든 학습률을 손으로 확인할 수 있습니다.',
  'x² + y² + xy − 4x − 5y + 11 is least, 4, at (1, 2). Its curvature is 1 along one diagonal and 3 along the other.':
    'x² + y² + xy − 4x − 5y + 11은 (1, 2)에서 최솟값 4를 가집니다. 한 대각선 방향의 곡률은 1, 다른 대각선 방향은 3입니다.',
  'From (4, 4) with learning rate 0.1 both slopes are below 0.2 after 13 steps.':
    '(4, 4)에서 학습률 0.1로 13걸음을 가면 두 기울기가 모두 0.2보다 작아집니다.',
  'Gradient descent converges below a learning rate of 2/3, and diverges above.':
    '경사 하강법은 학습률이 2/3보다 작으면 수렴하고 크면 발산합니다.',

  Rosenbrock: '로젠브록',
  'A flat valley between steep walls: getting into it is easy, following it to (1, 1) is not.':
    '가파른 벽 사이의 평평한 골짜기입니다. 들어가기는 쉽지만 (1, 1)까지 따라가기는 어렵습니다.',
  '(1 − x)² + 100(y − x²)² has its minimum 0 at (1, 1), where the curvatures are 1002 and 0.4.':
    '(1 − x)² + 100(y − x²)²은 (1, 1)에서 최솟값 0을 가지며, 그곳의 곡률은 1002와 0.4입니다.',
  'Gradient descent takes learning rates to about 0.002, and then thousands of steps; Adam with 0.1 takes hundreds.':
    '경사 하강법은 학습률이 0.002쯤까지이고 수천 걸음이 걸립니다. 학습률 0.1의 Adam은 수백 걸음이면 됩니다.',

  Beale: '빌',
  'Almost flat in the middle, steep at the corners: no single learning rate suits both.':
    '가운데는 거의 평평하고 모서리는 가파릅니다. 둘 다에 맞는 학습률이 없습니다.',
  '(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)² has its minimum 0 at (3, 0.5).':
    '(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²은 (3, 0.5)에서 최솟값 0을 가집니다.',
  'Gradient descent from the middle takes a learning rate of 0.01; from the corners that diverges.':
    '가운데에서는 경사 하강법에 학습률 0.01이 알맞지만, 모서리에서는 발산합니다.',

  Himmelblau: '힘멜블라우',
  'Four minima that are all 0: which one a run finds depends on its start and its rate.':
    '최솟값이 모두 0인 극솟점이 네 개입니다. 어느 것을 찾는지는 출발점과 학습률에 달려 있습니다.',
  '(x² + y − 11)² + (x + y² − 7)² is 0 at four points, among them (3, 2), with four saddles and a peak between them.':
    '(x² + y − 11)² + (x + y² − 7)²은 (3, 2)를 비롯한 네 점에서 0이고, 그 사이에 안장점 넷과 봉우리 하나가 있습니다.',
  'With learning rate 0.01 the four basins are smooth; towards 0.02 their borders fray.':
    '학습률이 0.01이면 네 유역이 매끄럽고, 0.02에 가까워지면 경계가 헝클어집니다.',

  Branin: '브래닌',
  'Three minima of the same depth in a row, with gentle saddles between them.':
    '깊이가 같은 극솟점 셋이 나란히 있고 그 사이에 완만한 안장점이 있습니다.',
  '(y − 5.1x²/(4π²) + 5x/π − 6)² + 10(1 − 1/(8π))cos x + 10 is 0.397887 at (−π, 12.275), (π, 2.275) and (3π, 2.475).':
    '(y − 5.1x²/(4π²) + 5x/π − 6)² + 10(1 − 1/(8π))cos x + 10은 (−π, 12.275), (π, 2.275), (3π, 2.475)에서 0.397887입니다.',
  'Learning rates to about 0.1 work; momentum carries runs over the saddles.':
    '학습률은 0.1쯤까지 쓸 수 있습니다. 모멘텀을 쓰면 안장점을 넘어갑니다.',

  Saddle: '안장점',
  'Down along one axis, up along the other: how long does a run linger at the saddle?':
    '한 축으로는 내리막, 다른 축으로는 오르막입니다. 안장점에 얼마나 오래 머무를까요?',
  'x² − y² has a stationary point at (0, 0) that is no minimum, and falls without end along y.':
    'x² − y²의 정류점 (0, 0)은 극솟점이 아니며, y를 따라 끝없이 내려갑니다.',
  'From (1, 0.001) with learning rate 0.1 gradient descent leaves the saddle after about 40 steps; from y = 0, never.':
    '(1, 0.001)에서 학습률 0.1의 경사 하강법은 40걸음쯤 뒤에 안장점을 떠납니다. y = 0에서는 결코 떠나지 못합니다.',

  Factorisation: '인수 분해',
  'Every point of xy = 1 is a minimum, and large learning rates choose the flat ones.':
    'xy = 1인 모든 점이 극솟점이고, 큰 학습률은 그 가운데 평평한 것을 고릅니다.',
  '(xy − 1)²/2 + λ(x² + y²)/2, the smallest two-layer network: for λ = 0 the minima are xy = 1, with curvature x² + y².':
    '(xy − 1)²/2 + λ(x² + y²)/2, 가장 작은 두 층 신경망입니다. λ = 0이면 극솟점은 xy = 1이고 곡률은 x² + y²입니다.',
  'Gradient descent ends where x² + y² is at most 2 over the learning rate: the edge of stability. At most 1 converges.':
    '경사 하강법은 x² + y²이 2를 학습률로 나눈 값을 넘지 않는 곳에서 끝납니다. 안정성 경계입니다. 학습률이 1 이하이면 수렴합니다.',
  'With λ above 0 and a learning rate near 1 the basin’s border is fractal.':
    'λ가 0보다 크고 학습률이 1에 가까우면 유역의 경계가 프랙털입니다.',

  'Double well': '이중 우물',
  'One parameter, two minima: the learning rate alone takes it through period doubling into chaos.':
    '매개변수 하나, 극솟점 둘. 학습률만 바꾸어도 주기 배가를 거쳐 혼돈에 이릅니다.',
  '(w² − 1)²/4 has minima at ±1. Gradient descent is w − η(w³ − w): a fixed point to η = 1, then periods 2, 4 (from 1.23607), 8 (from 1.28803) and chaos.':
    '(w² − 1)²/4의 극솟점은 ±1입니다. 경사 하강법은 w − η(w³ − w)입니다. η = 1까지는 고정점, 그다음은 주기 2, 4(1.23607부터), 8(1.28803부터), 그리고 혼돈입니다.',
  'Beyond a learning rate of 2 it diverges.': '학습률이 2를 넘으면 발산합니다.',

  'Any f(x, y) that you write, with its own constants as sliders.':
    '직접 쓴 f(x, y)를 최소화합니다. 상수는 슬라이더가 됩니다.',
  'Write the loss yourself: numbers, <b>x</b>, <b>y</b>, + − * / ^, exp, log, sqrt, sin, cos, tan, tanh, sigmoid, abs, min, max, pow, pi, e. Every other name is a constant with a slider. Where the formula is undefined, as log of a negative number, the map has a hole, and a run that gets there has diverged.':
    '손실을 직접 써 보세요: 수, <b>x</b>, <b>y</b>, + − * / ^, exp, log, sqrt, sin, cos, tan, tanh, sigmoid, abs, min, max, pow, pi, e. 다른 이름은 모두 상수이며 슬라이더가 생깁니다. 음수의 log처럼 정의되지 않는 곳은 지도에 구멍이 나고, 그곳에 이른 학습은 발산한 것입니다.',
  'log(x) + x has a hole left of 0; try learning rates above 2 from x = 1.':
    'log(x) + x는 0의 왼쪽에 구멍이 있습니다. x = 1에서 2보다 큰 학습률을 써 보세요.',

  'Least squares': '최소 제곱',
  'A straight line through points, by the mean of the squared errors: a bowl with one minimum.':
    '점들을 지나는 직선을 제곱 오차의 평균으로 구합니다. 극솟점이 하나인 그릇 모양입니다.',
  'Subtract the mean of x from the data: the valley becomes round, and a larger learning rate converges.':
    '데이터에서 x의 평균을 빼 보세요. 골짜기가 둥글어지고 더 큰 학습률로도 수렴합니다.',
  'The set “outlier” has one point far from the others: see how far it pulls the minimum.':
    '“이상점” 데이터에는 멀리 떨어진 점이 하나 있습니다. 극솟점이 얼마나 끌려가는지 보세요.',

  'Logistic regression': '로지스틱 회귀',
  'A line between two classes of points, by likelihood: convex, with its minimum at infinity where a line separates them.':
    '두 클래스의 점을 나누는 직선을 가능도로 구합니다. 볼록하며, 직선으로 나눌 수 있으면 최솟값은 무한히 먼 곳에 있습니다.',
  'Where a line separates the classes the loss falls for ever: the weights grow and the boundary hardly moves.':
    '직선으로 나눌 수 있으면 손실이 끝없이 줄어듭니다. 가중치는 커지고 경계는 거의 움직이지 않습니다.',
  'Make w0 an axis of the plane instead of w1: any two of the three weights span the landscape.':
    'w1 대신 w0을 평면의 축으로 삼아 보세요. 세 가중치 가운데 어느 둘로도 지형을 그릴 수 있습니다.',

  Gates: '논리 게이트',
  'One sigmoid unit on OR, AND or XOR: it learns the first two, and no weights bring XOR below ln 2.':
    '시그모이드 유닛 하나로 OR, AND, XOR을 배웁니다. 앞의 둘은 배우지만, XOR의 손실은 어떤 가중치로도 ln 2보다 작아지지 않습니다.',
  'One unit, σ(<b>w1</b>·x1 + <b>w2</b>·x2 + <b>b</b>), learns a logic gate. A line separates the ones of OR and of AND from their zeros, and no line those of XOR, whose least loss is ln 2 = 0.693 nats at w1 = w2 = b = 0: there the unit only guesses.':
    '유닛 하나, σ(<b>w1</b>·x1 + <b>w2</b>·x2 + <b>b</b>)가 논리 게이트를 배웁니다. OR과 AND의 1과 0은 직선으로 나눌 수 있지만 XOR은 나눌 수 없습니다. XOR의 최소 손실은 w1 = w2 = b = 0에서 ln 2 = 0.693 nat이며, 그곳에서 유닛은 어림짐작할 뿐입니다.',
  'Choose XOR as the data: the landscape is a bowl around the origin, and nothing is solved.':
    '데이터를 XOR로 바꾸어 보세요. 지형은 원점 둘레의 그릇 모양이고 아무것도 풀리지 않습니다.',

  'Own network': '나의 신경망',
  'A feed-forward network of your own: layers, activations, loss, data.':
    '직접 만드는 순방향 신경망입니다. 층, 활성화 함수, 손실, 데이터를 고릅니다.',
  "A feed-forward network whose weights and biases are all trained. <b>W1.2.3</b> is layer 1's weight to unit 2 from input 3, <b>b1.2</b> its bias of unit 2.":
    '가중치와 편향을 모두 학습하는 순방향 신경망입니다. <b>W1.2.3</b>은 1층에서 입력 3에서 유닛 2로 가는 가중치, <b>b1.2</b>는 유닛 2의 편향입니다.',
  'Add a layer, and see how the same learning rate does.':
    '층을 하나 더하고, 같은 학습률로 어떻게 되는지 보세요.',

  'Whole XOR network': 'XOR 신경망 전체',
  'The 2-2-1 sigmoid network on XOR with all nine parameters trained: a long plateau, then a fall.':
    'XOR을 배우는 2-2-1 시그모이드 신경망의 매개변수 아홉 개를 모두 학습합니다. 긴 고원을 지나 갑자기 떨어집니다.',
  'The 2-2-1 sigmoid network on XOR with all of its nine parameters trained, from the numbers that PyTorch draws after manual_seed(777). The loss stays at ln 2, what guessing costs, for 2,000 steps, then falls.':
    'XOR을 배우는 2-2-1 시그모이드 신경망의 매개변수 아홉 개를 모두 학습합니다. 초깃값은 PyTorch가 manual_seed(777) 뒤에 뽑는 값입니다. 손실은 2,000걸음 동안 어림짐작의 손실인 ln 2에 머무르다가 떨어집니다.',
  'Other seeds: some starts fall at once, some stay on the plateau for 10,000 steps.':
    '시드를 바꾸어 보세요. 바로 떨어지는 출발점도 있고 10,000걸음 동안 고원에 머무르는 출발점도 있습니다.',

  'Deep XOR': '깊은 XOR',
  'A 2-10-10-10-1 sigmoid network on XOR: 261 parameters, a longer plateau.':
    'XOR을 배우는 2-10-10-10-1 시그모이드 신경망입니다. 매개변수 261개, 더 긴 고원.',
  'A 2-10-10-10-1 sigmoid network on XOR, 261 parameters, from the numbers that PyTorch draws after manual_seed(777). Three hidden layers of sigmoids make its slope small: see how long the plateau is.':
    'XOR을 배우는 2-10-10-10-1 시그모이드 신경망으로 매개변수가 261개입니다. 초깃값은 PyTorch가 manual_seed(777) 뒤에 뽑는 값입니다. 시그모이드 은닉층이 셋이라 기울기가 작습니다. 고원이 얼마나 긴지 보세요.',
  'tanh or ReLU instead of sigmoid: the plateau goes.':
    '시그모이드 대신 tanh나 ReLU를 쓰면 고원이 사라집니다.',

  Regression: '회귀',
  'A 1-H-H-1 network bends a curve to noisy points: activations, batches, early stopping.':
    '1-H-H-1 신경망이 잡음 섞인 점들에 곡선을 맞춥니다. 활성화 함수, 배치, 조기 종료.',
  'A network of one input and one output learns a curve through noisy points, a fifth of which are kept for testing. The loss is half the squared error.':
    '입력 하나, 출력 하나인 신경망이 잡음 섞인 점들을 지나는 곡선을 배웁니다. 점의 5분의 1은 시험용으로 남겨 둡니다. 손실은 제곱 오차의 절반입니다.',
  'Batches of 1, 4 and 8 with the same learning rate: the smaller, the noisier the path.':
    '같은 학습률로 배치를 1, 4, 8로 바꾸어 보세요. 작을수록 경로가 더 흔들립니다.',

  Spiral: '나선',
  'Two spirals wound into each other: which networks can tell them apart?':
    '서로 감긴 두 나선입니다. 어떤 신경망이 둘을 가려낼 수 있을까요?',
  'Two classes of points on spirals that are wound into each other, and a network with two hidden layers.':
    '서로 감긴 나선 위에 있는 두 클래스의 점과, 은닉층이 둘인 신경망입니다.',
  'One hidden layer of two units: there is no way to solve it.':
    '은닉층 하나에 유닛이 둘이면 풀 방법이 없습니다.',

  Moons: '반달',
  'Two half circles that reach into each other, and a small ReLU network.':
    '서로 맞물린 두 반원과 작은 ReLU 신경망입니다.',
  'Two half circles of points that reach into each other. A few ReLU units bend a boundary between them.':
    '서로 맞물린 두 반원의 점들입니다. ReLU 유닛 몇 개가 그 사이로 경계를 구부립니다.',
  'identity as the activation: the boundary is a straight line, whatever the layers.':
    '활성화 함수를 항등으로 하면 층이 몇이든 경계가 직선입니다.',

  Circles: '동심원',
  'A disc within a ring: three units make a boundary around it.':
    '고리 안의 원판입니다. 유닛 셋이 그 둘레에 경계를 만듭니다.',
  'A disc of points within a ring of others. Three hidden units draw three lines around the disc.':
    '고리 모양의 점들 안에 원판 모양의 점들이 있습니다. 은닉 유닛 셋이 원판 둘레에 직선 셋을 긋습니다.',
  'Two hidden units: two lines cannot close a ring.':
    '은닉 유닛이 둘이면, 직선 둘로는 고리를 닫지 못합니다.',

  'XOR clouds': 'XOR 구름',
  'Points of four quadrants, labelled as XOR is, and a small network.':
    'XOR처럼 레이블을 붙인 네 사분면의 점들과 작은 신경망입니다.',
  'Points of four quadrants, labelled by whether just one of their coordinates is above 0.':
    '네 사분면의 점들입니다. 좌표 가운데 하나만 0보다 큰지에 따라 레이블을 붙였습니다.',
  'The number of hidden units: with two it depends on the start whether it is solved.':
    '은닉 유닛의 수를 바꾸어 보세요. 둘이면 출발점에 따라 풀리기도 하고 안 풀리기도 합니다.',

  'Teacher and student': '교사와 학생',
  'A network learns what another of the same shape puts out: a loss of 0 can be reached.':
    '모양이 같은 다른 신경망의 출력을 배웁니다. 손실 0에 이를 수 있습니다.',
  'A network learns the outputs of another one of the same shape, whose weights are random: it can reach a loss of 0.':
    '모양이 같고 가중치가 무작위인 다른 신경망의 출력을 배웁니다. 손실 0에 이를 수 있습니다.',
  'A student with more hidden units than its teacher is a matter of your own data.':
    '교사보다 은닉 유닛이 많은 학생은 직접 만든 데이터로 해 볼 수 있습니다.',

  Trainability: '학습 가능성',
  'Which pairs of learning rates train a small tanh network? The border between yes and no is fractal.':
    '어떤 두 학습률이 작은 tanh 신경망을 학습시킬까요? 되는 것과 안 되는 것의 경계가 프랙털입니다.',
  'A network of n inputs, n tanh units and one output, without biases, on as many random points as it has parameters (Sohl-Dickstein 2024). Sweep the learning rates of its two layers: the border between those that train it and those that do not is a fractal.':
    '입력 n개, tanh 유닛 n개, 출력 하나이고 편향이 없는 신경망을 매개변수만큼의 무작위 점으로 학습합니다(Sohl-Dickstein 2024). 두 층의 학습률을 스윕하면, 학습이 되는 것과 안 되는 것의 경계가 프랙털입니다.',
  'ReLU, identity, one point, mini-batches: the border gets smoother or rougher.':
    'ReLU, 항등, 점 하나, 미니배치로 바꾸면 경계가 더 매끄럽거나 거칠어집니다.',
} as const;
