// 첫 방문의 안내, 둘러보기, 갤러리, 명령 (src/app/welcome, src/app/gallery, src/app/commands).
export default {
  Welcome: '환영합니다',
  'Dismiss the welcome': '안내 닫기',
  '{what} The curve is the loss at every {x}; each mark on it is a training run.':
    '{what} 곡선은 {x}마다의 손실이고, 그 위의 표시 하나가 학습 한 번입니다.',
  '{what} Every point of the map is a choice of two weights, {x} and {y}; its colour is the loss there, and each line is a training run.':
    '{what} 지도의 한 점은 두 가중치 {x}, {y}의 값 한 쌍, 색은 그곳의 손실, 선 하나는 학습 한 번입니다.',
  '{what} Every point of the map is a choice of {x} and {y}; its colour is the loss there, and each line is a training run.':
    '{what} 지도의 한 점은 {x}, {y} 값의 한 쌍, 색은 그곳의 손실, 선 하나는 학습 한 번입니다.',
  'Things to try': '해 볼 것',
  'Dismiss this hint': '이 귀띔 닫기',
  'Drag me: training starts from there, at once.': '끌어 보세요. 놓은 곳에서 바로 다시 학습합니다.',
  'Click here: a run that starts on this plateau stays stuck.':
    '여기를 눌러 보세요. 이 고원에서 출발한 학습은 갇혀 있습니다.',
  'Tap here: a run that starts on this plateau stays stuck.':
    '여기를 두드려 보세요. 이 고원에서 출발한 학습은 갇혀 있습니다.',
  'Point here: in this valley the network gets all four right.':
    '여기를 가리켜 보세요. 이 골짜기에서는 신경망이 넷을 모두 맞힙니다.',
  'Tap here: in this valley the network gets all four right.':
    '여기를 두드려 보세요. 이 골짜기에서는 신경망이 넷을 모두 맞힙니다.',

  'The map': '지도',
  'Every point is one choice of the two parameters at the axes, its colour the loss. Click to train from there; drag a start, or the map; wheel or pinch to zoom.':
    '한 점은 두 축에 있는 매개변수 값의 한 쌍이고 색은 손실입니다. 누르면 거기서 학습합니다. 출발점이나 지도를 끌고, 휠이나 두 손가락으로 확대하세요.',
  'A run, step by step': '학습을 한 걸음씩',
  'Play, scrub or step through the training. The curves show the loss at every step; what you point at lights up in both.':
    '학습을 재생하거나, 문지르거나, 한 걸음씩 보세요. 곡선은 걸음마다의 손실이고, 가리킨 것은 양쪽에서 밝아집니다.',
  'Optimizers and all settings': '최적화 방법과 모든 설정',
  'Switch on momentum, RMSprop or Adam, and turn their learning rates: every path follows at once. What is trained, the plane and the view are here too.':
    '모멘텀, RMSprop, Adam을 켜고 학습률을 바꿔 보세요. 모든 경로가 바로 따라옵니다. 무엇을 학습할지, 평면, 보기도 여기서 정합니다.',
  'Basins: every pixel is a training run': '끌림 유역: 화소 하나가 학습 한 번',
  'Which starts are solved, and which get stuck? Basins trains from every pixel at once. Sweep and Spectrum do the same over learning rates.':
    '어느 출발점이 풀리고 어느 출발점이 갇힐까요? 끌림 유역은 모든 화소에서 한꺼번에 학습합니다. 스윕과 스펙트럼은 학습률을 두고 같은 일을 합니다.',
  'Gallery and sharing': '갤러리와 공유',
  'Pictures to begin with, keys 1 to 9. Whatever you find is in the address: share it as a link.':
    '처음에 볼 그림들이 있습니다(1~9 키). 찾은 것은 모두 주소에 담기니 링크로 나누세요.',
  '{n} of {m}': '{m}곳 가운데 {n}번째',
  Next: '다음',
  Back: '이전',
  'Leave the tour': '둘러보기 끝내기',

  'The homework': '과제',
  'From (0, 0) gradient descent with learning rate 100 solves it in three steps.':
    '(0, 0)에서 학습률 100의 경사 하강법은 세 걸음 만에 풉니다.',
  'Why 50 fails and 100 works': '왜 50은 실패하고 100은 성공할까',
  'One start, thousands of learning rates: 100 lands in the valley; 50 and 200 leap over it onto plateaus and stay there.':
    '한 출발점, 학습률 수천 개: 100은 골짜기에 내려앉고, 50과 200은 골짜기를 뛰어넘어 고원에 갇힙니다.',
  'Fractal basins': '프랙털 유역',
  'Every pixel is the start of a run with learning rate 30: the border of what is solved is a fractal.':
    '화소마다 학습률 30으로 학습합니다. 풀리는 출발점의 경계는 프랙털입니다.',
  'Deep in the border': '경계 깊숙이',
  'The same basins a thousand times closer: solved and stuck starts still lie side by side.':
    '같은 유역을 천 배 가까이서 봅니다. 풀리는 출발점과 갇히는 출발점이 여전히 나란히 있습니다.',
  'Stuck, and out again': '갇혔다가 빠져나오기',
  'From the same start gradient descent is still on the plateau after 1,000 steps; Adam has solved it within 100.':
    '같은 출발점에서 경사 하강법은 1000걸음 뒤에도 고원에 있고, Adam은 100걸음 안에 풉니다.',
  'The critical learning rate': '임계 학습률',
  'The largest curvature of this bowl is 3: below a learning rate of 2/3 every run settles, above it every run flies apart.':
    '이 그릇의 가장 큰 곡률은 3입니다. 학습률이 2/3보다 작으면 모두 가라앉고, 크면 모두 흩어집니다.',
  'A road to chaos': '혼돈으로 가는 길',
  'One parameter, two minima: the iterates settle up to learning rate 1, then come in periods 2, 4, 8 … and in chaos; beyond 2 they are lost.':
    '매개변수 하나, 극솟점 둘: 학습률 1까지는 가라앉고, 그 뒤로 주기 2, 4, 8 …과 혼돈이 오며, 2를 넘으면 발산합니다.',
  'Rosenbrock’s valley': '로젠브록의 골짜기',
  'The valley is found at once and its end late: after 3,000 steps gradient descent is still under way; Adam was there after 1,000.':
    '골짜기는 바로 찾지만 그 끝은 멉니다. 3000걸음 뒤에도 경사 하강법은 가는 중이고, Adam은 1000걸음에 닿았습니다.',
  'Four minima, four basins': '극솟점 넷, 유역 넷',
  'Himmelblau’s function is 0 at four places. The colour of a start is the one that its run finds.':
    '힘멜블라우 함수는 네 곳에서 0입니다. 출발점의 색은 그 학습이 찾는 곳입니다.',
  'The border of trainability': '학습 가능성의 경계',
  'The learning rates of a network’s two layers: blue runs train, orange ones are lost, and the border between them is ragged (Sohl-Dickstein 2024).':
    '신경망 두 층의 학습률: 파란 곳은 학습되고 주황색은 발산하며, 그 경계는 들쭉날쭉합니다(Sohl-Dickstein 2024).',
  'A network’s random plane': '신경망의 임의 평면',
  'All weights of a network that learns two spirals, seen along two random directions, filter-normalised (Li et al. 2018).':
    '두 나선을 배우는 신경망의 모든 가중치를, 필터마다 정규화한 두 임의 방향으로 봅니다(Li 등 2018).',
  'The edge of stability': '안정성의 가장자리',
  'Gradient descent walks into ever sharper places until λmax reaches 2/η, and then hovers there: see the curve of λmax.':
    '경사 하강법은 λmax가 2/η에 이를 때까지 점점 더 뾰족한 곳으로 가서 그 언저리에 머뭅니다. λmax의 곡선을 보세요.',
  'Large steps choose flat minima': '큰 걸음은 평평한 극솟점을 고른다',
  'Every point of this valley is a minimum, but gradient descent with learning rate 0.5 ends only where the curvature x² + y² is at most 4.':
    '이 골짜기는 어디나 극솟점이지만, 학습률 0.5의 경사 하강법은 곡률 x² + y²이 4 이하인 곳에서만 끝납니다.',
  'The landscape in space': '입체로 본 지형',
  'The loss as height, and three optimizers’ runs over it. Drag to turn it.':
    '손실을 높이로, 세 최적화 방법의 학습을 그 위에 그립니다. 끌어서 돌려 보세요.',
  'Your own formula': '나만의 수식',
  'Type any function of x and y and train on it; its own constants become sliders.':
    'x와 y의 아무 함수나 적고 학습해 보세요. 수식의 상수는 슬라이더가 됩니다.',

  Commands: '명령',
  'Find a command, a control, a problem …': '명령, 설정, 문제 찾기 …',
  'Nothing is called so.': '그런 이름은 없습니다.',
  Action: '동작',
  'Home: the whole map': '처음 범위로: 지도 전체',
  'Reset: starts and map as they were': '초기화: 출발점과 지도를 처음대로',
  'In space or as a map (3-D)': '입체 또는 지도로 (3-D)',
  'Theme: light': '테마: 밝게',
  'Theme: dark': '테마: 어둡게',
  'Theme: as the system': '테마: 시스템대로',
  'Language: {name}': '언어: {name}',
} as const;
