// 여러 곳에서 쓰는 말.
export default {
  Spectrum: '스펙트럼',
  Network: '신경망',
  Close: '닫기',
  Cancel: '취소',
} as const;
