// 그림 (src/views).
export default {
  'Gradient descent': '경사 하강법',
  Momentum: '모멘텀',
  Nesterov: '네스테로프',
  RMSprop: 'RMSprop',
  Adam: 'Adam',
  'sharpness λmax against step': '걸음에 따른 첨예도 λmax',
  'undefined at {share} %': '정의되지 않음: {share} %',
  '{name}, median': '{name}, 중앙값',
  '{name}, test': '{name}, 시험',
  '{first} and {second}': '{first}과(와) {second}',
  '{rate} of {name}': '{name}은(는) {rate}',
  '… {n} more': '… {n}개 더',
  input: '입력',
  'input {n} = {value}': '입력 {n} = {value}',
  'output {n}': '출력 {n}',
  'layer {layer}, unit {unit}': '{layer}층 유닛 {unit}',
} as const;
