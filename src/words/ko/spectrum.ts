// 학습률 스펙트럼 (src/app/spectrum).
export default {} as const;
