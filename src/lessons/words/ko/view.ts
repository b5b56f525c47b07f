// 강의 화면의 버튼과 안내문.
export default {
  'view.contents': '차례',
  'view.previous': '이전',
  'view.next': '다음',
  'view.check': '확인',
  'view.hint': '힌트',
  'view.show': '정답 보기',
  'view.answer': '나의 답',
  'view.language': '언어',
  'view.print': '인쇄·저장',
  'view.print.title': '지금의 숫자로 강의 자료를 인쇄하거나 PDF로 저장합니다',
  'view.working': '계산하고 있습니다…',
  'answer.right': '맞았습니다.',
  'answer.unreadable': '숫자로 읽을 수 없습니다. -0.0025, 2.5e-3, 1/3처럼 적어 보세요.',
  'answer.digits': '여기까지는 맞지만, 유효숫자 세 자리까지 적어 보세요.',
  'answer.sign': '크기는 맞습니다. 부호를 다시 보세요.',
  'answer.power': '숫자는 맞지만 소수점의 위치가 다릅니다.',
  'answer.close':
    '아주 가깝습니다. 계산 도중에 반올림한 것 같습니다. 끝까지 자릿수를 더 남겨 두세요.',
  'answer.wrong': '이 값은 아닙니다. 식을 항별로 다시 살펴보세요.',
} as const;
