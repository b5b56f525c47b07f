// 그림 (src/views).
export default {
  'Gradient descent': '경사 하강법',
  Momentum: '모멘텀',
  Nesterov: '네스테로프',
  RMSprop: 'RMSprop',
  Adam: 'Adam',
} as const;
