// 그래프 안의 단추와 자판 커서 (src/app/hands).
export default {
  Zoom: '확대와 축소',
  'Zoom in (+)': '확대 (+)',
  'Zoom out (−)': '축소 (−)',
  'The whole view (0)': '처음 범위로 (0)',
  'Move the map with one finger': '한 손가락으로 지도 옮기기',
  'Equal scales: a unit as long in x as in y': '같은 축척: x와 y의 단위 길이를 같게',
  'Start added. {place}': '출발점을 놓았습니다. {place}',
  '{place}: loss {loss}': '{place}: 손실 {loss}',
  '{x} from {x0} to {x1}, {y} from {y0} to {y1}; losses from {lo} to {hi}, the lowest near {place}':
    '{x} {x0}부터 {x1}까지, {y} {y0}부터 {y1}까지; 손실은 {lo}부터 {hi}까지이고 가장 낮은 곳은 {place} 근처',
};
