// 고장: WebGL이 없거나 사라짐, 불러오지 못한 부분 (src/app/shell/drawn-flat.ts, uncaught.ts, src/app/relief).
export default {
  'Drawing without the GPU: {why}.': 'GPU 없이 그립니다: {why}.',
  'Try WebGL again': 'WebGL 다시 시도',
  'WebGL is back, and draws.': 'WebGL이 돌아와 다시 그립니다.',
  'The surface cannot be drawn: {why}.': '곡면을 그릴 수 없습니다: {why}.',
  'Something went wrong: {why}': '문제가 생겼습니다: {why}',
  'A part of the page could not be loaded: {why}': '페이지의 일부를 불러오지 못했습니다: {why}',
  'the server does not answer (are you offline?); try again':
    '서버가 답하지 않습니다(오프라인인가요?). 다시 시도해 보세요',
  'Try again': '다시 시도',
} as const;
