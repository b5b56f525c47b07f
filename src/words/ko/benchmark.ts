// 벤치마크 (src/app/benchmark). 표와 설명은 library.ts, made.ts에 있다.
export default {
  'Starting…': '시작합니다…',
  Done: '끝났습니다',
  Cancelled: '취소했습니다',
  'The benchmark failed: {why}': '벤치마크가 실패했습니다: {why}',
  'The table is in the clipboard.': '표를 클립보드에 복사했습니다.',
  'The browser refused the clipboard; the JSON can be downloaded.':
    '브라우저가 클립보드를 허락하지 않았습니다. JSON으로 내려받을 수 있습니다.',
  'software, not a GPU': 'GPU가 아니라 소프트웨어',
  'bindings up to {n} MiB': '바인딩 {n} MiB까지',
  'Run the benchmark': '벤치마크 실행',
  'Quick run': '짧게 실행',
  'Copy as Markdown': 'Markdown으로 복사',
  'Download JSON': 'JSON 내려받기',
  'Share of the benchmark done': '벤치마크의 진행',
  'The same jobs on the GPU (f32) and on the CPU (f64), side by side: about four minutes, or half a minute in the quick run. Leave the machine alone meanwhile.':
    '같은 일을 GPU(f32)와 CPU(f64)에서 나란히 합니다. 약 4분, 짧게 실행하면 30초쯤 걸립니다. 그동안 컴퓨터를 쓰지 마세요.',
  Results: '결과',
} as const;
