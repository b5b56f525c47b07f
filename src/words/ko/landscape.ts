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

  '3-D': '입체',
  'Show the landscape as a surface': '지형을 입체로 보기',
  'Back to the map': '지도로 돌아가기',
  'Loss landscape as a surface: arrow keys turn it, plus and minus zoom, 0 resets, Enter adds a start in the middle, Escape goes back to the map':
    '입체로 본 손실 지형: 화살표 키로 돌리고, +와 −로 확대·축소, 0으로 처음 방향, Enter로 한가운데에 출발점 추가, Escape로 지도로 돌아가기',
} as const;
