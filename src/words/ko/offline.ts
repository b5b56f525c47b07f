// 네트워크 없이 쓰기와 새 버전 (src/app/offline).
export default {
  'A new version is ready.': '새 버전이 준비되었습니다.',
  Reload: '새로 고침',
};
