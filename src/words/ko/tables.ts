// 숫자 표 (src/app/tables).
export default {
  'Data tables': '숫자 표',
  'Data table: what is on show, in numbers': '숫자 표: 보이는 것을 숫자로',
  'There are no numbers here yet.': '아직 숫자가 없습니다.',
  'Copy as CSV': 'CSV로 복사',
  '{n} of {all} values, evenly spread; files have them all.':
    '전체 {all}개 가운데 고르게 고른 {n}개입니다. 모두는 파일에 있습니다.',
  end: '끝',
  'solved at': '풀린 걸음',
};
