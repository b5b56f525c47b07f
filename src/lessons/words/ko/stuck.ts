// 5강, 왜 막히는가.
export default {
  'stuck.lesson': '왜 막히는가',
  'stuck.control.gd': '경사 하강법의 학습률',
  'stuck.control.adam': 'Adam의 학습률',
  'stuck.control.steps': '걸음 수',
  'stuck.loss': '손실',
  'stuck.eta01': '학습률 0.1',
  'stuck.eta02': '학습률 0.2',
  'stuck.eta03': '학습률 0.3',
  'stuck.eta1': '학습률 1',
  'stuck.eta5': '학습률 5',
  'stuck.eta10': '학습률 10',
  'stuck.eta30': '학습률 30',

  'stuck.plateau.title': '1. 고원',
  'stuck.plateau.intro':
    '두 학습 모두 ({w21}, {w12})에서 출발하며, 그곳의 손실은 {loss:8}입니다. 더 멀리 나가도 손실은 {limit:8}에 가까워질 뿐입니다. 은닉 유닛이 포화되어 땅이 평평하기 때문입니다. 기울기는 다음과 같습니다.',
  'stuck.plateau.ask':
    '기울기가 그대로라면, 학습률 [[eta]] = {eta}인 경사 하강법이 [[w12]] 값을 1만큼 옮기는 데 몇 걸음이 걸립니까?',
  'stuck.plateau.hint':
    '한 걸음에 [[w12]] 값은 [[stuckStep]]만큼 움직입니다. 몇 걸음이 모여야 1이 됩니까?',
  'stuck.plateau.because':
    '고원에서는 가중치가 1만큼 다가올 때마다 기울기가 e배로 커지므로 그다음은 빠릅니다. 고원을 벗어나는 데는 대략 이 첫 구간만큼의 걸음이 듭니다.',
  'stuck.plateau.adam':
    'Adam은 기울기를 기울기의 크기로 나눕니다. 그래서 기울기가 아무리 작아도, [[epsilon]] = {epsilon}만큼 작지 않다면, 첫 걸음의 크기는 거의 학습률과 같습니다.',
  'stuck.plateau.table': 'w12의 첫 걸음, 1만큼 가는 데 드는 걸음 수, 그리고 {steps}걸음 뒤의 모습',
  'stuck.plateau.move': '첫 걸음',
  'stuck.plateau.needed': '1까지의 걸음 수',
  'stuck.plateau.end': '마지막 w12',
  'stuck.plateau.solvedAt': '손실 {threshold}까지의 걸음 수',
  'stuck.plateau.others': '다른 출발점',
  'stuck.plateau.rightBelow': '오른쪽 아래',
  'stuck.plateau.leftBelow': '왼쪽 아래',
  'stuck.plateau.leftAbove': '왼쪽 위',
  'stuck.plateau.rightAbove': '오른쪽 위',
  'stuck.plateau.slice':
    '왼쪽 아래 구석에서 Adam은 성큼성큼 가지만 방향이 반대입니다. 그곳의 땅은 바깥쪽으로 낮아지기 때문입니다. 고원이 꼭 신경망 전체의 함정인 것은 아닙니다. 이 지도는 아홉 가중치 가운데 둘만 움직입니다. 아홉을 모두 학습하면, 이 모양의 신경망은 XOR에서 유한한 가중치에 나쁜 극소점이 없습니다. 고원은 이 단면의 것입니다.',

  'stuck.valley.title': '2. 골짜기',
  'stuck.valley.intro':
    '이번에는 골짜기의 비탈인 ({w21}, {w12})에서 출발합니다. 학습은 곧 바닥으로 내려갑니다. 바닥은 [[w12]] = {floor.w12} 근처이며 그곳의 손실은 {floor.loss}입니다. 거기서부터는 오른쪽으로 아주 천천히 갑니다. 첨예도 그래프는 경로를 따라 잰 [[lambdaMax]]입니다.',
  'stuck.valley.askCondition':
    '[[w21]] = {w21}인 바닥에서 헤세 행렬의 고윳값은 {floor.most}(가로지르는 방향)와 {floor.least}(골짜기를 따르는 방향)입니다. 조건수 [[kappa]]의 값은 얼마입니까?',
  'stuck.valley.hintCondition': '가장 큰 고윳값을 가장 작은 고윳값으로 나눕니다.',
  'stuck.valley.becauseCondition':
    '한 걸음 뒤, 가로지르는 방향의 거리는 {across:4}배가 되지만 골짜기를 따라서는 거의 움직이지 않습니다.',
  'stuck.valley.along':
    '바닥을 따라 [[w21]] 값이 1만큼 커질 때마다 기울기는 e분의 1로 줄어듭니다. 처음 기울기는 |g| = {slope}이고, k걸음 뒤의 위치는 다음과 같습니다.',
  'stuck.valley.askWhere': '이 식에 따르면 {steps}걸음 뒤 [[w21]] 값은 얼마입니까?',
  'stuck.valley.hintWhere':
    '먼저 [[eta]], |g|, {steps} 세 값을 곱합니다. 1을 더하고, ln을 취하고, 출발점을 더합니다.',
  'stuck.valley.becauseWhere': '지도 위의 학습은 {gd.w21:5}에 있습니다.',
  'stuck.valley.table': '골짜기 바닥을 따라서',
  'stuck.valley.end':
    '걸음을 열 배로 늘려도 열 배 멀리 가지 않고 ln 10, 곧 2.3만큼만 더 갑니다. 지도의 색을 보면 골짜기가 왜 위험하지는 않지만 지루한지 알 수 있습니다. 해로 가는 길인데도 끝까지 걷는 학습은 없습니다.',

  'stuck.basin.title': '3. 수렴 영역',
  'stuck.basin.intro':
    '이 지도의 픽셀 하나하나가 따로 학습한 결과입니다. 그 자리에서 출발한 [[eta]] = {eta}인 경사 하강법 {steps}걸음입니다. 손실이 {threshold} 이하가 되면 해결된 것으로 봅니다. 픽셀을 누르면 그 학습의 경로가 보입니다.',
  'stuck.basin.borders':
    '[[w12]] = {inside}인 행에서는 [[w21]] = {left:5}보다 왼쪽에서 출발하면 해결되지 않습니다. [[w21]] = {inside}인 열에서는 [[w12]] = {bottom:5}보다 아래에서 출발하면 해결되지 않습니다.',
  'stuck.basin.ask':
    '수렴 영역을 앞의 선의 오른쪽이면서 뒤의 선의 위쪽인 직사각형으로 봅시다. 그림의 몇 퍼센트입니까?',
  'stuck.basin.hint': '가로와 세로를 곱하고, 그림의 가로와 세로로 나눈 다음 100을 곱합니다.',
  'stuck.basin.because':
    '지도에서 실제로 해결된 학습은 {share:4} %입니다. 둥근 모서리 하나를 빼면 직사각형입니다.',
  'stuck.basin.steps': '학습마다의 걸음 수',
  'stuck.basin.once': '1000걸음',
  'stuck.basin.longer': '3000걸음',
  'stuck.basin.patience':
    '아래쪽 경계 너머에는 무엇이 있을까요? 1단계의 고원입니다. 1만큼 내려갈 때마다 기울기가 e분의 1로 줄어들므로, 걸음을 {longer}배로 늘려도 경계는 대략 ln {longer}만큼만 움직입니다. {steps}걸음에서 {stepsLater}걸음으로 늘리면 경계는 다음만큼 내려갑니다.',
  'stuck.basin.end':
    '그러니 학습률이 작을 때 해결되지 않은 곳은 대부분 잃어버린 곳이 아니라 늦은 곳입니다. 경계는 매끄럽습니다. 가까운 두 출발점에서는 학습이 거의 같은 길을 가고, 걸음이 작으면 끝까지 나란히 갑니다. 학습률을 키우고 왼쪽 경계를 보세요.',

  'stuck.border.title': '4. 프랙털 경계',
  'stuck.border.intro':
    '같은 지도에서 학습률만 [[eta]] = {eta}, 걸음 수는 {steps}입니다. 이제 한 걸음이 골짜기를 뛰어넘고, 어디에 내리느냐가 그 뒤를 모두 정합니다. 이웃한 출발점의 운명이 갈라집니다. 가까이 갈수록 새로운 무늬가 나타납니다.',
  'stuck.border.zoom': '얼마나 가까이',
  'stuck.border.whole': '지도 전체',
  'stuck.border.near': '4배 가까이',
  'stuck.border.nearer': '20배 가까이',
  'stuck.border.boxes':
    '얼마나 거칠까요? 경계를 상자로 덮고, 경계가 지나가는 상자를 셉니다. 상자의 변을 반으로 줄이면, 매끄러운 선에서는 상자가 두 배가 되고, 꽉 찬 넓이에서는 네 배가 됩니다.',
  'stuck.border.table': '옆 지도에서 경계가 지나가는 상자',
  'stuck.border.side': '변(픽셀)',
  'stuck.border.met': '상자 수',
  'stuck.border.ask':
    '변이 8픽셀인 상자는 {boxes.8}개, 4픽셀인 상자는 {boxes.4}개입니다. 두 크기 사이의 차원은 얼마입니까?',
  'stuck.border.hint': '변을 반으로 줄여 상자가 2의 D제곱 배가 되면 D가 차원입니다.',
  'stuck.border.because':
    '모든 크기를 함께 쓰면 {dimension:3} ± {error:1}입니다. 선은 1, 넓이는 2입니다.',
  'stuck.border.end':
    '[[eta]] = 1인 지도와 비교해 보세요. 같은 방법으로 세면 1에 가깝습니다. 이 값은 경계의 어느 부분을 어떤 크기의 상자로 재느냐에 따라 달라지므로 자연의 상수가 아닙니다. 그러나 아무리 가까이 가도 거친 경계라면, 가까운 학습의 결과로는 예측할 수 없습니다.',

  'stuck.critical.title': '5. 임계 학습률',
  'stuck.critical.intro':
    '골짜기를 따라 멀리 나간 [[w21]] = {w21}에서는 [[w12]]만 움직입니다. 바닥은 {floor:8}이고 손실은 {loss}입니다. 그 근처에서 손실은 포물선이며, 한 걸음마다 바닥까지의 거리 d가 다음과 같이 바뀝니다.',
  'stuck.critical.picture':
    '그림에는 수천 가지 학습률이 왼쪽에서 오른쪽으로 놓여 있고, 그 위에는 {w12}에서 출발한 [[w12]]의 마지막 값들이 있습니다.',
  'stuck.critical.ask': '학습률이 얼마보다 크면 경사 하강법이 바닥을 떠납니까?',
  'stuck.critical.hint': '[[oneMinusEtaLambda]] 값이 −1보다 작으면 거리가 커집니다.',
  'stuck.critical.because':
    '그림의 한 줄이 그곳에서 끝납니다. 그보다 크면 흔들림이 점점 커지다가 고원으로 튕겨 나갑니다.',
  'stuck.critical.table': '한 걸음이 거리를 어떻게 바꾸는가',
  'stuck.critical.later': '{later}걸음 뒤',
  'stuck.critical.rates': '학습률의 범위',
  'stuck.critical.all': '전체',
  'stuck.critical.near': '임계값 근처',
  'stuck.critical.end':
    '이 바닥에 가장 좋은 학습률은 임계값의 절반인 {fastest:6}이며, 한 걸음이면 충분합니다. 골짜기 밖에서는 그런 학습률이 재앙입니다. 고원에는 큰 걸음이, 비탈에는 작은 걸음이 필요한데 학습률은 하나뿐입니다.',

  'stuck.edge.title': '6. 안정성의 가장자리',
  'stuck.edge.intro':
    '다른 문제를 봅시다. 가중치가 {count}개인 신경망이 모든 점을 한꺼번에 쓰는 경사 하강법으로, 학습률 [[eta]] = {eta}, {steps}걸음 동안 곡선을 배웁니다. 한 그래프는 손실, 다른 그래프는 첨예도 [[lambdaMax]]입니다. 지도는 그 많은 차원의 한 단면일 뿐이며, 아래의 버튼을 누르면 경로를 지나는 단면이 됩니다.',
  'stuck.edge.ask':
    '첨예도 그래프의 수평선은 [[eta]] = {eta}인 경사 하강법이 견딜 수 있는 한계입니다. [[eta]] = {other}이면 이 선은 어디에 있을까요?',
  'stuck.edge.hint': '앞 단계와 같습니다. 앞에서는 곡률이, 여기서는 학습률이 주어졌습니다.',
  'stuck.edge.because': '이제 그 학습률을 누르고 첨예도가 어디에서 멈추는지 보세요.',
  'stuck.edge.table': '경로를 따라 잰 첨예도',
  'stuck.edge.step': '걸음',
  'stuck.edge.sharpening':
    '처음에는 첨예도가 커집니다. 학습이 점점 더 가파른 골짜기로 가기 때문입니다. 포물선이라면 [[etaLambda]] 값이 2를 넘자마자 튕겨 나갑니다. 신경망은 다릅니다. 골짜기를 가로지르는 흔들림이 덜 가파른 곳으로 밀어내고, [[etaLambda]] 값은 2 근처에 머물며 손실은 계속 줄어듭니다.',
  'stuck.edge.end':
    '이것을 안정성의 가장자리라고 합니다(Cohen 등, 2021). 학습률은 빠르기만 정하는 것이 아니라 학습이 머물 수 있는 골짜기를 고릅니다. [[eta]] = 0.1이면 한계가 0.2일 때의 두 배여서, 이 걸음 수로는 거기에 이르지 못합니다.',

  'stuck.slip.noEta': '1을 기울기로 나눈 값입니다. 한 걸음은 학습률에 기울기를 곱한 만큼입니다.',
  'stuck.slip.oneStep': '한 걸음의 크기입니다. 몇 걸음이 모여야 1이 됩니까?',
  'stuck.slip.otherWeight': 'w21의 값입니다. 묻는 것은 w12입니다.',
  'stuck.slip.norm': '기울기 벡터 전체의 길이를 썼습니다. [[w12]]는 자기 기울기로만 움직입니다.',
  'stuck.slip.timesEta': '학습률이 크면 걸음 수는 줄어야 합니다. 학습률은 분모에 있어야 합니다.',
  'stuck.slip.upsideDown': '거꾸로 나누었습니다. 조건수는 1보다 작을 수 없습니다.',
  'stuck.slip.difference': '두 값의 차입니다. 조건수는 비입니다.',
  'stuck.slip.root': '제곱근은 필요 없습니다. 이미 헤세 행렬의 고윳값입니다.',
  'stuck.slip.straight': '기울기가 그대로라면 그렇습니다. 가는 동안 줄어드니 ln을 취하세요.',
  'stuck.slip.log10': '밑이 10인 로그를 썼습니다. ln의 밑은 e입니다.',
  'stuck.slip.etaMissing': 'ln 안에 학습률이 빠졌습니다.',
  'stuck.slip.onlyWay': '움직인 거리입니다. 그러면 어디에 있습니까?',
  'stuck.slip.otherWay': '이곳의 기울기는 음수이고, 걸음은 그 반대인 오른쪽으로 갑니다.',
  'stuck.slip.percent': '비율로는 맞습니다. 퍼센트로 적어 보세요.',
  'stuck.slip.rest': '해결되지 않은 부분입니다.',
  'stuck.slip.oneSide': '직사각형의 한 변입니다. 다른 변의 비율을 곱하세요.',
  'stuck.slip.area': '가중치의 단위로 잰 넓이입니다. 그림의 넓이로 나누세요.',
  'stuck.slip.ratio': '상자가 몇 배가 되었는지입니다. 2의 몇 제곱입니까?',
  'stuck.slip.naturalLog': '로그의 밑이 다릅니다. 변을 반으로 줄였으므로 밑은 2입니다.',
  'stuck.slip.halfRatio': '비의 절반이 아닙니다. 2의 몇 제곱입니까?',
  'stuck.slip.oneOver':
    '1/λ이면 한 걸음에 바닥으로 갑니다. 그 두 배까지는 흔들림이 계속 작아집니다.',
  'stuck.slip.upsideDownRate': '거꾸로 나누었습니다. 2를 주어진 값으로 나눕니다.',
  'stuck.slip.twoTimes': 'λ로 나누세요. 골짜기가 가파를수록 학습률은 작아야 합니다.',
  'stuck.slip.fourOver': '2/λ에서 이미 곱하는 값이 −1이 됩니다. 4/λ에서는 −3입니다.',
  'stuck.slip.oneOverEta': '1/η이면 한 걸음에 바닥으로 갑니다. 두 배까지 가팔라도 됩니다.',
  'stuck.slip.twoTimesEta': 'η로 나누세요. 학습률이 클수록 덜 가파른 골짜기만 견딥니다.',
  'stuck.slip.wrongWay': '반대입니다. 걸음이 작으면 더 가파른 골짜기도 견딥니다.',
  'stuck.slip.sameLimit': '지금 쓰는 학습률의 선입니다.',
} as const;
