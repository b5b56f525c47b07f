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
  'The same jobs on the GPU (f32) and on the CPU (f64), side by side: several minutes, or about one in the quick run. Leave the machine alone meanwhile.':
    '같은 일을 GPU(f32)와 CPU(f64)에서 나란히 합니다. 몇 분, 짧게 실행하면 1분쯤 걸립니다. 그동안 컴퓨터를 쓰지 마세요.',
  'All figures': '모든 수치',
  'Download CSV': 'CSV 내려받기',
  'one CPU worker: 1×': 'CPU 작업자 하나: 1×',
  'Bars to the right are faster than one CPU worker, to the left slower.':
    '오른쪽 막대는 CPU 작업자 하나보다 빠르고, 왼쪽 막대는 느립니다.',
  'In per cent: since {when}, on the same device; ≈ is within the spread.':
    '퍼센트는 같은 장치에서 {when} 이후의 변화입니다. ≈는 흩어짐 안에 있습니다.',
  'Without a GPU: workers of the CPU against one of them.':
    'GPU가 없어 CPU 작업자들을 그 하나와 견줍니다.',
  'The GPU is {middle} times as fast as one CPU worker in the middle of all jobs, {least} to {most} times.':
    'GPU는 CPU 작업자 하나보다 일들의 중앙값으로 {middle}배 빠릅니다({least}배에서 {most}배).',
  'A software adapter, which computes on the CPU’s cores, is {middle} times as fast as one CPU worker in the middle of all jobs, {least} to {most} times. That says nothing of a GPU.':
    'CPU 코어에서 계산하는 소프트웨어 어댑터는 CPU 작업자 하나보다 일들의 중앙값으로 {middle}배 빠릅니다({least}배에서 {most}배). GPU에 대해서는 아무것도 말해 주지 않습니다.',
  'Measured {when}': '{when}에 쟀습니다',
  'Earlier results': '이전 결과',
  'Forget earlier results': '이전 결과 지우기',
  'Earlier results are forgotten.': '이전 결과를 지웠습니다.',
  quick: '짧게',
  'no GPU then': '그때 GPU 없음',
  'Nothing has been measured in this browser yet. A run fills a table: how fast each job is on the GPU and on the CPU, how close to what the device can do at most, and how far from f64. It stays for your next visit.':
    '이 브라우저에서 아직 잰 것이 없습니다. 실행하면 일마다 GPU와 CPU에서 얼마나 빠른지, 장치의 한계에 얼마나 가까운지, f64에서 얼마나 떨어져 있는지를 표로 보여 줍니다. 결과는 다음에 올 때까지 남습니다.',
  'Kept in this browser, newest first. Factors are of the rate measured before on the same device: between two equal rates they may be a few per cent from 1, on a busy machine more.':
    '이 브라우저에 새것부터 남아 있습니다. 배수는 같은 장치에서 바로 전에 잰 속도와 견준 것입니다. 속도가 같아도 몇 퍼센트 다를 수 있고, 바쁜 컴퓨터에서는 더 다릅니다.',
} as const;
