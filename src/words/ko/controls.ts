// 설정의 설명, 출발점 목록, 위쪽 막대의 차림표 (src/app/panel, src/app/shell).
export default {
  'How far a step goes: {formula}': '한 걸음의 크기: {formula}',
  'How much of the steps before goes on, 0 to 1: {formula}':
    '앞선 걸음이 얼마나 이어지는지, 0에서 1: {formula}',
  'How long squared gradients are remembered, 0 to 1: {formula}':
    '기울기의 제곱을 얼마나 오래 기억하는지, 0에서 1: {formula}',
  'How long gradients are remembered, 0 to 1: {formula}':
    '기울기를 얼마나 오래 기억하는지, 0에서 1: {formula}',
  'Keeps what is divided by above 0: {formula}': '나누는 수를 0보다 크게 합니다: {formula}',
  'η is an axis': 'η는 축',
  'show {name}': '{name} 표시',
  'updates of θ in each run': '학습마다 θ를 고치는 횟수',
  'a run whose loss ends at or below this counts as solved':
    '끝 손실이 이 값 이하인 학습을 해결로 봅니다',
  'where every run of this view starts': '이 화면의 모든 학습이 출발하는 곳',
  'a second map of the same runs by another optimizer':
    '같은 학습을 다른 최적화 방법으로 한 두 번째 지도',
  'runs from left to right; as many upwards as keep the pixels square':
    '가로로 놓인 학습의 수. 세로로는 화소가 정사각형이 되는 만큼 놓습니다',
  'what a pixel’s colour tells of its run': '화소의 색이 그 학습의 무엇을 나타내는지 정합니다',
  'a sample of pixels is computed in f64 too; those whose outcome differs are marked':
    '몇몇 화소를 f64로도 계산해 결과가 다른 화소를 표시합니다',
  'how much of the landscape shows through: 0 the landscape alone, 1 the basins alone':
    '지형이 비치는 정도: 0이면 지형만, 1이면 유역만 보입니다',
  '{optimizer} has no {axis}: the map varies {instead} in its place.':
    '{optimizer}에는 {axis}이(가) 없어서 지도의 축을 {instead}(으)로 바꾸었습니다.',
  'the component of θ whose last iterates are drawn above each η':
    'η마다 마지막 값들을 그릴 θ의 성분',
  'how many at the end of a run are drawn: a cycle of p steps shows as p lines':
    '학습의 끝에서 그리는 값의 수. 주기가 p인 학습은 p개의 선으로 보입니다',
  'how fast two runs side by side part: above 0 is chaos':
    '가까운 두 학습이 멀어지는 빠르기. 0보다 크면 혼돈입니다',
  'runs over the range of η, one for each': 'η의 범위에 놓인 학습의 수',
  'the end of the axis of learning rates': '학습률 축의 끝',
  'single starts are clicks on the map, or typed below; a pattern adds more':
    '점은 지도를 눌러 찍거나 아래에 적고, 무늬로 더 놓습니다',
  'another seed, other random starts': '시드가 다르면 무작위 출발점도 다릅니다',

  'Add a start': '출발점 추가',
  'start {n}': '출발점 {n}',
  'start {n}, {name}': '출발점 {n}, {name}',
  'start off the plane': '평면 밖의 출발점',
  'Remove {name}': '{name} 지우기',
  'Start {n} was removed.': '출발점 {n}을(를) 지웠습니다.',
  'Everything is as it begins.': '모두 처음으로 되돌렸습니다.',
  'solved at step {n}': '{n}걸음에 해결',
  'solved by step {n}': '{n}걸음 안에 해결',
  '{optimizer}: none of {all} solved.': '{optimizer}: {all}개 가운데 해결된 것이 없습니다.',
  '{optimizer}: {n} of {all} solved, half of those by step {half}.':
    '{optimizer}: {all}개 가운데 {n}개 해결, 그 절반은 {half}걸음 안에.',

  Page: '페이지',
  'auto follows the system': '자동은 시스템의 설정을 따릅니다',
  'projector mode': '발표 화면',
  'larger type, thicker lines and more contrast, for a room':
    '강의실에서 잘 보이도록 글자와 선을 키우고 대비를 높입니다',
  'what computes: the GPU in f32, or the CPU in f64, slower and exact to 1e-12':
    '계산하는 장치: f32로 계산하는 GPU, 또는 느리지만 1e-12까지 정확한 f64의 CPU',
  on: '켬',
  off: '끔',
  'light theme': '밝은 테마',
  'dark theme': '어두운 테마',

  adapter: '장치',
  precision: '정밀도',
  'f32, 24 bits: about 7 digits': 'f32, 24비트: 약 7자리',
  'f64, 53 bits: about 16 digits': 'f64, 53비트: 약 16자리',
  'why no GPU': 'GPU를 쓰지 않는 까닭',
  Dismiss: '닫기',
  '… and {n} characters more': '… 그리고 {n}자 더',
} as const;
