// 1강, 과제.
export default {
  'homework.title': '과제: 두 가중치로 XOR 배우기',
  'homework.forward.title': '순전파',
  'homework.forward.intro':
    '[[w21]] = {w21}, [[w12]] = {w12}일 때 네 표본을 신경망에 차례로 넣어 봅니다.',
  'homework.network.caption': '신경망과 가중치',
  'homework.forward.table': '네 표본',
  'homework.head.sample': '표본',
  'homework.forward.ask.loss': '학습 전 손실은 얼마입니까?',
  'homework.slip.sum': '합입니다. 손실은 네 표본의 평균입니다.',
  'homework.gradient.title': '기울기',
  'homework.gradient.intro': '연쇄 법칙으로 손실에서 가중치까지 거슬러 갑니다.',
} as const;
