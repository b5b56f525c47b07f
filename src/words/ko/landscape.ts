// 손실 지형과 재생 (src/app/landscape).
export default {
  'Go on in f64 on the CPU': 'CPU에서 f64로 계속',
  'Zoom stops here: {precision} can no longer tell neighbouring samples apart.':
    '더 확대할 수 없습니다. {precision}로는 이웃한 표본을 구별하지 못합니다.',
  'The window ends here, 1,000 times as far out as the home view.':
    '창은 여기까지입니다. 처음 범위의 1,000배입니다.',
  'The curves could not be loaded: {why}': '곡선을 불러오지 못했습니다: {why}',

  '{loss} against step': '걸음에 따른 {loss}',
  ', {n} runs': ', 학습 {n}회',
  train: '훈련',
  'step {step} of {steps}': '{steps}걸음 중 {step}걸음',
  Pause: '멈춤',

  run: '학습',
  'train loss': '훈련 손실',
  'test loss': '시험 손실',
  likelihood: '가능도',
  '{optimizer} from ({x}, {y})': '{optimizer}, 출발점 ({x}, {y})',
  'train {train}, test {test} at step {at}': '{at}걸음에서 훈련 {train}, 시험 {test}',
  ', epoch {n}': ', {n}에폭',
  '{off} off the plane at step {at}': '{at}걸음에서 평면까지의 거리 {off}',

  'at step': '걸음',
  'Hide these runs': '이 학습들을 숨깁니다',
  'Show these runs again': '이 학습들을 다시 보입니다',
  'Step, along the curves': '곡선을 따라 고르는 걸음',

  'the engine’s own': '엔진의 값',
  'momentum buffer': '모멘텀 버퍼',
  'mean of squares': '제곱의 평균',
  'first moment': '1차 적률',
  'second moment': '2차 적률',
  corrected: '보정한 값',
  weight: '가중치',
  gradient: '기울기',
  'with noise and decay': '잡음과 감쇠를 더한 기울기',
  'learning rate': '학습률',
  'effective rate': '실효 학습률',
  update: '변화량',
  'weight after it': '다음 가중치',
  'Close the inspector': '들여다보기 닫기',
  'Numbers of this step': '이 걸음의 수',
  'Copy as JSON': 'JSON으로 복사',
  'Copy as text with tabs': '탭으로 나눈 글로 복사',
  Text: '글',
  '{run}, step {step} of {steps}': '{run}, {steps}걸음 중 {step}걸음',
  'It has diverged and stays here.': '발산하여 여기에 머뭅니다.',
  'It has stopped here.': '여기서 멈췄습니다.',
  'In f64, recomputed from the exact start.': '정확한 출발점에서 f64로 다시 계산했습니다.',
  'The engine has not kept this iterate.': '엔진은 이 걸음의 점을 남기지 않았습니다.',
  'The engine’s iterate is the same, bit for bit.': '엔진의 점과 비트까지 같습니다.',
  'The engine’s iterate, in {precision}, is off by at most {most} ({name}).':
    '엔진의 점({precision})과의 차이는 최대 {most}({name})입니다.',
  'The first {n} of {all} weights; a copy has all.':
    '가중치 {all}개 중 처음 {n}개이며, 복사하면 모두 담깁니다.',
  'Recomputing its steps, {percent} %': '걸음을 다시 계산하는 중, {percent} %',
  'There is no run to look into.': '들여다볼 학습이 없습니다.',
  'The step is in the clipboard.': '이 걸음을 클립보드에 복사했습니다.',
  'The browser refused the clipboard.': '브라우저가 클립보드를 허락하지 않았습니다.',

  '3-D': '입체',
  'Show the landscape as a surface': '지형을 입체로 보기',
  'Back to the map': '지도로 돌아가기',
  'Loss landscape as a surface: arrow keys turn it, plus and minus zoom, 0 resets, Enter adds a start in the middle, Escape goes back to the map':
    '입체로 본 손실 지형: 화살표 키로 돌리고, +와 −로 확대·축소, 0으로 처음 방향, Enter로 한가운데에 출발점 추가, Escape로 지도로 돌아가기',
} as const;
