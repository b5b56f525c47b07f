// 헤세 행렬의 고윳값과 정밀도 (src/app/curvature).
export default {
  'The stationary points could not be found: {why}': '임계점을 찾지 못했습니다: {why}',
  '{what} everywhere here': '{what} (화면 전체)',
  'No optimizer that is on has an edge of stability':
    '켜 놓은 최적화 방법에는 안정성 경계가 없습니다',
  'f32: 1 is rounding': 'f32: 1은 반올림',

  'undefined here': '여기서는 정의되지 않음',
  'too many to follow the pointer, {n} trained':
    '학습하는 매개변수가 {n}개라 포인터를 따라가지 못함',
  condition: '조건수',
  Hessian: '헤세 행렬',
  exact: '정확한 값',
  'by differences': '차분',
  '{source}, {n} trained': '{source}, 매개변수 {n}개',
  point: '점',
  'not stationary': '임계점 아님',
  'of the loss on this plane': '이 평면 위의 손실에서',
  'its loss': '그 손실',
  'no critical η': '임계 η 없음',
  'η {eta} > {critical}, leaves': 'η {eta} > {critical}, 벗어남',
  'η {eta} < {critical}, stable': 'η {eta} < {critical}, 안정',
} as const;
