// 라이브러리가 영어로 거절하는 말. 자리에는 무엇이든 올 수 있고, {why}와 {what}은 다시 번역한다. 위의 것이 먼저다.
export default {
  '{value} is not a number from {min} to {max}': '{value}: {min}에서 {max}까지의 수여야 합니다',
  '{value} is not an integer from {min} to {max}': '{value}: {min}에서 {max}까지의 정수여야 합니다',
  '{value} is not an integer from {min}': '{value}: {min} 이상의 정수여야 합니다',
  '{value} is not a number in [0, 1)': '{value}: 0 이상 1 미만의 수여야 합니다',
  '{value} is not a number above 0': '{value}: 0보다 큰 수여야 합니다',
  '{value} is not a number': '{value}: 수가 아닙니다',
  '{value} is not true or false': '{value}: true 또는 false여야 합니다',
  '{value} is not a range with min < max': '{value}: min < max인 범위여야 합니다',
  '{value} is not a range within ±{most}': '{value}: ±{most} 안의 범위여야 합니다',
  '{value} is not a list of two numbers': '{value}: 두 수의 목록이어야 합니다',
  '{value} is not a list': '{value}: 목록이어야 합니다',
  '{value} is not an object': '{value}: 객체여야 합니다',
  '{value} is not text': '{value}: 글자여야 합니다',
  '{value} is not what it must be': '{value}: 여기에 올 수 없는 값입니다',
  '{key} is missing': '{key}: 빠져 있습니다',
  '{key} is not known: did you mean {other}?': '{key}: 없는 이름입니다. 혹시 {other}입니까?',
  '{key} is not known: there are {all}': '{key}: 없는 이름입니다. 있는 것: {all}',
  '{key} is not known': '{key}: 없는 이름입니다',
  'parameter {name} is not one of {all}': '{name}: 없는 매개변수입니다. 있는 것: {all}',
  'problem {id} is not one of {all}': '{id}: 없는 문제입니다. 있는 것: {all}',
  '{value} is not one of {all}': '{value}: 다음 가운데 하나여야 합니다: {all}',
  '{name} is named twice': '{name}: 두 번 나옵니다',
  '[] is empty: at least one parameter must be trained':
    '비어 있습니다. 매개변수를 적어도 하나는 학습해야 합니다',
  '{a} and {b} are parallel, and must be two directions':
    '{a}, {b}: 두 방향이 나란합니다. 서로 달라야 합니다',
  '{count} starts are more than {most}': '출발점 {count}개는 너무 많습니다. {most}개까지입니다',
  '{count} starts off the plane are more than {most}':
    '평면 밖의 출발점 {count}개는 너무 많습니다. {most}개까지입니다',
  '{name} is not a parameter here': '{name}: 여기에는 없는 매개변수입니다',
  '{name} has no learning rate of its own: {all}':
    '{name}: 학습률을 따로 가지지 않습니다. 가지는 것: {all}',
  '{layer} is all that is trained: train another layer first':
    '{layer}만 학습하고 있습니다. 먼저 다른 층을 학습하게 하세요',
  '{name} is the x axis and cannot be {role}: make another parameter the x axis first':
    '{name}은(는) x축이므로 {role}이(가) 될 수 없습니다. 먼저 다른 매개변수를 x축으로 정하세요',
  '{name} is the only axis and cannot be the {axis} axis: make another parameter the {other} axis':
    '{name}은(는) 하나뿐인 축이므로 {axis}축이 될 수 없습니다. 다른 매개변수를 {other}축으로 정하세요',
  'an axis of {quantity} over {range} is not above 0, as a log scale must be':
    '{quantity} 축 {range}: 로그 눈금에서는 0보다 커야 합니다',
  'an axis of {quantity} over {range} does not begin at {least} or above, as a log scale must':
    '{quantity} 축 {range}: 로그 눈금에서는 {least} 이상에서 시작해야 합니다',
  '{range} is {width} wide, which is not at least {least}':
    '{range}: 너비가 {width}입니다. {least} 이상이어야 합니다',
  '{value} is not the step of a lesson': '{value}: 수업의 단계가 아닙니다',
  'too much of the link is wrong to try it': '링크에 틀린 곳이 너무 많아 읽어 보지 않았습니다',
  'is nested deeper than anything is read': '너무 깊이 들어 있어 읽지 않습니다',
  '{value} is not f32 numbers as base64': '{value}: base64로 쓴 f32 수가 아닙니다',
  '{range} is not above 0, as a log scale must be': '{range}: 로그 눈금에서는 0보다 커야 합니다',
  '{range} does not begin at {least} or above, as a log scale must':
    '{range}: 로그 눈금에서는 {least} 이상에서 시작해야 합니다',
  'an axis of {quantity} over {range} is not within [0, 1)':
    '{quantity} 축 {range}: 0 이상 1 미만이어야 합니다',
  'an axis of {quantity} over {range} is not within {min} to {max}':
    '{quantity} 축 {range}: {min}에서 {max}까지여야 합니다',
  '{quantity} is not a quantity of {kind}: {all}':
    '{quantity}: {kind}에 없는 양입니다. 있는 것: {all}',
  'both axes vary {quantity}: they must be two different quantities':
    '두 축이 모두 {quantity}입니다. 서로 다른 양이어야 합니다',
  '{a} and {b} contradict each other: take the learning rates of two parameters':
    '{a}, {b}: 서로 맞지 않습니다. 두 매개변수의 학습률을 고르세요',
  '{count} is more than the {steps} steps': '{count}: 걸음 수 {steps}보다 많습니다',

  'the GPU was lost: {why}': 'GPU를 잃었습니다: {why}',
  'the GPU engine failed: {why}': 'GPU 엔진이 실패했습니다: {why}',
  'the GPU device was lost: {why}': 'GPU 장치를 잃었습니다: {why}',
  'the device was lost ({why})': '장치를 잃었습니다({why})',
  'out of GPU memory: {why}': 'GPU 메모리가 모자랍니다: {why}',
  'the GPU returned no result: its device was lost or is out of memory':
    'GPU가 결과를 돌려주지 않았습니다. 장치를 잃었거나 메모리가 모자랍니다',
  'this browser has no WebGPU': '이 브라우저에는 WebGPU가 없습니다',
  'WebGPU found no adapter': 'WebGPU가 어댑터를 찾지 못했습니다',
  'the GPU tells no Lyapunov exponents: the CPU does':
    '랴푸노프 지수는 GPU가 아니라 CPU가 계산합니다',
  'problem {id} has no kernel for the GPU; the CPU does it':
    '{id}: GPU 커널이 없는 문제이므로 CPU가 계산합니다',
  '{what} has {count} parameters: the GPU kernel takes up to {most}; the CPU does it':
    '{what}: 매개변수 {count}개입니다. GPU 커널은 {most}개까지이므로 CPU가 계산합니다',
  'the data have {value}: the GPU kernel takes numbers from -1e9 to 1e9; the CPU does it':
    '데이터에 {value}이(가) 있습니다. GPU 커널은 −1e9에서 1e9까지이므로 CPU가 계산합니다',
  '{n} parameters on {points} points are {work} multiply-adds a step: the GPU kernel takes up to {most}; the CPU does it':
    '점 {points}개와 매개변수 {n}개는 한 걸음에 곱셈과 덧셈 {work}번입니다. GPU 커널은 {most}번까지이므로 CPU가 계산합니다',
  'a CPU worker failed: {why}': 'CPU 워커가 실패했습니다: {why}',
  'it could not be loaded': '불러오지 못했습니다',
  'it did not answer': '답하지 않았습니다',
  'No CPU worker could be started: the page itself computes, and may stutter':
    'CPU 워커를 시작하지 못했습니다. 페이지가 직접 계산하므로 끊길 수 있습니다',
  'the GPU did not answer within 10 s': 'GPU가 10초 안에 답하지 않았습니다',
  'the GPU has not answered for 30 s': 'GPU가 30초 동안 답하지 않았습니다',
  'there is no WebGL': 'WebGL이 없습니다',
  'its WebGL has no {name}': 'WebGL에 {name}이(가) 없습니다',
  'WebGL was lost': 'WebGL을 잃었습니다',

  'it is of single runs, which the page shows by a link':
    '학습을 하나씩 담은 파일입니다. 이런 것은 링크로 볼 수 있습니다',
  'it is not JSON': 'JSON이 아닙니다',
  'its JSON holds more than is ever read': 'JSON에 담긴 것이 너무 많아 읽지 않습니다',
  'it says {n} bytes of itself: at most {most} are read':
    '파일의 설명이 {n}바이트입니다. {most}바이트까지 읽습니다',
  'it holds no spec': '명세가 없습니다',
  'it carries no gradscape spec': 'gradscape 명세가 없습니다',
  'it carries no readable spec': '읽을 수 있는 명세가 없습니다',
  'it is not a .npy file': '.npy 파일이 아닙니다',
  'it is not a .png file': '.png 파일이 아닙니다',
  'it is not a whole .npz file': '온전한 .npz 파일이 아닙니다',
  '{name} does not end in .{all}': '{name}: .{all}(으)로 끝나야 합니다',
  'learning rates {rates}: the page has one for all parameters, unless an axis varies it':
    '학습률 {rates}: 이 화면에서는 축이 되지 않는 한 모든 매개변수의 학습률이 같습니다',
  'the points are one and the same, and must be apart':
    '점이 모두 같습니다. 서로 떨어져 있어야 합니다',
  'the three points lie on one line, which makes no plane: take two of them':
    '세 점이 한 직선 위에 있어서 평면을 이루지 못합니다. 둘만 고르세요',
  'the run does not move, and has no directions': '움직이지 않은 학습이라 방향이 없습니다',
  'the run has no way whose directions could be taken': '방향을 구할 경로가 없는 학습입니다',
} as const;
