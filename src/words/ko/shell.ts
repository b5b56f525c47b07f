// 머리줄, 파일, 주소, 알림 (src/app/shell, src/app/state, src/app/jobs, src/app/main.ts).
export default {
  '{n} characters are more than {most}': '글자가 {n}개입니다. {most}개까지입니다',
  '?lang={asked} is not one of {all}: showing {language}.':
    '?lang={asked}: 쓸 수 있는 언어는 {all}입니다. {language}(으)로 보여 드립니다.',
  '?engine={asked} is not one of auto, gpu, cpu: choosing by itself.':
    '?engine={asked}: 쓸 수 있는 엔진은 auto, gpu, cpu입니다. 알아서 고릅니다.',
  '“{text}” is not a state': '“{text}”은(는) 상태가 아닙니다',
  'The link could not be read ({why}): showing the defaults.':
    '링크를 읽지 못했습니다({why}). 처음 화면을 보여 드립니다.',
  'The formula of the link could not be read ({why}). It is in the editor, to be mended; the map shows another.':
    '링크의 수식을 읽지 못했습니다({why}). 고칠 수 있도록 편집기에 넣어 두었고, 지도는 다른 수식을 보여 줍니다.',
  'The link could not be read in full ({why}): showing the rest of it.':
    '링크를 다 읽지는 못했습니다({why}). 나머지를 보여 드립니다.',
  '; and {n} more': '; 그 밖에 {n}가지',

  'Undo (Ctrl+Z)': '되돌리기 (Ctrl+Z)',
  'Undo (⌘Z)': '되돌리기 (⌘Z)',
  Redo: '다시 하기',
  'Redo (Ctrl+Shift+Z)': '다시 하기 (Ctrl+Shift+Z)',
  'Redo (⇧⌘Z)': '다시 하기 (⇧⌘Z)',
  Undo: '되돌리기',

  Landscape: '지형',
  Basins: '끌림 유역',
  Sweep: '스윕',
  'Problem: {name}': '문제: {name}',
  'The view could not be loaded: {why}': '화면을 불러오지 못했습니다: {why}',
  'Engine: {name}': '엔진: {name}',
  'No GPU: {why}': 'GPU 없음: {why}',
  'Computing on the CPU: {why}.': 'CPU로 계산합니다: {why}.',
  '{why}. It is open again, and goes on.': '{why}. 다시 열어 계속합니다.',
  'Try the GPU again': 'GPU 다시 시도',
  '{absolute} + {relative}·|value|': '{absolute} + {relative}·|값|',
  'The landscape’s loss within {loss}, its gradient within {gradient} of f64 with these weights.':
    '지금의 가중치에서 지형의 손실은 f64와 {loss} 안쪽으로, 기울기는 {gradient} 안쪽으로 같습니다.',
  'The landscape’s loss and gradient within {loss} of f64 with these weights.':
    '지금의 가중치에서 지형의 손실과 기울기는 f64와 {loss} 안쪽으로 같습니다.',
  'There is nothing to save yet.': '아직 저장할 것이 없습니다.',
  'This view cannot be saved: {why}': '이 화면을 저장할 수 없습니다: {why}',
  '{name} cannot be shown: {why}': '{name}: 보여 드릴 수 없는 파일입니다: {why}',
  'This is a long sweep': '오래 걸리는 계산입니다',
  '{steps} steps: about <b>{time}</b> on this engine.':
    '모두 {steps}걸음입니다. 이 엔진으로 약 <b>{time}</b> 걸립니다.',
  'Do not start': '시작하지 않기',
  Start: '시작',
  'The help could not be loaded: {why}': '도움말을 불러오지 못했습니다: {why}',
  'the data': '데이터',
  'the weights': '가중치',
  'its plane and starts': '평면과 출발점',
  ' and ': ', ',
  'The link to this view is in the clipboard.': '이 화면의 링크를 클립보드에 복사했습니다.',
  'The link is in the clipboard, without {missing}, too long for one: save a file (.npz) to keep all.':
    '링크를 클립보드에 복사했지만 다음은 너무 길어서 빠졌습니다: {missing}. 모두 남기려면 파일(.npz)로 저장하세요.',
  'loss [{unit}]': '손실 [{unit}]',
  'same outcome': '같은 결과',
  'trainability of one sign': '학습 가능성의 같은 부호',
} as const;
