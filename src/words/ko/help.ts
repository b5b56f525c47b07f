// 도움말 (src/app/shell/help-text.ts).
export default {
  'What am I looking at?': '무엇을 보고 있나요?',
  'Every point of the map is one choice of <b>{x}</b> and <b>{y}</b>; its colour is the loss there. <b>Parameters</b>, under Controls, says which parameters are trained, which stay fixed, and which two are the map’s axes. Where more than two are trained a path leaves the map’s plane: what is drawn is its projection, fainter the farther off it is.':
    '지도의 한 점은 <b>{x}</b>, <b>{y}</b> 값의 한 쌍이고, 색은 그곳의 손실입니다. 설정의 <b>매개변수</b>에서 무엇을 학습하고 무엇을 고정하며 어느 둘을 지도의 축으로 삼을지 정합니다. 셋 이상을 학습하면 경로가 지도의 평면을 벗어납니다. 그때는 평면에 정사영한 경로를 그리며, 평면에서 멀수록 흐리게 그립니다.',
  'A <b>path</b> is a training run: it starts at the white ring and ends at the filled mark. Steep ground moves it fast; on a plateau the gradient all but vanishes and it is stuck, however long it trains.':
    '<b>경로</b> 하나가 학습 한 번입니다. 흰 고리에서 출발해 속이 찬 표시에서 끝납니다. 가파른 곳에서는 빨리 움직이고, 고원에서는 기울기가 거의 사라져서 아무리 오래 학습해도 제자리에 머무릅니다.',
  Try: '해 보기',
  'Drag the start about, and see which plateaus trap it.':
    '출발점을 이리저리 끌어 보고, 어느 고원에 갇히는지 보세요.',
  'Switch on several optimizers, or a grid of starts, and press play.':
    '최적화 방법을 여럿 켜거나 출발점을 격자로 놓고 재생해 보세요.',
  'Choose another problem with the button on top, or write your own: <b>Formula</b>.':
    '위의 버튼으로 다른 문제를 고르거나 <b>수식</b>에서 직접 만들어 보세요.',
  '<b>▽</b> is a minimum, <b>△</b> a maximum, and two arcs that touch are a saddle. Point at one for the eigenvalues of its Hessian: beyond the learning rate 2/λmax gradient descent leaves a minimum. <b>View</b> has the sharpness λmax as a map, along the runs, and as a line at the learning rates in use; and which pixels of a deep zoom are f32 rounding.':
    '<b>▽</b>는 극솟점, <b>△</b>는 극댓점, 맞닿은 두 호는 안장점입니다. 가리키면 그곳의 헤세 행렬의 고윳값이 나옵니다. 학습률이 2/λmax보다 크면 경사 하강법은 극솟점을 떠납니다. <b>보기</b>에서는 첨예도 λmax를 지도로, 경로를 따라, 지금 학습률의 경계선으로 볼 수 있고, 깊이 확대했을 때 어느 화소가 f32의 반올림인지도 볼 수 있습니다.',
  'Maps: every pixel is a training run': '지도: 화소 하나가 학습 한 번',
  '<b>Basins</b> colours each start by what becomes of its run: solved (brighter when faster), stalled on a plateau, oscillating, still moving, or diverged; or, with <b>colour by</b>, by the minimum it reached. <b>Sweep</b> does the same over any two of start, learning rate and the optimizer’s other settings. <b>Spectrum</b> follows one start through thousands of learning rates, with a band of what becomes of its iterates: a fixed point, a period, chaos. Point at a pixel to see its run on the landscape and its loss curve, click to keep it. Drag or wheel moves and zooms, <kbd>Shift</kbd> and drag zooms into a box, <kbd>Alt</kbd> <kbd>←</kbd> <kbd>→</kbd> go back and forward.':
    '<b>끌림 유역</b>은 출발점마다 학습의 결과를 색으로 보여 줍니다: 해결(빠를수록 밝음), 고원에서 정체, 진동, 아직 이동 중, 발산. <b>색의 기준</b>을 바꾸면 도달한 극솟점에 따라 칠합니다. <b>스윕</b>은 출발점, 학습률, 최적화 방법의 다른 값 가운데 둘을 축으로 같은 일을 합니다. <b>스펙트럼</b>은 한 출발점에서 학습률 수천 개로 학습하고, 반복값이 고정점에 이르는지, 주기가 생기는지, 혼돈에 빠지는지 띠로 보여 줍니다. 화소를 가리키면 그 경로와 손실 곡선이 나타나고, 누르면 남습니다. 끌거나 휠을 돌리면 옮기고 확대하며, <kbd>Shift</kbd>를 누르고 끌면 상자 안으로 확대하고, <kbd>Alt</kbd> <kbd>←</kbd> <kbd>→</kbd>로 앞뒤 화면에 갑니다.',
  'Exercises worked step by step beside the landscape. Every number is computed from the weights in view: change one, or drag the start, and all of it follows. Nothing is graded, and answers stay in this browser.':
    '지형 옆에서 한 단계씩 풀어 보는 연습 문제입니다. 모든 숫자는 지금 보이는 가중치로 계산합니다. 하나를 바꾸거나 출발점을 끌면 모두 따라 바뀝니다. 점수를 매기지 않으며, 답은 이 브라우저에만 남습니다.',
  'Mouse and touch': '마우스와 터치',
  'Click or tap: add a start and train from it. Drag a start: its path follows. Right click or long press: remove it.':
    '누르기: 출발점을 놓고 거기서 학습합니다. 출발점 끌기: 경로가 따라옵니다. 오른쪽 단추나 길게 누르기: 지웁니다.',
  'Drag: pan. Wheel or pinch: zoom. Double click or double tap: reset the window.':
    '끌기: 옮깁니다. 휠이나 두 손가락: 확대하거나 축소합니다. 두 번 누르기: 처음 범위로 돌아갑니다.',
  'Point at a path or at a curve below: the other lights up too.':
    '경로나 아래의 곡선을 가리키면 다른 쪽도 밝아집니다.',
  Keys: '키',
  '<kbd>Space</kbd> play or pause, <kbd>,</kbd> <kbd>.</kbd> one step back or on, <kbd>Home</kbd> <kbd>End</kbd> first or last step':
    '<kbd>Space</kbd> 재생 또는 멈춤, <kbd>,</kbd> <kbd>.</kbd> 한 걸음 뒤로 또는 앞으로, <kbd>Home</kbd> <kbd>End</kbd> 처음 또는 마지막 걸음',
  'On the map: <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> pan, <kbd>+</kbd> <kbd>−</kbd> zoom, <kbd>0</kbd> reset, <kbd>Enter</kbd> add a start, <kbd>C</kbd> a cursor that the arrows move (<kbd>Shift</kbd> ten pixels, <kbd>Esc</kbd> leaves)':
    '지도에서: <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> 옮기기, <kbd>+</kbd> <kbd>−</kbd> 확대와 축소, <kbd>0</kbd> 처음 범위로, <kbd>Enter</kbd> 출발점 놓기, <kbd>C</kbd> 화살표로 움직이는 커서(<kbd>Shift</kbd> 10화소, <kbd>Esc</kbd> 끝)',
  'In a lesson: <kbd>←</kbd> <kbd>→</kbd> the step before or after':
    '강의에서: <kbd>←</kbd> <kbd>→</kbd> 이전 또는 다음 단계',
  Engines: '엔진',
  'The landscape and the runs are computed with WebGPU in single precision (f32) or, where there is no WebGPU, by workers on the CPU in double precision (f64); the badge on top tells which. The readout under the pointer is always f64. For the console there is <code>window.gradscape</code>.':
    '지형과 학습은 WebGPU에서 단정밀도(f32)로, WebGPU가 없으면 CPU의 워커에서 배정밀도(f64)로 계산합니다. 어느 쪽인지는 위의 표시에 나옵니다. 포인터 옆의 값은 언제나 f64입니다. 콘솔에서는 <code>window.gradscape</code>를 쓸 수 있습니다.',
  'Take the tour': '둘러보기',
  Gallery: '갤러리',
  'Marks on the map': '지도의 표시',
  '<kbd>Ctrl</kbd> <kbd>K</kbd> every command and control, <kbd>1</kbd> to <kbd>9</kbd> pictures of the gallery, <kbd>?</kbd> this help':
    '<kbd>Ctrl</kbd> <kbd>K</kbd> 모든 명령과 설정, <kbd>1</kbd>~<kbd>9</kbd> 갤러리의 그림, <kbd>?</kbd> 이 도움말',
  '<kbd>Ctrl</kbd> <kbd>Z</kbd> undo, <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Z</kbd> do again':
    '<kbd>Ctrl</kbd> <kbd>Z</kbd> 되돌리기, <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Z</kbd> 다시 하기',
} as const;
