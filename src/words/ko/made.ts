// 라이브러리가 이름을 넣어 만드는 말. 자리에는 무엇이든 올 수 있고, {why}와 {what}은 다시 번역한다.
export default {
  'learning rate of {name}': '{name}의 학습률',
  'start {name}': '출발점 {name}',
} as const;
